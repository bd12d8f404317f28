"""Roles are filled only by mentions and entities of a suitable type."""

from kg_etl.events.role_constraints import CANNOT_SPEAK, ONLY_A_PRONOUN, check_entity_roles, check_mention_roles
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


def visit(kind, *roles):
    """An extraction of a visit whose roles are all filled by the same mention."""
    words = Evidence(start=0, end=1, quote="x")
    mention = Mention(start=0, end=1, text="x", type=kind, form=MentionForm.NOMINAL, chain=0)
    event = Event(
        cls=EventClass.VISIT,
        type="Visit",
        status=Status.HAPPENED,
        confidence=0.9,
        trigger=words,
        evidence=(words,),
        roles=tuple(Role(name=role, mention=0) for role in roles),
    )
    return check_mention_roles(Extraction(article_id="a", mentions=(mention,), events=(event,)))


def outcome(extraction):
    return extraction.mentions[0].type, [role.name for role in extraction.events[0].roles]


def test_a_destination_of_unknown_type_is_a_place():
    assert outcome(visit(EntityType.ACTOR, RoleName.DESTINATION)) == (EntityType.PLACE, [RoleName.DESTINATION])


def test_unless_it_acts_as_well():
    got = outcome(visit(EntityType.ACTOR, RoleName.VISITOR, RoleName.DESTINATION))
    assert got == (EntityType.ACTOR, [RoleName.VISITOR])


def test_a_body_that_is_visited_is_the_host_once():
    assert outcome(visit(EntityType.ORGANIZATION, RoleName.DESTINATION))[1] == [RoleName.HOST]
    assert outcome(visit(EntityType.ORGANIZATION, RoleName.HOST, RoleName.DESTINATION))[1] == [RoleName.HOST]


def test_a_city_stays_a_destination():
    assert outcome(visit(EntityType.CITY, RoleName.DESTINATION)) == (EntityType.CITY, [RoleName.DESTINATION])


def checked(cls, *parts, acts_for=None, form=MentionForm.NAME):
    """The checked roles of an event, and the event; each part is a role with the name and type of its entity."""
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


def test_a_pronoun_that_stands_for_nobody_is_neither_speaker_nor_addressee():
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
    for cls, role, opposite in (
        (EventClass.VISIT, RoleName.VISITOR, RoleName.HOST),
        (EventClass.OFFENSIVE, RoleName.ATTACKER, RoleName.TARGET),
    ):
        parts = [(role, "Norland", EntityType.COUNTRY), (opposite, "Norland", EntityType.COUNTRY)]
        assert checked(cls, *parts)[0] == [role]


def test_anything_can_be_a_target_or_an_addressee():
    assert checked(EventClass.OFFENSIVE, (RoleName.TARGET, "Kestrelby", EntityType.CITY))[0] == [RoleName.TARGET]
    parts = [
        (RoleName.SPEAKER, "Anna Berg", EntityType.PERSON),
        (RoleName.ADDRESSEE, "Kestrelby", EntityType.CITY),
    ]
    assert checked(EventClass.STATEMENT, *parts)[0] == [RoleName.SPEAKER, RoleName.ADDRESSEE]
