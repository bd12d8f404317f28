"""Clients of Wikidata's API and query service, or of servers with the same content.

client   HTTP client that keeps to Wikimedia's rules
turns    rate limit across processes
cache    responses on disk
api      names -> items, items -> statements
sparql   a SPARQL endpoint
times    Wikidata's times -> days
"""
