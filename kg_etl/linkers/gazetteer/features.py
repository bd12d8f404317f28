"""Features of a candidate, and their weights: a score is a sum of points.

A score is not a probability but an order of trust in [0, 1]. The points were set by hand on development articles: a
label that one thing alone bears gives 0.95, its alias or demonym 0.9; a full name needs something of the article
beside it, and a family name the office, the country, or the full name elsewhere in the article.
"""

from __future__ import annotations

from enum import StrEnum

from kg_etl.model import EntityType, Value


class Feature(StrEnum):
    """A group of features that can be switched off, to measure what it brings."""

    TYPE = "type"
    """The kind of thing that the mention is: what cannot be of that kind is no candidate."""
    TITLE = "title"
    """The office that stands beside a name, or in its place."""
    CONTEXT = "context"
    """The countries and places that the article speaks of, and the place that stands beside a name."""
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
    """What speaks for and against one candidate of one mention. None: it does not apply, or nobody knows."""

    match: Match
    prior: float = 1.0
    """Share of the name that the candidate has among all that bear it, in [0, 1]."""
    titled: bool | None = None
    """Whether the candidate holds or held the office that stands beside the name."""
    in_office: bool | None = None
    """Whether an office of the candidate was held on the article's day; False only against a title that says so."""
    country_mentioned: bool = False
    """Whether the article speaks of the candidate's country or body."""
    neighbours: bool = False
    """Whether other things of the article speak for it and for none of its rivals."""
    located: bool | None = None
    """Whether the words beside the name place it where the candidate lies (`Atlanta, Georgia`)."""
    in_full: bool = False
    """Whether the article names the candidate with given name and family name."""
    stranger: bool = False
    """Whether the article gives the name to somebody who is no candidate."""
    part: bool = False
    """Whether the words are part of another name there (`Korean War`, `Elizabeth I`)."""
    far: bool = False
    """Whether nobody has chosen the entry for the news, few know it abroad, and nothing else in the article speaks of
    its country: then it is not believed, but still keeps others of its name from being so."""


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
"""No name is surer than that."""


def points(features: Features, kind: EntityType) -> Points:
    """The points that each feature of a candidate gives or takes, those that give nothing left out.

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
