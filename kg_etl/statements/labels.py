"""Entity types and tags that several rules of statements use."""

from __future__ import annotations

SPEAKER_TYPES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
"""Entity types of persons and bodies that can speak."""
TEMPORAL_TYPES = frozenset({"DATE", "TIME"})
"""Entity types of dates and times."""
REPORTING_TAGS = frozenset({"VBD", "VBZ"})
"""Tags of the finite verbs that news reports use: past tense, and third person of the present."""
