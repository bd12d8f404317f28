"""Roles are played by what can play them; the rest of an article does not suffer for a misreading."""

from kg_etl.events.role_constraints import CANNOT_SPEAK, ONLY_A_PRONOUN, check_entity_roles
from kg_etl.model import (
    Entity,
    EntityType,
    Event,
    EventClass,
    Evidence,
    Extraction,
    Link,
    Links,
    Mention,
    MentionForm,
    Role,
    RoleName,
    Status,
)


def checked(cls, *parts, acts_for=None, form=MentionForm.NAME):
    """An event whose roles are played by entities of these kinds; equal names are one entity."""
    names = [name for _, name, _ in parts]
    words = Evidence(start=0, end=1, quote="x")
    event = Event(
        cls=cls,
        type=cls.value,
        status=Status.HAPPENED,
        confidence=0.9,
        trigger=words,
        evidence=(words,),
        roles=tuple(Role(name=role, mention=number) for number, (role, _, _) in enumerate(parts)),
    )
    mentions = tuple(
        Mention(start=n, end=n + 1, text="x", type=kind, form=form, chain=names.index(name))
        for n, (_, name, kind) in enumerate(parts)
    )
    entities = {name: Entity(iri=name, label=name, type=kind, acts_for=acts_for) for _, name, kind in parts}
    links = Links(
        article_id="a",
        entities=tuple(entities.values()),
        links=tuple(Link(mention=n, entity=name, score=1.0, method="exact") for n, name in enumerate(names)),
    )
    (event,) = check_entity_roles(Extraction(article_id="a", mentions=mentions, events=(event,)), links).events
    return [role.name for role in event.roles], event


def test_a_city_that_acts_for_nobody_says_nothing_and_the_statement_says_why_it_has_no_speaker():
    roles, event = checked(EventClass.STATEMENT, (RoleName.SPEAKER, "Kestrelby", EntityType.CITY))
    assert (roles, event.no_speaker) == ([], CANNOT_SPEAK)


def test_a_capital_that_acts_for_its_country_speaks():
    roles, event = checked(EventClass.STATEMENT, (RoleName.SPEAKER, "Kestrelby", EntityType.CITY), acts_for="Norland")
    assert (roles, event.no_speaker) == ([RoleName.SPEAKER], None)


def test_a_pronoun_that_stands_for_nobody_neither_speaks_nor_is_spoken_to():
    parts = [(RoleName.SPEAKER, "he", EntityType.PERSON), (RoleName.ADDRESSEE, "them", EntityType.ACTOR)]
    roles, event = checked(EventClass.STATEMENT, *parts, form=MentionForm.PRONOUN)
    assert (roles, event.no_speaker) == ([], ONLY_A_PRONOUN)


def test_a_pronoun_may_visit():
    parts = [(RoleName.VISITOR, "he", EntityType.PERSON), (RoleName.HOST, "Norland", EntityType.COUNTRY)]
    roles, _ = checked(EventClass.VISIT, *parts, form=MentionForm.PRONOUN)
    assert roles == [RoleName.VISITOR, RoleName.HOST]


def test_a_person_is_no_destination_and_a_country_is_both_host_and_destination():
    parts = [
        (RoleName.VISITOR, "Anna Berg", EntityType.PERSON),
        (RoleName.HOST, "Norland", EntityType.COUNTRY),
        (RoleName.DESTINATION, "Norland", EntityType.COUNTRY),
        (RoleName.DESTINATION, "Erik Lund", EntityType.PERSON),
    ]
    assert checked(EventClass.VISIT, *parts)[0] == [RoleName.VISITOR, RoleName.HOST, RoleName.DESTINATION]


def test_nobody_visits_or_attacks_themselves():
    for cls, item, other in (
        (EventClass.VISIT, RoleName.VISITOR, RoleName.HOST),
        (EventClass.OFFENSIVE, RoleName.ATTACKER, RoleName.TARGET),
    ):
        parts = [(item, "Norland", EntityType.COUNTRY), (other, "Norland", EntityType.COUNTRY)]
        assert checked(cls, *parts)[0] == [item]


def test_anything_can_be_a_target_or_be_spoken_to():
    assert checked(EventClass.OFFENSIVE, (RoleName.TARGET, "Kestrelby", EntityType.CITY))[0] == [RoleName.TARGET]
    parts = [
        (RoleName.SPEAKER, "Anna Berg", EntityType.PERSON),
        (RoleName.ADDRESSEE, "Kestrelby", EntityType.CITY),
    ]
    assert checked(EventClass.STATEMENT, *parts)[0] == [RoleName.SPEAKER, RoleName.ADDRESSEE]
