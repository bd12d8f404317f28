"""Word lists of the time rules."""

from __future__ import annotations

from kg_etl.lexicon.tables import event_nouns

NUMBERS = {
    "a": 1, "an": 1, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight":
    8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen":
    16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
"""Words for whole numbers."""

EVENT_NOUNS = event_nouns()
"""Nouns that name events: a time next to one belongs to it."""

BEGIN = frozenset({
    "begin", "commence", "kick", "launch", "mount", "open", "start", "unleash",
})  # fmt: skip
"""Verbs that date the first day of their object."""

END = frozenset({
    "close", "complete", "conclude", "end", "finish", "wrap",
})  # fmt: skip
"""Verbs that date the last day of their object."""

TRAVEL = frozenset({
    "arrive", "come", "embark", "fly", "go", "head", "host", "land", "make", "pay", "receive", "set", "travel",
    "undertake", "welcome",
})  # fmt: skip
"""Verbs whose time is that of the visit that they begin."""

BRING_ABOUT = frozenset({
    "adopt", "agree", "break", "broker", "carry", "clinch", "conduct", "damage", "declare", "destroy", "erupt",
    "finalize", "forge", "happen", "hit", "hold", "initial", "injure", "ink", "kick", "kill", "leave", "meet",
    "negotiate", "occur", "reach", "seal", "sign", "stage", "strike", "take", "visit", "wage", "wound",
})  # fmt: skip
"""Verbs whose time is that of the event that their subject or object names."""

PLANNING = frozenset({
    "agree", "aim", "due", "expect", "hope", "intend", "likely", "plan", "prepare", "promise", "schedule", "set",
    "slate", "vow", "want",
})  # fmt: skip
"""Words that put the following event in the future."""

AHEAD = frozenset({
    "coming", "expected", "forthcoming", "future", "impending", "planned", "scheduled", "upcoming",
})  # fmt: skip
"""Adjectives that put an event in the future."""

SCHEDULING = frozenset({"due", "expect", "likely", "schedule", "set", "slate"})
"""Words whose time is that of the scheduled event (`is due on Friday to open`)."""

SPEAKING = frozenset({
    "address", "appear", "speak", "talk", "tell", "testify", "visit", "write",
})  # fmt: skip
"""Verbs that open a sentence with the occasion of a statement (`Speaking Tuesday in Rome, ...`)."""

ANCHORS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "tomorrow",
    "tonight", "overnight", "morning", "afternoon", "evening", "night", "spring", "summer", "autumn", "fall",
    "winter", "centuries", "q1", "q2", "q3", "q4", "minute", "hour", "day", "week", "weekend", "month", "year",
    "decade", "century", "quarter", "half", "minutes", "hours", "days", "weeks", "weekends", "months", "years",
    "decades", "centurys", "quarters", "halfs",
})  # fmt: skip
"""Every expression has one of these, a month or a year."""

FILLERS = frozenset({
    "a", "an", "the", "of", "on", "in", "at", "over", "for", "during", "within", "from", "to", "and", "between",
    "through", "until", "till", "by", "since", "ever", "no", "later", "than", "more", "less", "under", "least",
    "most", "well", "just", "nearly", "almost", "about", "around", "some", "roughly", "approximately", "only",
    "barely", "close", "not", "even", "couple", "few", "several", "full", "ago", "early", "earlier", "late", "mid",
    "beginning", "start", "middle", "end", "last", "this", "next", "past", "coming", "before", "after", "first",
    "second", "third", "fourth", "now", "small", "hours", "time", "local", "gmt", "utc", "a.m.", "p.m.", "am", "pm",
    "a.m", "p.m", "-", "–", "—", ",", "'", "'s", "’s",
}) | frozenset(NUMBERS)  # fmt: skip
"""Words and punctuation that expressions have besides."""
