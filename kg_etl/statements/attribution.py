"""The attribution: a cue with its speaker and content, from which an event is made."""

from __future__ import annotations

from dataclasses import dataclass

from kg_etl.documents.tokens import Token
from kg_etl.statements.cue_sites import name_phrase
from kg_etl.statements.cues import Cue
from kg_etl.statements.speakers import Speaker
from kg_etl.statements.token_ranges import TokenRange, TokenRanges


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its speaker, content, addressees and reporters."""

    anchor: Token
    """The reporting word."""
    cue_range: TokenRange
    """The range of the cue with its auxiliaries."""
    cue: Cue
    speaker: Speaker
    content: TokenRanges
    rule: str
    """Name of the rule that found the content; empty while the cue has no content."""
    addressees: tuple[Token, ...] = ()
    reporters: tuple[Token, ...] = ()

    def speaker_phrase(self) -> TokenRange | None:
        """The range of the noun phrase that names the speaker; None without one."""
        return None if self.speaker.local is None else name_phrase(self.speaker.local, self.anchor)
