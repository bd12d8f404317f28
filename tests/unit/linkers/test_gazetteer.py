"""What the gazetteer linker takes a name for, given the article around it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest

from kg_etl.gazetteer import Entry, Gazetteer, load
from kg_etl.gazetteer.layered import Layered
from kg_etl.linkers.gazetteer import GazetteerLinker
from kg_etl.linkers.gazetteer.features import ALL, Feature
from kg_etl.model import (
    Article,
    Entity,
    EntityType,
    Event,
    EventClass,
    Evidence,
    Extraction,
    Link,
    Mention,
    MentionForm,
    Role,
    RoleName,
    Status,
)

BASE = "https://example.org/id/"
WIKIDATA = "http://www.wikidata.org/entity/"
LINKER = GazetteerLinker(load(), BASE)
PERSON, COUNTRY, CITY, REGION = EntityType.PERSON, EntityType.COUNTRY, EntityType.CITY, EntityType.REGION
BODY, ACTOR = EntityType.ORGANIZATION, EntityType.ACTOR
NOMINAL, PRONOUN, DEMONYM = MentionForm.NOMINAL, MentionForm.PRONOUN, MentionForm.DEMONYM


@dataclass
class Reader:
    """Builds an article and its mentions, and links them."""

    text: str
    day: str | None = "2021-09-10"
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def mark(
        self,
        text: str,
        type_: EntityType = COUNTRY,
        form: MentionForm = MentionForm.NAME,
        chain: int | None = None,
        acts_for: int | None = None,
    ) -> Reader:
        """Adds the next mention of a text after the last one."""
        start = self.text.index(text, self.mentions[-1].end if self.mentions else 0)
        number = len(self.mentions) if chain is None else chain
        self.mentions.append(
            Mention(
                start=start, end=start + len(text), text=text, type=type_, form=form, chain=number, acts_for=acts_for
            )
        )
        return self

    def says(self, mention: int, role: RoleName = RoleName.SPEAKER) -> Reader:
        """Adds a statement in which a mention plays a part."""
        complete = Evidence(start=0, end=len(self.text), quote=self.text)
        self.events.append(
            Event(
                cls=EventClass.STATEMENT,
                type="Statement",
                status=Status.HAPPENED,
                confidence=1.0,
                trigger=complete,
                evidence=(complete,),
                roles=(Role(name=role, mention=mention),),
            )
        )
        return self

    def linked(self, linker: GazetteerLinker = LINKER) -> tuple[tuple[Link, ...], dict[str, Entity]]:
        published = dt.datetime.fromisoformat(f"{self.day}T12:00:00+00:00") if self.day else None
        links = linker.link(
            Article(id="a", text=self.text, published=published),
            Extraction(article_id="a", mentions=tuple(self.mentions), events=tuple(self.events)),
        )
        return links.links, {entity.iri: entity for entity in links.entities}

    def qids(self, linker: GazetteerLinker = LINKER) -> list[str | None]:
        links, entities = self.linked(linker)
        return [entities[link.entity].qid for link in links]


@pytest.mark.parametrize(
    ("text", "type_", "form", "qid", "method"),
    [
        ("Japan", COUNTRY, MentionForm.NAME, "Q17", "exact"),
        ("the U.K.", COUNTRY, MentionForm.NAME, "Q145", "alias"),
        ("Kenyans", COUNTRY, DEMONYM, "Q114", "demonym"),
        ("Norway’s", COUNTRY, MentionForm.NAME, "Q20", "exact"),
        ("IAEA", BODY, MentionForm.NAME, "Q41984", "alias"),
        ("Kiev", CITY, MentionForm.NAME, "Q1899", "alias"),
        ("Ukraine", PERSON, MentionForm.NAME, "Q212", "exact"),
        ("the Kremlin", PERSON, MentionForm.NAME, "Q133274", "exact"),
    ],
)
def test_an_unambiguous_name_is_linked(text: str, type_: EntityType, form: MentionForm, qid: str, method: str) -> None:
    links, entities = Reader(f"Reports came from {text} today.").mark(text, type_, form).linked()

    assert entities[links[0].entity].qid == qid
    assert links[0].method == method
    assert links[0].score >= 0.9


@pytest.mark.parametrize("text", ["us", "who", "the west", "the West", "polish"])
def test_a_common_word_is_not_linked(text: str) -> None:
    assert Reader(f"They told {text} so.").mark(text).qids() == [None]


def test_a_family_name_denotes_the_person_of_the_full_name() -> None:
    article = Reader("Kenya's Uhuru Kenyatta spoke. Kenyatta left.").mark("Kenya").mark("Uhuru Kenyatta", PERSON)
    article.mark("Kenyatta", PERSON)

    assert article.qids() == ["Q114", "Q196070", "Q196070"]


def test_a_bare_family_name_is_not_linked() -> None:
    links, entities = Reader("Kenyatta left.", day=None).mark("Kenyatta", PERSON).linked()

    assert entities[links[0].entity].qid is None
    assert [candidate.qid for candidate in links[0].candidates] == ["Q196070"]
    assert links[0].entity.startswith(f"{BASE}person/kenyatta-")


def test_a_full_name_needs_support_from_the_article() -> None:
    assert Reader("Mike Johnson won the bowling cup.").mark("Mike Johnson", PERSON).qids() == [None]


def test_a_family_name_after_a_title_is_the_office_holder_on_the_day() -> None:
    assert Reader("British Prime Minister Johnson flew home.").mark("British", COUNTRY, DEMONYM).mark(
        "Johnson", PERSON
    ).qids() == ["Q145", "Q180589"]
    assert Reader("British Prime Minister May flew home.").mark("British", COUNTRY, DEMONYM).mark(
        "May", PERSON
    ).qids() == ["Q145", None]


def test_a_title_inside_the_mention_counts_as_well() -> None:
    assert Reader("German Chancellor Scholz arrived.", day="2022-03-01").mark(
        "German Chancellor Scholz", PERSON
    ).qids() == ["Q61053"]


def test_the_only_office_holder_of_a_country_in_the_article_is_linked_by_family_name() -> None:
    assert Reader("Macron wants France to wait.").mark("Macron", PERSON).mark("France").qids() == ["Q3052772", "Q142"]


def test_a_namesake_that_the_gazetteer_lacks_has_the_family_name() -> None:
    article = Reader("In France, Laura Macron sang. Macron bowed.").mark("France").mark("Laura Macron", PERSON)

    assert article.mark("Macron", PERSON).qids() == ["Q142", None, None]


def test_a_bare_title_is_its_holder_on_the_day_of_the_article() -> None:
    text = "The Russian president and Kenya's president met the king of Jordan."
    article = Reader(text).mark("The Russian president", PERSON, NOMINAL).mark("Kenya's president", PERSON, NOMINAL)

    assert article.mark("the king of Jordan", PERSON, NOMINAL).qids() == ["Q7747", "Q196070", "Q57464"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("a Russian president", "2021-09-10"),
        ("the former Russian president", "2021-09-10"),
        ("the president", "2021-09-10"),
        ("the Russian president's daughter", "2021-09-10"),
        ("the Russian president", None),
        ("the Russian president", "2026-09-10"),
    ],
)
def test_an_uncertain_title_is_not_linked(text: str, day: str | None) -> None:
    links, entities = Reader(f"There was {text}.", day=day).mark(text, PERSON, NOMINAL).linked()

    assert entities[links[0].entity].qid is None
    assert links[0].entity.endswith(f"#mention=10,{10 + len(text)}")


def test_after_the_evidence_a_title_denotes_the_person_of_the_full_name() -> None:
    article = Reader("Russia's Vladimir Putin spoke. The Russian president left.", day="2026-09-10").mark("Russia")

    assert article.mark("Vladimir Putin", PERSON).mark("The Russian president", PERSON, NOMINAL).qids() == [
        "Q159",
        "Q7747",
        "Q7747",
    ]


def test_israel_as_a_given_name_is_not_the_country() -> None:
    assert Reader("Israel smiled at the camera.").mark("Israel", PERSON).qids() == [None]
    assert Reader("Minister Israel Katz of Israel spoke.").mark("Israel Katz", PERSON).mark("Israel").qids() == [
        "Q487304",
        "Q801",
    ]


def test_jordan_after_a_full_name_is_the_person() -> None:
    article = Reader("Michael Jordan spoke. Jordan then left.").mark("Michael Jordan", PERSON).mark("Jordan", COUNTRY)

    assert article.qids() == [None, None]


@pytest.mark.parametrize(
    ("text", "others", "qid"),
    [
        ("Georgia and Armenia closed the border.", ["Armenia"], "Q230"),
        ("In Atlanta, Georgia, senators met.", [], "Q1428"),
        ("Votes in Georgia, Texas and Florida count.", ["Texas", "Florida"], "Q1428"),
        ("Georgia won.", [], None),
    ],
)
def test_georgia_is_disambiguated_by_its_neighbours(text: str, others: list[str], qid: str | None) -> None:
    article = Reader(text).mark("Georgia")
    for other in others:
        article.mark(other)

    assert article.qids()[0] == qid


@pytest.mark.parametrize(("capital", "qid"), [("Kinshasa", "Q974"), ("Brazzaville", "Q971"), ("Paris", None)])
def test_congo_is_disambiguated_by_its_capital(capital: str, qid: str | None) -> None:
    assert Reader(f"Congo's envoy left {capital}.").mark("Congo").mark(capital, CITY).qids()[0] == qid


def test_guinea_is_none_of_the_longer_names() -> None:
    article = Reader("Papua New Guinea, Guinea and Equatorial Guinea").mark("Papua New Guinea").mark("Guinea")

    assert article.mark("Equatorial Guinea").qids() == ["Q691", "Q1006", "Q983"]


def test_a_bare_name_is_the_city_and_with_region_the_region() -> None:
    article = Reader("Shells hit Kharkiv and the Donetsk region; New York reacted.").mark("Kharkiv", CITY)

    assert article.mark("Donetsk", CITY).mark("New York", CITY).qids() == ["Q42308", "Q2012050", "Q60"]


def test_a_namesake_of_a_city_rules_the_city_out_in_the_article() -> None:
    article = (
        Reader("A fire broke out in London, Ontario. London mourned.").mark("London", CITY).mark("Ontario", REGION)
    )

    assert article.mark("London", CITY).qids() == ["Q92561", "Q1904", "Q92561"]


def test_washington_is_the_city_among_states_too() -> None:
    article = Reader("Texas and Florida asked Washington.").mark("Texas", REGION).mark("Florida", REGION)

    assert article.mark("Washington", CITY).qids()[2] == "Q61"


def test_the_security_council_of_a_country_is_not_that_of_the_united_nations() -> None:
    assert Reader("Russia's Security Council met.").mark("Security Council", BODY).qids() == [None]
    assert Reader("The Security Council met.").mark("Security Council", BODY).qids() == ["Q37470"]


def test_a_capital_is_linked_literally_and_acts_for_its_country_only_as_an_actor() -> None:
    acting, entities = Reader("Ottawa said no.").mark("Ottawa", CITY).says(0).linked()
    assert entities[acting[0].entity].qid == "Q1930"
    assert entities[acting[0].entity].acts_for == f"{WIKIDATA}Q16"
    assert entities[f"{WIKIDATA}Q16"].label == "Canada"

    resting, entities = Reader("They met in Ottawa.").mark("Ottawa", CITY).says(0, RoleName.REPORTED_BY).linked()
    assert entities[resting[0].entity].acts_for is None


def test_a_seat_of_government_always_acts_for_its_country() -> None:
    links, entities = Reader("The White House was lit.").mark("The White House", EntityType.FACILITY).linked()

    assert entities[links[0].entity].acts_for == f"{WIKIDATA}Q30"


def test_acts_for_of_a_mention_takes_precedence() -> None:
    article = Reader("Ukrainian officials left.").mark("Ukrainian", COUNTRY, DEMONYM)
    links, entities = article.mark("officials", ACTOR, NOMINAL, acts_for=0).linked()

    assert entities[links[1].entity].acts_for == f"{WIKIDATA}Q212"
    assert entities[links[1].entity].label == "officials"


def test_pronouns_have_the_entity_of_their_chain() -> None:
    article = Reader("Kenya's Uhuru Kenyatta spoke. He left.").mark("Kenya").mark("Uhuru Kenyatta", PERSON, chain=7)
    links, entities = article.mark("He", PERSON, PRONOUN, chain=7).linked()

    assert entities[links[2].entity].qid == "Q196070"
    assert links[2].method == "coreference"
    assert links[2].score < links[1].score


def test_an_unknown_name_has_one_iri_in_all_articles() -> None:
    first, entities = (
        Reader("Ann Oakwood spoke; Oakwood left.")
        .mark("Ann Oakwood", PERSON, chain=0)
        .mark("Oakwood", PERSON, chain=0)
        .linked()
    )
    second, _ = Reader("Yesterday the Ann  Oakwood sailed.").mark("Ann  Oakwood", PERSON).linked()

    assert first[0].entity == first[1].entity == second[0].entity
    assert entities[first[0].entity].label == "Ann Oakwood"
    assert (first[0].method, first[0].score) == ("nil", 0.0)


def test_the_threshold_decides() -> None:
    strict = GazetteerLinker(load(), BASE, threshold=0.93)
    article = Reader("Kenyans and Kenya").mark("Kenyans", COUNTRY, DEMONYM).mark("Kenya")

    links, entities = article.linked(strict)

    assert [entities[link.entity].qid for link in links] == [None, "Q114"]
    assert links[0].candidates[0].qid == "Q114"


@pytest.mark.parametrize(
    ("text", "name", "form"),
    [
        ("He fought in the Korean War.", "Korean", DEMONYM),
        ("Latin American leaders met.", "American", DEMONYM),
        ("The assassination of General Lagos shook them.", "Lagos", MentionForm.NAME),
        ("Friendly: Israel 2 Bulgaria 0", "Israel", MentionForm.NAME),
        ("She won the U.S. Open.", "U.S.", MentionForm.NAME),
        ("They live in London Township.", "London", MentionForm.NAME),
    ],
)
def test_a_place_in_the_name_of_something_else_is_not_linked(text: str, name: str, form: MentionForm) -> None:
    assert Reader(text).mark(name, COUNTRY, form).qids() == [None]


@pytest.mark.parametrize("text", ["They left for Israel 2 days later.", "Israel is 2 hours ahead."])
def test_a_number_after_a_place_does_not_make_it_a_team_by_itself(text: str) -> None:
    assert Reader(text).mark("Israel").qids() == ["Q801"]


@pytest.mark.parametrize("where", [", south of Brisbane,", ", just outside Brisbane,", ", Ky.,", " near Brisbane"])
def test_a_city_that_lies_beside_another_country_s_place_is_its_namesake(where: str) -> None:
    assert Reader(f"A fire in Edmonton{where} was put out.").mark("Edmonton", CITY).qids() == [None]


def test_two_names_with_a_dash_between_them_are_no_stranger_s_full_name() -> None:
    article = Reader("Trump - Wisconsin was close. Wisconsin voted.").mark("Trump - Wisconsin", PERSON)

    assert article.mark("Wisconsin", REGION).qids() == [None, "Q1537"]


def test_a_region_is_known_with_the_word_for_it() -> None:
    assert Reader("Floods hit Zhejiang province.").mark("Zhejiang province", REGION).qids() == ["Q16967"]


def test_the_larger_of_two_cities_goes_by_the_bare_name_unless_the_article_speaks_of_the_other_country() -> None:
    assert Reader("They met in Birmingham.").mark("Birmingham", CITY).qids() == ["Q2256"]

    article = Reader("They met in Birmingham after Texas and Florida.").mark("Birmingham", CITY)
    assert article.mark("Texas", REGION).mark("Florida", REGION).qids()[0] != "Q2256"


def test_the_elder_bearer_of_a_numbered_name_is_not_the_one_of_today() -> None:
    article = Reader("Britain mourned. Queen Elizabeth I was born in 1533.").mark("Britain")

    assert article.mark("Queen Elizabeth", PERSON).qids() == ["Q145", None]


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Britain mourned. The Duke of Norfolk spoke.", "Norfolk", CITY),
        ("A home in Little Portugal burned.", "Portugal", COUNTRY),
        ("They met at the Stade de France.", "France", COUNTRY),
    ],
)
def test_a_place_that_is_part_of_another_name_is_not_meant(text: str, name: str, type_: EntityType) -> None:
    assert Reader(text).mark(name, type_).qids() == [None]


@pytest.mark.parametrize(("region", "qid"), [("N.Y.", "Q49218"), ("N.H.", None)])
def test_a_city_in_another_state_than_the_one_after_it_is_another_city(region: str, qid: str | None) -> None:
    article = Reader(f"ROCHESTER, {region} (XYZ) - A motel in Rochester burned.")

    assert article.mark("ROCHESTER", CITY).mark("Rochester", CITY).qids() == [qid, qid]


def test_a_city_after_the_word_for_a_region_is_the_region() -> None:
    assert Reader("A fire in the province of Idlib spread.").mark("Idlib", CITY).qids() == ["Q233218"]


def test_an_unknown_region_is_not_the_city_of_its_name() -> None:
    assert Reader("A fire in the province of Harbin spread.").mark("Harbin", CITY).qids() == [None]


def test_a_body_is_found_in_american_and_in_british_spelling() -> None:
    text = "The Organisation for Security and Cooperation in Europe met."
    article = Reader(text).mark("Organisation for Security and Cooperation in Europe", BODY)

    assert article.qids() == ["Q81299"]


class TestWhatNobodyHasChosen:
    """A small town of a full gazetteer beneath the tables."""

    TOWN = Entry(qid="Q900000002", label="Kestrelby", type=CITY, country="Q142", population=20_000)

    def linked(self, text: str, *names: str, **facts: Any) -> list[str | None]:
        lower = Gazetteer([msgspec.structs.replace(self.TOWN, **facts)])
        article = Reader(text)
        for name in names:
            article.mark(name, CITY)
        return article.qids(GazetteerLinker(Layered(load(), lower), BASE))

    def test_it_is_meant_where_the_article_speaks_of_its_country(self) -> None:
        assert self.linked("Kestrelby lies in France.", "Kestrelby", "France") == ["Q900000002", "Q142"]

    def test_it_is_not_believed_where_nothing_else_does(self) -> None:
        assert self.linked("Kestrelby lies in Norway.", "Kestrelby", "Norway") == [None, "Q20"]

    @pytest.mark.parametrize("facts", [{"population": 2_000_000}, {"prominence": 150}])
    def test_one_that_all_the_world_knows_needs_no_country(self, facts: dict[str, int]) -> None:
        assert self.linked("Kestrelby burned.", "Kestrelby", **facts) == ["Q900000002"]


def test_a_gazetteer_without_titles_links_names() -> None:
    norland = Entry(qid="Q900000001", label="Norland", type=COUNTRY)
    article = Reader("Norland won.").mark("Norland")

    assert article.qids(GazetteerLinker(Gazetteer([norland]), BASE)) == ["Q900000001"]


def test_every_mention_is_explained_by_its_candidates_and_a_reason() -> None:
    article = Reader("Georgia won over Norland.").mark("Georgia").mark("Norland")
    first, second = LINKER.explain(
        Article(id="a", text=article.text), Extraction(article_id="a", mentions=tuple(article.mentions))
    )

    assert {scored.entry.qid for scored in first.candidates} == {"Q230", "Q1428"}
    assert first.chosen is None
    assert first.why == "Georgia scores less than 0.1 more than Georgia"
    assert second.candidates == ()
    assert second.why == "the gazetteer has no entry of that name"


@pytest.mark.parametrize(
    ("feature", "text", "mentions", "with_it", "without"),
    [
        (Feature.NIL, "Georgia won.", ["Georgia"], None, "Q230"),
        (Feature.CONTEXT, "In Atlanta, Georgia, votes count.", ["Georgia"], "Q1428", None),
        (Feature.TITLE, "Prime Minister Johnson flew home.", ["Johnson"], "Q180589", None),
        (Feature.DATES, "British Prime Minister May flew home.", ["May"], None, "Q264766"),
    ],
)
def test_a_feature_that_is_switched_off_does_not_count(
    feature: Feature, text: str, mentions: list[str], with_it: str | None, without: str | None
) -> None:
    article = Reader(text)
    for name in mentions:
        article.mark(name, PERSON if "Minister" in text else COUNTRY)
    result = []
    for features in (ALL, ALL - {feature}):
        links, entities = article.linked(GazetteerLinker(load(), BASE, features=features))
        result.append(entities[links[0].entity].qid)

    assert result == [with_it, without]


def test_without_coreference_every_mention_stands_alone() -> None:
    article = Reader("Kenya's Uhuru Kenyatta spoke. He left.").mark("Kenya").mark("Uhuru Kenyatta", PERSON, chain=7)
    article.mark("He", PERSON, PRONOUN, chain=7)
    links, entities = article.linked(GazetteerLinker(load(), BASE, features=ALL - {Feature.COREFERENCE}))

    assert [entities[link.entity].qid for link in links] == ["Q114", "Q196070", None]


def test_a_part_of_another_name_is_separate_from_its_chain() -> None:
    article = Reader("American envoys met Latin American ones.").mark("American", COUNTRY, DEMONYM, chain=0)

    assert article.mark("American", COUNTRY, DEMONYM, chain=0).qids() == ["Q30", None]


@pytest.mark.parametrize(
    ("text", "qid"), [("the Hebron-Tabor road", None), ("the Hebron-Nablus road", "Q168225"), ("East Hebron", None)]
)
def test_a_city_may_be_part_of_a_compound(text: str, qid: str | None) -> None:
    assert Reader(f"They closed {text}.").mark("Hebron", CITY).qids() == [qid]


def test_a_family_name_of_a_namesake_still_has_the_entity_of_its_chain() -> None:
    article = Reader("Michael Jordan spoke. Jordan left.").mark("Michael Jordan", PERSON, chain=0)
    links, _ = article.mark("Jordan", COUNTRY, chain=0).linked()

    assert links[0].entity == links[1].entity


def test_an_entity_has_its_country_and_its_offices_on_the_day() -> None:
    article = Reader("Kenya's President Uhuru Kenyatta left Mombasa.").mark("Kenya").mark("Uhuru Kenyatta", PERSON)
    links, entities = article.mark("Mombasa", CITY).linked()
    kenya, kenyatta, mombasa = (entities[link.entity] for link in links)

    assert kenyatta.country == mombasa.country == kenya.iri
    assert kenyatta.offices == ("president",)
    assert (kenya.country, kenya.offices, mombasa.offices) == (None, (), ())


def test_the_country_of_an_entity_is_an_entity_though_the_article_does_not_name_it() -> None:
    _, entities = Reader("They met in Mombasa.").mark("Mombasa", CITY).linked()

    assert entities[f"{WIKIDATA}Q114"].label == "Kenya"


def test_an_office_is_left_out_after_its_evidence() -> None:
    article = Reader("Kenya's President Uhuru Kenyatta left.", day="2030-01-01").mark("Kenya")
    links, entities = article.mark("Uhuru Kenyatta", PERSON).linked()

    assert entities[links[1].entity].offices == ()
