"""Clients of Wikidata: its API and its query service, or servers with the same content.

client   HTTP by Wikimedia's rules
turns    rate limit over processes
cache    answers on disk
api      names -> items, items -> statements
sparql   a SPARQL endpoint
times    points in time -> days
"""
