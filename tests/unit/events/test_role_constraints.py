"""What something happens at is a place."""

from kg_etl.events.role_constraints import check_mention_roles
from kg_etl.model import (
    EntityType,
    Event,
    EventClass,
    Evidence,
    Extraction,
    Mention,
    MentionForm,
    Role,
    RoleName,
    Status,
)


def visit(kind, *roles):
    """An extraction of one visit whose roles are all played by one thing of a kind."""
    words = Evidence(start=0, end=1, quote="x")
    thing = Mention(start=0, end=1, text="x", type=kind, form=MentionForm.NOMINAL, chain=0)
    event = Event(
        cls=EventClass.VISIT,
        type="Visit",
        status=Status.HAPPENED,
        confidence=0.9,
        trigger=words,
        evidence=(words,),
        roles=tuple(Role(name=role, mention=0) for role in roles),
    )
    return check_mention_roles(Extraction(article_id="a", mentions=(thing,), events=(event,)))


def outcome(extraction):
    return extraction.mentions[0].type, [role.name for role in extraction.events[0].roles]


def test_a_thing_of_unknown_kind_that_is_visited_is_a_place():
    assert outcome(visit(EntityType.ACTOR, RoleName.DESTINATION)) == (EntityType.PLACE, [RoleName.DESTINATION])


def test_unless_it_acts_as_well():
    got = outcome(visit(EntityType.ACTOR, RoleName.VISITOR, RoleName.DESTINATION))
    assert got == (EntityType.ACTOR, [RoleName.VISITOR])


def test_a_body_that_is_visited_is_the_host_once():
    assert outcome(visit(EntityType.ORGANIZATION, RoleName.DESTINATION))[1] == [RoleName.HOST]
    assert outcome(visit(EntityType.ORGANIZATION, RoleName.HOST, RoleName.DESTINATION))[1] == [RoleName.HOST]


def test_a_city_stays_a_destination():
    assert outcome(visit(EntityType.CITY, RoleName.DESTINATION)) == (EntityType.CITY, [RoleName.DESTINATION])
