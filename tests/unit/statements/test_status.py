"""Auxiliaries and governing verbs give the status."""

from __future__ import annotations

import pytest

from kg_etl.model import Status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Egypt did not confirm the attack.", Status.DENIED),
        ("Egypt is expected to announce a ceasefire.", Status.PLANNED),
        ("Egypt will announce a ceasefire on Friday.", Status.PLANNED),
        ("Egypt has announced a ceasefire.", Status.HAPPENED),
        ("The ministers met to discuss the war.", Status.PLANNED),
        ("Egypt went on to praise the deal.", Status.HAPPENED),
        ("Egypt did not come to praise the deal.", Status.DENIED),
    ],
)
def test_auxiliaries_and_governors_give_the_status(read_single, text, status):
    assert read_single(text).event.status == status
