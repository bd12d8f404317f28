"""The vocabulary of the rules as TOML files, and their loader.

tables   reads the files; README.md describes them
"""
