"""Statements: who said what, with speaker, content, cue, quotation kind, addressee and reporter.

token_ranges.py        contents as ranges of tokens
labels.py              entity types and tags used by several rules
cues.py                the cue lexicon (lexicon/cues.toml)
cue_sites.py           a reporting verb in its sentence, and the match of a content rule
voice.py               active and passive
subjects.py            subjects of reporting verbs that the parser misattached
speakers.py            the speaker of a verb or noun
addressees.py          addressees and reporting media
clausal_contents.py    rules for contents that are clauses
parentheticals.py      rules for contents around a parenthetical cue
nominal_contents.py    rules for contents that are noun phrases
content_rules.py       these rules in order
attribution.py         the record of a cue with speaker and content
nominal_cues.py        nouns and adjectives that report
cue_detection.py       every cue with its speaker and content
quotation_cues.py      quotations attached to their cues
signed_quotations.py   quotations attributed by a name instead of a verb
nesting.py             only the outermost of nested attributions
continuations.py       quotations continued over sentences and paragraphs
trimming.py            the article's own remarks cut from the end of contents
status.py              whether the words were said, planned or denied
roles.py               speakers, addressees and reporters as roles of mentions
conversion.py          attributions as events
"""

from __future__ import annotations

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.quotations import quotations
from kg_etl.model import Event
from kg_etl.statements.continuations import with_continuations
from kg_etl.statements.conversion import statement_events
from kg_etl.statements.cue_detection import cue_attributions
from kg_etl.statements.nesting import outermost
from kg_etl.statements.quotation_cues import attach_quotations, extend_to_quotations
from kg_etl.statements.signed_quotations import signature_attributions
from kg_etl.statements.trimming import without_final_remark


def statements(document: Document, mentions: MentionTable) -> tuple[Event, ...]:
    """The statements of an article in text order; only the outermost of nested ones.

    Roles hold indexes into `mentions.items`.
    """
    quoted, length = quotations(document), len(document.doc)
    attributions = attach_quotations(cue_attributions(document, quoted), document, quoted)
    attributions = extend_to_quotations(attributions, quoted) + signature_attributions(document, quoted)
    attributions = with_continuations(outermost(attributions, length), document, quoted)
    attributions = [without_final_remark(attribution, quoted) for attribution in outermost(attributions, length)]
    return statement_events(attributions, document, quoted, mentions)
