"""Visits, agreements and offensives: frames -> event mentions -> events.

frames             the frames of the lexicon
detection          frames matched with the parse -> event mentions
arguments          grammatical functions of a trigger
fillers            tokens that can fill roles
roles              arguments -> roles
exclusions         reasons against an event mention
status             happened, planned, denied, claimed
agreement_names    name and subject of an agreement
quoted             statements whose content covers a span
compatibility      can two event mentions be one event
combination        one event out of its mentions
coreference        event mentions -> events
role_constraints   which types of mentions and entities can fill a role
"""
