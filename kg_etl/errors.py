"""Every error raised on purpose.

    KgEtlError
    ├── SettingsError      luigi.cfg holds an unknown key or an impossible value
    ├── SourceError        a path given by the user cannot be read at all
    ├── ExtractorError     the model is missing or does not fit
    ├── GazetteerError     a gazetteer or lexicon file breaks its schema
    ├── WikidataError      Wikidata or the configured server refuses, is unreachable, or lacks a contact
    │   └── QueryTimeoutError  the endpoint timed out
    ├── SchemaError        the table of event classes breaks its layout
    ├── MappingError       an extraction cannot be written as RDF
    ├── ValidationError    the shapes themselves cannot be used
    ├── StoreError         the store refused, or is not there
    │   └── StoreLockedError   another process holds the embedded store for writing
    └── QueryError         a query is unknown or not SPARQL

What is wrong with *one article* is not an error but a value, `kg_etl.model.Failure`: it is counted, and the rest go on.
"""


class KgEtlError(Exception):
    """What a user's mistake or the outside world can cause; its text says what is wrong, where, and what to do."""


class SettingsError(KgEtlError):
    """luigi.cfg holds an unknown key or an impossible value."""


class SourceError(KgEtlError):
    """A path given by the user cannot be read at all."""


class ExtractorError(KgEtlError):
    """The model is missing or does not fit."""


class GazetteerError(KgEtlError):
    """A gazetteer or lexicon file breaks its schema."""


class WikidataError(KgEtlError):
    """Wikidata or the configured server refuses, is unreachable, or lacks a contact."""


class QueryTimeoutError(WikidataError):
    """The endpoint timed out; request smaller pages."""


class SchemaError(KgEtlError):
    """The table of event classes (schema.toml) breaks its layout."""


class MappingError(KgEtlError):
    """An extraction cannot be written as RDF."""


class ValidationError(KgEtlError):
    """The shapes themselves cannot be used."""


class StoreError(KgEtlError):
    """The store refused, or is not there."""


class StoreLockedError(StoreError):
    """Another process holds the embedded store for writing."""


class QueryError(KgEtlError):
    """A query is unknown or not SPARQL."""
