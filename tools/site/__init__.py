"""What `make site` adds to the pages of docs/: the README, the ontology, the questions, the command line."""
