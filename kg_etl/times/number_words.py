"""Number words (lexicon/numbers.toml)."""

from __future__ import annotations

from collections.abc import Mapping

from kg_etl.lexicon.tables import table

NUMBERS: Mapping[str, int] = table("numbers")
"""Number words and the whole numbers they denote."""
