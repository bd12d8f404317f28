"""Document -> the stretches of text that may denote a person, place or body."""
