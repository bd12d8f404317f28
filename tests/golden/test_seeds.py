"""What is read from the sample articles, event by event, as files beside this one (seeds/*.txt).

A difference means that a reader of the graph meets something else. When it is meant, write the files anew and read
their diff:

    KG_ETL_WRITE_GOLDEN=1 pytest tests/golden/test_seeds.py
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg_etl.events.role_constraints import check_entity_roles
from kg_etl.model import Article, Extraction, Failure
from kg_etl.pipeline import extracted
from kg_etl.records import EventRecord, TextSpan, event_records
from kg_etl.runs.configuration import configured_settings
from kg_etl.settings import Components

FOLDER = Path(__file__).parent / "seeds"
SEEDS = Path(__file__).parents[2] / "seeds"
LATEST = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


def shown(record: EventRecord) -> Iterator[str]:
    """An event as lines that a person reads; every field of the record but the article's is in them."""
    days = f"{record.earliest or '?'} to {record.latest or '?'}"
    yield f"{place(record.trigger)} {record.type}, {record.status}, {days}, confidence {record.confidence}"
    for role in record.roles:
        yield f"  {role.role}: {place(role)} = {role.qid or 'NIL'} {role.label}"
    for name in ("time_basis", "background", "time", "name", "subject", "cue", "quotation_kind", "no_speaker"):
        value = getattr(record, name)
        if value:
            yield f"  {name}: {place(value) if isinstance(value, TextSpan) else value}"
    for span in record.content or ():
        yield f"  content: {place(span)}"
    if record.said_in:
        yield f"  said in: {record.said_in.rsplit('/', 1)[-1]}"
    for span in record.evidence:
        yield f"  evidence: {span.start}-{span.end} {' '.join(span.quote.split())}"


def place(span: TextSpan) -> str:
    """Offsets and words of a stretch of text."""
    return f"{span.start}-{span.end} {' '.join(span.text.split())}"


def file_of(article: Article) -> Path:
    """The file that keeps the events of an article."""
    return FOLDER / f"{re.sub(r'[^a-z0-9]+', '-', article.id.lower()).strip('-')}.txt"


@pytest.fixture(scope="module")
def events_of_seeds() -> dict[str, list[str]]:
    """The lines of each sample article, by the name of its file."""
    local = configured_settings()
    articles = [
        result.article
        for result in Components(local).articles((str(SEEDS),), LATEST)
        if not isinstance(result, Failure)
    ]
    linker = Components(local).linker
    events_of_seeds = {}
    for article, extraction in zip(articles, extracted(articles, Components(local).extractor), strict=True):
        assert isinstance(extraction, Extraction)
        links = linker.link(article, extraction)
        records = event_records(article, check_entity_roles(extraction, links), links, local.base)
        events_of_seeds[file_of(article).name] = [line for record in records for line in shown(record)]
    if os.environ.get("KG_ETL_WRITE_GOLDEN"):
        FOLDER.mkdir(exist_ok=True)
        for name, lines in events_of_seeds.items():
            (FOLDER / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8", newline="")
    return events_of_seeds


def test_every_sample_article_has_a_file_and_every_file_an_article(events_of_seeds: dict[str, list[str]]) -> None:
    assert sorted(events_of_seeds) == sorted(path.name for path in FOLDER.glob("*.txt"))


def test_the_sample_articles_give_the_events_on_file(events_of_seeds: dict[str, list[str]]) -> None:
    for name, lines in events_of_seeds.items():
        assert lines == (FOLDER / name).read_text(encoding="utf-8").splitlines(), name
