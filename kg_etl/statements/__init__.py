"""Who said what: statements with speaker, content, cue, kind, addressee and reporter.

cues.py         the lexicon of reporting words (lexicon/cues.toml)
voice.py        active and passive
stretches.py    contents as ranges of tokens
quotations.py   what stands between quotation marks
subjects.py     subjects that the parser hung elsewhere
speakers.py     who speaks
audience.py     to whom, through whom
place.py        a reporting verb where it stands
clauses.py      contents that are clauses
insertions.py   contents around their cue
phrases.py      contents that are noun phrases
contents.py     these rules in order
attribution.py  who said what at one place
nominal.py      nouns and adjectives that report
grammar.py      every cue with speaker and content
quoting.py      quotations find their cues
continuing.py   quotations go on over sentences and paragraphs
signatures.py   quotations that bear a name instead of a verb
nesting.py      only the outermost
edges.py        what at the end of a content is the article's own
modality.py     whether the words were spoken at all
participants.py who takes which part in a statement, in words and as a mention
telling.py      attributions as events
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
