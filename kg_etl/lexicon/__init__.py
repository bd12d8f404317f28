"""The words that the rules know, as data, and their one loader."""
