"""Attribution: cue, speaker and content, before they become an event."""

from __future__ import annotations

from dataclasses import dataclass

from kg_etl.documents.tokens import Token
from kg_etl.statements.cue_sites import naming
from kg_etl.statements.cues import Cue
from kg_etl.statements.speakers import Speaker
from kg_etl.statements.token_ranges import TokenRange, TokenRanges


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what by which words, at one place of the text."""

    anchor: Token
    """The word that reports."""
    words: TokenRange
    """The cue with its auxiliaries."""
    cue: Cue
    speaker: Speaker
    content: TokenRanges
    rule: str
    """Which rule gave the content; empty for a cue that still lacks one."""
    addressees: tuple[Token, ...] = ()
    reporters: tuple[Token, ...] = ()

    def naming(self) -> TokenRange | None:
        """The words that name the speaker, with all that describes him."""
        return None if self.speaker.local is None else naming(self.speaker.local, self.anchor)
