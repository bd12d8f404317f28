"""Features of a candidate, and their weights: a score is a sum of points.

A score is not a probability but a rank in [0, 1]. The points were set by hand on development articles: an unambiguous
label scores 0.95, an unambiguous alias or demonym 0.9; a full name needs support from the article, and a family name
needs the office, the country, or the full name elsewhere in the article.
"""

from __future__ import annotations

from enum import StrEnum

from kg_etl.model import EntityType, Value


class Feature(StrEnum):
    """A group of features that can be switched off to measure its effect."""

    TYPE = "type"
    """The type of the mention, which excludes entries of incompatible types."""
    TITLE = "title"
    """The title before a name or instead of it."""
    CONTEXT = "context"
    """The countries and places of the article, and the place beside a name."""
    COREFERENCE = "coreference"
    """Coreference chains, and full names in the article."""
    DATES = "dates"
    """Whether an office was held on the day of publication."""
    NIL = "nil"
    """The threshold and the margin below which a mention is NIL."""


ALL = frozenset(Feature)


class Match(StrEnum):
    """How a mention matches a candidate; the values are those of `kg_etl.model.Link.method`."""

    EXACT = "exact"
    ALIAS = "alias"
    DEMONYM = "demonym"
    SURNAME = "surname"
    TITLE = "title"


class Features(Value, frozen=True):
    """The features of a candidate of a mention. None: not applicable, or unknown."""

    match: Match
    prior: float = 1.0
    """Prior probability of the candidate among the entries with that name, in [0, 1]."""
    titled: bool | None = None
    """Whether the candidate holds or held the office of the title."""
    in_office: bool | None = None
    """Whether the candidate was in office on the day of publication; False only if a title claims so."""
    country_mentioned: bool = False
    """Whether the article names the country or body of the candidate."""
    neighbours: bool = False
    """Whether other entities of the article support it more than its rivals."""
    located: bool | None = None
    """Whether the words beside the name locate it where the candidate lies (`Atlanta, Georgia`)."""
    in_full: bool = False
    """Whether the full name of the candidate is in the article."""
    stranger: bool = False
    """Whether the article has a person of that name who is not a candidate."""
    part: bool = False
    """Whether the words are part of another name (`Korean War`, `Elizabeth I`)."""
    far: bool = False
    """Whether the entry is neither curated nor well known, and nothing else in the article is of its country. Such an
    entry is not chosen, but still competes with other entries of that name."""


Points = dict[str, float]

_PERSON: Points = {
    Match.EXACT: 0.45, Match.ALIAS: 0.4, Match.SURNAME: 0.2, Match.TITLE: 0.3,
    "prior": 0.1, "titled": 0.35, "not titled": -0.4, "in_office": 0.2, "not in_office": -0.3,
    "country_mentioned": 0.15, "in_full": 0.6, "stranger": -0.6, "part": -0.6,
}  # fmt: skip
_FULL: Points = _PERSON | {"country_mentioned": 0.4, "in_office": 0.1, "in_full": 0.0, "not titled": 0.0}
_SOLE: Points = _PERSON | {"in_office": 0.4, "in_full": 0.4}
_THING: Points = {
    Match.EXACT: 0.55, Match.ALIAS: 0.5, Match.DEMONYM: 0.5,
    "prior": 0.4, "country_mentioned": 0.1, "neighbours": 0.2,
    "located": 0.3, "not located": -0.5, "stranger": -0.6, "part": -0.6,
}  # fmt: skip
HIGHEST = 0.95
"""Maximum score."""


def points(features: Features, kind: EntityType) -> Points:
    """Feature -> its points, positive or negative, without zeros.

    Args:
        features: The features of a candidate.
        kind: The type of the candidate.
    """
    table = _table(features.match, kind)
    points: Points = {features.match.value: table.get(features.match, 0.0), "prior": table["prior"] * features.prior}
    for name in ("titled", "in_office", "country_mentioned", "neighbours", "located", "in_full", "stranger", "part"):
        amount = getattr(features, name)
        if amount is not None:
            points[name] = table.get(name if amount else f"not {name}", 0.0)
    return {name: round(value, 3) for name, value in points.items() if value}


def score(features: Features, kind: EntityType) -> float:
    """The sum of the points, in [0, 0.95]."""
    return round(min(HIGHEST, max(0.0, sum(points(features, kind).values()))), 3)


def _table(match: Match, kind: EntityType) -> Points:
    if kind is not EntityType.PERSON:
        return _THING
    return {Match.SURNAME: _PERSON, Match.TITLE: _SOLE}.get(match, _FULL)
