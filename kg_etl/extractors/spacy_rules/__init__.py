"""Extraction with spaCy and a lexicon of frames: layout -> parse -> mentions -> events and statements -> merging.

layout.py      text -> paragraphs: headline, date line, dateline, body, byline, notice ...
furniture.py   what tells those paragraphs that are no story
parse.py       article -> Parsed: one Doc whose offsets are those of the article's text
language_model.py  the spaCy model, checked and made fast
word_forms.py  parts of speech and lemmas, asked of the model once for each word
tokens.py      Doc, Span and Token: a plain copy of what spaCy found
syntax.py      questions about the parse: subject, objects, noun phrase, conjuncts ...
mentions/      Parsed -> Mentions: names, demonyms, nominals, pronouns, and which of them corefer
time.py        time expressions -> first and last day
frames.py      the lexicon of frames (lexicon/*.toml), loaded and checked
events.py      Parsed + Mentions -> visits, agreements and offensives
statements.py  Parsed + Mentions -> statements
spoken.py      which statements hold a stretch of the text
merging.py     the same event told again -> one event with several pieces of evidence
extractor.py   all of these in a row
"""
