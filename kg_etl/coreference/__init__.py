"""Mention candidates -> MentionTable: mentions in coreference chains.

resolution          the steps in order
chains              names that denote the same
context             sentence, rank and governor of a mention
nations             the country of a mention
nominals            antecedents of common nouns
office_holders      the person that a description denotes
groups              coordinated mentions, and what `they` denotes
personal_pronouns   antecedents of `he` and `she`
it_and_they         antecedents of `it` and `they`
table               MentionTable
"""
