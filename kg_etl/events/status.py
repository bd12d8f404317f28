"""Whether an event happened, is planned, denied or only claimed, by the cue words around its trigger."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

from kg_etl.documents.syntax import (
    ADNOMINAL_CLAUSES,
    CLAUSE_TAGS,
    COORDINATES,
    MODIFIERS,
    NOMINAL,
    NOMINAL_SUBJECTS,
    VERBAL,
    auxiliaries,
    children,
    is_negated,
)
from kg_etl.documents.tokens import Token
from kg_etl.errors import GazetteerError
from kg_etl.events.factuality import is_alleged, is_denied, is_unreal
from kg_etl.lexicon.tables import table, words
from kg_etl.model import Status

Modality = Status | Literal["hypothetical"]
"""A status, or `hypothetical` for what is no event at all."""

_KINDS = frozenset(
    {
        "auxiliaries",
        "marks",
        "adverbs",
        "determiners",
        "modifiers",
        "verbs",
        "finite",
        "gerunds",
        "nouns",
        "adjectives",
        "prepositions",
    }
)
_INDEFINITE = words("indefinite_persons")
_GRAVITY: tuple[Modality, ...] = ("hypothetical", Status.DENIED, Status.CLAIMED, Status.PLANNED, Status.HAPPENED)
_DEFINITE = words("definite_determiners")
_ORDINALS = words("ordinals_of_events")
_NOUN_PREPOSITIONS = words("status_noun_prepositions")
_VERB_PREPOSITIONS = words("status_verb_prepositions")
_PRESUPPOSING = words("verbs_of_what_exists")
_SCHEDULING = words("scheduling_light_verbs")
_FUTURE = words("future_auxiliaries")
_OBJECT_LABELS = frozenset({"dobj", "obj", "oprd"})
_EMBEDDED_LABELS = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "oprd", "csubj", "acomp", "relcl"})


def status_of(token: Token, light: Token | None = None) -> Status | None:
    """The status of the event that a verb or noun names; None where it names no event.

    Args:
        token: The trigger.
        light: Its light verb if it is a noun (`pay a visit`), whose status it shares.
    """
    cues = list(_all_cues(token, light))
    if token.sent[-1].text == "?" or any(t.text == "?" and t.i > token.i for t in token.sent[-3:]):
        return None
    modality = min(cues, key=_GRAVITY.index, default=Status.HAPPENED)
    return None if modality == "hypothetical" else Status(modality)


def _all_cues(token: Token, light: Token | None) -> Iterator[Modality]:
    if is_unreal(token) or (light is not None and is_unreal(light)):
        yield "hypothetical"
    if token.pos_ in VERBAL:
        yield from _verb_cues(token)
        return
    yield from _noun_phrase_cues(token)
    if is_alleged(light):
        yield Status.CLAIMED  # whether or not the light verb is negated (`no group claimed the attack`)
    elif light is not None and light.lemma_.lower() in _PRESUPPOSING and _is_definite(token):
        # `vowed to honor the agreement`: it is there
        yield from (cue for cue in _verb_cues(light) if cue not in {Status.PLANNED, Status.DENIED})
    elif light is not None:
        if light.lemma_.lower() in _SCHEDULING:
            yield Status.PLANNED  # `plans a stop in Houston`
        yield from _verb_cues(light)
    else:
        yield from _noun_governor_cues(token)


def _verb_cues(verb: Token) -> Iterator[Modality]:
    seen: set[int] = set()
    cues_apply = True
    while verb.i not in seen:
        seen.add(verb.i)
        if cues_apply:
            yield from _clause_cues(verb)
        if any(_is_cue(child, "marks", "hypothetical") for child in children(verb, "mark", "advmod")):
            yield "hypothetical"
        above = verb.head
        infinitive = any(child.tag_ == "TO" for child in verb.children)
        if verb.dep_ == "ROOT" or above == verb:
            if infinitive:
                yield Status.PLANNED
            elif verb.tag_ == "VB" and not _has_subject(verb) and not auxiliaries(verb):
                yield "hypothetical"
            return
        if verb.dep_ == "conj" and above.pos_ in VERBAL:
            cues_apply = verb.tag_ == above.tag_ and not _has_subject(verb)
        elif infinitive and verb.dep_ in ADNOMINAL_CLAUSES and above.pos_ == "PROPN":
            yield Status.PLANNED
            return
        elif verb.dep_ == "relcl" and not infinitive:
            if (
                any(_is_cue(child, "determiners", "hypothetical") for child in above.children)
                or above.lower_ in _INDEFINITE
            ):
                yield "hypothetical"
            return
        elif _has_happened(verb, above):
            return
        elif verb.dep_ in _EMBEDDED_LABELS:
            while above.pos_ in {"ADP", "SCONJ"} and above.head != above:
                if _is_cue(above, "prepositions", "hypothetical"):
                    yield "hypothetical"
                above = above.head
            finite = _is_finite(verb)
            yield from _governor_cues(above, finite=finite, infinitive=infinitive, clause=verb)
            if finite or above.pos_ in NOMINAL:
                return
            cues_apply = verb.dep_ != "ccomp" and not (verb.dep_ == "advcl" and _has_subject(verb))
        else:
            return
        if above.pos_ not in VERBAL:
            return
        verb = above


def _has_happened(verb: Token, above: Token) -> bool:
    """Whether it happened, whatever the governing verb says (`will not stop bombing`)."""
    if verb.tag_ == "VBG":
        return verb.dep_ == "xcomp" and _is_cue(above, "gerunds", Status.HAPPENED)
    return verb.tag_ == "VBN" and verb.dep_ == "advcl" and not auxiliaries(verb)


def _clause_cues(verb: Token) -> Iterator[Modality]:
    helpers = auxiliaries(verb)
    for helper in helpers:
        if helper.lower_ in {"would", "'d"} and _is_reported(verb):
            yield Status.PLANNED
        else:
            yield from _cue(helper, "auxiliaries", helper.lower_)
    if is_negated(verb) and not any(c.lower_ == "only" for c in verb.children):
        yield Status.DENIED
    if is_denied(verb):
        yield Status.DENIED
    past = _is_past(verb)
    for adverb in children(verb, "advmod"):
        if adverb.i + 1 == len(adverb.doc) or adverb.nbor(1).lower_ != "since":
            yield from (cue for cue in _cue(adverb, "adverbs") if not past or cue != Status.PLANNED)
    if verb.lemma_ == "be" and any(c.tag_ == "TO" for x in children(verb, "xcomp") for c in x.children):
        yield Status.PLANNED


def _is_finite(verb: Token) -> bool:
    return any(t.tag_ in CLAUSE_TAGS for t in (verb, *children(verb, "aux", "auxpass")))


def _is_past(verb: Token) -> bool:
    return any(t.tag_ == "VBD" for t in (verb, *auxiliaries(verb)))


def _is_reported(verb: Token) -> bool:
    """Whether the clause is reported by a verb in the past (`said he would visit`)."""
    return (
        verb.dep_ == "ccomp"
        and verb.head.tag_ in {"VBD", "VBN"}
        and not any(child.lower_ == "if" for t in verb.children for child in t.children)
    )


def _governor_cues(above: Token, *, finite: bool, infinitive: bool, clause: Token) -> Iterator[Modality]:
    if above.pos_ in NOMINAL:
        if infinitive or not finite:
            cues = list(_cue(above, "nouns"))
            yield from cues
            ordinal = any(c.lower_ in _ORDINALS for c in above.children)
            if infinitive and not cues and not ordinal:
                yield "hypothetical"
        return
    if above.pos_ == "ADJ":
        if above.lower_ != "able" or above.head.tag_ != "VBD" or is_negated(above.head):
            yield from _cue(above, "adjectives")
        return
    if above.pos_ not in VERBAL:
        return
    if finite:
        if _is_past(clause) and (finite_cues := list(_cue(above, "finite"))):
            yield from finite_cues
            return
        yield from (
            cue for cue in _cue(above, "verbs") if cue in {"hypothetical", Status.CLAIMED} or above.lemma_ == "deny"
        )
        return
    cues = [] if clause.dep_ == "advcl" and clause.head == above and not infinitive else list(_cue(above, "verbs"))
    if infinitive and above.lemma_ == "be":
        adjective = next(iter(children(above, "acomp")), None)
        cues += list(_cue(adjective, "adjectives")) if adjective is not None else [Status.PLANNED]
    if infinitive and not cues and clause.dep_ == "advcl":
        cues = [Status.PLANNED]
    yield from cues


def _noun_phrase_cues(noun: Token) -> Iterator[Modality]:
    for child in noun.lefts:
        if child.dep_ in {"det", "predet", "neg"} or child.pos_ == "DET":
            yield from _cue(child, "determiners", child.lower_)
        elif child.dep_ in MODIFIERS:
            yield from _cue(child, "modifiers", child.lower_)


def _noun_governor_cues(noun: Token) -> Iterator[Modality]:
    while noun.dep_ in COORDINATES and noun.head.pos_ in NOMINAL:
        noun = noun.head
    above = noun.head
    if noun.dep_ == "compound" and above.pos_ in NOMINAL:
        yield from _cue(above, "nouns")
        return
    if noun.dep_ == "pobj":
        preposition = above
        yield from _cue(preposition, "prepositions", preposition.lower_)
        above = preposition.head
        if above.pos_ in NOMINAL and preposition.lower_ in _NOUN_PREPOSITIONS:
            yield from _cue(above, "nouns")
        elif above.pos_ in VERBAL and _is_complement(preposition):
            cues = list(_cue(above, "verbs"))
            yield from cues
            if cues:
                yield from (cue for cue in _clause_cues(above) if cue == "hypothetical")
    elif noun.dep_ == "attr" and above.pos_ in VERBAL:
        for helper in auxiliaries(above):
            yield from _cue(helper, "auxiliaries", helper.lower_)
    elif noun.dep_ in _OBJECT_LABELS and above.pos_ in VERBAL:
        yield from _cue(above, "verbs")
        if is_negated(above) and not _is_definite(noun):
            yield "hypothetical"
    elif noun.dep_ in NOMINAL_SUBJECTS and above.pos_ in VERBAL:
        if noun.dep_ == "nsubjpass":
            yield from _cue(above, "verbs")
        indefinite = not _is_definite(noun)
        for helper in auxiliaries(above):
            if helper.lower_ in _FUTURE or (helper.lower_ == "would" and _is_reported(above)):
                yield Status.PLANNED
            elif indefinite:
                yield from _cue(helper, "auxiliaries", helper.lower_)


def _is_complement(preposition: Token) -> bool:
    """Whether it is a complement of the verb (`called for talks`), not an adjunct (`on a visit, he called for`)."""
    if preposition.lower_ == "on":
        return preposition.i == preposition.head.i + 1
    return preposition.lower_ in _VERB_PREPOSITIONS


def _is_definite(noun: Token) -> bool:
    """Whether its determiner presupposes the event (`did not condemn the invasion`)."""
    return any(c.dep_ == "poss" or c.lower_ in _DEFINITE for c in noun.children)


def _cue(token: Token, kind: str, form: str | None = None) -> Iterator[Modality]:
    cues = _cue_table()[kind]
    if (modality := cues.get(form or token.lemma_.lower()) or cues.get(token.lower_)) is not None:
        yield modality


def _is_cue(token: Token, kind: str, modality: Modality) -> bool:
    cues = _cue_table()[kind]
    return modality in {cues.get(token.lower_), cues.get(token.lemma_.lower())}


def _has_subject(verb: Token) -> bool:
    return bool(children(verb, "nsubj", "nsubjpass", "csubj", "expl"))


@cache
def _cue_table() -> dict[str, dict[str, Modality]]:
    """Kind of cue -> word -> the modality that it gives."""
    rows = table("status")
    if unknown := set(rows) ^ _KINDS:
        raise GazetteerError(f"status.toml: tables missing or unknown: {sorted(unknown)}")
    cues: dict[str, dict[str, Modality]] = {}
    for kind, by_modality in rows.items():
        cues[kind] = {}
        for modality, cue_words in by_modality.items():
            if modality not in _GRAVITY:
                raise GazetteerError(f"status.toml, [{kind}]: `{modality}` is none of {', '.join(_GRAVITY)}")
            for word in cue_words:
                cues[kind].setdefault(word, modality if modality == "hypothetical" else Status(modality))
    return cues
