"""A score is the sum of its points, and every feature pulls the way its name says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg_etl.linkers.gazetteer.features import HIGHEST, Features, Match, points, score
from kg_etl.model import EntityType

KINDS = st.sampled_from([EntityType.PERSON, EntityType.CITY, EntityType.COUNTRY, EntityType.ORGANIZATION])
FEATURES = st.builds(
    Features,
    match=st.sampled_from(Match),
    prior=st.floats(0, 1),
    titled=st.sampled_from([None, True, False]),
    in_office=st.sampled_from([None, True, False]),
    country_mentioned=st.booleans(),
    neighbours=st.booleans(),
    located=st.sampled_from([None, True, False]),
    in_full=st.booleans(),
    stranger=st.booleans(),
)


@given(FEATURES, KINDS)
def test_a_score_is_between_zero_and_the_maximum(features: Features, kind: EntityType) -> None:
    assert 0 <= score(features, kind) <= HIGHEST


@given(FEATURES, KINDS)
def test_the_score_is_the_sum_of_points(features: Features, kind: EntityType) -> None:
    total = sum(points(features, kind).values())

    assert score(features, kind) == pytest.approx(min(HIGHEST, max(0.0, total)), abs=0.001)


@given(FEATURES, KINDS, st.sampled_from(["country_mentioned", "neighbours", "in_full"]))
def test_positive_features_never_lower_a_score(features: Features, kind: EntityType, name: str) -> None:
    values = {field: getattr(features, field) for field in features.__struct_fields__}

    assert score(Features(**values | {name: True}), kind) >= score(Features(**values | {name: False}), kind)


@given(FEATURES, KINDS)
def test_negative_features_never_raise_a_score(features: Features, kind: EntityType) -> None:
    values = {field: getattr(features, field) for field in features.__struct_fields__}

    assert score(Features(**values | {"stranger": True}), kind) <= score(features, kind)
    assert score(Features(**values | {"part": True}), kind) <= score(features, kind)


def test_an_unambiguous_name_scores_the_maximum() -> None:
    assert score(Features(match=Match.EXACT), EntityType.COUNTRY) == HIGHEST
    assert score(Features(match=Match.DEMONYM), EntityType.COUNTRY) == 0.9
