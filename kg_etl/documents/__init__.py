"""Article -> Document: paragraphs, sentences, tokens, quotations.

language           the language of a text, if it is not English
layout             text -> paragraphs, each of one kind
boilerplate        date lines, datelines, bylines, notices
spacy_model        loads the model and makes it faster
spacy_attributes   parts of speech and lemmas, cached by word form
parsing            article -> Document; only this module, tokens and spacy_* depend on spaCy
tokens             the parse as plain values
document           Document
report_day         the day of a report, by its own date line or the source
quotations         spans between quotation marks
syntax             functions on the dependency parse, label sets
"""
