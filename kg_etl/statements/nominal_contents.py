"""Contents that are noun phrases: `denied the report`, `called it a success`, `called for a truce`."""

from __future__ import annotations

from itertools import pairwise

from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOUNS, PASSIVE_SUBJECTS, children
from kg_etl.documents.tokens import Span, Token
from kg_etl.statements.cue_sites import Clause, CueSite, reach
from kg_etl.statements.cues import lexicon
from kg_etl.statements.token_ranges import minus, union
from kg_etl.statements.voice import in_passive, undergoer

_COMPLETES_OBJECT = frozenset({"for", "of", "as", "about", "over", "to", "against", "with", "on", "in"})
_NOT_OF_THINGS = frozenset({"Assertion", "Statement", "Question"})
"""Acts whose passive is as often about a thing as about words (`the figures reported here`)."""
_SAID_OF = frozenset({"Assertion", "Accusation"})
RELATIVES = frozenset({"WDT", "WP", "WP$"})
_RECEIVED = frozenset({"PERSON", "GPE", "FAC", "LOC", "NORP"})
_REFLEXIVES = frozenset({"itself", "himself", "herself", "themselves"})
OCCASIONS = frozenset(
    {
        "statement",
        "interview",
        "speech",
        "letter",
        "tweet",
        "post",
        "conference",
        "twitter",
        "facebook",
        "rally",
        "debate",
        "hearing",
        "website",
        "television",
        "tv",
        "radio",
        "address",
        "briefing",
        "column",
    }
)


def complement(place: CueSite) -> Clause | None:
    """`called it a success`, `described the plan as unworkable`, `was described as ...`."""
    verb, cue, speaker = place.verb, place.cue, place.speaker
    if "as" not in cue.takes:
        return None
    if verb.tag_ == "VBN" and verb.lemma_ == "compare":
        return None
    if verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "acl" and verb.lemma_ == "call":
        # `a club called New Dawn`
        return None
    parts = [
        c
        for c in verb.children
        if c.i > verb.i
        and (
            (c.dep_ in {"dobj", "oprd", "ccomp", "xcomp", "attr", "dative"} and not _is_aim(c))
            or (c.dep_ == "prep" and c.lower_ in {"as", "to", "with"})
        )
    ]
    if in_passive(verb):
        if speaker is None:
            return None
        parts += children(verb, *PASSIVE_SUBJECTS)
    if {c.lower_ for c in parts if c.dep_ == "dobj"} & _REFLEXIVES and any(c.tag_ == "NNP" for c in parts):
        # `a group that calls itself New Dawn`
        return None
    named = [c for c in children(verb, "dobj") if c.i < verb.i and c.tag_ in RELATIVES]
    if len(parts) == 1 and parts[0].dep_ in {"dobj", "oprd"} and verb.lemma_ == "call" and not named:
        start, end = reach(parts[0])
        if not any(t.text in {'"', "''", "``"} for t in verb.doc[start:end]) and not _names_twice(verb.doc[start:end]):
            return None
    if not parts:
        return None
    parts += named
    return Clause(union([reach(c) for c in parts]), "complement")


def _is_aim(clause: Token) -> bool:
    """`called them to offer help`: an infinitive, which names nothing."""
    return any(c.tag_ == "TO" for c in clause.children) and bool(children(clause.head, "dobj"))


def _names_twice(words: Span) -> bool:
    """`called Trump a danger`, where the parser took both for one noun phrase."""
    plain = [w for w in words if not w.is_quote]
    return any(b.tag_ == "DT" and a.pos_ in NOUNS for a, b in pairwise(plain))


def bare_object(place: CueSite) -> Clause | None:
    """`denied the report`, `praised China for ...`: the object with the phrases that complete it."""
    verb, cue = place.verb, place.cue
    if "object" not in cue.takes or in_passive(verb):
        return None
    complement = next(
        (c for c in children(verb, "dobj", "xcomp") if c.i > verb.i and (c.dep_ == "dobj" or c.tag_ == "VBG")), None
    )
    if complement is None or complement.lower_ in _REFLEXIVES | {"me", "us", "you"}:
        return None
    if cue.weak and (
        complement.pos_ == "PRON" or complement.ent_type_ in _RECEIVED or complement.lemma_.lower() in lexicon().people
    ):
        return None
    if cue.lemma in {"express", "voice"}:
        for child in children(complement, "acl", "ccomp", "prep"):
            if (
                child.dep_ == "prep"
                and child.lower_ in {"about", "over", "at", "for"}
                and (about := children(child, "pobj", "pcomp"))
            ):
                return Clause(union([reach(c) for c in about]), "object", child)
            if any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
                return Clause((reach(child),), "object", complement)
    start, end = reach(complement)
    for child in verb.children:
        if child.i > complement.i and child.dep_ in {"dobj", "ccomp"} and _goes_on(child, end):
            end = reach(child)[1]
        completes = (child.dep_ == "prep" and child.lower_ in _COMPLETES_OBJECT) or child.dep_ == "oprd"
        completes = completes or (child.dep_ in {"xcomp", "advcl"} and any(c.tag_ == "TO" for c in child.children))
        if child.i > complement.i and completes and child.left_edge.i == end and not _is_when(child):
            end = reach(child)[1]
    return Clause(((start, end),), "object")


def _goes_on(part: Token, end: int) -> bool:
    """`discussed the war, the truce and aid`, `mentioned remarks Iran had made`: one object, parsed as two."""
    first = part.left_edge.i
    return first == end + (part.dep_ == "dobj" and part.doc[end].text == ",")


def _is_when(preposition: Token) -> bool:
    """`on Tuesday`, `in May`, `in a statement`: the circumstances of the speaking."""
    there = preposition.lower_ in {"in", "on", "at", "during"}
    return any(
        c.ent_type_ in {"DATE", "TIME"} or (there and c.lemma_.lower() in OCCASIONS) for c in preposition.children
    )


def passive_subject(place: CueSite) -> Clause | None:
    """`The plan was rejected by Iran`, `the plan, denounced as a trap by Iran`."""
    verb, cue = place.verb, place.cue
    if not in_passive(verb) or "object" not in cue.takes or verb.tag_ != "VBN" or cue.act in _NOT_OF_THINGS:
        return None
    noun = undergoer(verb)
    if noun is None:
        return None
    parts = [_phrase(noun) if verb.dep_ in ADNOMINAL_CLAUSES else reach(noun)]
    parts += [
        reach(child)
        for child in verb.children
        if child.i > verb.i
        and (child.dep_ == "xcomp" or (child.dep_ == "prep" and child.lower_ in {"of", "for", "with", "as", "over"}))
        and not _is_when(child)
    ]
    content = minus(union(parts), [(verb.i, verb.i + 1)])
    return Clause(content, "passive") if content else None


def said_of(place: CueSite) -> Clause | None:
    """`Iran is said to own more`, `the envoy was reported to have left`: subject and infinitive together."""
    verb, cue = place.verb, place.cue
    if "clause" not in cue.takes or cue.recipient or cue.act not in _SAID_OF or not in_passive(verb):
        return None
    said = [c for c in children(verb, "xcomp") if c.i > verb.i and any(g.tag_ == "TO" for g in c.children)]
    subject = children(verb, *PASSIVE_SUBJECTS)
    if not said or not subject:
        return None
    return Clause(minus(union([reach(subject[0])], [reach(c) for c in said]), [(verb.i, verb.i + 1)]), "passive")


def relative(place: CueSite) -> Clause | None:
    """`a charge that Iran has denied`, `the man whom they blame`: what the relative clause leaves out is content."""
    verb, cue = place.verb, place.cue
    if verb.dep_ != "relcl" or in_passive(verb) or not cue.takes & {"object", "as"} or verb.head.pos_ not in NOUNS:
        return None
    if cue.weak or children(verb, "ccomp") or any(c.dep_ == "dobj" and c.tag_ not in RELATIVES for c in verb.children):
        return None
    speaker = place.speaker
    if speaker is None or speaker.tag_ in RELATIVES or speaker.head != verb or speaker.i > verb.i:
        return None
    parts = [_phrase(verb.head)]
    parts += [reach(c) for c in verb.children if c.i > verb.i and (c.dep_ == "oprd" or c.lower_ in {"as", "for"})]
    return Clause(union(parts), "object")


def _phrase(noun: Token) -> tuple[int, int]:
    """The noun with what stands before it and the phrase after it that a preposition adds."""
    end = max((reach(c)[1] for c in children(noun, "prep") if c.left_edge.i == noun.i + 1), default=noun.i + 1)
    return noun.left_edge.i, end


def reported_topic(place: CueSite) -> Clause | None:
    """`told a story about the war`: what is told, not to whom."""
    verb, cue = place.verb, place.cue
    if not cue.recipient or in_passive(verb):
        return None
    for object_ in children(verb, "dobj"):
        if object_.i > verb.i and object_.lemma_.lower() in lexicon().words["tales"]:
            return Clause((reach(object_),), "object")
    return None


def preposition(place: CueSite) -> Clause | None:
    """`called for a truce`, `warned of war`, `called for both sides to stop`."""
    verb, cue = place.verb, place.cue
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"prep", "prt", "advmod"} and child.lower_ in cue.prepositions:
            parts = [reach(c) for c in children(child, "pobj", "pcomp")]
            if not parts or (child.lower_ == "on" and _is_when(child)):
                continue
            content = union(parts)
            end = content[-1][1]
            for more in verb.children:
                if more.left_edge.i == end and (
                    more.dep_ in {"advcl", "xcomp"}
                    or (more.dep_ == "prep" and more.lower_ in {"as", "for", "of", "to"})
                ):
                    end = reach(more)[1]
            return Clause(union(content, [(content[-1][0], end)]), "preposition", child)
    particle = next((c for c in children(verb, "prt") if c.lower_ in cue.prepositions), None)
    objects = [c for c in children(verb, "dobj") if particle is not None and c.i > particle.i]
    if objects:
        end = max(reach(c)[1] for c in (*objects, *(c for c in children(verb, "xcomp") if c.i > verb.i)))
        return Clause(((reach(objects[0])[0], end),), "preposition", particle)
    for child in children(verb, "ccomp", "xcomp", "advcl"):
        # `called for both sides to stop`
        start, end = reach(child)
        if start == verb.i + 1 and verb.doc[start].lower_ in cue.prepositions and start + 1 < end:
            return Clause(((start + 1, end),), "preposition", verb.doc[start])
    return None
