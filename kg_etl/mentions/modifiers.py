"""Modifiers of a candidate: its country, offices and appositions, read from its phrase."""

from __future__ import annotations

from itertools import pairwise

from kg_etl.documents.tokens import Doc, Token
from kg_etl.lexicon.tables import words
from kg_etl.mentions.candidates import MentionCandidate, Title
from kg_etl.mentions.role_nouns import LONGEST, RoleNoun, roles
from kg_etl.model import BODY_TYPES, NAMED_FORMS, PLACE_TYPES, EntityType, MentionForm

_HYPHENS = frozenset({"-", "‐", "‑", "–"})
_SITES = frozenset({EntityType.CITY, EntityType.REGION, EntityType.PLACE})
_SENT = words("envoys")
"""Roles sent to a country by another party: an envoy for Yemen does not serve Yemen."""
_OF_PEOPLES = frozenset({"ethnic", "ethnically"})


def relate(doc: Doc, candidates: list[MentionCandidate]) -> None:
    """Sets country, body, offices and appositions of each candidate by its phrase."""
    by_head = {candidate.head.i: candidate for candidate in candidates}
    named = [candidate for candidate in candidates if candidate.form in NAMED_FORMS]
    inside = {i: candidate for candidate in named for i in range(candidate.start, candidate.end)}
    for candidate in candidates:
        if candidate.form == MentionForm.NOMINAL or candidate.form == MentionForm.NAME:
            _read_owner(doc, candidate, by_head, inside)
    for candidate in candidates:
        if candidate.form == MentionForm.NAME and candidate.type in {EntityType.PERSON, EntityType.ACTOR}:
            _read_title(doc, candidate, inside)
    for candidate in candidates:
        after = inside.get(candidate.head.i + 1)
        titled = (
            candidate.form == MentionForm.NOMINAL
            and candidate.role
            and candidate.role.is_person
            and not candidate.plural
        )
        if titled and after is not None and after.type == EntityType.PERSON and after.start == candidate.head.i + 1:
            candidate.same = after
    for candidate in candidates:
        other = _apposed(candidate, by_head, inside)
        if other is None:
            continue
        name, noun = (candidate, other) if candidate.form == MentionForm.NAME else (other, candidate)
        if name.form == MentionForm.NAME and noun.form == MentionForm.NOMINAL and noun.role and not noun.plural:
            if _is_elsewhere(name, noun.role):
                continue
            if noun.role.is_person and name.type in {EntityType.PERSON, EntityType.ACTOR}:
                name.type = EntityType.PERSON
                name.titles.append(Title(noun.role, noun.nation, noun.past))
                name.gender = name.gender or noun.gender
                name.nation = name.nation or noun.nation
            noun.same = name


def _is_elsewhere(candidate: MentionCandidate, role: RoleNoun) -> bool:
    """Whether a name is known to be another kind of thing than the person or company next to it.

    A country can be the host or an ally, but no alliance.
    """
    if candidate.entry is None or candidate.entry.type not in PLACE_TYPES:
        return False
    if candidate.entry.type == EntityType.COUNTRY:
        return role.type in BODY_TYPES
    return role.is_person or (role.type in BODY_TYPES and candidate.entry.acts_for is None)


def _read_owner(
    doc: Doc, candidate: MentionCandidate, by_head: dict[int, MentionCandidate], inside: dict[int, MentionCandidate]
) -> None:
    candidates: list[MentionCandidate] = []
    for child in candidate.head.children:
        if child.dep_ == "poss":
            owner = inside.get(child.i) or by_head.get(child.i)
            candidate.possessor = owner
            if owner is not None and owner.form != MentionForm.PRONOUN:
                _attribute(candidate, owner)
        elif child.dep_ == "prep" and child.lower_ in {"of", "for"} and candidate.role is not None:
            if not (candidate.role.state or candidate.role.is_person or candidate.role.group in {"body", "place"}):
                continue
            if child.lower_ == "for" and candidate.role.noun.split()[-1] in _SENT:
                continue
            for noun in child.children:
                owner = inside.get(noun.i) or by_head.get(noun.i)
                if noun.dep_ == "pobj" and owner is not None:
                    _attribute(candidate, owner, late=True)
    for i in range(candidate.start, candidate.head.i):
        other = inside.get(i)
        if other is not None and other is not candidate and not _only_describes(doc, other):
            candidates.append(other)
    for other in candidates:
        _attribute(candidate, other)
    if candidate.role is not None and candidate.role.state and len(nations := _joined_nations(doc, candidates)) > 1:
        candidate.members, candidate.nation = nations, None
    if (
        candidate.form == MentionForm.NAME
        and candidate.nation is None
        and candidate.type != EntityType.PERSON
        and candidate.start
    ):
        before = inside.get(candidate.start - 1) or (
            inside.get(candidate.start - 2) if doc[candidate.start - 1].lower_ in {"'s", "'"} else None
        )
        if (
            before is not None
            and before.type == EntityType.COUNTRY
            and candidate.role is not None
            and candidate.role.state
        ):
            candidate.nation = before


def _only_describes(doc: Doc, candidate: MentionCandidate) -> bool:
    """Whether a name only describes somebody who does not serve it: `ethnic Serb`, `pro-Russian`, `Rwandan-backed`."""
    start, end = candidate.start, candidate.end
    if start and doc[start - 1].lower_ in _OF_PEOPLES:
        return True
    if start > 1 and doc[start - 1].text in _HYPHENS and doc[start - 2].is_lower:
        return True
    return end < len(doc) - 1 and doc[end].text in _HYPHENS and doc[end + 1].is_lower


def _joined_nations(doc: Doc, candidates: list[MentionCandidate]) -> tuple[MentionCandidate, ...]:
    """The nations of `Russian and Chinese forces`: each acts for itself."""
    nations = [nation for nation in dict.fromkeys(candidates) if nation.type == EntityType.COUNTRY]
    pairs = pairwise(nations)
    if all(all(t.lower_ in {"and", ","} for t in doc[first.end : second.start]) for first, second in pairs):
        return tuple(nations)
    return ()


def _attribute(candidate: MentionCandidate, owner: MentionCandidate, late: bool = False) -> None:
    if candidate.type == EntityType.FACILITY and owner.type in _SITES and owner.form == MentionForm.NAME:
        candidate.site = candidate.site or owner
    if owner.type == EntityType.COUNTRY and owner.form != MentionForm.NOMINAL:
        if candidate.nation is None:
            candidate.nation = owner
    elif owner is candidate or owner.form != MentionForm.NAME:
        return
    elif owner.entry is not None and owner.entry.acts_for and owner.type != EntityType.PERSON:
        candidate.body = candidate.body or owner
    elif owner.type in BODY_TYPES:
        candidate.body = candidate.body or owner
        if candidate.nation is None and owner.nation is not None and not late:
            candidate.nation = owner.nation


def _read_title(doc: Doc, candidate: MentionCandidate, inside: dict[int, MentionCandidate]) -> None:
    """Offices directly before a name: `Russian President Vladimir Putin`."""
    lexicon = roles()
    i = candidate.start
    limit = max(0, i - 9)
    pending: list[tuple[RoleNoun, bool]] = []
    while i > limit:
        before = doc[i - 1]
        office = lexicon.honorifics.get(before.lower_)
        if office is not None:
            candidate.gender = candidate.gender or (
                "m" if before.lower_ in lexicon.male else "f" if before.lower_ in lexicon.female else ""
            )
            if office in lexicon.persons:
                pending.append((lexicon.persons[office], False))
            candidate.type = EntityType.PERSON
            i -= 1
            continue
        step, role = _office_before(doc, i, limit)
        if role is None or inside.get(i - 1) is not None:
            break
        low = i - step > 0 and doc[i - step - 1].lower_ in lexicon.past | lexicon.lower
        pending.append((role, low))
        candidate.gender = candidate.gender or (
            "m" if role.noun in lexicon.male else "f" if role.noun in lexicon.female else ""
        )
        i -= step + low
    if not pending:
        return
    while (
        i > limit
        and ((doc[i - 1].pos_ == "ADJ" and doc[i - 1].is_lower) or doc[i - 1].lower_ in lexicon.past)
        and inside.get(i - 1) is None
    ):
        pending = [(role, low or doc[i - 1].lower_ in lexicon.past) for role, low in pending]
        i -= 1
    owner = inside.get(i - 1) if i else None
    if owner is None and i > 1 and doc[i - 1].lower_ in {"'s", "'"}:
        owner = inside.get(i - 2)
    if owner is candidate or (owner is not None and _only_describes(doc, owner)):
        owner = None
    candidate.type = EntityType.PERSON
    nation = None
    if owner is not None and owner.start and doc[owner.start - 1].lower_ in lexicon.past:
        pending = [(role, True) for role, _ in pending]
    if owner is not None:
        if owner.type == EntityType.COUNTRY:
            nation = owner
        else:
            candidate.body, nation = owner, owner.nation
    candidate.nation = nation or candidate.nation
    candidate.titles += [Title(role, nation, low) for role, low in pending]


def _office_before(doc: Doc, end: int, limit: int) -> tuple[int, RoleNoun | None]:
    lexicon = roles()
    if doc[end - 1].lower_ not in lexicon.last_words_of_persons:
        return 0, None
    for length in range(min(LONGEST, end - limit), 0, -1):
        phrase = " ".join(t.lower_ for t in doc[end - length : end]).replace(" - ", "-")
        if phrase in lexicon.persons:
            return length, lexicon.persons[phrase]
    return 0, None


def _apposed(
    candidate: MentionCandidate, by_head: dict[int, MentionCandidate], inside: dict[int, MentionCandidate]
) -> MentionCandidate | None:
    """The mention that a phrase is an apposition to."""
    head = _first_of_two(candidate, by_head)
    if head.dep_ == "appos" and not any(c.dep_ == "cc" for c in head.head.children if c.i > head.i):
        other = inside.get(head.head.i) or by_head.get(head.head.i)
        between = head.doc[min(head.i, head.head.i) : max(head.i, head.head.i)]
        if any(token.text == ";" for token in between):
            return None
        if other is not None and other is not candidate and other.form != MentionForm.PRONOUN:
            return other
    return None


def _first_of_two(candidate: MentionCandidate, by_head: dict[int, MentionCandidate]) -> Token:
    """The apposition that a second one is coordinated with: `Berg, an envoy and a former president of Norway, said`."""
    head = candidate.head
    first = by_head.get(head.head.i)
    if head.dep_ != "conj" or first is None or first.head.dep_ != "appos":
        return head
    alike = all(noun.form == MentionForm.NOMINAL and noun.role and noun.role.is_person for noun in (first, candidate))
    after = first.head.right_edge.i + 1
    closed = after < len(head.doc) and head.doc[after].text == ","
    return first.head if alike and closed else head
