"""The public API for notebooks and builders: articles in, events out, and questions to a store.

>>> import kg_etl
>>> pipeline = kg_etl.Pipeline.load()
>>> events = pipeline.events(["Russian President Vladimir Putin arrived in Beijing on Thursday."])
>>> print(events[0].type, events[0].status, *(role.label for role in events[0].roles), sep=", ")
Visit, happened, Vladimir Putin, Beijing

docs/api.md shows more.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator, Sequence, Sized
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

import msgspec

from kg_etl import pipeline, queries
from kg_etl.errors import KgEtlError
from kg_etl.extractors import Extractor
from kg_etl.linkers import Linker
from kg_etl.model import Article, Failure
from kg_etl.queries import Answer
from kg_etl.records import COLUMNS, EventRecord, row_of
from kg_etl.settings import Components, Settings
from kg_etl.stores import Store

if TYPE_CHECKING:
    from pandas import DataFrame

Item = TypeVar("Item")

BASE = Settings().base
"""Base of minted IRIs unless luigi.cfg names another one."""


class Pipeline:
    """Reads events out of articles: an extractor, then a linker. `load` makes one from luigi.cfg."""

    def __init__(self, extractor: Extractor, linker: Linker | None = None, *, base: str = BASE) -> None:
        """A pipeline of these parts.

        Args:
            extractor: What reads mentions and events.
            linker: What decides which Wikidata item each mention denotes; None leaves every `qid` null.
            base: Start of every IRI that is minted, with its closing slash.
        """
        self._extractor = extractor
        self._linker = linker
        self._base = base

    @classmethod
    def load(cls, config: str | Path | None = None) -> Self:
        """The pipeline that a luigi.cfg describes, with its model loaded (about two seconds).

        Args:
            config: The file; None for luigi.cfg where Luigi looks for it, and defaults where there is none.

        Raises:
            SettingsError: the file cannot be read, or holds an unknown key or an impossible value.
            ExtractorError: the spaCy model is not installed.
            GazetteerError: a gazetteer or lexicon file breaks its schema.
        """
        components = Components(_settings(config))
        return cls(components.extractor, components.linker, base=components.settings.base)

    def events(self, articles: Iterable[str | Article | Failure], *, progress: bool = False) -> Events:
        """The events of some articles.

        Args:
            articles: Articles, or plain texts, which get an id of their own and no date; a Failure, as
                `read_articles` gives one for input that cannot be read, is passed on.
            progress: Whether to show a progress bar on standard error.

        Returns:
            Events by article, in the order given, and within one by place in the text; and a Failure for each article
            that could not be processed. Bad articles never raise.
        """
        failures: list[Failure] = []
        events: list[EventRecord] = []
        for outcome in self.outcomes(_tracked(articles) if progress else articles):
            if isinstance(outcome, Failure):
                failures.append(outcome)
            else:
                events.extend(outcome)
        return Events(events, failures)

    def outcomes(self, articles: Iterable[str | Article | Failure]) -> Iterator[tuple[EventRecord, ...] | Failure]:
        """As `events`, one article after another: the tuple of its events, or a Failure. For inputs of any length."""
        failures: list[Failure] = []
        for outcome in pipeline.events_read(_articles(articles, failures), self._extractor, self._linker, self._base):
            yield outcome
            yield from failures
            failures.clear()
        yield from failures


class Events(Sequence[EventRecord]):
    """Events as frozen records, and what could not be processed."""

    def __init__(self, events: Iterable[EventRecord], failures: Iterable[Failure] = ()) -> None:
        self._events = tuple(events)
        self.failures = tuple(failures)

    @overload
    def __getitem__(self, index: int) -> EventRecord: ...

    @overload
    def __getitem__(self, index: slice) -> Events: ...

    def __getitem__(self, index: int | slice) -> EventRecord | Events:
        return Events(self._events[index], self.failures) if isinstance(index, slice) else self._events[index]

    def __len__(self) -> int:
        return len(self._events)

    def __repr__(self) -> str:
        articles = len({event.article for event in self._events})
        return f"<{len(self)} events of {articles} articles, {len(self.failures)} failures>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """Each event as the object that `kg-etl extract` prints: dates as text, nested roles and evidence."""
        return [msgspec.json.decode(msgspec.json.encode(event)) for event in self._events]

    def to_frame(self) -> DataFrame:
        """The events as a pandas DataFrame, one row each, with the columns of `kg-etl export --format csv`.

        `earliest` and `latest` are `datetime64`, `NaT` where not known. Needs the extra `pandas`.

        Raises:
            KgEtlError: pandas is not installed.
        """
        pandas = _pandas()
        frame = pandas.DataFrame([row_of(event) for event in self._events], columns=list(COLUMNS))
        for column in ("earliest", "latest"):
            # A visit of the year 1066 is outside of what nanoseconds can count.
            frame[column] = frame[column].astype("datetime64[s]")
        return frame


class QueryResult(Sequence[dict[str, Any]]):
    """The rows of an answer: column -> Python value, None where nothing is bound."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        """The RDF terms."""
        self.columns = answer.variables
        self._rows = [
            {name: term.python() if term else None for name, term in zip(answer.variables, row, strict=True)}
            for row in answer.rows
        ]

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...

    @overload
    def __getitem__(self, index: slice) -> list[dict[str, Any]]: ...

    def __getitem__(self, index: int | slice) -> dict[str, Any] | list[dict[str, Any]]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __bool__(self) -> bool:
        """The answer to ASK; for SELECT whether there is any row."""
        return bool(self._rows) if self.answer.boolean is None else self.answer.boolean

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {', '.join(self.columns)}>"

    def to_frame(self) -> DataFrame:
        """The rows as a pandas DataFrame. Needs the extra `pandas`.

        Raises:
            KgEtlError: pandas is not installed.
        """
        return _pandas().DataFrame(self._rows, columns=list(self.columns))


class EventStore:
    """A store of event graphs, opened to be read. Use it in a `with` statement, or call `close`."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store = store
        self._settings = settings

    def query(self, question: str | Path, /, **parameters: str) -> QueryResult:
        """The answer to a shipped question (`who-visited-whom`) or to the SPARQL in a file (`Path("mine.rq")`).

        Args:
            question: Name of a shipped question, which `kg-etl query` lists, or path of a file.
            parameters: Values of the question's parameters; one whose name is a Python keyword has `_` behind it
                (`from_="2024-05-01"`). Each enters the query as an escaped RDF term.

        Raises:
            QueryError: there is no such question or parameter, or a value does not fit its parameter.
            StoreError: the store refused or is not there.
        """
        chosen = queries.question_in(question) if isinstance(question, Path) else queries.question(question)
        values = {name.removesuffix("_"): value for name, value in parameters.items()}
        return self.sparql(queries.bound(chosen, values, wikidata=self._settings.wikidata.sparql))

    def sparql(self, query: str) -> QueryResult:
        """The answer to a SPARQL SELECT or ASK query.

        Raises:
            QueryError: the query is not SPARQL, or is an update.
            StoreError: the store refused or is not there.
        """
        return QueryResult(self._store.query(query))

    def events(self) -> Events:
        """Every event in the store, by article and place in its text.

        Raises:
            StoreError: the store refused or is not there.
        """
        return Events(pipeline.events_in_store(self._store))

    def close(self) -> None:
        """Release locks and connections."""
        self.__exit__(None, None, None)

    def __enter__(self) -> Self:
        self._store.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._store.__exit__(kind, error, traceback)


def read_articles(*paths: str | Path, config: str | Path | None = None) -> Iterator[Article | Failure]:
    """Every article in files and folders, each id once; a Failure for what cannot be read.

    Args:
        paths: Files (`.txt`, `.jsonl`) and folders; none: those of luigi.cfg.
        config: A luigi.cfg, for [sources]; None as for `Pipeline.load`.

    Raises:
        SourceError: a path does not exist.
    """
    components = Components(_settings(config))
    given = tuple(map(str, paths)) or components.settings.source_paths
    for outcome in components.articles(given, dt.datetime.now(dt.UTC)):
        yield outcome if isinstance(outcome, Failure) else outcome.article


def open_store(location: str | Path | None = None, *, config: str | Path | None = None) -> EventStore:
    """A store, opened to be read.

    Args:
        location: Folder of an embedded store, or URL of a SPARQL server; None: [store] location of luigi.cfg.
        config: A luigi.cfg; None as for `Pipeline.load`.

    Raises:
        StoreError: there is no such store.
    """
    components = Components(_settings(config))
    settings = components.settings
    return EventStore(components.open_store(str(location or settings.store.location), read_only=True), settings)


def _settings(config: str | Path | None) -> Settings:
    from kg_etl.runs.configuration import configured_settings, settings_from_file  # Luigi reads luigi.cfg

    return configured_settings() if config is None else settings_from_file(Path(config))


def _articles(articles: Iterable[str | Article | Failure], failures: list[Failure]) -> Iterator[Article]:
    for article in articles:
        if isinstance(article, Failure):
            failures.append(article)
        elif isinstance(article, str):
            yield Article(id=f"text:{hashlib.sha256(article.encode()).hexdigest()[:12]}", text=article)
        else:
            yield article


def _tracked(items: Iterable[Item]) -> Iterator[Item]:
    from rich.console import Console
    from rich.progress import track

    total = len(items) if isinstance(items, Sized) else None
    yield from track(items, description="articles", total=total, console=Console(stderr=True), transient=True)


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as error:
        raise KgEtlError("to_frame needs pandas: pip install 'kg-etl[pandas]'") from error
    return pandas
