"""The roles of an event mention: the nouns in the functions that its frame names, as mentions."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg_etl.coreference.table import MentionTable, Referent
from kg_etl.documents.document import Document
from kg_etl.events.arguments import Trigger, nouns
from kg_etl.events.compatibility import country_of
from kg_etl.events.factuality import is_negative
from kg_etl.events.fillers import Filler, has_category, has_name, is_specific, noun_fillers
from kg_etl.events.frames import Frame
from kg_etl.model import EntityType, EventClass, MentionForm, Role, RoleName
from kg_etl.schema import EXCLUSIVE

_EXCLUDING: Mapping[RoleName, frozenset[RoleName]] = {
    role: frozenset(map(RoleName, (role, *EXCLUSIVE[role]))) for role in RoleName
}
"""Role -> roles whose filler cannot fill it as well in one event mention, by the schema."""


def filled_roles(frame: Frame, trigger: Trigger, mentions: MentionTable) -> list[tuple[RoleName, Filler]]:
    """The participants by role, in the order of the frame; a participant gets no second role that excludes its first.

    `Xi meets Putin on a state visit to China` names two possible visitors: the one whose country is visited is none.
    """
    countries = _destination_countries(frame, trigger, mentions) if frame.type != "Meeting" else frozenset()
    filled: list[tuple[RoleName, Filler]] = []
    for role in frame.roles:
        for filler in _role_fillers(role, frame, trigger, mentions, countries):
            if _is_free(role, filler, filled, mentions):
                filled.append((role, filler))
    return filled


def _destination_countries(frame: Frame, trigger: Trigger, mentions: MentionTable) -> frozenset[Referent]:
    places = _role_fillers(RoleName.DESTINATION, frame, trigger, mentions)
    return frozenset(country for place in places if (country := country_of(place.mention, mentions)) is not None)


def _role_fillers(
    role: RoleName,
    frame: Frame,
    trigger: Trigger,
    mentions: MentionTable,
    countries: Collection[Referent | None] = (),
) -> list[Filler]:
    fitting: list[Filler] = []
    for function in frame.roles.get(role, ()):
        if function == "light object" and fitting:
            break
        for noun in nouns(trigger, function):
            if is_negative(noun):
                continue
            for filler in noun_fillers(noun, mentions) if noun != trigger.token else ():
                at_home = role == RoleName.VISITOR and country_of(filler.mention, mentions) in countries
                if has_category(filler, frame.fillers[role]) and not at_home:
                    fitting.append(filler)
    resolved = [filler for filler in fitting if filler.token.pos_ != "PRON" or has_name(filler.mention, mentions)]
    return resolved or fitting


def _is_free(role: RoleName, filler: Filler, filled: list[tuple[RoleName, Filler]], mentions: MentionTable) -> bool:
    if role == RoleName.LOCATION and not _is_named_place(filler, mentions):
        return not any(other == RoleName.TARGET for other, _ in filled)
    key = mentions.referents[filler.mention]
    if role == RoleName.LOCATION and mentions.items[filler.mention].type == EntityType.COUNTRY:
        sides = {mentions.referents[f.mention] for other, f in filled if other in {RoleName.TARGET, RoleName.ATTACKER}}
        return key not in sides and not any(other == role for other, _ in filled)
    return not any(
        other in _EXCLUDING[role] and (f.mention == filler.mention or mentions.referents[f.mention] == key)
        for other, f in filled
    )


def _is_named_place(filler: Filler, mentions: MentionTable) -> bool:
    return "place" in filler.categories and mentions.items[filler.mention].form == MentionForm.NAME


def event_roles(
    cls: EventClass, roles: list[tuple[RoleName, Filler]], document: Document, mentions: MentionTable
) -> tuple[Role, ...]:
    """The roles of an event, each once, without ownerless weapons, and with the countries of signatories as parties."""
    participants = [
        (name, filler) for name, filler in roles if "weapon" not in filler.categories or is_specific(filler, mentions)
    ]
    if cls == EventClass.VISIT:
        participants = _with_host_at_home(participants, mentions)
    result = [
        Role(name=name, mention=_participant(cls, name, filler.mention, document, mentions))
        for name, filler in participants
    ]
    if cls == EventClass.AGREEMENT:
        for name, filler in roles:
            country = _country_mention(filler.mention, mentions) if name == RoleName.SIGNATORY else None
            if country is not None:
                result.append(Role(name=RoleName.PARTY, mention=country))
    return tuple(dict.fromkeys(result))


def _with_host_at_home(roles: list[tuple[RoleName, Filler]], mentions: MentionTable) -> list[tuple[RoleName, Filler]]:
    """The roles with the participant whose country is visited as the host, whatever its grammatical function."""
    countries = {country_of(f.mention, mentions) for role, f in roles if role == RoleName.DESTINATION} - {None}
    sides = [filler for role, filler in roles if role != RoleName.DESTINATION]
    at_home = [filler for filler in sides if country_of(filler.mention, mentions) in countries]
    if len(sides) != 2 or len(at_home) != 1:
        return roles
    host = at_home[0]
    return [
        (role if role == RoleName.DESTINATION else RoleName.HOST if filler is host else RoleName.VISITOR, filler)
        for role, filler in roles
    ]


def _participant(cls: EventClass, role: RoleName, index: int, document: Document, mentions: MentionTable) -> int:
    """The mention that fills a role: the country instead of those who attack or conclude an agreement for it."""
    index = _acting_antecedent(index, mentions)
    mention = mentions.items[index]
    if mention.acts_for is not None and document.article.text[mentions.items[mention.acts_for].end :][:1] in {"-", "‑"}:
        return mentions.best(index)
    if mention.acts_for is not None and mention.type not in {EntityType.PERSON, EntityType.CITY, EntityType.COUNTRY}:
        if cls == EventClass.OFFENSIVE and role != RoleName.LOCATION:
            return mentions.best(mention.acts_for)
        if cls == EventClass.AGREEMENT and mention.form != MentionForm.NAME:
            return mentions.best(mention.acts_for)
    return mentions.best(index)


def _acting_antecedent(index: int, mentions: MentionTable) -> int:
    """For a pronoun the first mention of its chain that acts for a country (`its troops` for `they`), else itself."""
    if mentions.items[index].form != MentionForm.PRONOUN:
        return index
    chain = mentions.chains.get(mentions.items[index].chain, ())
    return next((i for i in chain if mentions.items[i].acts_for is not None), index)


def _country_mention(index: int, mentions: MentionTable) -> int | None:
    """The mention of the country that a person serves; None where the article does not mention it."""
    nation = mentions.nation(index)
    if nation is None:
        return None
    countries = (
        i
        for i, item in enumerate(mentions.items)
        if mentions.referents[i].country == nation and item.type == EntityType.COUNTRY
    )
    first = next(countries, None)
    return None if first is None else mentions.best(first)
