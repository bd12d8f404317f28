"""Article -> Document: paragraphs, sentences, tokens, quotations.

language           is the text in English
layout             text -> paragraphs of one kind each
boilerplate        date lines, datelines, bylines, notices
spacy_model        loads the model, and replaces its slow parts
spacy_attributes   parts of speech and lemmas, once for each word form
parsing            paragraphs -> Document; with the two above the only code that knows spaCy
tokens             the parse as plain values
document           Document
quotations         spans between quotation marks
syntax             look-ups in the dependency parse, label sets
"""
