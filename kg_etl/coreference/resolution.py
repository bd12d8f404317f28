"""The persons, places and bodies that an article mentions, and which mentions denote the same one.

roles.py      the lexicon of role nouns, titles and given names (lexicon/roles.toml, given_names.toml)
names.py      names that spaCy's recogniser and the gazetteer find, reconciled
unread.py     names that neither has
drafts.py     names, noun phrases and pronouns, with the titles and nations that their phrases give
chains.py     names that denote the same
context.py    sentence, rank and governors of a mention
groups.py     several named together
nations.py    whose a mention is
nominals.py   what common nouns denote
holders.py    which person a common noun denotes
pronouns.py   what pronouns denote
neuters.py    what `it` and `they` denote
nested.py     places within the names of bodies
"""

from __future__ import annotations

from kg_etl.coreference.chains import Chains, name_chains
from kg_etl.coreference.context import Context
from kg_etl.coreference.nations import Nations
from kg_etl.coreference.nominals import Nominals
from kg_etl.coreference.personal_pronouns import Pronouns
from kg_etl.coreference.table import Mentions
from kg_etl.documents.document import Parsed
from kg_etl.documents.syntax import antecedent
from kg_etl.documents.tokens import Token
from kg_etl.gazetteer import Gazetteer
from kg_etl.lexicon.word_lists import words
from kg_etl.mentions.candidates import Draft, drafts
from kg_etl.mentions.modifiers import relate
from kg_etl.model import NAMED_FORMS, EntityType, Mention, MentionForm

__all__ = ["Mentions", "mentions"]

_WHERE = words("where")
_AS_PLACE = words("attacked_or_visited")


def mentions(parsed: Parsed, gazetteer: Gazetteer) -> Mentions:
    """Every mention of headline and body. A few percent of the time of the parse, and linear in the text."""
    found = drafts(parsed, gazetteer)
    relate(parsed.doc, found)
    chains = name_chains([d for d in found if d.form in NAMED_FORMS])
    nations = Nations(chains)
    _resolve(parsed, found, chains, nations)
    return _assembled(parsed, found, chains, nations)


def _resolve(parsed: Parsed, found: list[Draft], chains: Chains, nations: Nations) -> None:
    """Give every common noun and pronoun its chain, in text order."""
    context = Context(parsed, found)
    nominals = Nominals(context, chains, nations)
    pronouns = Pronouns(context, chains, nations)
    for draft in found:
        if draft.form not in NAMED_FORMS:
            chain = pronouns.chain_of(draft) if draft.pronoun else nominals.chain_of(draft)
            chain.add(draft)
        nominals.heard(draft)


def _assembled(parsed: Parsed, found: list[Draft], chains: Chains, nations: Nations) -> Mentions:
    ordered = sorted(found, key=lambda d: (d.start, d.end, d.head.i))
    index = {draft: i for i, draft in enumerate(ordered)}
    numbers: dict[int, int] = {}
    for draft in ordered:
        numbers.setdefault(draft.chain, len(numbers))
    countries = _country_mentions(ordered)
    items, keys = [], []
    for draft in ordered:
        start, end = _span(parsed, draft)
        nation = _represented(draft, chains, nations)
        owner = draft.nation or (draft.body if draft.body is not None else None)
        if owner is None and nation is not None and draft.type != EntityType.COUNTRY:
            owner = countries.get(nation)
        acts_for = index[owner] if owner is not None and _acts(draft) and owner in index else None
        items.append(
            Mention(
                start=start,
                end=end,
                text=parsed.article.text[start:end],
                type=_type(draft, chains),
                form=draft.form,
                chain=numbers[draft.chain],
                acts_for=acts_for,
            )
        )
        keys.append(nation or f"chain:{numbers[draft.chain]}")
    by_token = {draft.head.i: index[draft] for draft in ordered}
    for draft in ordered:
        for token in parsed.doc[draft.start : draft.end] if draft.form in NAMED_FORMS else ():
            if token.head.i < draft.start or token.head.i >= draft.end:
                by_token.setdefault(token.i, index[draft])
    by_token |= _relatives(parsed, by_token)
    members: dict[int, list[int]] = {}
    for i, draft in enumerate(ordered):
        members.setdefault(numbers[draft.chain], []).append(i)
    whose = {
        numbers[chain.number]: nation
        for chain in chains.all
        if chain.number in numbers and (nation := nations.of_chain(chain))
    }
    return Mentions(
        items=tuple(items),
        by_token=by_token,
        keys=tuple(keys),
        chains={number: tuple(rows) for number, rows in members.items()},
        bests={n: best for n, rows in members.items() if (best := _best(rows, ordered)) is not None},
        nations=whose,
        roles={index[d]: d.role for d in ordered if d.role is not None and d.form == MentionForm.NOMINAL},
        groups={index[d]: tuple(index[m] for m in d.members) for d in ordered if d.members},
        plurals=frozenset(index[d] for d in ordered if d.plural or d.members),
    )


def _span(parsed: Parsed, draft: Draft) -> tuple[int, int]:
    tokens = parsed.doc.tokens
    first, last = tokens[draft.start], tokens[draft.end - 1]
    return first.idx, last.idx + len(last)


def _type(draft: Draft, chains: Chains) -> EntityType:
    name = chains.all[draft.chain].name
    if name is None or draft.form in NAMED_FORMS or draft.plural:
        return draft.type
    return name.type


def _acts(draft: Draft) -> bool:
    """Does a mention stand for the country or body that its phrase names?"""
    if draft.role is None or draft.same is not None:
        return False
    return draft.role.state or draft.body is not None


def _represented(draft: Draft, chains: Chains, nations: Nations) -> str | None:
    """QID of the country that a mention is, belongs to or acts for; None for individual persons and all else."""
    chain = chains.all[draft.chain]
    name = chain.name
    if name is not None and name.entry is not None:
        if name.type == EntityType.COUNTRY:
            return name.entry.qid
        if name.type == EntityType.CITY:
            return name.entry.acts_for if draft.form != MentionForm.NOMINAL and _is_acting(draft.head) else None
        if name.type != EntityType.PERSON:
            return name.entry.acts_for
    if name is not None and name.type == EntityType.PERSON:
        return None
    role = draft.role
    if draft.form == MentionForm.PRONOUN and chain.number >= 0:
        return _of_first(draft, chains)
    if role is None or role.type == EntityType.COUNTRY or (role.group == "head" and not draft.plural):
        return None
    if not role.state or draft.members:
        return None
    nation = nations.of(draft)
    if nation is None and draft.body is not None:
        body = draft.body.entry
        nation = body.acts_for if body is not None else None
    if nation is None and name is not None:
        nation = nations.of_chain(chain)
    if nation is not None:
        chain.nation = chain.nation or draft.nation
    return nation


def _of_first(draft: Draft, chains: Chains) -> str | None:
    nation = chains.all[draft.chain].nation
    return nation.entry.qid if nation is not None and nation.entry is not None else None


def _is_acting(token: Token) -> bool:
    """Is a city named as the government that sits there, not as a place?"""
    while token.dep_ in {"conj", "appos"} and token.head != token:
        token = token.head
    if token.dep_ == "pobj":
        return token.head.lower_ not in _WHERE
    return token.dep_ in {"nsubj", "nsubjpass", "poss", "dobj", "dative", "agent"} and not (
        token.dep_ == "dobj" and token.head.lemma_ in _AS_PLACE
    )


def _country_mentions(ordered: list[Draft]) -> dict[str, Draft]:
    found: dict[str, Draft] = {}
    for draft in ordered:
        if draft.type == EntityType.COUNTRY and draft.entry is not None and draft.form in NAMED_FORMS:
            held = found.get(draft.entry.qid)
            if held is None or (held.form == MentionForm.DEMONYM and draft.form == MentionForm.NAME):
                found[draft.entry.qid] = draft
    return found


def _relatives(parsed: Parsed, by_token: dict[int, int]) -> dict[int, int]:
    found = {}
    for token in parsed.doc:
        if token.tag_ in {"WP", "WDT"} and token.i not in by_token:
            before = antecedent(token)
            if before != token and before.i in by_token:
                found[token.i] = by_token[before.i]
    return found


def _best(rows: list[int], ordered: list[Draft]) -> int | None:
    """The longest name; of equal ones the first, a dateline's capitals (`BEIJING`) last."""
    named = [i for i in rows if ordered[i].form == MentionForm.NAME]
    return max(named, key=lambda i: (ordered[i].end - ordered[i].start, not ordered[i].head.is_upper, -i), default=None)
