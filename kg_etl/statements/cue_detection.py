"""Finds every cue with its speaker and content by grammar."""

from __future__ import annotations

from dataclasses import replace

from kg_etl.documents.document import Document
from kg_etl.documents.layout import PROSE
from kg_etl.documents.quotations import Quotations
from kg_etl.documents.syntax import ADNOMINAL_CLAUSES, VERBAL, children, preposition_objects
from kg_etl.documents.tokens import Token
from kg_etl.lexicon.tables import words
from kg_etl.statements import speakers
from kg_etl.statements.addressees import addressee_tokens, reporter_tokens
from kg_etl.statements.attribution import Attribution
from kg_etl.statements.content_rules import content_match
from kg_etl.statements.cue_sites import CueSite, subtree_range
from kg_etl.statements.cues import Cue, CueLexicon, cue_lexicon
from kg_etl.statements.labels import REPORTING_TAGS, SPEAKER_TYPES, TEMPORAL_TYPES
from kg_etl.statements.nominal_cues import adjective_attribution, noun_attribution
from kg_etl.statements.token_ranges import TokenRange, TokenRanges, difference, union
from kg_etl.statements.voice import is_in_passive

LONGEST_SENTENCE = 400
"""Tokens of the longest sentence that is searched: longer ones are tables or segmentation errors, and the cost of the
grammar rules grows with the square of the length."""
_VERBATIM_RULES = frozenset({"clause", "parenthetical", "remainder", "interrogative"})
"""Rules whose content is a clause, so that their subject speaks whatever it is: a poll, a law, a letter."""
_UNLISTED = Cue("", "Statement")
_CUE_PARTS_OF_SPEECH = frozenset({"VERB", "AUX", "NOUN", "ADJ"})
_CUE_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NNS"})
_SAY_FORMS = words("say_forms")
_CUE_FORMS = _SAY_FORMS | {"according"}
_SAY = Cue("say", "Assertion", frozenset({"clause"}))


def cue_attributions(document: Document, quoted: Quotations) -> list[Attribution]:
    """An attribution for each cue outside quotation marks, in text order; the content is empty if no rule finds one."""
    lexicon = cue_lexicon()
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
            if (
                attribution := _attribution_at(token, lexicon, bounds) or _unlisted_attribution(token, lexicon, bounds)
            ) is not None:
                attributions.append(_within_paragraph(attribution, quoted))
    return attributions


def _may_report(token: Token) -> bool:
    """Whether the token can be a cue by tag or form; a cheap test that excludes most tokens."""
    return token.pos_ in _CUE_PARTS_OF_SPEECH or token.tag_ in _CUE_TAGS or token.lower_ in _CUE_FORMS


def _attribution_at(token: Token, lexicon: CueLexicon, sentence: TokenRange) -> Attribution | None:
    if token.lower_ == "according":
        return _according_attribution(token, lexicon, sentence)
    if token.pos_ in VERBAL or token.tag_.startswith("VB") or _is_mistagged_verb(token):
        if (
            token.lemma_.lower() in {"quote", "cite"}
            and (attribution := _quoted_as_saying(token, lexicon, sentence)) is not None
        ):
            return attribution
        cue = _verb_cue(token, lexicon)
        if cue is None:
            return None
        return _mistaken_participle(token, cue) or _verb_attribution(token, cue, lexicon, sentence)
    if token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.nouns:
        return noun_attribution(token, lexicon.nouns[token.lemma_.lower()], lexicon, sentence)
    if token.pos_ == "ADJ" and token.dep_ == "acomp" and token.lower_ in lexicon.adjectives:
        return adjective_attribution(token, lexicon.adjectives[token.lower_], lexicon, sentence)
    return None


def _is_mistagged_verb(token: Token) -> bool:
    """Whether a verb was tagged as a plural noun (`“...,” says Li`, `Shoukry talks about peace`)."""
    if token.lower_ in _SAY_FORMS:
        return True
    return token.tag_ == "NNS" and token.dep_ == "ROOT" and token.i > 0 and _follows_name(token)


def _follows_name(token: Token) -> bool:
    before = token.nbor(-1)
    return before.head == token and before.dep_ == "compound" and before.ent_type_ in {"PERSON", "GPE", "NORP"}


def _verb_cue(token: Token, lexicon: CueLexicon) -> Cue | None:
    lemma = "say" if token.lower_ in _SAY_FORMS else token.lemma_.lower()
    if lemma not in lexicon.verbs and lemma not in lexicon.phrasal:
        lemma = lexicon.forms.get(token.lower_, lemma)
    if lemma in lexicon.phrasal:
        if token.i + 1 < len(token.doc) and (cue := lexicon.verbs.get(f"{lemma} {token.nbor().lower_}")):
            return cue
        for child in token.children:
            near = child.i <= token.i + 2 or not children(token, "dobj")
            if token.i < child.i and near and (cue := lexicon.verbs.get(f"{lemma} {child.lower_}")):
                return cue
    return lexicon.verbs.get(lemma)


def _unlisted_attribution(verb: Token, lexicon: CueLexicon, sentence: TokenRange) -> Attribution | None:
    """The attribution of an unlisted verb, to which a quotation can be attached: `“It is over,” she croaked`."""
    if verb.pos_ != "VERB" or verb.tag_ not in REPORTING_TAGS or _verb_cue(verb, lexicon) is not None:
        return None
    speaker = speakers.verb_speaker(verb, lexicon, sentence)
    if speaker.token is None or not speakers.is_person(speaker.token) or is_in_passive(verb):
        return None
    return Attribution(verb, _cue_range(verb), _UNLISTED, speaker, (), "")


def _mistaken_participle(verb: Token, cue: Cue) -> Attribution | None:
    """The attribution of a verb parsed as a participle before its object (`Shoukry dismissed critics of the deal`)."""
    if verb.dep_ != "amod" or verb.tag_ not in {"VBN", "VBD"} or not cue.takes & {"object", "as"} or not verb.i:
        return None
    name = verb.nbor(-1)
    if name.pos_ != "PROPN" or name.head not in {verb, verb.head} or name.ent_type_ in TEMPORAL_TYPES:
        return None
    if verb.head.dep_ not in {"ROOT", "appos"}:
        return None
    content = ((verb.i + 1, subtree_range(verb.head)[1]),)
    return Attribution(verb, (verb.i, verb.i + 1), cue, speakers.named_speaker(name), content, "object")


def _cue_range(verb: Token) -> TokenRange:
    """The range of the verb with its auxiliaries, negation and particle."""
    indexes = [c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg", "prt"} and abs(c.i - verb.i) <= 6]
    return min([*indexes, verb.i]), max([*(i for i in indexes if i <= verb.i + 2), verb.i]) + 1


def _verb_attribution(verb: Token, cue: Cue, lexicon: CueLexicon, sentence: TokenRange) -> Attribution | None:
    speaker = speakers.verb_speaker(verb, lexicon, sentence)
    match = content_match(CueSite(verb, cue, speaker.local, sentence))
    if speaker is speakers.ELIDED and (match is None or match.rule != "clause"):
        return None
    if cue.shows and speaker.token is not None and not speakers.is_person_or_body(speaker.token, lexicon):
        return None
    if match is not None and match.rule not in _VERBATIM_RULES:
        if speaker.token is not None and not speakers.can_speak(speaker.token, lexicon):
            return None
        if match.rule in {"object", "preposition", "complement"} and _is_purpose(verb):
            return None
    start, end = _cue_range(verb)
    if match is not None and match.marker is not None and end <= match.marker.i < match.content[0][0]:
        end = match.marker.i + 1
    content: TokenRanges = () if match is None else match.content
    if speaker.local is not None:
        content = difference(content, [(start, end)], _speaker_ranges(speaker.local, content))
    if match is not None and match.rule == "infinitive" and cue.to_do:
        cue = replace(cue, act=cue.to_do)
    recipients = addressee_tokens(verb, lexicon, recipient=cue.recipient)
    if match is not None and match.rule == "object":
        # `urged Iran`, but not `urged a truce`
        recipients = [noun for noun in recipients if noun.ent_type_ in SPEAKER_TYPES or noun.pos_ == "PRON"]
    return Attribution(
        anchor=verb,
        cue_range=(start, end),
        cue=cue,
        speaker=speaker,
        content=content,
        rule="" if match is None or not content else match.rule,
        addressees=tuple(recipients),
        reporters=tuple(reporter_tokens(verb, lexicon, recipient=cue.recipient)),
    )


def _is_purpose(verb: Token) -> bool:
    """Whether the verb is an infinitive that modifies a noun (`a chance to defend it`), which reports nothing."""
    return verb.dep_ in ADNOMINAL_CLAUSES and any(c.tag_ == "TO" for c in verb.children)


def _speaker_ranges(local: Token, content: TokenRanges) -> TokenRanges:
    start, end = subtree_range(local)
    # a subject whose subtree covers the content is a parser error: only its head is kept
    if any(start <= a and b <= end for a, b in content):
        return ((local.i, local.i + 1),)
    return ((start, end),)


def _quoted_as_saying(verb: Token, lexicon: CueLexicon, sentence: TokenRange) -> Attribution | None:
    """The attribution of `X was quoted as saying by Xinhua` and `Xinhua quoted X as saying`."""
    saying = next(
        (
            v
            for p in children(verb, "prep")
            if p.lower_ == "as"
            for v in children(p, "pcomp")
            if v.lemma_.lower() in lexicon.verbs
        ),
        None,
    )
    if saying is None:
        return None
    if is_in_passive(verb):
        local = next(iter(children(verb, "nsubjpass")), None) or (verb.head if verb.dep_ in ADNOMINAL_CLAUSES else None)
        reporters = preposition_objects(verb, "by") + preposition_objects(saying, "by")
    else:
        local = next(iter(children(verb, "dobj")), None)
        outer = speakers.verb_speaker(verb, lexicon, sentence).token
        reporters = [] if outer is None else [outer]
    if local is None:
        return None
    match = content_match(CueSite(saying, lexicon.verbs[saying.lemma_.lower()], None, sentence))
    start, _ = _cue_range(verb)
    content: TokenRanges = () if match is None else match.content
    if not content:
        # the quotation comes first and is attached to `quoted`
        content = difference(
            union([subtree_range(c) for c in children(verb, "ccomp")]), [subtree_range(local)], [(verb.i, saying.i + 1)]
        )
    return Attribution(
        anchor=saying,
        cue_range=(start if is_in_passive(verb) else saying.i, saying.i + 1),
        cue=lexicon.verbs[saying.lemma_.lower()],
        speaker=speakers.named_speaker(local),
        content=content,
        rule="clause" if content else "",
        reporters=tuple(reporters),
    )


def _according_attribution(token: Token, lexicon: CueLexicon, sentence: TokenRange) -> Attribution | None:
    source = next(iter(preposition_objects(token, "to") or children(token, "pobj")), None)
    if source is None:
        return None
    end = max(subtree_range(token)[1], subtree_range(source)[1])
    content = difference((sentence,), [(token.i, end)], _coordinated_after(token, end, sentence))
    to = next((t.i for t in token.doc[token.i : source.i] if t.lower_ == "to"), token.i)
    return (
        Attribution(
            token, (token.i, to + 1), _SAY, speakers.author_or_named_speaker(source, lexicon), content, "according"
        )
        if content
        else None
    )


def _coordinated_after(token: Token, end: int, sentence: TokenRange) -> list[TokenRange]:
    """The range of a clause coordinated after `according to` (`..., according to an aide, and Norway welcomed it`)."""
    after = next((t for t in token.doc[end : sentence[1]] if t.text != ","), None)
    if after is None or after.tag_ != "CC" or after.head.i >= token.i:
        return []
    conjunct = next((c for c in children(after.head, "conj") if c.i > after.i), None)
    return [(end, sentence[1])] if conjunct is not None and children(conjunct, "nsubj", "nsubjpass") else []


def _within_paragraph(attribution: Attribution, quoted: Quotations) -> Attribution:
    """The attribution without content that the parser took from other paragraphs."""
    paragraph = quoted.paragraph_of[attribution.anchor.i]
    if all(quoted.paragraph_of[a] == paragraph == quoted.paragraph_of[b - 1] for a, b in attribution.content):
        return attribution
    content = tuple(
        s for s in attribution.content if quoted.paragraph_of[s[0]] == paragraph == quoted.paragraph_of[s[1] - 1]
    )
    return replace(attribution, content=content, rule=attribution.rule if content else "")
