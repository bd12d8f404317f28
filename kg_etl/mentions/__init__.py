"""Document -> mention candidates: spans that may denote a person, place or body.

names        names of the gazetteer and of recognition, reconciled
ner          names by spaCy's named-entity recognition
unlisted     names that neither of them has
role_nouns   which nouns denote persons, bodies, places
candidates   names, noun phrases and pronouns as candidates
modifiers    country, offices and appositions of a candidate
nested       places within the names of bodies
"""
