"""Document -> MentionTable: the persons, places and bodies that an article mentions, in coreference chains."""

from __future__ import annotations

from kg_etl.coreference.chains import Chain, Chains, name_chains
from kg_etl.coreference.context import Context
from kg_etl.coreference.nations import Nations
from kg_etl.coreference.nominals import Nominals
from kg_etl.coreference.personal_pronouns import Pronouns
from kg_etl.coreference.table import MentionTable, Referent
from kg_etl.documents.document import Document
from kg_etl.documents.syntax import COORDINATES, RELATIVE_TAGS, antecedent
from kg_etl.documents.tokens import Token
from kg_etl.gazetteer import Gazetteer
from kg_etl.lexicon.tables import words
from kg_etl.mentions.candidates import MentionCandidate, mention_candidates
from kg_etl.mentions.modifiers import relate
from kg_etl.model import NAMED_FORMS, EntityType, Mention, MentionForm

__all__ = ["MentionTable", "mention_table"]

_WHERE = words("where")
_AS_PLACE = words("attacked_or_visited")


def mention_table(document: Document, gazetteer: Gazetteer) -> MentionTable:
    """Every mention of headline and body. Takes a few percent of the time of the parse, linear in the text."""
    candidates = mention_candidates(document, gazetteer)
    relate(document.doc, candidates)
    chains = name_chains([d for d in candidates if d.form in NAMED_FORMS])
    nations = Nations(chains)
    _resolve(document, candidates, chains, nations)
    return _assembled(document, candidates, chains, nations)


def _resolve(document: Document, candidates: list[MentionCandidate], chains: Chains, nations: Nations) -> None:
    """Sets the chain of every common noun and pronoun, in text order."""
    context = Context(document, candidates)
    nominals = Nominals(context, chains, nations)
    pronouns = Pronouns(context, chains, nations)
    for candidate in candidates:
        if candidate.form not in NAMED_FORMS:
            chain = pronouns.resolve(candidate) if candidate.pronoun else nominals.resolve(candidate)
            chain.add(candidate)
        nominals.heard(candidate)


def _assembled(
    document: Document, candidates: list[MentionCandidate], chains: Chains, nations: Nations
) -> MentionTable:
    ordered = sorted(candidates, key=lambda d: (d.start, d.end, d.head.i))
    index = {candidate: i for i, candidate in enumerate(ordered)}
    numbers: dict[int, int] = {}
    for candidate in ordered:
        numbers.setdefault(candidate.chain, len(numbers))
    countries = _country_mentions(ordered)
    items, referents = [], []
    for candidate in ordered:
        start, end = _span(document, candidate)
        nation = _represented(candidate, chains, nations)
        _learn_nation(candidate, chains.all[candidate.chain], nation)
        owner = candidate.nation or (candidate.body if candidate.body is not None else None)
        if owner is None and nation is not None and candidate.type != EntityType.COUNTRY:
            owner = countries.get(nation)
        acts_for = index[owner] if owner is not None and _acts(candidate) and owner in index else None
        items.append(
            Mention(
                start=start,
                end=end,
                text=document.article.text[start:end],
                type=_type(candidate, chains),
                form=candidate.form,
                chain=numbers[candidate.chain],
                acts_for=acts_for,
            )
        )
        referents.append(Referent(country=nation) if nation else Referent(chain=numbers[candidate.chain]))
    by_token = {candidate.head.i: index[candidate] for candidate in ordered}
    for candidate in ordered:
        for token in document.doc[candidate.start : candidate.end] if candidate.form in NAMED_FORMS else ():
            if token.head.i < candidate.start or token.head.i >= candidate.end:
                by_token.setdefault(token.i, index[candidate])
    by_token |= _relatives(document, by_token)
    members: dict[int, list[int]] = {}
    for i, candidate in enumerate(ordered):
        members.setdefault(numbers[candidate.chain], []).append(i)
    whose = {
        numbers[chain.number]: nation
        for chain in chains.all
        if chain.number in numbers and (nation := nations.of_chain(chain))
    }
    return MentionTable(
        items=tuple(items),
        by_token=by_token,
        referents=tuple(referents),
        chains={number: tuple(rows) for number, rows in members.items()},
        bests={n: best for n, rows in members.items() if (best := _best(rows, ordered)) is not None},
        nations=whose,
        groups={index[d]: tuple(index[m] for m in d.members) for d in ordered if d.members},
        plurals=frozenset(index[d] for d in ordered if d.plural or d.members),
    )


def _span(document: Document, candidate: MentionCandidate) -> tuple[int, int]:
    tokens = document.doc.tokens
    first, last = tokens[candidate.start], tokens[candidate.end - 1]
    return first.idx, last.idx + len(last)


def _type(candidate: MentionCandidate, chains: Chains) -> EntityType:
    name = chains.all[candidate.chain].name
    if name is None or candidate.form in NAMED_FORMS or candidate.plural:
        return candidate.type
    return name.type


def _acts(candidate: MentionCandidate) -> bool:
    """Whether a mention acts for the country or body that its phrase names."""
    if candidate.role is None or candidate.same is not None:
        return False
    return candidate.role.state or candidate.body is not None


def _represented(candidate: MentionCandidate, chains: Chains, nations: Nations) -> str | None:
    """QID of the country that a mention is, belongs to or acts for; None for individual persons and all else."""
    chain = chains.all[candidate.chain]
    name = chain.name
    if name is not None and name.type == EntityType.PERSON:
        return None
    if name is not None and name.entry is not None:
        if name.type == EntityType.COUNTRY:
            return name.entry.qid
        if name.type == EntityType.CITY:
            return name.entry.acts_for if candidate.form != MentionForm.NOMINAL and _is_acting(candidate.head) else None
        return name.entry.acts_for
    if candidate.form == MentionForm.PRONOUN:
        return _of_first(candidate, chains)
    return _described_nation(candidate, chain, nations)


def _described_nation(candidate: MentionCandidate, chain: Chain, nations: Nations) -> str | None:
    """QID of the country whose state body, force or officials a phrase without a known name describes."""
    role = candidate.role
    if role is None or role.type == EntityType.COUNTRY or (role.group == "head" and not candidate.plural):
        return None
    if not role.state or candidate.members:
        return None
    nation = nations.of(candidate)
    if nation is None and candidate.body is not None:
        body = candidate.body.entry
        nation = body.acts_for if body is not None else None
    return nations.of_chain(chain) if nation is None and chain.name is not None else nation


def _learn_nation(candidate: MentionCandidate, chain: Chain, nation: str | None) -> None:
    """Gives a chain the country that a description of it names, for the pronouns after it."""
    is_description = candidate.form != MentionForm.PRONOUN and (
        chain.name is None or (chain.name.entry is None and chain.name.type != EntityType.PERSON)
    )
    if nation is not None and is_description:
        chain.nation = chain.nation or candidate.nation


def _of_first(candidate: MentionCandidate, chains: Chains) -> str | None:
    nation = chains.all[candidate.chain].nation
    return nation.entry.qid if nation is not None and nation.entry is not None else None


def _is_acting(token: Token) -> bool:
    """Whether a city denotes the government that sits there, not a place."""
    while token.dep_ in COORDINATES and token.head != token:
        token = token.head
    if token.dep_ == "pobj":
        return token.head.lower_ not in _WHERE
    return token.dep_ in {"nsubj", "nsubjpass", "poss", "dobj", "dative", "agent"} and not (
        token.dep_ == "dobj" and token.head.lemma_ in _AS_PLACE
    )


def _country_mentions(candidates: list[MentionCandidate]) -> dict[str, MentionCandidate]:
    by_item: dict[str, MentionCandidate] = {}
    for candidate in candidates:
        if candidate.type == EntityType.COUNTRY and candidate.entry is not None and candidate.form in NAMED_FORMS:
            earlier = by_item.get(candidate.entry.qid)
            if earlier is None or (earlier.form == MentionForm.DEMONYM and candidate.form == MentionForm.NAME):
                by_item[candidate.entry.qid] = candidate
    return by_item


def _relatives(document: Document, by_token: dict[int, int]) -> dict[int, int]:
    by_name = {}
    for token in document.doc:
        if token.tag_ in RELATIVE_TAGS and token.i not in by_token:
            before = antecedent(token)
            if before != token and before.i in by_token:
                by_name[token.i] = by_token[before.i]
    return by_name


def _best(rows: list[int], candidates: list[MentionCandidate]) -> int | None:
    """The longest name; of equal ones the first, a dateline's capitals (`BEIJING`) last."""
    named = [i for i in rows if candidates[i].form == MentionForm.NAME]
    return max(
        named,
        key=lambda i: (candidates[i].end - candidates[i].start, not candidates[i].head.is_upper, -i),
        default=None,
    )
