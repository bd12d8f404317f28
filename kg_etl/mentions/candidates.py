"""Mention candidates: names, noun phrases and pronouns, with the attributes that their own words give."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg_etl.documents.document import Document
from kg_etl.documents.layout import PROSE
from kg_etl.documents.syntax import NOMINAL, PLURAL_TAGS, noun_phrase
from kg_etl.documents.tokens import Doc, Span, Token
from kg_etl.gazetteer import Entry, Gazetteer
from kg_etl.lexicon.tables import words
from kg_etl.mentions.names import names
from kg_etl.mentions.ner import Name
from kg_etl.mentions.role_nouns import LONGEST, RoleNoun, roles
from kg_etl.model import EntityType, MentionForm

_PRONOUNS = {
    word: kind
    for kind, group in {
        "m": "he him his himself",
        "f": "she her hers herself",
        "n": "it its itself",
        "p": "they them their theirs themselves",
        "1": "i me my mine myself we us our ours ourselves",
        "2": "you your yours yourself",
    }.items()
    for word in group.split()
}
_BEFORE_OF = frozenset(noun.split()[0] for noun in roles().nouns if " of " in noun or " for " in noun)
_DETERMINERS = frozenset({"the", "this", "that", "these", "those"})


@dataclass(slots=True, eq=False)
class MentionCandidate:
    """A mention candidate; its attributes are set step by step. Indexes are of tokens."""

    start: int
    end: int
    head: Token
    type: EntityType
    form: MentionForm
    entry: Entry | None = None
    demonym: bool = False
    role: RoleNoun | None = None
    pronoun: str = ""
    """`m`, `f`, `n`, `p` for he, she, it, they; `1` and `2` for the other persons; empty for all else."""
    plural: bool = False
    definite: bool = False
    gender: str = ""
    past: bool = False
    """Whether the office was held before, or is a lesser one (`deputy`)."""
    titles: list[Title] = field(default_factory=list)
    nation: MentionCandidate | None = None
    """The mention of the country that it belongs to: `Russian` for `the Russian leader`."""
    body: MentionCandidate | None = None
    """The mention of the body that it belongs to: `Foreign Ministry` for `Foreign Ministry spokesman`."""
    possessor: MentionCandidate | None = None
    site: MentionCandidate | None = None
    """The name of the place where a facility lies: `Odesa` for `Odesa port` and for `the port of Odesa`."""
    chain: int = -1
    same: MentionCandidate | None = None
    """The name that it is an apposition to."""
    members: tuple[MentionCandidate, ...] = ()
    """The members of a group, if the article says who they are."""

    @property
    def is_person(self) -> bool:
        """Whether it can denote a single person."""
        return self.type == EntityType.PERSON and not self.plural


@dataclass(frozen=True, slots=True, eq=False)
class Title:
    """An office that the article gives to a person."""

    role: RoleNoun
    nation: MentionCandidate | None
    past: bool


def mention_candidates(document: Document, gazetteer: Gazetteer) -> list[MentionCandidate]:
    """The mention candidates of headline and body, in the order of their heads; without relations and chains."""
    doc = document.doc
    by_head: dict[int, MentionCandidate] = {}
    inside: dict[int, MentionCandidate] = {}
    for name in names(document, gazetteer):
        candidate = _of_name(doc, name)
        inside |= dict.fromkeys(range(name.start, name.end), candidate)
        by_head.setdefault(candidate.head.i, candidate)
    prose = [(p.start, p.end) for p in document.paragraphs if p.kind in PROSE]
    for start, end in prose:
        span = doc.char_span(start, end)
        for token in span if span is not None else ():
            tag = token.tag_
            if tag not in _HEADS or token.i in inside or token.i in by_head:
                continue
            if (kind := _PRONOUNS.get(token.lower_)) and tag[:2] in {"PR", "NN"} and token.text != "US":
                by_head[token.i] = MentionCandidate(
                    token.i,
                    token.i + 1,
                    token,
                    _PRONOUN_TYPES.get(kind, EntityType.ACTOR),
                    MentionForm.PRONOUN,
                    pronoun=kind,
                    plural=kind == "p",
                )
            elif _heads_phrase(token):
                by_head[token.i] = _of_noun(token)
    return sorted(by_head.values(), key=lambda d: d.head.i)


_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "DT", "CD", "PDT", "JJ", "JJR", "JJS"})
_PARTITIVES = words("some_of_them")
"""Words that name some of a group without a noun: `many said`, `one of the envoys said`."""
_PRONOUN_TYPES = {"m": EntityType.PERSON, "f": EntityType.PERSON}


def _of_name(doc: Doc, name: Name) -> MentionCandidate:
    span = doc[name.start : name.end]
    form = MentionForm.DEMONYM if name.demonym else MentionForm.NAME
    head = span.root if span.root.pos_ != "ADP" else span[-1]
    candidate = MentionCandidate(name.start, name.end, head, name.type, form, name.entry, name.demonym)
    candidate.plural = name.demonym and span.root.tag_ in PLURAL_TAGS
    if name.entry is None and name.type in {EntityType.ORGANIZATION, EntityType.ACTOR}:
        candidate.role = _role_of(doc, name.start, name.end)
        if candidate.role and candidate.role.type == EntityType.ARMED_FORCE and name.type == EntityType.ORGANIZATION:
            candidate.type = EntityType.ARMED_FORCE
    if name.type == EntityType.PERSON:
        candidate.gender = _gender_of(span)
    return candidate


def _gender_of(span: Span) -> str:
    lexicon = roles()
    first = span[0].text
    if len(span) > 1 and first in lexicon.male_names:
        return "m"
    return "f" if len(span) > 1 and first in lexicon.female_names else ""


def _heads_phrase(token: Token) -> bool:
    if token.pos_ in NOMINAL:
        return token.dep_ not in {"compound", "npadvmod", "nmod"} and token.text[0].isalpha()
    # the parser takes `the accused`, `both`, `the two` for other parts of speech
    if token.lower_ in {"both", "two"} and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj", "poss"}:
        return True
    if token.lower_ in _PARTITIVES:
        return token.dep_ in {"nsubj", "nsubjpass", "pobj"}
    is_quantity = token.tag_ == "CD" or token.lower_ == "%"
    return is_quantity and (token.dep_ == "nsubj" or any(child.dep_ == "relcl" for child in token.children))


def _of_noun(token: Token) -> MentionCandidate:
    lexicon = roles()
    span = noun_phrase(token)
    plural = token.tag_ in PLURAL_TAGS or token.lower_ in {"both", "two", "troops", "police"}
    role = _role_of(token.doc, span.start, token.i + 1)
    kind = EntityType.ACTOR
    if role:
        kind = EntityType.ACTOR if plural and role.type in {EntityType.PERSON, EntityType.COUNTRY} else role.type
    words = {t.lower_ for t in span}
    candidate = MentionCandidate(span.start, span.end, token, kind, MentionForm.NOMINAL, role=role, plural=plural)
    candidate.definite = span[0].lower_ in _DETERMINERS or span[0].dep_ == "poss" or any(t.dep_ == "poss" for t in span)
    candidate.past = bool(words & lexicon.past)
    if role:
        candidate.gender = "m" if role.noun in lexicon.male else "f" if role.noun in lexicon.female else ""
    return candidate


def _role_of(doc: Doc, start: int, end: int) -> RoleNoun | None:
    """The longest role noun that ends at `end` (or goes on with `of`: `secretary of state`)."""
    lexicon = roles()
    head = doc[end - 1]
    if head.lower_ in _BEFORE_OF and end < len(doc) - 1 and doc[end].lower_ in {"of", "for"}:
        for length in (5, 4, 3, 2):
            phrase = " ".join(t.lower_ for t in doc[end - 1 : end - 1 + length])
            if phrase in lexicon.nouns:
                return lexicon.nouns[phrase]
    if head.lower_ not in lexicon.last_words and head.lemma_.lower() not in lexicon.last_words:
        return None
    for length in range(min(LONGEST, end - start), 0, -1):
        words = [t.lower_ for t in doc[end - length : end]]
        for last in dict.fromkeys((words[-1], head.lemma_.lower())):
            phrase = " ".join([*words[:-1], last]).replace(" - ", "-")
            if phrase in lexicon.nouns:
                return lexicon.nouns[phrase]
    return None
