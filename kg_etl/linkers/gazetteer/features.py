"""Features of a candidate, and their weights: a score is a sum of points.

A score is not a probability but an order of trust in [0, 1]. The points were set by hand on development articles: a
label that one thing alone bears gives 0.95, its alias or demonym 0.9; a full name needs something of the article
beside it, and a family name the office, the country, or the full name elsewhere in the article.
"""

from __future__ import annotations

from enum import StrEnum

from kg_etl.model import EntityType, Value


class Feature(StrEnum):
    """A group of features that can be switched off to measure its effect."""

    TYPE = "type"
    """The type of the mention: an entry that cannot be of it is no candidate."""
    TITLE = "title"
    """The office next to a name, or in place of one."""
    CONTEXT = "context"
    """The countries and places in the article, and the place next to a name."""
    COREFERENCE = "coreference"
    """Chains of mentions, and names that the article gives in full."""
    DATES = "dates"
    """Whether an office was held on the day of the article."""
    NIL = "nil"
    """The threshold and the margin below which a mention denotes no item."""


ALL = frozenset(Feature)


class Match(StrEnum):
    """How a mention leads to a candidate; the values are those of `kg_etl.model.Link.method`."""

    EXACT = "exact"
    ALIAS = "alias"
    DEMONYM = "demonym"
    SURNAME = "surname"
    TITLE = "title"


class Features(Value, frozen=True):
    """The features of one candidate of one mention. None: not applicable or unknown."""

    match: Match
    prior: float = 1.0
    """Share of the candidate among all entries with the name, in [0, 1]."""
    titled: bool | None = None
    """Whether the candidate holds or held the office next to the name."""
    in_office: bool | None = None
    """Whether an office of the candidate was held on the article's day; False only against a title that says so."""
    country_mentioned: bool = False
    """Whether the article mentions the candidate's country or body."""
    neighbours: bool = False
    """Whether other names in the article support it and none of the other candidates."""
    located: bool | None = None
    """Whether the words next to the name locate it where the candidate is (`Atlanta, Georgia`)."""
    in_full: bool = False
    """Whether the article names the candidate with given name and family name."""
    stranger: bool = False
    """Whether the article uses the name for somebody who is no candidate."""
    part: bool = False
    """Whether the words are part of another name there (`Korean War`, `Elizabeth I`)."""
    far: bool = False
    """Whether the entry is not curated, little known abroad, and nothing else in the article mentions
    its country: then it is not linked, but still prevents links to its namesakes."""


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
"""The highest score of a name."""


def points(features: Features, kind: EntityType) -> Points:
    """The points of each feature of a candidate, without zeros.

    Args:
        features: of one candidate.
        kind: type of the candidate.
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
