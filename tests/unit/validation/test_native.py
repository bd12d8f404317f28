"""The native engine against pySHACL: it never accepts a graph with a fault that pySHACL rejects."""

from __future__ import annotations

import datetime as dt
import random
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from kg_etl import pipeline
from kg_etl.mapping import article_graph
from kg_etl.model import Article, ArticleGraph, Extraction, Failure, Links
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components, Versions
from kg_etl.validation import Engine, Shapes, validate, violations
from kg_etl.vocabulary import DIP, OA, XSD, packaged

ROOT = Path(__file__).parents[3]

Triple = tuple[str, str, str]
Case = tuple[list[Triple], str]
Fault = Callable[[Case, random.Random], Case]

KINDS = (
    "string", "integer", "decimal", "date", "dateTime", "boolean", "double", "float", "int", "nonNegativeInteger",
    "gYear", "dateTimeStamp", "anyURI",
)  # fmt: skip
FORMS = (
    "", "05", "+5", "-0", "-1", "0", "1", "2", "1.0", "1.50", ".5", "1.", "0.30", "0.299999999999999999999", "1e0",
    "1.0000000000000000000001", "NaN", "INF", " 5 ", r"5\n", "1_0", "٣", "99999999999999999999", "true", "en", "a\\tb",
    "2024-01-01", "2024-01-01Z", "2024-1-1", "2024-02-30", "-0044-03-15", "0000-01-01", "12024-01-01",
    "2024-01-01T00:00:00", "2024-01-01T24:00:00Z", "2024-01-01T00:00:00Z", "2024-01-01T00:00:00.5+14:00",
    "2024-01-01T00:00:60Z", "2024-01-01T00:00:00+15:00", "é", "e\u0301", "😀", "x" * 200, "Q1=0.5", "Q1=1.5 Q2=0.1",
)  # fmt: skip
CLASSES = ("Event", "Meeting", "Denial", "Treaty", "Actor", "City", "Statement", "Article", "Evidence", "Nonsense")
TEXTS = {f"<{term}>" for term in (OA.exact, DIP.content, DIP.cue, DIP.timeExpression)}


def without_a_triple(case: Case, chance: random.Random) -> Case:
    triples, text = case
    gone = chance.choice(triples)
    return [triple for triple in triples if triple != gone], text


def without_a_node(case: Case, chance: random.Random) -> Case:
    triples, text = case
    gone = chance.choice(triples)[0]
    return [triple for triple in triples if triple[0] != gone], text


def with_a_second_value(case: Case, chance: random.Random) -> Case:
    triples, text = case
    subject, term, _ = chance.choice(triples)
    return [*triples, (subject, term, chance.choice([triple[2] for triple in triples if triple[1] == term]))], text


def with_a_foreign_value(case: Case, chance: random.Random) -> Case:
    triples, text = case
    return [*triples, (chance.choice(triples)[0], chance.choice(triples)[1], chance.choice(triples)[2])], text


def with_an_unknown_property(case: Case, chance: random.Random) -> Case:
    triples, text = case
    term = chance.choice((str(DIP) + "visitor", str(DIP) + "speaker", str(DIP) + "text", "http://x.example/y"))
    return [*triples, (chance.choice(triples)[0], f"<{term}>", chance.choice(triples)[2])], text


def with_a_node_twice(case: Case, chance: random.Random) -> Case:
    triples, text = case
    old = chance.choice(triples)[0]
    return [*triples, *((f"{old[:-1]}9>", term, value) for subject, term, value in triples if subject == old)], text


def changed(
    case: Case, chance: random.Random, which: Callable[[Triple], bool], how: Callable[[Triple], Triple]
) -> Case:
    triples, text = case
    places = [place for place, triple in enumerate(triples) if which(triple)]
    if not places:
        return case
    place = chance.choice(places)
    return [*triples[:place], how(triples[place]), *triples[place + 1 :]], text


def is_literal(triple: Triple) -> bool:
    return triple[2].startswith('"')


def is_resource(triple: Triple) -> bool:
    return triple[2].startswith("<")


def lexical(triple: Triple) -> str:
    return triple[2][1 : triple[2].rindex('"')]


def literal(triple: Triple, form: str, kind: str | None = None) -> Triple:
    rest = triple[2][triple[2].rindex('"') + 1 :] if kind is None else f"^^<{XSD}{kind}>"
    return triple[0], triple[1], f'"{form}"{rest}'


def with_a_letter_more(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, is_literal, lambda triple: literal(triple, lexical(triple) + chance.choice("ax1 .-Z")))


def with_a_letter_less(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, is_literal, lambda triple: literal(triple, lexical(triple)[1:].lstrip("\\\"'")))


def with_another_form(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, is_literal, lambda triple: literal(triple, chance.choice(FORMS)))


def with_another_datatype(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, is_literal, lambda triple: literal(triple, lexical(triple), chance.choice(KINDS)))


def with_any_literal(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, is_literal, lambda triple: literal(triple, chance.choice(FORMS), chance.choice(KINDS)))


def with_a_language(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, is_literal, lambda triple: (triple[0], triple[1], f'"{lexical(triple)}"@en'))


def with_a_literal_for_a_resource(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, is_resource, lambda triple: (triple[0], triple[1], '"x"'))


def with_a_resource_for_a_literal(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, is_literal, lambda triple: (triple[0], triple[1], "<http://x.example/y>"))


def with_another_resource(case: Case, chance: random.Random) -> Case:
    others = [triple[2] for triple in case[0] if is_resource(triple)]
    return changed(case, chance, is_resource, lambda triple: (triple[0], triple[1], chance.choice(others)))


def with_a_misspelt_resource(case: Case, chance: random.Random) -> Case:
    return changed(
        case, chance, is_resource, lambda triple: (triple[0], triple[1], f"{triple[2][:-1]}{chance.choice('x1y/')}>")
    )


def with_another_subject(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, lambda _: True, lambda triple: (chance.choice(case[0])[0], *triple[1:]))


def with_another_property(case: Case, chance: random.Random) -> Case:
    return changed(case, chance, lambda _: True, lambda triple: (triple[0], chance.choice(case[0])[1], triple[2]))


def with_another_class(case: Case, chance: random.Random) -> Case:
    return changed(
        case,
        chance,
        lambda triple: triple[1].endswith("#type>"),
        lambda triple: (triple[0], triple[1], f"<{DIP}{chance.choice(CLASSES)}>"),
    )


def with_days_swapped(case: Case, chance: random.Random) -> Case:
    triples, text = case
    other = {f"<{DIP.earliest}>": f"<{DIP.latest}>", f"<{DIP.latest}>": f"<{DIP.earliest}>"}
    return [(subject, other.get(term, term), value) for subject, term, value in triples], text


def with_another_day(case: Case, chance: random.Random) -> Case:
    day = (dt.date(2024, 5, 16) + dt.timedelta(days=chance.randint(-400, 400))).isoformat()
    days = {f"<{DIP.earliest}>", f"<{DIP.latest}>"}
    return changed(
        case, chance, lambda triple: triple[1] in days and is_literal(triple), lambda triple: literal(triple, day)
    )


def with_a_wrong_quote(case: Case, chance: random.Random) -> Case:
    more = chance.choice(("x", r"\n", " ", "\u0301"))
    return changed(
        case,
        chance,
        lambda triple: triple[1] in TEXTS and is_literal(triple),
        lambda triple: literal(triple, lexical(triple) + more),
    )


def with_a_wrong_place(case: Case, chance: random.Random) -> Case:
    by = chance.choice((-1000, -1, 1, 10_000))
    return changed(
        case,
        chance,
        lambda triple: (
            triple[1] in {f"<{OA.start}>", f"<{OA.end}>"}
            and is_literal(triple)
            and lexical(triple).isascii()
            and lexical(triple).isdecimal()
        ),
        lambda triple: literal(triple, str(int(lexical(triple)) + by)),
    )


def with_another_text(case: Case, chance: random.Random) -> Case:
    triples, text = case
    place = chance.randrange(len(text))
    return triples, text[:place] + chance.choice(("", "x", "\n", "😀")) + text[place + 1 :]


FAULTS: tuple[Fault, ...] = (
    without_a_triple, without_a_node, with_a_second_value, with_a_foreign_value, with_an_unknown_property,
    with_a_node_twice, with_a_letter_more, with_a_letter_less, with_another_form, with_another_datatype,
    with_any_literal, with_a_language, with_a_literal_for_a_resource, with_a_resource_for_a_literal,
    with_another_resource, with_a_misspelt_resource, with_another_subject, with_another_property, with_another_class,
    with_days_swapped, with_another_day, with_a_wrong_quote, with_a_wrong_place, with_another_text,
)  # fmt: skip


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load()


@pytest.fixture(scope="module")
def graphs() -> list[tuple[Article, ArticleGraph]]:
    """The graphs of the sample articles and of their paragraphs, which are small and fast to validate."""
    settings = configured_settings()
    results = Components(settings).articles((str(ROOT / "seeds"),), dt.datetime(2030, 1, 1, tzinfo=dt.UTC))
    samples = [result.article for result in results if not isinstance(result, Failure)]
    articles = samples + [
        Article(
            id=f"{sample.id}#{number}",
            text=text,
            title=sample.title,
            published=sample.published,
            publisher=sample.publisher,
        )
        for sample in samples
        for number, text in enumerate(sample.text.split("\n\n"))
        if len(text) > 200
    ]
    extractions = list(pipeline.extracted(articles, Components(settings).extractor))
    links = list(pipeline.linked(articles, extractions, Components(settings).linker))
    made = pipeline.mapped(articles, extractions, links, settings.base, Versions(Components(settings)).provenance)
    return [(article, graph) for article, graph in zip(articles, made, strict=True) if isinstance(graph, ArticleGraph)]


def faulty(graph: ArticleGraph, text: str, chance: random.Random) -> tuple[str, ArticleGraph, str]:
    triples = [tuple(line.removesuffix(" .").split(" ", 2)) for line in graph.triples.splitlines()]
    case: Case = ([(triple[0], triple[1], triple[2]) for triple in triples], text)
    chosen = chance.sample(FAULTS, 1 if chance.random() < 0.8 else 2)
    for fault in chosen:
        case = fault(case, chance) if case[0] else case
    lines = sorted({" ".join(triple) + " .\n" for triple in case[0]})
    return " and ".join(fault.__name__ for fault in chosen), replace(graph, triples="".join(lines)), case[1]


def compared(pairs: list[tuple[Article, ArticleGraph]], shapes: Shapes, number: int, seed: int) -> tuple[int, int]:
    """Number of graphs that both engines reject, and of those that only the native engine rejects."""
    assert shapes.native is not None
    chance = random.Random(seed)
    refused = strict = 0
    for _ in range(number):
        article, graph = chance.choice(pairs)
        name, broken, text = faulty(graph, article.text, chance)
        with warnings.catch_warnings(action="ignore"):  # rdflib's about ill-formed literals
            violations = validate(broken, text, shapes).violations
        native = shapes.native.conforms(broken, text)
        assert not (native and violations), (
            f"{name}, seed {seed}: the native engine misses {violations[0]} in {article.id}"
        )
        refused += not native and bool(violations)
        strict += not native and not violations
    return refused, strict


@pytest.mark.filterwarnings("ignore")
def test_the_native_engine_never_passes_what_the_reference_refuses(
    graphs: list[tuple[Article, ArticleGraph]], shapes: Shapes
) -> None:
    small = sorted(graphs, key=lambda pair: len(pair[1].triples))[: len(graphs) // 2]
    refused, strict = compared(small, shapes, number=400, seed=1)
    assert refused > 250
    assert strict < 20


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", range(2, 12))
def test_the_native_engine_never_passes_what_the_reference_refuses_in_thousands_of_graphs(
    graphs: list[tuple[Article, ArticleGraph]], shapes: Shapes, seed: int
) -> None:
    refused, strict = compared(graphs, shapes, number=500, seed=seed)
    assert refused > 300
    assert strict < 25


def test_graphs_without_a_fault_conform_at_once(graphs: list[tuple[Article, ArticleGraph]], shapes: Shapes) -> None:
    assert shapes.native is not None
    decisions = [shapes.native.conforms(graph, article.text) for article, graph in graphs]
    assert decisions == [validate(graph, article.text, shapes).conforms for article, graph in graphs]
    assert sum(decisions) > 0.8 * len(decisions)


ARTICLE = Article(id="a", text="Nothing happened.")
GRAPH = article_graph(
    ARTICLE, Extraction(article_id="a"), Links(article_id="a"), "https://w3id.org/kg-etl/id/", {"software": "0"}
)


def test_violations_are_those_of_the_reference(shapes: Shapes) -> None:
    assert violations(GRAPH, ARTICLE.text, shapes) == ()
    assert violations(GRAPH, "Something else.", shapes) == validate(GRAPH, "Something else.", shapes).violations


def test_the_reference_alone_is_a_choice() -> None:
    alone = Shapes.load(engine=Engine.PYSHACL)
    assert alone.native is None
    assert violations(GRAPH, ARTICLE.text, alone) == ()


@pytest.mark.parametrize(
    ("rule", "fast"),
    [
        ("sh:path dip:publisher ; sh:minCount 1", True),
        ("sh:path dip:publisher ; sh:not [ sh:hasValue 'Embargoed' ]", False),
        ("sh:path dip:publisher ; sh:pattern '^[A-Z]'", False),
        ("sh:path dip:publisher ; sh:uniqueLang true", False),
    ],
)
def test_house_rules_leave_the_fast_way_open_only_where_both_engines_were_compared(
    tmp_path: Path, rule: str, fast: bool
) -> None:
    (tmp_path / "house.ttl").write_text(
        f"@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dip: <{DIP}> .\n"
        f"<https://example.org/house#rule> a sh:PropertyShape ; sh:targetClass dip:Article ; {rule} ."
    )
    shapes = Shapes.load(packaged("shapes"), tmp_path)
    assert (shapes.native is not None) is fast
    assert violations(GRAPH, ARTICLE.text, shapes) == validate(GRAPH, ARTICLE.text, shapes).violations


@pytest.mark.filterwarnings("ignore")
def test_a_year_that_breaks_the_native_engine_goes_to_the_reference(shapes: Shapes) -> None:
    line = f'<{GRAPH.iri}> <{DIP.published}> "{"9" * 20}"^^<{XSD.gYear}> .\n'
    broken = replace(GRAPH, triples=GRAPH.triples + line)
    assert shapes.native is not None
    assert not shapes.native.conforms(broken, ARTICLE.text)
    assert violations(broken, ARTICLE.text, shapes)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(
    ("day", "says"), [("2024-02-30", "The earliest day is a single day"), ("x", "valid form of its datatype")]
)
def test_a_day_that_is_none_is_a_violation_and_no_crash(shapes: Shapes, day: str, says: str) -> None:
    visit, kind = f"<{GRAPH.iri}#visit=0,7>", f"^^<{XSD.date}>"
    lines = [f'{visit} <{DIP.earliest}> "{day}"{kind} .', f'{visit} <{DIP.latest}> "2024-03-01"{kind} .']
    broken = replace(GRAPH, triples=GRAPH.triples + "\n".join(lines) + "\n")
    assert says in violations(broken, ARTICLE.text, shapes)[0].message
