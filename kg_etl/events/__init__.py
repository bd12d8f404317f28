"""Visits, agreements and offensives: frames -> event mentions -> events.

frames             the frames of the lexicon
detection          frames matched with the parse -> event mentions
arguments          grammatical functions of a trigger
fillers            tokens that can fill roles
roles              arguments -> roles
exclusions         reasons against an event mention
status             happened, planned, denied, claimed
agreement_names    name and subject of an agreement
attribution        event mentions that only a statement reports
time_windows       the days that event mentions allow
compatibility      can two event mentions be coreferent
coreference        event mentions -> events
merged_events      one event out of its mentions
role_constraints   which types of mentions and entities can fill a role
"""
