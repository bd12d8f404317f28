"""The lexicon: all word lists of the rules, as TOML files, and their loader.

tables   loads the files
"""
