"""Which rule decides whether two event mentions are compatible."""

from __future__ import annotations

import pytest

from kg_etl.coreference.table import MentionTable, Referent
from kg_etl.errors import SchemaError
from kg_etl.events.compatibility import are_compatible
from kg_etl.model import EntityType, Event, EventClass, Evidence, Mention, MentionForm, Role, RoleName, Status

MENTIONS = MentionTable(
    items=tuple(
        Mention(start=n, end=n + 1, text=name, type=EntityType.COUNTRY, form=MentionForm.NAME, chain=n)
        for n, name in enumerate("AB")
    ),
    by_token={},
    referents=(Referent(chain=0), Referent(chain=1)),
)


def event(cls: EventClass, *roles: RoleName) -> Event:
    return Event(
        cls=cls,
        type=cls.value,
        status=Status.HAPPENED,
        confidence=0.9,
        trigger=Evidence(start=0, end=1, quote="x"),
        evidence=(),
        roles=tuple(Role(name=role, mention=n) for n, role in enumerate(roles)),
    )


@pytest.mark.parametrize(
    ("cls", "roles"),
    [
        (EventClass.VISIT, (RoleName.VISITOR, RoleName.DESTINATION)),
        (EventClass.AGREEMENT, (RoleName.PARTY, RoleName.PARTY)),
        (EventClass.OFFENSIVE, (RoleName.ATTACKER, RoleName.TARGET)),
    ],
)
def test_mentions_with_the_same_participants_are_compatible(cls: EventClass, roles: tuple[RoleName, ...]) -> None:
    assert are_compatible(event(cls, *roles), event(cls, *roles), MENTIONS)
    assert not are_compatible(event(cls, *roles), event(cls), MENTIONS)


def test_mentions_of_distinct_classes_are_not_compatible() -> None:
    attack, visit = event(EventClass.OFFENSIVE, RoleName.ATTACKER), event(EventClass.VISIT, RoleName.VISITOR)
    assert not are_compatible(attack, visit, MENTIONS)


def test_a_class_without_a_rule_is_an_error() -> None:
    statement = event(EventClass.STATEMENT, RoleName.SPEAKER)
    with pytest.raises(SchemaError, match="Statement"):
        are_compatible(statement, statement, MENTIONS)
