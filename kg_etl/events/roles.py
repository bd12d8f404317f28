"""Assigns roles: the nouns in the functions that a frame names, as mentions."""

from __future__ import annotations

from collections.abc import Collection

from kg_etl.coreference.table import MentionTable, Referent
from kg_etl.documents.document import Document
from kg_etl.events.arguments import Trigger, nouns
from kg_etl.events.compatibility import country_of
from kg_etl.events.fillers import Filler, fillers, fits, is_known, is_specific
from kg_etl.events.frames import Frame
from kg_etl.model import EntityType, EventClass, MentionForm, Role, RoleName
from kg_etl.schema import EXCLUSIVE


def filled(frame: Frame, trigger: Trigger, mentions: MentionTable) -> list[tuple[RoleName, Filler]]:
    """The participants by role, in the order of the frame; who is in a role already takes no role against it.

    `Xi meets Putin on a state visit to China` names two who could visit: it cannot be the one who is at home there.
    """
    there = _lands(frame, trigger, mentions) if frame.type != "Meeting" else frozenset()
    taken: list[tuple[RoleName, Filler]] = []
    for role in frame.roles:
        for filler in _fillers_of(role, frame, trigger, mentions, there):
            if _is_free(role, filler, taken, mentions):
                taken.append((role, filler))
    return taken


def _lands(frame: Frame, trigger: Trigger, mentions: MentionTable) -> frozenset[Referent]:
    places = _fillers_of(RoleName.DESTINATION, frame, trigger, mentions)
    return frozenset(land for place in places if (land := country_of(place.mention, mentions)) is not None)


def _fillers_of(
    role: RoleName,
    frame: Frame,
    trigger: Trigger,
    mentions: MentionTable,
    at_home: Collection[Referent | None] = (),
) -> list[Filler]:
    fitting: list[Filler] = []
    for function in frame.roles.get(role, ()):
        if function == "light object" and fitting:
            break
        for noun in nouns(trigger, function):
            for filler in fillers(noun, mentions) if noun != trigger.token else ():
                home = role == RoleName.VISITOR and country_of(filler.mention, mentions) in at_home
                if fits(filler, frame.fillers[role]) and not home:
                    fitting.append(filler)
    named = [filler for filler in fitting if filler.token.pos_ != "PRON" or is_known(filler.mention, mentions)]
    return named or fitting


_EXCLUSIVE: dict[RoleName, frozenset[RoleName]] = {
    RoleName(role): frozenset(map(RoleName, (role, *others))) for role, others in EXCLUSIVE.items()
}
"""Role -> the roles whose fillers cannot fill it, itself among them."""


def _is_free(role: RoleName, filler: Filler, taken: list[tuple[RoleName, Filler]], mentions: MentionTable) -> bool:
    if role == RoleName.LOCATION and not _is_named_place(filler, mentions):
        return not any(other == RoleName.TARGET for other, _ in taken)
    if role == RoleName.LOCATION and mentions.items[filler.mention].type == EntityType.COUNTRY:
        sides = {
            mentions.referents[side.mention] for other, side in taken if other in {RoleName.TARGET, RoleName.ATTACKER}
        }
        return mentions.referents[filler.mention] not in sides and not any(other == role for other, _ in taken)
    return not any(
        other in _EXCLUSIVE[role]
        and (rival.mention == filler.mention or mentions.referents[rival.mention] == mentions.referents[filler.mention])
        for other, rival in taken
    )


def _is_named_place(filler: Filler, mentions: MentionTable) -> bool:
    return "place" in filler.categories and mentions.items[filler.mention].form == MentionForm.NAME


def as_roles(
    cls: EventClass, roles: list[tuple[RoleName, Filler]], document: Document, mentions: MentionTable
) -> tuple[Role, ...]:
    complete = [
        (name, filler) for name, filler in roles if "weapon" not in filler.categories or is_specific(filler, mentions)
    ]
    if cls == EventClass.VISIT:
        complete = _with_host_at_home(complete, mentions)
    made = [
        Role(name=name, mention=_participant(cls, name, filler.mention, document, mentions))
        for name, filler in complete
    ]
    if cls == EventClass.AGREEMENT:
        for name, filler in roles:
            country = _country_of(filler.mention, mentions) if name == RoleName.SIGNATORY else None
            if country is not None:
                made.append(Role(name=RoleName.PARTY, mention=country))
    return tuple(dict.fromkeys(made))


def _with_host_at_home(roles: list[tuple[RoleName, Filler]], mentions: MentionTable) -> list[tuple[RoleName, Filler]]:
    """The roles with the one who meets a guest at home as the host, wherever the sentence put him."""
    there = {country_of(filler.mention, mentions) for role, filler in roles if role == RoleName.DESTINATION} - {None}
    sides = [(role, filler) for role, filler in roles if role != RoleName.DESTINATION]
    home = [filler for _, filler in sides if country_of(filler.mention, mentions) in there]
    if len(sides) != 2 or len(home) != 1:
        return roles
    return [
        (role if role == RoleName.DESTINATION else RoleName.HOST if filler is home[0] else RoleName.VISITOR, filler)
        for role, filler in roles
    ]


def _participant(cls: EventClass, role: RoleName, index: int, document: Document, mentions: MentionTable) -> int:
    """The mention that a role names: those who attack or conclude for a country give way to the country."""
    index = _representative(index, mentions)
    mention = mentions.items[index]
    if mention.acts_for is not None and document.article.text[mentions.items[mention.acts_for].end :][:1] in {"-", "‑"}:
        return mentions.best(index)
    if mention.acts_for is not None and mention.type not in {EntityType.PERSON, EntityType.CITY, EntityType.COUNTRY}:
        if cls == EventClass.OFFENSIVE and role != RoleName.LOCATION:
            return mentions.best(mention.acts_for)
        if cls == EventClass.AGREEMENT and mention.form != MentionForm.NAME:
            return mentions.best(mention.acts_for)
    return mentions.best(index)


def _representative(index: int, mentions: MentionTable) -> int:
    """For a pronoun the mention before it that says for whom it acts (`its troops` for `they`)."""
    if mentions.items[index].form != MentionForm.PRONOUN:
        return index
    chain = mentions.chains.get(mentions.items[index].chain, ())
    return next((mention for mention in chain if mentions.items[mention].acts_for is not None), index)


def _country_of(index: int, mentions: MentionTable) -> int | None:
    """The country that a person serves, where the article names it."""
    nation = mentions.nation(index)
    named = (
        i
        for i, item in enumerate(mentions.items)
        if mentions.referents[i].country == nation and item.type == EntityType.COUNTRY
    )
    first = next(named, None) if nation is not None else None
    return None if first is None else mentions.best(first)
