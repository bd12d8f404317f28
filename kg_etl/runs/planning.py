"""Plans a run: the articles of the sources that are due, given what the store holds."""

from __future__ import annotations

import datetime as dt
import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from sys import intern

from kg_etl.identifiers import article_iri
from kg_etl.loading import LoadedArticle, StoreState
from kg_etl.model import Article, Failure, Rejection, Value
from kg_etl.runs.sharding import shard_key, shard_number
from kg_etl.sources import SourceArticle


class Quarantined(Value, frozen=True):
    """An article that was rejected or failed, with its content hash and the version that processed it."""

    article_id: str
    content_hash: str
    version: str
    outcome: Rejection | Failure


class Reason(StrEnum):
    """Why an article is due."""

    NEW = "new"
    CHANGED = "changed"
    """Its content differs from what was loaded, rejected or failed before."""
    RULES = "rules"
    """Its content is the same, but another version of code, data or settings processed it."""
    UNFINISHED = "unfinished"
    """A load of it was interrupted."""


class Pending(Value, frozen=True):
    """An article that is to be processed, without its text: a run may have millions of them."""

    id: str
    day: str
    """The UTC day of its publication, or `undated`."""
    content: bytes
    """Its content hash."""
    place: int
    """Its place in the spool file."""
    reason: Reason = Reason.NEW
    version: str = ""
    """The version of the whole chain that processed it before, if the reason is `RULES`."""


class Shard(Value, frozen=True):
    """Articles that are processed together: a span of time, the shard's number in it, and a digest of its content."""

    span: str
    """A day (`2024-05-16`) or `all`."""
    number: int
    digest: str
    articles: tuple[Pending, ...]


class Plan(Value, frozen=True):
    """What a run does: every article of the source is counted in exactly one of the first five fields."""

    pending: tuple[Pending, ...]
    unchanged: int
    failed: tuple[Failure, ...]
    """Input that could not be read now, and articles that failed before with the same content and version."""
    rejected: int
    """Articles that were rejected before with the same content and version."""
    blocked: int = 0
    """Retracted articles, and editions older than the loaded ones; their graphs stay as they are."""
    withdrawn: tuple[str, ...] = ()
    """Ids that the source withdraws and that are not retracted yet."""
    keys: Mapping[str, Sequence[int]] = {}
    """The hashes of all readable articles, sorted, by day and `all`; they decide the shards."""
    changes: Mapping[str, Sequence[str]] = {}
    """Version of the whole chain that wrote loaded articles -> the parts that have changed since."""

    @property
    def due(self) -> dict[str, int]:
        """Why the pending articles are due, in words -> how many are: new ones first, then by number.

        Each article counts once, so that the numbers add up to the pending articles.
        """
        counts = Counter((article.reason, article.version) for article in self.pending)
        due: Counter[str] = Counter()
        for (reason, version), number in counts.items():
            due[_in_words(reason, self.changes.get(version, ()))] += number
        return dict(sorted(due.items(), key=lambda item: (item[0] != Reason.NEW, -item[1], item[0])))

    @property
    def due_again(self) -> dict[str, int]:
        """As `due`, without new articles."""
        return {words: number for words, number in self.due.items() if words != Reason.NEW}

    @property
    def has_outdated(self) -> bool:
        """Whether an article is due because another version processed it."""
        return any(article.reason is Reason.RULES for article in self.pending)

    def __len__(self) -> int:
        """Articles in."""
        return len(self.pending) + self.unchanged + self.blocked + len(self.failed) + self.rejected

    def shards(self, span: str, size: int) -> tuple[Shard, ...]:
        """The pending articles of a span in shards of at most `size`.

        The shards depend on all articles of the span, pending or not, so that a run that is started again has the
        same shards, and finds their stage outputs.
        """
        buckets: dict[int, list[Pending]] = defaultdict(list)
        for article in self.pending:
            if span in {"all", article.day}:
                buckets[shard_number(shard_key(article.id), self.keys.get(span, ()), size)].append(article)
        return tuple(_shard(span, number, articles) for number, articles in sorted(buckets.items()))


def _in_words(reason: Reason, parts: Sequence[str]) -> str:
    match reason:
        case Reason.NEW:
            return Reason.NEW.value
        case Reason.CHANGED:
            return "changed by the source"
        case Reason.UNFINISHED:
            return "load interrupted"
        case Reason.RULES:
            # The parts are unknown for articles that were rejected or failed and are not in the store.
            return f"{', '.join(parts) or 'code, data or settings'} changed"


UNDATED = "undated"
"""The day of an article without a publication date."""


def day_of(article: Article) -> str:
    """The UTC day on which an article was published, or `undated`."""
    return article.published.astimezone(dt.UTC).date().isoformat() if article.published else UNDATED


def store_key(location: str) -> str:
    """A folder name for a store, so that receipts of two stores never mix. It contains no credentials.

    >>> store_key("data/store") == store_key("data/other")
    False
    """
    place = location if "://" in location else str(Path(location).resolve())
    return hashlib.sha256(place.encode()).hexdigest()[:12]


def _shard(span: str, number: int, articles: list[Pending]) -> Shard:
    articles.sort(key=lambda article: article.id)
    digest = hashlib.sha256(b"".join(article.content for article in articles)).hexdigest()[:12]
    return Shard(span=span, number=number, digest=digest, articles=tuple(articles))


def planned(
    outcomes: Iterable[SourceArticle | Failure],
    state: StoreState,
    quarantined: Callable[[str], Quarantined | None],
    version: str,
    base: str,
    keep: Callable[[Article], int],
) -> Plan:
    """The plan of a run. No more than one article is in memory at a time.

    Args:
        outcomes: Everything that the source gives, each id once.
        state: The articles of the store.
        quarantined: The quarantined article of an id, if there is one.
        version: That of the whole chain: an article that another one processed is due again.
        base: Base IRI of the graphs.
        keep: Writes a pending article to the spool file, and gives its place there.
    """
    pending: list[Pending] = []
    withdrawn: list[str] = []
    failed: list[Failure] = []
    keys: dict[str, array[int]] = defaultdict(lambda: array("L"))
    unchanged = rejected = blocked = 0
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            failed.append(outcome)
            continue
        article = outcome.article
        if article.withdrawn:
            withdrawn.append(article.id)
            continue
        content, day, iri = article.content_hash, day_of(article), article_iri(base, article.id)
        for span in (day, "all"):
            keys[span].append(shard_key(article.id))
        if state.blocks(iri, article.edition):
            blocked += 1
            continue
        there = state.loaded.get(iri)
        if there is not None and (there.content_hash, there.version) == (content, version):
            unchanged += 1
            continue
        before = quarantined(article.id)
        if before is None or (before.content_hash, before.version) != (content, version):
            earlier = there or before
            reason = _reason(content, earlier, is_known=iri in state.editions)
            due = Pending(
                id=article.id,
                day=day,
                content=bytes.fromhex(content),
                place=keep(article),
                reason=reason,
                version=intern(earlier.version) if earlier is not None and reason is Reason.RULES else "",
            )
            pending.append(due)
        elif isinstance(before.outcome, Rejection):
            rejected += 1
        else:
            failed.append(before.outcome)
    gone = set(withdrawn)
    kept = tuple(article for article in pending if article.id not in gone)
    return Plan(
        pending=kept,
        unchanged=unchanged,
        blocked=blocked + len(pending) - len(kept),
        failed=tuple(failed),
        rejected=rejected,
        withdrawn=tuple(article_id for article_id in withdrawn if article_iri(base, article_id) not in state.retracted),
        keys={span: array("L", sorted(digests)) for span, digests in keys.items()},
    )


def _reason(content: str, before: LoadedArticle | Quarantined | None, *, is_known: bool) -> Reason:
    """Why an article is due that was loaded or quarantined before, or was not."""
    if before is None:
        return Reason.UNFINISHED if is_known else Reason.NEW
    return Reason.CHANGED if before.content_hash != content else Reason.RULES
