"""Detects cues, each with the speaker and content that its grammar gives."""

from __future__ import annotations

from dataclasses import replace

from kg_etl.documents.document import Document
from kg_etl.documents.layout import PROSE
from kg_etl.documents.quotations import Quotations
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, VERBAL, children, preposition_objects
from kg_etl.documents.tokens import Token
from kg_etl.statements import addressees, speakers
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.content_rules import content_of
from kg_etl.statements.cue_sites import CueSite, reach
from kg_etl.statements.cues import Cue, Lexicon, lexicon
from kg_etl.statements.nominal_cues import by_adjective, by_noun
from kg_etl.statements.token_ranges import TokenRange, TokenRanges, minus, union
from kg_etl.statements.voice import in_passive

LONGEST_SENTENCE = 400
"""Tokens beyond which a stretch is no sentence of a language but a table or a slip, on which questions of grammar are
wasted: what they cost grows with its square."""
_SPEECH_RULES = frozenset({"clause", "parenthetical", "remainder", "interrogative"})
"""Rules whose content is said in so many words, so that whatever is their subject speaks: a poll, a law, a letter."""
_SOMEBODY = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_UNLISTED = Cue("", "Statement")
_REPORTING = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_REPORTING_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NNS"})
_REPORTING_WORDS = frozenset({"according", "says", "said"})
_SAY = Cue("say", "Assertion", frozenset({"clause"}))


def by_grammar(document: Document, quoted: Quotations) -> list[Attribution]:
    """Every cue outside quotation marks, with the content that its grammar gives it, or none."""
    words = lexicon()
    attributions = []
    for sentence in document.doc.sents:
        if len(sentence) > LONGEST_SENTENCE:
            continue
        for token in sentence:
            if not _may_report(token) or quoted.of_token[token.i] >= 0 or not token.is_alpha:
                continue
            if document.paragraphs[quoted.paragraph_of[token.i]].kind not in PROSE:
                continue
            bounds = (sentence.start, sentence.end)
            if (attribution := _at(token, words, bounds) or _unlisted(token, words, bounds)) is not None:
                attributions.append(_within(attribution, quoted))
    return attributions


def _may_report(token: Token) -> bool:
    """Is it a word of a kind that some rule below takes? Most are not, and are passed over at once."""
    return token.pos_ in _REPORTING or token.tag_ in _REPORTING_TAGS or token.lower_ in _REPORTING_WORDS


def _at(token: Token, words: Lexicon, sentence: TokenRange) -> Attribution | None:
    if token.lower_ == "according":
        return _according(token, words, sentence)
    if token.pos_ in VERBAL or token.tag_.startswith("VB") or _is_misread(token):
        if (
            token.lemma_.lower() in {"quote", "cite"}
            and (attribution := _quoted_as_saying(token, words, sentence)) is not None
        ):
            return attribution
        cue = _verb_cue(token, words)
        if cue is None:
            return None
        return _taken_for_participle(token, cue) or _verb(token, cue, words, sentence)
    if token.pos_ == "NOUN" and token.lemma_.lower() in words.nouns:
        return by_noun(token, words.nouns[token.lemma_.lower()], words, sentence)
    if token.pos_ == "ADJ" and token.dep_ == "acomp" and token.lower_ in words.adjectives:
        return by_adjective(token, words.adjectives[token.lower_], words, sentence)
    return None


def _is_misread(token: Token) -> bool:
    """A verb that the tagger took for a plural: `“...,” says Li`, `Shoukry talks about peace`."""
    if token.lower_ in {"says", "said"}:
        return True
    return token.tag_ == "NNS" and token.dep_ == "ROOT" and token.i > 0 and _names_right_before(token)


def _names_right_before(token: Token) -> bool:
    before = token.nbor(-1)
    return before.head == token and before.dep_ == "compound" and before.ent_type_ in {"PERSON", "GPE", "NORP"}


def _verb_cue(token: Token, words: Lexicon) -> Cue | None:
    lemma = "say" if token.lower_ in {"says", "said"} else token.lemma_.lower()
    if lemma not in words.verbs and lemma not in words.phrasal:
        lemma = words.forms.get(token.lower_, lemma)
    if lemma in words.phrasal:
        if token.i + 1 < len(token.doc) and (cue := words.verbs.get(f"{lemma} {token.nbor().lower_}")):
            return cue
        for child in token.children:
            near = child.i <= token.i + 2 or not children(token, "dobj")
            if token.i < child.i and near and (cue := words.verbs.get(f"{lemma} {child.lower_}")):
                return cue
    return words.verbs.get(lemma)


def _unlisted(verb: Token, words: Lexicon, sentence: TokenRange) -> Attribution | None:
    """A verb of no lexicon that stands beside a quotation as only a reporting one can: `“It is over,” she croaked`."""
    if verb.pos_ != "VERB" or verb.tag_ not in {"VBD", "VBZ"} or _verb_cue(verb, words) is not None:
        return None
    speaker = speakers.of_verb(verb, words, sentence)
    if speaker.token is None or not speakers.is_person(speaker.token) or in_passive(verb):
        return None
    return Attribution(verb, _words_of(verb), _UNLISTED, speaker, (), "")


def _taken_for_participle(verb: Token, cue: Cue) -> Attribution | None:
    """`Shoukry dismissed critics of the deal`, where the parser sees critics whom somebody dismissed."""
    if verb.dep_ != "amod" or verb.tag_ not in {"VBN", "VBD"} or not cue.takes & {"object", "as"} or not verb.i:
        return None
    name = verb.nbor(-1)
    if name.pos_ != "PROPN" or name.head not in {verb, verb.head} or name.ent_type_ in {"DATE", "TIME"}:
        return None
    if verb.head.dep_ not in {"ROOT", "appos"}:
        return None
    content = ((verb.i + 1, reach(verb.head)[1]),)
    return Attribution(verb, (verb.i, verb.i + 1), cue, speakers.named_by(name), content, "object")


def _words_of(verb: Token) -> TokenRange:
    """The verb with its auxiliaries, negation and particle."""
    auxiliaries = [c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "prt"} and abs(c.i - verb.i) <= 6]
    return min([*auxiliaries, verb.i]), max([*(i for i in auxiliaries if i <= verb.i + 2), verb.i]) + 1


def _verb(verb: Token, cue: Cue, words: Lexicon, sentence: TokenRange) -> Attribution | None:
    speaker = speakers.of_verb(verb, words, sentence)
    clause = content_of(CueSite(verb, cue, speaker.local, sentence))
    if speaker is speakers.NONE_BY_ELISION and (clause is None or clause.rule != "clause"):
        return None
    if cue.shows and speaker.token is not None and not speakers.is_somebody(speaker.token, words):
        return None
    if clause is not None and clause.rule not in _SPEECH_RULES:
        if speaker.token is not None and not speakers.can_speak(speaker.token, words):
            return None
        if clause.rule in {"object", "preposition", "complement"} and _is_use(verb):
            return None
    start, end = _words_of(verb)
    if clause is not None and clause.marker is not None and end <= clause.marker.i < clause.content[0][0]:
        end = clause.marker.i + 1
    content: TokenRanges = () if clause is None else clause.content
    if speaker.local is not None:
        content = minus(content, [(start, end)], _local_words(speaker.local, content))
    if clause is not None and clause.rule == "infinitive" and cue.to_do:
        cue = replace(cue, act=cue.to_do)
    recipients = addressees.addressees(verb, words, recipient=cue.recipient)
    if clause is not None and clause.rule == "object":
        # `urged Iran`, but not `urged a truce`
        recipients = [
            recipient for recipient in recipients if recipient.ent_type_ in _SOMEBODY or recipient.pos_ == "PRON"
        ]
    return Attribution(
        anchor=verb,
        words=(start, end),
        cue=cue,
        speaker=speaker,
        content=content,
        rule="" if clause is None or not content else clause.rule,
        addressees=tuple(recipients),
        reporters=tuple(addressees.reporters(verb, words, recipient=cue.recipient)),
    )


def _is_use(verb: Token) -> bool:
    """`a chance to defend it`: what something is good for, not what somebody says or sets out to say."""
    return verb.dep_ in ADNOMINAL_CLAUSES and any(c.tag_ == "TO" for c in verb.children)


def _local_words(local: Token, content: TokenRanges) -> TokenRanges:
    start, end = reach(local)
    # a subject whose reach swallows the content is a slip of the parser: keep its head only
    if any(start <= a and b <= end for a, b in content):
        return ((local.i, local.i + 1),)
    return ((start, end),)


def _quoted_as_saying(verb: Token, words: Lexicon, sentence: TokenRange) -> Attribution | None:
    """`X was quoted as saying by Xinhua`, `Xinhua quoted X as saying`."""
    saying = next(
        (
            v
            for p in children(verb, "prep")
            if p.lower_ == "as"
            for v in children(p, "pcomp")
            if v.lemma_.lower() in words.verbs
        ),
        None,
    )
    if saying is None:
        return None
    if in_passive(verb):
        local = next(iter(children(verb, "nsubjpass")), None) or (verb.head if verb.dep_ in ADNOMINAL_CLAUSES else None)
        through = preposition_objects(verb, "by") + preposition_objects(saying, "by")
    else:
        local = next(iter(children(verb, "dobj")), None)
        outer = speakers.of_verb(verb, words, sentence).token
        through = [] if outer is None else [outer]
    if local is None:
        return None
    clause = content_of(CueSite(saying, words.verbs[saying.lemma_.lower()], None, sentence))
    start, _ = _words_of(verb)
    content: TokenRanges = () if clause is None else clause.content
    if not content:
        # the quotation comes first and hangs on `quoted`
        content = minus(union([reach(c) for c in children(verb, "ccomp")]), [reach(local)], [(verb.i, saying.i + 1)])
    return Attribution(
        anchor=saying,
        words=(start if in_passive(verb) else saying.i, saying.i + 1),
        cue=words.verbs[saying.lemma_.lower()],
        speaker=speakers.named_by(local),
        content=content,
        rule="clause" if content else "",
        reporters=tuple(through),
    )


def _according(token: Token, words: Lexicon, sentence: TokenRange) -> Attribution | None:
    source = next(iter(preposition_objects(token, "to") or children(token, "pobj")), None)
    if source is None:
        return None
    end = max(reach(token)[1], reach(source)[1])
    content = minus((sentence,), [(token.i, end)], _joined_after(token, end, sentence))
    to = next((t.i for t in token.doc[token.i : source.i] if t.lower_ == "to"), token.i)
    return (
        Attribution(token, (token.i, to + 1), _SAY, speakers.written_by(source, words), content, "according")
        if content
        else None
    )


def _joined_after(token: Token, end: int, sentence: TokenRange) -> list[TokenRange]:
    """`The envoy agreed, according to an aide, and Norway welcomed it`: what is joined on is no more the aide's."""
    after = next((t for t in token.doc[end : sentence[1]] if t.text != ","), None)
    if after is None or after.tag_ != "CC" or after.head.i >= token.i:
        return []
    conjunct = next((c for c in children(after.head, "conj") if c.i > after.i), None)
    return [(end, sentence[1])] if conjunct is not None and children(conjunct, "nsubj", "nsubjpass") else []


def _within(attribution: Attribution, quoted: Quotations) -> Attribution:
    """Without what the parser took from other paragraphs."""
    home = quoted.paragraph_of[attribution.anchor.i]
    if all(quoted.paragraph_of[a] == home == quoted.paragraph_of[b - 1] for a, b in attribution.content):
        return attribution
    content = tuple(
        s for s in attribution.content if quoted.paragraph_of[s[0]] == home == quoted.paragraph_of[s[1] - 1]
    )
    return replace(attribution, content=content, rule=attribution.rule if content else "")
