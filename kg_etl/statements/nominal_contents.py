"""Contents that are noun phrases: `denied the report`, `called it a success`, `called for a truce`."""

from __future__ import annotations

from itertools import pairwise

from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, NOUNS, PASSIVE_SUBJECTS, RELATIVE_TAGS, children
from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import words
from kg_etl.statements.cue_sites import MARKS, ContentMatch, CueSite, subtree_range
from kg_etl.statements.cues import cue_lexicon
from kg_etl.statements.labels import TEMPORAL_TYPES
from kg_etl.statements.token_ranges import difference, union
from kg_etl.statements.voice import is_in_passive, passive_patient

_OBJECT_PREPOSITIONS = words("object_content_prepositions")
_AMBIGUOUS_PASSIVE_ACTS = frozenset({"Assertion", "Statement", "Question"})
"""Acts whose passive is as often about things as about words (`the figures reported here`)."""
_REPORTED_ACTS = frozenset({"Assertion", "Accusation"})
_RELATIVE_TAGS = RELATIVE_TAGS | {"WP$"}
_PERSON_AND_PLACE_TYPES = frozenset({"PERSON", "GPE", "FAC", "LOC", "NORP"})
_REFLEXIVES = words("content_reflexives")
OCCASIONS = words("statement_occasions")
_OCCASION_PREPOSITIONS = words("occasion_prepositions")
_PASSIVE_PREPOSITIONS = words("passive_content_prepositions")
_FOLLOWING_PREPOSITIONS = words("prepositional_content_prepositions")
_COMPLEMENT_PREPOSITIONS = words("complement_content_prepositions")
_ATTITUDE_PREPOSITIONS = words("attitude_prepositions")
_DISCOURSE_PARTICIPANTS = words("discourse_participants")


def object_complement(site: CueSite) -> ContentMatch | None:
    """The content of `called it a success`, `described the plan as unworkable` and `was described as ...`."""
    verb, cue, speaker = site.verb, site.cue, site.speaker
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
            (c.dep_ in {"dobj", "oprd", "ccomp", "xcomp", "attr", "dative"} and not _is_purpose_clause(c))
            or (c.dep_ == "prep" and c.lower_ in _COMPLEMENT_PREPOSITIONS)
        )
    ]
    if is_in_passive(verb):
        if speaker is None:
            return None
        parts += children(verb, *PASSIVE_SUBJECTS)
    if {c.lower_ for c in parts if c.dep_ == "dobj"} & _REFLEXIVES and any(c.tag_ == "NNP" for c in parts):
        # `a group that calls itself New Dawn`
        return None
    relative_objects = [c for c in children(verb, "dobj") if c.i < verb.i and c.tag_ in _RELATIVE_TAGS]
    if len(parts) == 1 and parts[0].dep_ in {"dobj", "oprd"} and verb.lemma_ == "call" and not relative_objects:
        start, end = subtree_range(parts[0])
        if not any(t.text in MARKS for t in verb.doc[start:end]) and not _has_two_noun_phrases(verb.doc[start:end]):
            return None
    if not parts:
        return None
    parts += relative_objects
    return ContentMatch(union([subtree_range(c) for c in parts]), "complement")


def _is_purpose_clause(clause: Token) -> bool:
    """Whether the clause is an infinitive of purpose (`called them to offer help`)."""
    return any(c.tag_ == "TO" for c in clause.children) and bool(children(clause.head, "dobj"))


def _has_two_noun_phrases(phrase: Span) -> bool:
    """Whether two noun phrases were parsed as a single phrase (`called Trump a danger`)."""
    plain = [w for w in phrase if not w.is_quote]
    return any(b.tag_ == "DT" and a.pos_ in NOUNS for a, b in pairwise(plain))


def bare_object(site: CueSite) -> ContentMatch | None:
    """The content of `denied the report` and `praised China for ...`: the object with its complements."""
    verb, cue = site.verb, site.cue
    if "object" not in cue.takes or is_in_passive(verb):
        return None
    noun = next(
        (c for c in children(verb, "dobj", "xcomp") if c.i > verb.i and (c.dep_ == "dobj" or c.tag_ == "VBG")), None
    )
    if noun is None or noun.lower_ in _REFLEXIVES | _DISCOURSE_PARTICIPANTS:
        return None
    if cue.weak and (
        noun.pos_ == "PRON" or noun.ent_type_ in _PERSON_AND_PLACE_TYPES or noun.lemma_.lower() in cue_lexicon().people
    ):
        return None
    if cue.lemma in {"express", "voice"}:
        for child in children(noun, "acl", "ccomp", "prep"):
            if (
                child.dep_ == "prep"
                and child.lower_ in _ATTITUDE_PREPOSITIONS
                and (about := children(child, "pobj", "pcomp"))
            ):
                return ContentMatch(union([subtree_range(c) for c in about]), "object", child)
            if any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children):
                return ContentMatch((subtree_range(child),), "object", noun)
    start, end = subtree_range(noun)
    for child in verb.children:
        if child.i > noun.i and child.dep_ in {"dobj", "ccomp"} and _continues_object(child, end):
            end = subtree_range(child)[1]
        completes = (child.dep_ == "prep" and child.lower_ in _OBJECT_PREPOSITIONS) or child.dep_ == "oprd"
        completes = completes or (child.dep_ in {"xcomp", "advcl"} and any(c.tag_ == "TO" for c in child.children))
        if child.i > noun.i and completes and child.left_edge.i == end and not _is_circumstance(child):
            end = subtree_range(child)[1]
    return ContentMatch(((start, end),), "object")


def _continues_object(part: Token, end: int) -> bool:
    """Whether the part continues an object that was parsed as two (`discussed the war, the truce and aid`)."""
    first = part.left_edge.i
    return first == end + (part.dep_ == "dobj" and part.doc[end].text == ",")


def _is_circumstance(preposition: Token) -> bool:
    """Whether the phrase gives the time or occasion of the statement (`on Tuesday`, `in a statement`)."""
    is_occasion_preposition = preposition.lower_ in _OCCASION_PREPOSITIONS
    return any(
        c.ent_type_ in TEMPORAL_TYPES or (is_occasion_preposition and c.lemma_.lower() in OCCASIONS)
        for c in preposition.children
    )


def passive_subject(site: CueSite) -> ContentMatch | None:
    """The content of `The plan was rejected by Iran` and `the plan, denounced as a trap by Iran`."""
    verb, cue = site.verb, site.cue
    if not is_in_passive(verb) or "object" not in cue.takes or verb.tag_ != "VBN" or cue.act in _AMBIGUOUS_PASSIVE_ACTS:
        return None
    noun = passive_patient(verb)
    if noun is None:
        return None
    parts = [_noun_with_complement(noun) if verb.dep_ in ADNOMINAL_CLAUSES else subtree_range(noun)]
    parts += [
        subtree_range(child)
        for child in verb.children
        if child.i > verb.i
        and (child.dep_ == "xcomp" or (child.dep_ == "prep" and child.lower_ in _PASSIVE_PREPOSITIONS))
        and not _is_circumstance(child)
    ]
    content = difference(union(parts), [(verb.i, verb.i + 1)])
    return ContentMatch(content, "passive") if content else None


def passive_infinitive(site: CueSite) -> ContentMatch | None:
    """The content of `Iran is said to own more`: the subject and the infinitive together."""
    verb, cue = site.verb, site.cue
    if "clause" not in cue.takes or cue.recipient or cue.act not in _REPORTED_ACTS or not is_in_passive(verb):
        return None
    infinitives = [c for c in children(verb, "xcomp") if c.i > verb.i and any(g.tag_ == "TO" for g in c.children)]
    subject = children(verb, *PASSIVE_SUBJECTS)
    if not infinitives or not subject:
        return None
    return ContentMatch(
        difference(union([subtree_range(subject[0])], [subtree_range(c) for c in infinitives]), [(verb.i, verb.i + 1)]),
        "passive",
    )


def relative_antecedent(site: CueSite) -> ContentMatch | None:
    """The content of `a charge that Iran has denied`: the noun that the relative clause modifies."""
    verb, cue = site.verb, site.cue
    if verb.dep_ != "relcl" or is_in_passive(verb) or not cue.takes & {"object", "as"} or verb.head.pos_ not in NOUNS:
        return None
    if (
        cue.weak
        or children(verb, "ccomp")
        or any(c.dep_ == "dobj" and c.tag_ not in _RELATIVE_TAGS for c in verb.children)
    ):
        return None
    speaker = site.speaker
    if speaker is None or speaker.tag_ in _RELATIVE_TAGS or speaker.head != verb or speaker.i > verb.i:
        return None
    parts = [_noun_with_complement(verb.head)]
    parts += [
        subtree_range(c) for c in verb.children if c.i > verb.i and (c.dep_ == "oprd" or c.lower_ in {"as", "for"})
    ]
    return ContentMatch(union(parts), "object")


def _noun_with_complement(noun: Token) -> tuple[int, int]:
    """The range of the noun with its left modifiers and the prepositional phrase right after it."""
    end = max((subtree_range(c)[1] for c in children(noun, "prep") if c.left_edge.i == noun.i + 1), default=noun.i + 1)
    return noun.left_edge.i, end


def story_object(site: CueSite) -> ContentMatch | None:
    """The content of `told a story about the war`: the story and not the recipient."""
    verb, cue = site.verb, site.cue
    if not cue.recipient or is_in_passive(verb):
        return None
    for noun in children(verb, "dobj"):
        if noun.i > verb.i and noun.lemma_.lower() in cue_lexicon().words["tales"]:
            return ContentMatch((subtree_range(noun),), "object")
    return None


def prepositional_object(site: CueSite) -> ContentMatch | None:
    """The content of `called for a truce`, `warned of war` and `called for both sides to stop`."""
    verb, cue = site.verb, site.cue
    for child in verb.children:
        if child.i > verb.i and child.dep_ in {"prep", "prt", "advmod"} and child.lower_ in cue.prepositions:
            parts = [subtree_range(c) for c in children(child, "pobj", "pcomp")]
            if not parts or (child.lower_ == "on" and _is_circumstance(child)):
                continue
            content = union(parts)
            end = content[-1][1]
            for complement in verb.children:
                if complement.left_edge.i == end and (
                    complement.dep_ in {"advcl", "xcomp"}
                    or (complement.dep_ == "prep" and complement.lower_ in _FOLLOWING_PREPOSITIONS)
                ):
                    end = subtree_range(complement)[1]
            return ContentMatch(union(content, [(content[-1][0], end)]), "preposition", child)
    particle = next((c for c in children(verb, "prt") if c.lower_ in cue.prepositions), None)
    objects = [c for c in children(verb, "dobj") if particle is not None and c.i > particle.i]
    if objects:
        end = max(subtree_range(c)[1] for c in (*objects, *(c for c in children(verb, "xcomp") if c.i > verb.i)))
        return ContentMatch(((subtree_range(objects[0])[0], end),), "preposition", particle)
    for child in children(verb, "ccomp", "xcomp", "advcl"):
        # `called for both sides to stop`
        start, end = subtree_range(child)
        if start == verb.i + 1 and verb.doc[start].lower_ in cue.prepositions and start + 1 < end:
            return ContentMatch(((start + 1, end),), "preposition", verb.doc[start])
    return None
