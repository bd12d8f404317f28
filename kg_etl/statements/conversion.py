"""Attributions as events: status, quotation kind, roles, evidence and confidence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.layout import ParagraphKind
from kg_etl.documents.quotations import Quotations
from kg_etl.documents.tokens import Token
from kg_etl.model import Event, EventClass, Evidence, MentionForm, QuotationKind, RoleName, Status, TimeBasis
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.roles import roles_of
from kg_etl.statements.speakers import PASSIVE_WITHOUT_AGENT, named_speaker
from kg_etl.statements.status import status_of
from kg_etl.statements.token_ranges import TokenRange, TokenRanges, token_indexes, union
from kg_etl.times import Time, bounds, inferred_statement_time, is_possible, time_of

RULE_CONFIDENCE = {
    "clause": 0.9,
    "according": 0.85,
    "adjacent": 0.82,
    "signed": 0.8,
    "parenthetical": 0.78,
    "remainder": 0.72,
    "object": 0.7,
    "infinitive": 0.7,
    "complement": 0.68,
    "preposition": 0.65,
    "noun": 0.62,
    "interrogative": 0.6,
    "passive": 0.45,
}
"""Rounded precision of each rule on some 400 annotated articles, with speaker and content right; `signed` and
`interrogative`, which were rare there, are set lower."""
_BY_KIND = {QuotationKind.DIRECT: 1.06, QuotationKind.MIXED: 0.97, QuotationKind.INDIRECT: 0.93}
"""Factor for the rule `clause`: quotation marks show where the content begins and ends."""
_IN_HEADLINE = 0.6
"""Factor for headlines, which are parsed badly and whose content the article repeats in full."""
_NOT_HAPPENED = 0.8
"""Factor for planned and denied statements: the status can be wrong too."""
_WITHOUT_SPEAKER = 0.5
"""Factor for statements without a speaker, except in a passive: the speaker may only have been missed."""

NO_SPEAKER_FOUND = "speaker not recognised"
"""Reason why a statement has no speaker although the cue has a speaker phrase."""

_NEEDS_SPEAKER = frozenset({"object", "preposition", "complement", "infinitive", "signed"})
"""Rules that are too weak to give a statement without a speaker."""
_TRIMMED = frozenset({",", ":", ";", "-", "—", "–", "--", "."})


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The token indexes at which the sentences of an article start."""

    starts: tuple[int, ...]
    length: int

    def around(self, token_range: TokenRange) -> TokenRange:
        first = max(0, bisect_right(self.starts, token_range[0]) - 1)
        last = bisect_left(self.starts, token_range[1])
        return self.starts[first], self.starts[last] if last < len(self.starts) else self.length


def statement_events(
    attributions: Sequence[Attribution], document: Document, quoted: Quotations, mentions: MentionTable
) -> tuple[Event, ...]:
    """An event for each attribution, in the same order; withheld statements (`declined to say`) give none."""
    doc = document.doc
    sentences = _Sentences(tuple(s.start for s in doc.sents), len(doc))
    starts = [m.start for m in mentions.items]
    events = (_event(attribution, document, quoted, mentions, sentences, starts) for attribution in attributions)
    return tuple(event for event in events if event is not None)


def _event(
    attribution: Attribution,
    document: Document,
    quoted: Quotations,
    mentions: MentionTable,
    sentences: _Sentences,
    starts: list[int],
) -> Event | None:
    status = status_of(attribution.anchor)
    speakers = roles_of([attribution.speaker], RoleName.SPEAKER, attribution.anchor, document, mentions)
    reason = None if speakers else attribution.speaker.reason or NO_SPEAKER_FOUND
    if reason is not None and attribution.rule in _NEEDS_SPEAKER and reason != PASSIVE_WITHOUT_AGENT.reason:
        return None
    content = tuple(e for s in attribution.content if (e := _trimmed(s, document, quoted)) is not None)
    if status is None or not content:
        return None
    taken = {role.mention for role in speakers}
    reporters = roles_of(
        map(named_speaker, attribution.reporters), RoleName.REPORTED_BY, attribution.anchor, document, mentions, taken
    )
    taken |= {role.mention for role in reporters}
    addressees = roles_of(
        map(named_speaker, attribution.addressees), RoleName.ADDRESSEE, attribution.anchor, document, mentions, taken
    )
    when = time_of(attribution.anchor, document)
    if when is not None and any(c.start <= when.expression.start < c.end for c in content):
        when = None  # a date inside the content is not the date of the statement
    cue = document.evidence(*_characters(attribution.cue_range, document))
    kind = _kind(attribution.content, document, quoted)
    return Event(
        cls=EventClass.STATEMENT,
        type=attribution.cue.act,
        status=status,
        confidence=_confidence(attribution, document, status, kind, bool(speakers)),
        trigger=cue,
        evidence=_evidence(attribution, document, quoted, sentences),
        roles=(*speakers, *addressees, *reporters),
        **_days(when, attribution.anchor, status, document),
        content=content,
        cue=cue,
        quotation_kind=kind,
        about=_about(content, mentions, starts, [role.mention for role in speakers]),
        no_speaker=reason,
    )


def _days(when: Time | None, cue: Token, status: Status, document: Document) -> dict[str, Any]:
    """The fields of an event that say when: by its own expression, the text around it, or logic."""
    if when is not None and is_possible(status, (when.earliest, when.latest), document.report_day):
        stated = {"earliest": when.earliest, "latest": when.latest, "time": when.expression}
        return {**stated, "time_basis": TimeBasis.STATED}
    if when is None and status == Status.HAPPENED and (inferred := inferred_statement_time(cue, document)) is not None:
        days = {"earliest": inferred.earliest, "latest": inferred.latest, "time": inferred.expression}
        return {**days, "time_basis": TimeBasis.INFERRED}
    earliest, latest = bounds(status, cue, document)
    return {"earliest": earliest, "latest": latest, "time_basis": TimeBasis.BOUNDED if earliest or latest else None}


def _characters(token_range: TokenRange, document: Document) -> tuple[int, int]:
    """The character offsets of a range; a mark of two apostrophes, which the parser merges, is included in full."""
    text, last = document.article.text, document.doc[token_range[1] - 1]
    start, end = document.doc[token_range[0]].idx, last.idx + len(last)
    if start and text.startswith("''", start - 1):
        start -= 1
    if text.startswith("''", end - 1) and last.text == '"':
        end += 1
    return start, end


def _trimmed(token_range: TokenRange, document: Document, quoted: Quotations) -> Evidence | None:
    """The evidence of a range without commas, dashes and space at its edges, or the full stop of the sentence."""
    start, end = token_range
    doc = document.doc
    while start < end and (doc[start].is_space or doc[start].text in _TRIMMED):
        start += 1
    while end > start and (
        doc[end - 1].is_space
        or (quoted.of_token[end - 1] < 0 and (doc[end - 1].text in _TRIMMED or doc[end - 1].pos_ == "CCONJ"))
    ):
        end -= 1
    if not any(doc[i].is_alpha or doc[i].like_num for i in range(start, end)):
        return None
    return document.evidence(*_characters((start, end), document))


def _kind(content: TokenRanges, document: Document, quoted: Quotations) -> QuotationKind:
    is_quoted = [
        quoted.of_token[i] >= 0 for i in token_indexes(content) if document.doc[i].is_alpha or document.doc[i].like_num
    ]
    if all(is_quoted):
        return QuotationKind.DIRECT
    return QuotationKind.MIXED if any(is_quoted) else QuotationKind.INDIRECT


def _evidence(
    attribution: Attribution, document: Document, quoted: Quotations, sentences: _Sentences
) -> tuple[Evidence, ...]:
    pieces: list[TokenRange] = []
    for start, end in union(*[[sentences.around(s)] for s in (*attribution.content, attribution.cue_range)]):
        # sentences of two paragraphs are two pieces
        at = start
        for i in range(start + 1, end):
            if quoted.paragraph_of[i] != quoted.paragraph_of[i - 1]:
                pieces.append((at, i))
                at = i
        pieces.append((at, end))
    return tuple(e for a, b in pieces if (e := document.span_evidence(document.doc[a:b])).quote)


def _about(
    content: Sequence[Evidence], mentions: MentionTable, starts: list[int], speakers: Sequence[int]
) -> tuple[int, ...]:
    seen = {mentions.items[i].chain for i in speakers}
    indexes = []
    for piece in content:
        for index in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)):
            mention = mentions.items[index]
            if mention.form == MentionForm.NAME and mention.end <= piece.end and mention.chain not in seen:
                seen.add(mention.chain)
                indexes.append(index)
    return tuple(indexes)


def _confidence(
    attribution: Attribution, document: Document, status: Status, kind: QuotationKind, has_speaker: bool
) -> float:
    confidence = RULE_CONFIDENCE[attribution.rule]
    if attribution.rule == "clause":
        confidence *= _BY_KIND[kind]
    if document.kind_of(attribution.anchor) == ParagraphKind.HEADLINE:
        confidence *= _IN_HEADLINE
    if status != Status.HAPPENED:
        confidence *= _NOT_HAPPENED
    if not has_speaker and attribution.rule != "passive":
        confidence *= _WITHOUT_SPEAKER
    return round(confidence, 3)
