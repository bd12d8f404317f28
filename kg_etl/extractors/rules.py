"""The rule-based extractor: parse -> mentions -> event mentions and statements -> distinct events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

import msgspec
from spacy.language import Language

from kg_etl.coreference.resolution import mention_table
from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.language import other_language
from kg_etl.documents.parsing import documents_of
from kg_etl.documents.spacy_model import language_model
from kg_etl.errors import KgEtlError
from kg_etl.events.background import with_background
from kg_etl.events.coreference import distinct_events
from kg_etl.events.detection import event_mentions
from kg_etl.events.frames import Frames
from kg_etl.events.role_constraints import check_mention_roles
from kg_etl.gazetteer import Gazetteer
from kg_etl.mentions.nested import nested
from kg_etl.model import NAMED_FORMS, Article, Event, Extraction, Failure, MentionForm
from kg_etl.statements import statements

BATCH = 32
"""Articles parsed together."""


class RulesExtractor:
    """An `Extractor` that matches frames against spaCy's parse."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer, frames: Frames, max_characters: int = 200_000) -> None:
        self._nlp = nlp
        self._gazetteer = gazetteer
        self._frames = frames
        self._max_characters = max_characters

    @classmethod
    def load(cls, model: str, gazetteer: Gazetteer, frames: Frames, max_characters: int = 200_000) -> RulesExtractor:
        """The extractor with a spaCy model loaded.

        Args:
            model: Name of an installed model for English, or path to one.
            gazetteer: Names and demonyms by which mentions are recognised.
            frames: The frames of events.
            max_characters: Articles of more code points fail.

        Raises:
            ExtractorError: the model cannot be loaded, is not English, or lacks a component.
        """
        return cls(language_model(model), gazetteer, frames, max_characters)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction | Failure]:
        """Yields an outcome for each article, in the same order."""
        waiting = iter(articles)
        while batch := list(islice(waiting, BATCH)):
            yield from self._outcomes(batch)

    def _outcomes(self, batch: list[Article]) -> Iterator[Extraction | Failure]:
        reasons = [self._rejection_reason(article) for article in batch]
        fit = [article for article, reason in zip(batch, reasons, strict=True) if reason is None]
        try:
            outcomes: Iterator[Document | Failure] = iter(list(documents_of(self._nlp, fit, self._gazetteer)))
        except Exception:  # noqa: BLE001  an article that breaks the parser must not fail its batch: retry singly
            outcomes = chain.from_iterable(self._singly_parsed(article) for article in fit)
        for article, reason in zip(batch, reasons, strict=True):
            if reason is not None:
                yield _failure(article, reason)
                continue
            outcome = next(outcomes)
            yield outcome if isinstance(outcome, Failure) else self._extraction(outcome)

    def _singly_parsed(self, article: Article) -> Iterator[Document | Failure]:
        try:
            yield from list(documents_of(self._nlp, [article], self._gazetteer))
        except Exception as error:  # noqa: BLE001  an error in an article becomes a Failure, which is counted
            yield _failure(article, f"the parser failed: {type(error).__name__}: {error}")

    def _extraction(self, document: Document) -> Extraction | Failure:
        try:
            return extraction(document, self._gazetteer, self._frames)
        except KgEtlError:
            raise  # a broken lexicon is no fault of the article
        except Exception as error:  # noqa: BLE001  an error in an article becomes a Failure, which is counted
            return _failure(document.article, f"the rules failed: {type(error).__name__}: {error}")

    def _rejection_reason(self, article: Article) -> str | None:
        if article.language and article.language.lower().split("-")[0].split("_")[0] not in {"en", "eng"}:
            return f"its language is {article.language}; only English is read"
        if len(article.text) > self._max_characters:
            return f"it has {len(article.text)} characters, more than [extractor] max_characters allows"
        if (language := other_language(article.text)) is not None:
            return f"it is written in {language}; only English is read"
        return None


def _failure(article: Article, reason: str) -> Failure:
    return Failure(where=article.id, article_id=article.id, reason=reason)


def extraction(document: Document, gazetteer: Gazetteer, frames: Frames) -> Extraction:
    """The mentions and events of a parsed article."""
    mentions = mention_table(document, gazetteer)
    detected = event_mentions(document, mentions, frames)
    events = distinct_events(detected, statements(document, mentions), mentions, document)
    return check_mention_roles(_kept(document, mentions, with_background(events, document), gazetteer))


def _kept(document: Document, mentions: MentionTable, events: tuple[Event, ...], gazetteer: Gazetteer) -> Extraction:
    """The extraction with only the mentions that events need or whose chain has a name, renumbered."""
    needed = {i for i, m in enumerate(mentions.items) if m.form in NAMED_FORMS}
    named = {mentions.items[i].chain for i in needed}
    needed |= {i for i, m in enumerate(mentions.items) if m.chain in named}
    needed |= {role.mention for event in events for role in event.roles} | {i for event in events for i in event.about}
    needed |= {first for i in needed if (first := _first_description(i, mentions)) is not None}
    while more := {m.acts_for for i in needed if (m := mentions.items[i]).acts_for is not None} - needed:
        needed |= more
    kept = {i: mentions.items[i] for i in sorted(needed)}
    # Nested mentions are not numbered yet; negative numbers are free.
    within = {-1 - i: m for i, m in enumerate(nested(document, tuple(kept.values()), gazetteer))}
    ordered = dict(sorted((kept | within).items(), key=lambda row: (row[1].start, row[1].end)))
    number = {old: new for new, old in enumerate(ordered)}
    return Extraction(
        article_id=document.article.id,
        report_day=document.report_day,
        report_day_evidence=document.evidence(*document.day_written) if document.day_written else None,
        mentions=tuple(
            msgspec.structs.replace(m, acts_for=None if m.acts_for is None else number[m.acts_for])
            for m in ordered.values()
        ),
        events=tuple(
            msgspec.structs.replace(
                event,
                roles=tuple(msgspec.structs.replace(role, mention=number[role.mention]) for role in event.roles),
                about=tuple(number[i] for i in event.about),
            )
            for event in events
        ),
    )


def _first_description(index: int, mentions: MentionTable) -> int | None:
    """For a pronoun the first mention of its chain that is no pronoun; None where there is none."""
    if mentions.items[index].form != MentionForm.PRONOUN:
        return None
    chain = mentions.chains.get(mentions.items[index].chain, ())
    return next((i for i in chain if mentions.items[i].form != MentionForm.PRONOUN), None)
