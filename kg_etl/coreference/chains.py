"""Chains of names: full and short names of persons, bodies and acronyms, countries and demonyms."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from kg_etl.lexicon.tables import words
from kg_etl.mentions.candidates import MentionCandidate, Title
from kg_etl.model import BODY_TYPES, NAMED_FORMS, EntityType

_SUFFIXES = words("name_suffixes")
_FUNCTION_WORDS = words("function_words_in_names")
_TAILS = words("company_tails")
_SHORTEST_INITIALS = 3


@dataclass(slots=True, eq=False)
class Chain:
    """Mentions that denote the same thing."""

    number: int
    titles: list[Title] = field(default_factory=list)
    gender: str = ""
    nation: MentionCandidate | None = None
    body: MentionCandidate | None = None
    mentions: int = 0
    name: MentionCandidate | None = None

    def add(self, candidate: MentionCandidate) -> None:
        """Adds a mention and its attributes."""
        candidate.chain = self.number
        self.mentions += 1
        self.titles += candidate.titles
        self.gender = self.gender or candidate.gender
        if candidate.form in NAMED_FORMS:
            self.name = self.name or candidate
            self.nation = self.nation or candidate.nation
            self.body = self.body or candidate.body


class Chains:
    """The coreference chains of one article."""

    def __init__(self) -> None:
        self.all: list[Chain] = []
        self.latest: dict[str, Chain] = {}
        """The body that a generic name (`Foreign Ministry`) last denoted."""
        self._by_key: dict[tuple[str, ...], Chain] = {}

    def new(self) -> Chain:
        """A new, empty chain."""
        self.all.append(Chain(len(self.all)))
        return self.all[-1]

    def keyed(self, *key: str) -> Chain:
        """The chain with this key; a new one if there is none."""
        if key not in self._by_key:
            self._by_key[key] = self.new()
        return self._by_key[key]


def name_chains(candidates: list[MentionCandidate]) -> Chains:
    """The chains of all names of an article; sets `chain` of each candidate."""
    chains = Chains()
    persons = [d for d in candidates if d.type == EntityType.PERSON]
    _promote(candidates, persons)
    _persons([d for d in candidates if d.type == EntityType.PERSON], chains)
    _others([d for d in candidates if d.type != EntityType.PERSON], chains)
    return chains


def name_words(candidate: MentionCandidate) -> tuple[str, ...]:
    """The words of a name, lower case, without suffixes such as `Jr.`."""
    doc = candidate.head.doc
    return tuple(t.lower_ for t in doc[candidate.start : candidate.end] if t.lower_ not in _SUFFIXES and not t.is_punct)


def _promote(candidates: list[MentionCandidate], persons: list[MentionCandidate]) -> None:
    """Makes a lone proper noun a person if it ends a person's full name elsewhere."""
    surnames = {name_words(d)[-1] for d in persons if len(name_words(d)) > 1} | {
        w[0] for d in persons if len(w := name_words(d)) == 1 and d.titles
    }
    for candidate in candidates:
        if (
            candidate.type == EntityType.ACTOR
            and candidate.entry is None
            and name_words(candidate)[-1:]
            and name_words(candidate)[-1] in surnames
        ):
            candidate.type = EntityType.PERSON


def _persons(candidates: list[MentionCandidate], chains: Chains) -> None:
    spelt = {d: name_words(d) for d in candidates}
    longer: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for name in dict.fromkeys(spelt.values()):
        for i in range(1, len(name)):
            longer.setdefault(name[i:], set()).add(name)
    firsts: dict[str, set[tuple[str, ...]]] = {}
    for name in dict.fromkeys(spelt.values()):
        if len(name) > 1:
            firsts.setdefault(name[0], set()).add(name)
    full: dict[tuple[str, ...], Chain] = {}
    heard: dict[tuple[str, ...], list[tuple[int, Chain]]] = {}
    short = []
    by_ends: dict[tuple[str, str], Chain] = {}
    for candidate in candidates:
        name = spelt[candidate]
        if not name or name in longer or (len(name) == 1 and name[0] in firsts):
            short.append(candidate)
            continue
        chain = full.get(name) or (len(name) > 1 and by_ends.get((name[0], name[-1]))) or None
        if chain is None:
            chain = chains.keyed("qid", candidate.entry.qid) if candidate.entry else chains.keyed("person", *name)
        full[name] = chain
        if len(name) > 1:
            by_ends.setdefault((name[0], name[-1]), chain)
        chain.add(candidate)
        for i in range(1, len(name)):
            heard.setdefault(name[i:], []).append((candidate.head.i, chain))
        if len(name) > 1:
            heard.setdefault(("given", name[0]), []).append((candidate.head.i, chain))
    for candidate in short:
        name = spelt[candidate]
        bearers = heard.get(name) or (len(name) == 1 and heard.get(("given", name[0]))) or []
        chain = _nearest(candidate, bearers)
        if chain is None:
            chain = chains.keyed("qid", candidate.entry.qid) if candidate.entry else chains.keyed("person", *name)
        chain.add(candidate)


def _nearest(candidate: MentionCandidate, bearers: list[tuple[int, Chain]]) -> Chain | None:
    """Of the persons with a short name the one last named in full before it, else the first after it."""
    if not bearers:
        return None
    at = bisect_left(bearers, candidate.head.i, key=lambda bearer: bearer[0])
    distinct = dict.fromkeys(chain for _, chain in _window(bearers, at))
    fitting = [c for c in distinct if not (candidate.gender and c.gender and candidate.gender != c.gender)]
    nouns = {t.role.noun for t in candidate.titles if not t.past}
    titled = [c for c in fitting if any(t.role.noun in nouns and not t.past for t in c.titles)]
    return next(iter(titled or fitting), None)


def _window(bearers: list[tuple[int, Chain]], at: int, width: int = 40) -> list[tuple[int, Chain]]:
    """The mentions before a position, nearest first, then those after it; at most `width` of each."""
    return [*reversed(bearers[max(0, at - width) : at]), *bearers[at : at + width]]


def _others(candidates: list[MentionCandidate], chains: Chains) -> None:
    acronyms: dict[str, Chain] = {}
    heads: dict[tuple[str, ...], Chain] = {}
    for candidate in candidates:
        name = name_words(candidate)
        text = " ".join(name)
        meant = acronyms.get(candidate.head.text) if len(name) == 1 else None
        if meant is not None and (candidate.entry is None or candidate.entry.type in BODY_TYPES):
            chain = meant
        elif candidate.entry is not None and (candidate.demonym or candidate.type != EntityType.PERSON):
            chain = chains.keyed("qid", candidate.entry.qid)
        else:
            chain = _of_body(candidate, text, heads, chains)
        chain.add(candidate)
        if len(name) > 1 and candidate.type in {EntityType.ORGANIZATION, EntityType.ACTOR, EntityType.ARMED_FORCE}:
            if initials := _initials(name):
                acronyms.setdefault(initials, chain)
            if acronym := _in_brackets(candidate):
                acronyms[acronym] = chain
            if name[-1] in _TAILS:
                stem = name
                while len(stem) > 1 and stem[-1] in _TAILS:
                    stem = stem[:-1]
                    heads.setdefault(stem, chain)


def _of_body(candidate: MentionCandidate, text: str, heads: dict[tuple[str, ...], Chain], chains: Chains) -> Chain:
    """The chain of a name without an entry; of a generic one (`Foreign Ministry`) there is a chain for each nation."""
    nation = candidate.nation.entry.qid if candidate.nation is not None and candidate.nation.entry else ""
    if (
        candidate.role is not None
        and candidate.role.state
        and len(name_words(candidate)) <= len(candidate.role.noun.split())
    ):
        latest = chains.latest.get(text)
        if not nation and latest is not None:
            return latest
        chain = chains.keyed("body", text, nation)
        chains.latest[text] = chain
        return chain
    return heads.get(name_words(candidate)) or chains.keyed("name", text)


def _in_brackets(candidate: MentionCandidate) -> str:
    """The acronym in brackets after a name: `the Nigerian Air Force (NAF)`; empty where there is none."""
    match [t.text for t in candidate.head.doc[candidate.end : candidate.end + 3]]:
        case ["(", acronym, ")"] if acronym.isupper() and len(acronym) > 1:
            return acronym
    return ""


def _initials(name: tuple[str, ...]) -> str:
    """The initials of a name as an acronym; empty if they are too few."""
    initials = "".join(w[0] for w in name if w not in _FUNCTION_WORDS).upper()
    return initials if len(initials) >= _SHORTEST_INITIALS else ""
