"""The API of Wikidata, or of a Wikibase with its content: names -> items, items -> statements.

Source: https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities and modules=wbgetentities.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from kg_etl.errors import WikidataError
from kg_etl.model import Value
from kg_etl.wikidata.cache import Cache
from kg_etl.wikidata.client import Client, PassingError, first_line
from kg_etl.wikidata.times import days

MOST_IDS = 50
"""Maximum number of items in one request. Source: wbgetentities, parameter `ids`."""
MOST_FOUND = 10
"""Maximum number of items that one search returns."""
_LANGUAGES = ("en", "mul")
_PASSING = frozenset({"maxlag", "ratelimited", "readonly", "internal_api_error", "failed-save", "dberror"})
_SEARCH, _ITEM = "search 1", "item 1"


class PositionHeld(Value, frozen=True):
    """A position that a person holds or held."""

    position: str
    """QID of the position."""
    start: dt.date | None = None
    end: dt.date | None = None


class Item(Value, frozen=True):
    """The fields of an item that are used, without deprecated statements; preferred statements replace normal ones."""

    qid: str
    """Differs from the requested one if that was a redirect."""
    seen: dt.date
    """The day on which Wikidata returned the item."""
    label: str = ""
    """The English label, else the one for all languages (`mul`), else empty."""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    """QIDs of the classes that it is an instance of."""
    countries: tuple[str, ...] = ()
    citizenships: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    positions: tuple[PositionHeld, ...] = ()
    population: int | None = None
    died: dt.date | None = None
    sitelinks: int = 0


class WikidataApi:
    """Searches names and returns items; a cached response costs no request."""

    def __init__(self, url: str, client: Client | None, cache: Cache, clock: Callable[[], float] = time.time) -> None:
        """Set the server.

        Args:
            url: Address of its api.php.
            client: Sends the requests; None for offline use, where only cached responses are returned.
            cache: Stores responses, never failures.
            clock: Seconds since 1970.
        """
        self._url = url
        self._client = client
        self._cache = cache
        self._clock = clock

    def search(self, name: str) -> tuple[str, ...]:
        """The QIDs that Wikidata finds for a name, in its order, at most ten.

        Raises:
            WikidataError: Wikidata refuses the request or cannot be reached.
        """
        kept = self._cache.get(_SEARCH, [name]).get(name)
        if kept is not None:
            return msgspec.json.decode(kept, type=tuple[str, ...])
        if self._client is None:
            return ()
        answer = self._answer(
            self._client,
            action="wbsearchentities",
            search=name,
            language="en",
            uselang="en",
            type="item",
            limit=str(MOST_FOUND),
        )
        if not isinstance(answer.get("search"), list):
            raise WikidataError(_unlike_wikidata(self._url, "wbsearchentities"))
        qids = tuple(str(hit["id"]) for hit in answer["search"])
        self._cache.put(_SEARCH, {name: msgspec.json.encode(qids)})
        return qids

    def items(self, qids: Iterable[str]) -> dict[str, Item]:
        """The items by the requested QID, without those that do not exist.

        Raises:
            WikidataError: Wikidata refuses the request or cannot be reached.
        """
        wanted = list(dict.fromkeys(qids))
        kept = self._cache.get(_ITEM, wanted)
        if self._client is not None:
            unknown = [qid for qid in wanted if qid not in kept]
            for start in range(0, len(unknown), MOST_IDS):
                batch = unknown[start : start + MOST_IDS]
                fetched = self._fetched(self._client, batch)
                self._cache.put(_ITEM, fetched)
                kept.update(fetched)
        decoded = {qid: msgspec.json.decode(body, type=Item | None) for qid, body in kept.items()}
        return {qid: item for qid in wanted if (item := decoded.get(qid)) is not None}

    def _fetched(self, client: Client, batch: list[str]) -> dict[str, bytes]:
        answer = self._answer(
            client,
            action="wbgetentities",
            ids="|".join(batch),
            props="labels|aliases|claims|sitelinks",
            languages="|".join(_LANGUAGES),
            redirects="yes",
        )
        if not isinstance(answer.get("entities"), dict):
            raise WikidataError(_unlike_wikidata(self._url, "wbgetentities"))
        today = dt.datetime.fromtimestamp(self._clock(), dt.UTC).date()
        entities: dict[str, bytes] = {}
        for key, entity in answer["entities"].items():
            # The key of a redirected item is the requested QID or the target's, depending on the server's version.
            requested = entity.get("redirects", {}).get("from", key)
            item = None if "missing" in entity else _item(entity, today)
            entities[requested] = msgspec.json.encode(item)
        return {qid: body for qid, body in entities.items() if qid in batch}

    def _answer(self, client: Client, **parameters: str) -> dict[str, Any]:
        # Yields to other requests while the server lags: https://www.mediawiki.org/wiki/Manual:Maxlag_parameter
        everywhere = {"format": "json", "formatversion": "1", "maxlag": "5"}
        return client.ask(self._url, {**parameters, **everywhere}, self._read)

    def _read(self, status: int, body: bytes) -> dict[str, Any]:
        try:
            answer: Any = msgspec.json.decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            if status == 200 or status >= 500:
                raise PassingError(f"the response is not complete JSON: {first_line(body)}") from error
            raise WikidataError(_refusal(self._url, f"HTTP {status}", body)) from error
        fault = answer.get("error") if isinstance(answer, dict) else {"code": "no object"}
        if fault is None and status == 200:
            return dict(answer)
        code = str(fault.get("code")) if isinstance(fault, dict) else f"HTTP {status}"
        if code in _PASSING or code.startswith("internal_api_error") or status >= 500:
            raise PassingError(f"{code}: {first_line(body)}")
        raise WikidataError(_refusal(self._url, code, body))


def _unlike_wikidata(url: str, action: str) -> str:
    return f"{url} does not answer {action} as Wikidata does: check that [wikidata] names the api.php of a Wikibase"


def _refusal(url: str, code: str, body: bytes) -> str:
    return f"{url} refuses the request ({code}): {first_line(body)}: check the address, or use --offline"


def _item(entity: Mapping[str, Any], today: dt.date) -> Item:
    # PHP encodes an empty object as an empty list.
    labels = entity.get("labels") or {}
    names = [labels[language]["value"] for language in _LANGUAGES if language in labels]
    aliases = entity.get("aliases") or {}
    claims = entity.get("claims") or {}
    return Item(
        qid=entity["id"],
        label=names[0] if names else "",
        aliases=tuple(dict.fromkeys([*names[1:], *(a["value"] for lang in _LANGUAGES for a in aliases.get(lang, ()))])),
        demonyms=tuple(v["text"] for v in _values(claims, "P1549") if v["language"] in _LANGUAGES),
        classes=_qids(claims, "P31"),
        countries=_qids(claims, "P17"),
        citizenships=_qids(claims, "P27"),
        jurisdictions=_qids(claims, "P1001"),
        positions=tuple(_positions(claims)),
        population=max((int(float(v["amount"])) for v in _values(claims, "P1082")), default=0) or None,
        died=max((span[1] for v in _values(claims, "P570") if (span := _days(v))), default=None),
        sitelinks=len(entity.get("sitelinks") or {}),
        seen=today,
    )


def _values(claims: Mapping[str, Any], name: str) -> list[Any]:
    """The values of the best-ranked statements of a property, without `unknown value` and `no value`."""
    statements = [statement for statement in claims.get(name, ()) if statement.get("rank") != "deprecated"]
    preferred = [statement for statement in statements if statement.get("rank") == "preferred"]
    snaks = (statement["mainsnak"] for statement in preferred or statements)
    return [snak["datavalue"]["value"] for snak in snaks if snak["snaktype"] == "value"]


def _qids(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value["id"] for value in _values(claims, name)))


def _days(value: Mapping[str, Any]) -> tuple[dt.date, dt.date] | None:
    return days(value["time"], value["precision"])


def _positions(claims: Mapping[str, Any]) -> Iterable[PositionHeld]:
    """All positions held, whatever their rank unless deprecated, without those that ended on an unknown day."""
    for statement in claims.get("P39", ()):
        if statement.get("rank") == "deprecated" or statement["mainsnak"]["snaktype"] != "value":
            continue
        qualifiers = statement.get("qualifiers") or {}
        spans = {}
        for name in ("P580", "P582"):
            values = [q["datavalue"]["value"] for q in qualifiers.get(name, ()) if q["snaktype"] == "value"]
            spans[name] = _days(values[0]) if values else None
        start, end = spans["P580"], spans["P582"]
        if end is None and any(
            q["snaktype"] == "somevalue" or q["snaktype"] == "value" for q in qualifiers.get("P582", ())
        ):
            continue
        yield PositionHeld(
            position=statement["mainsnak"]["datavalue"]["value"]["id"],
            start=start and start[0],
            end=end and end[1],
        )
