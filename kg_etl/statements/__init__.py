"""Who said what: statements with speaker, content, cue, kind, addressee and reporter.

cues                the cues of the lexicon
voice               active and passive
token_ranges        contents as ranges of tokens
cue_sites           a reporting verb in its sentence
subjects            subjects, also misplaced ones
speakers            the speaker of a cue
addressees          addressees, and media that report
clausal_contents    contents that are clauses
parentheticals      contents around their cue
nominal_contents    contents that are noun phrases
content_rules       these rules in order
attribution         cue, speaker and content
nominal_cues        nouns and adjectives that report
cue_detection       every cue -> attribution
quotation_cues      attaches quotations to cues
continuations       quotations over sentences and paragraphs
signed_quotations   quotations with a name instead of a verb
nesting             keeps the outermost attribution
trimming            cuts off the article's own comment
status              were the words said at all
roles               speakers, addressees and reporters as roles
conversion          attributions -> events
"""

from __future__ import annotations

from kg_etl.coreference.table import MentionTable
from kg_etl.documents.document import Document
from kg_etl.documents.quotations import Quotations, quotations
from kg_etl.model import Event
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.continuations import continued
from kg_etl.statements.conversion import events_of
from kg_etl.statements.cue_detection import by_grammar
from kg_etl.statements.nesting import outermost
from kg_etl.statements.quotation_cues import with_complete_quotations, with_neighbours
from kg_etl.statements.signed_quotations import signed
from kg_etl.statements.trimming import without_insertion


def attributions(document: Document) -> list[Attribution]:
    """Who says what at each place of an article, speakers as the words at the cue name them, in text order."""
    return _attributions(document, quotations(document))


def statements(document: Document, mentions: MentionTable) -> tuple[Event, ...]:
    """The statements of an article in text order; only the outermost of nested ones.

    Roles hold indexes into `mentions.items`.
    """
    quoted = quotations(document)
    return events_of(_attributions(document, quoted), document, quoted, mentions)


def _attributions(document: Document, quoted: Quotations) -> list[Attribution]:
    attributions = with_complete_quotations(with_neighbours(by_grammar(document, quoted), document, quoted), quoted)
    attributions += signed(document, quoted)
    attributions = outermost(continued(outermost(attributions, len(document.doc)), document, quoted), len(document.doc))
    return [without_insertion(attribution, quoted) for attribution in attributions]
