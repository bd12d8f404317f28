"""Functions on the dependency parse of a sentence, and the label sets that the rules share.

Source: the labels are those of the CLEAR style that spaCy's English models use
(https://spacy.io/models/en#en_core_web_sm-labels).
"""

from __future__ import annotations

from collections.abc import Iterator

from kg_etl.documents.tokens import Span, Token
from kg_etl.lexicon.tables import words

VERBAL = frozenset({"AUX", "VERB"})
"""Parts of speech of verbs."""
NOMINAL = frozenset({"NOUN", "PROPN"})
"""Parts of speech of nouns and names."""
ADNOMINAL_CLAUSES = frozenset({"acl", "relcl"})
"""Labels of clauses that modify a noun."""
RELATIVE_TAGS = frozenset({"WDT", "WP"})
"""Tags of relative and interrogative pronouns."""
NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
"""Labels of nominal subjects, active and passive."""
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ"})
"""Tags of finite verbs."""
CLAUSE_TAGS = frozenset({"MD", "VBD", "VBP", "VBZ"})
"""Tags of finite verbs and modals."""
PLURAL_TAGS = frozenset({"NNPS", "NNS"})
"""Tags of plural nouns."""
COORDINATES = frozenset({"appos", "conj"})
"""Labels of conjuncts and appositions."""
COMPLEMENTS = frozenset({"ccomp", "xcomp"})
"""Labels of clausal complements."""
PRESENT_TAGS = frozenset({"VBP", "VBZ"})
"""Tags of verbs in the present tense."""
MODIFIERS = frozenset({"amod", "compound", "nmod"})
"""Labels of adjectives and nouns that modify a noun."""
SUBJECTS = frozenset({"nsubj", "csubj"})
"""Labels of active subjects, nominal and clausal."""
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
DIRECT_OBJECTS = frozenset({"dobj", "obj"})
OBJECTS = frozenset({"dobj", "obj", "dative"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
"""Parts of speech of nouns, names and pronouns."""
NOMINAL_LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "case", "predet", "advmod"})
"""Labels of the modifiers before a noun."""
_UNDERTAKING = words("undertaking_verbs")
_GERUND_SUBJECT_PREPOSITIONS = words("gerund_subject_prepositions")


def children(token: Token, *labels: str) -> list[Token]:
    """The children with one of some dependency labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, also without auxiliary (`the treaty signed by both`, `signed by both, it ...`)."""
    if any(child.dep_ == "auxpass" or child.dep_ in PASSIVE_SUBJECTS for child in verb.children):
        return True
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.children):
        return False
    return verb.dep_ == "acl" or (verb.dep_ == "advcl" and any(child.dep_ == "agent" for child in verb.children))


def conjuncts(token: Token) -> list[Token]:
    """The token and its conjuncts, in text order (`Putin and Xi signed`)."""
    linked = [token]
    for conjunct in linked:
        # `the West` in `and Ukraine, the West` is sometimes parsed as an apposition, and then not included
        linked.extend(child for child in conjunct.children if child.dep_ == "conj" and child not in linked)
    return sorted(linked, key=lambda t: t.i)


def verb_chain(verb: Token) -> Iterator[Token]:
    """The verb and the verbs that govern it and share their subject: in conjunction, control and adverbial clauses."""
    seen = set()
    while verb.i not in seen:
        seen.add(verb.i)
        yield verb
        if verb.dep_ == "conj" and verb.head.pos_ in VERBAL:
            verb = verb.head
        elif verb.dep_ in {"xcomp", "advcl", "ccomp", "pcomp"} and _may_share_subject(verb):
            head = verb.head
            while head.head != head and (head.pos_ == "ADP" or head.dep_ == "acomp"):
                head = head.head
            if head.pos_ not in VERBAL:
                return
            verb = head
        else:
            return


def _may_share_subject(verb: Token) -> bool:
    if any(child.dep_ in SUBJECTS | PASSIVE_SUBJECTS for child in verb.children):
        return False
    return verb.tag_ in {"VBG", "VBN"} or any(c.tag_ == "TO" for c in verb.children) or verb.dep_ in {"xcomp", "pcomp"}


def subject(verb: Token) -> Token | None:
    """The grammatical subject, also one shared through conjunction or control, or None.

    For a relative pronoun it is the antecedent, and for a reduced relative clause (`forces shelling the town`) the noun
    that it modifies. An infinitive shares the subject of its governing verb (`the king` of `the king asked him to
    leave`), and only if that has none, its object.
    """
    for step, link in enumerate(verb_chain(verb)):
        for child in link.children:
            if child.dep_ in SUBJECTS | PASSIVE_SUBJECTS and not (child.dep_ == "nsubj" and child.tag_ == "EX"):
                return antecedent(child)
        if step and link.dep_ != "conj":
            for child in link.children:
                if child.dep_ in DIRECT_OBJECTS and child.i < verb.i and verb.dep_ == "xcomp":
                    return child
        if link.dep_ == "pcomp" and (object_of_verb := _gerund_subject(link)) is not None:
            return object_of_verb
        if link.dep_ in ADNOMINAL_CLAUSES and link.head.pos_ in NOUNS and not is_passive(link):
            return _infinitive_subject(link) or link.head
    return None


def _gerund_subject(gerund: Token) -> Token | None:
    """The object that is the subject of a gerund (`thanked China for hosting`, `accused Iran of firing`), or None."""
    preposition = gerund.head
    if preposition.lower_ not in _GERUND_SUBJECT_PREPOSITIONS or preposition.head.pos_ != "VERB":
        return None
    above = preposition.head
    if is_passive(above):
        return None
    return next((child for child in children(above, *DIRECT_OBJECTS) if child.i < gerund.i), None)


def _infinitive_subject(infinitive: Token) -> Token | None:
    """The subject of a noun's infinitive (`Kyiv's claim to have hit`, `launched an operation to retake`), or None."""
    if not any(child.tag_ == "TO" for child in infinitive.children):
        return None
    noun = infinitive.head
    possessors = (*children(noun, "poss"), *preposition_objects(noun, "of", "by"))
    owner = next((noun for noun in possessors if noun.i < infinitive.i), None)
    return subject(noun.head) if owner is None and noun.dep_ == "dobj" and noun.head.lemma_ in _UNDERTAKING else owner


def antecedent(token: Token) -> Token:
    """The antecedent of a relative pronoun; any other token itself."""
    if token.tag_ in RELATIVE_TAGS or (token.lower_ == "that" and token.pos_ in {"PRON", "SCONJ"}):
        clause = token.head
        while clause.dep_ in {"conj", "xcomp", "ccomp"} and clause.head.pos_ in VERBAL:
            clause = clause.head
        if clause.dep_ == "relcl" and clause.head.pos_ in NOUNS | {"NUM"}:
            return clause.head
    return token


def agent(verb: Token) -> Token | None:
    """The agent of a verb: its subject, or the object of `by` in a passive; None where there is none."""
    if not is_passive(verb):
        return subject(verb)
    for predicate in (verb, *_passive_conjuncts(verb)):
        for child in predicate.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                for noun in children(child, "pobj"):
                    return noun
    return None


def _passive_conjuncts(verb: Token) -> list[Token]:
    """The participles conjoined to a passive, which share its agent (`was seized and burnt by rebels`)."""
    return [
        conjunct
        for conjunct in conjuncts(verb)[1:]
        if (conjunct.tag_ == "VBN" or children(conjunct, "agent"))
        and not children(conjunct, *SUBJECTS, *PASSIVE_SUBJECTS)
    ]


def patient(verb: Token) -> Token | None:
    """The patient of a verb: its direct object, or its subject in a passive; None where there is none."""
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ in PASSIVE_SUBJECTS:
                return antecedent(child)
        if verb.dep_ in ADNOMINAL_CLAUSES:
            return verb.head
        for link in verb_chain(verb):
            for child in link.children:
                if child.dep_ in PASSIVE_SUBJECTS or (link != verb and child.dep_ == "nsubj"):
                    return antecedent(child)
        return None
    for child in verb.children:
        if child.dep_ in DIRECT_OBJECTS:
            return antecedent(child)
    if verb.dep_ == "relcl" and verb.head.pos_ in NOUNS and subject(verb) != verb.head and not _has_whose(verb):
        return verb.head
    return None


def _has_whose(clause: Token) -> bool:
    return any(noun.tag_ == "WP$" for child in clause.children for noun in child.children)


def preposition_objects(token: Token, *prepositions: str) -> list[Token]:
    """The objects of prepositions of a verb or noun (`visit to China`), with conjuncts, in text order."""
    objects: list[Token] = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in prepositions:
            objects.extend(conjunct for noun in children(child, "pobj") for conjunct in conjuncts(noun))
    return objects


def possessor(noun: Token) -> Token | None:
    """The possessor of a noun, or None: `Putin` in `Putin's visit`, `its` in `its invasion`."""
    return next(iter(children(noun, "poss")), None)


def noun_phrase(head: Token) -> Span:
    """The head with its modifiers, without relative clauses, appositions, conjuncts or a possessive ending."""
    left = head
    for child in reversed(head.lefts):
        if child.dep_ in NOMINAL_LEFT and not (child.children and any(t.dep_ == "relcl" for t in child.subtree)):
            left = child.left_edge
    return head.doc[min(left.i, head.i) : head.i + 1]


def is_negated(verb: Token) -> bool:
    """Whether a negation modifies the verb (`did not`, `never`, `nor`)."""
    return any(child.dep_ == "neg" or child.lower_ in {"never", "nor"} for child in verb.children)


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of a verb in text order (`will`, `have`, `is`), or those of the verb it is conjoined to."""
    verbs = children(verb, "aux", "auxpass")
    if not verbs and verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.tag_ == verb.head.tag_:
        return auxiliaries(verb.head)
    return verbs
