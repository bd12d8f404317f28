"""Visits, agreements and offensives: the frames of the lexicon matched against the parse, then event coreference.

frames             the lexicon of frames: triggers, roles and the categories of their fillers
arguments          grammatical functions of a trigger -> nouns
fillers            nouns -> mentions and their categories
roles              the roles of an event mention
exclusions         what rules out an event mention
factuality         negation in other words than `not`, deeds that were stopped short of
figurative         words in another sense, and sport
simulated          deeds of fiction and of exercises
status             happened, planned, denied or claimed
agreement_names    name and subject matter of an agreement
detection          the event mentions of an article
attribution        which statement reports an event mention
compatibility      whether two event mentions can be coreferent
time_windows       when events can have taken place
merged_events      a single event out of its coreferent mentions
inferred_times     the time of an event from another one that is probably the same
background         what an article only recalls
coreference        the distinct events of an article
role_constraints   what can fill a role, before and after linking
"""
