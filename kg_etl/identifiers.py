"""Minted IRIs: pure functions of raw keys. A changed IRI is a breaking change."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping

WIKIDATA_ENTITY = "http://www.wikidata.org/entity/"
"""Source: https://www.wikidata.org/wiki/Wikidata:Data_access (concept URIs are http)."""
ARTICLES = "article/"
"""What stands between the base and the key of an article."""


def _key(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def article_iri(base: str, article_id: str) -> str:
    """IRI of an article and of its named graph, from the source's raw key.

    >>> article_iri("https://w3id.org/kg-etl/id/", "agency:1")
    'https://w3id.org/kg-etl/id/article/2cb4adcf0a00d9ddc5b8'
    """
    return f"{base}{ARTICLES}{_key(article_id)}"


def provenance_iri(graph_iri: str) -> str:
    """IRI of the graph that holds what is known about the named graph `graph_iri`."""
    return f"{graph_iri}/provenance"


def evidence_iri(article: str, start: int, end: int) -> str:
    """IRI of a stretch of an article's text, in code points.

    Source: RFC 5147, section 2.1 (character scheme: positions between characters).

    >>> evidence_iri("https://example.org/a", 120, 245)
    'https://example.org/a#char=120,245'
    """
    return f"{article}#char={start},{end}"


def event_iri(article: str, cls: str, trigger_start: int, trigger_end: int) -> str:
    """IRI of an article's telling of an event, from the place of its trigger.

    >>> event_iri("https://example.org/a", "Visit", 3, 8)
    'https://example.org/a#visit=3,8'
    """
    return f"{article}#{cls.lower()}={trigger_start},{trigger_end}"


def wikidata_iri(qid: str) -> str:
    """The Wikidata item itself.

    >>> wikidata_iri("Q7747")
    'http://www.wikidata.org/entity/Q7747'
    """
    return WIKIDATA_ENTITY + qid


def nil_iri(base: str, name: str, entity_type: str) -> str:
    """Local IRI of something that has no Wikidata item here, from its normalised name and type.

    >>> nil_iri("https://w3id.org/kg-etl/id/", "The  Foreign Ministry", "Organization")
    'https://w3id.org/kg-etl/id/organization/foreign-ministry-80b37c8547'
    """
    folded = normalised_name(name)
    slug = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()).strip(
        "-"
    )[:40]
    return f"{base}{entity_type.lower()}/{slug or 'x'}-{_key(folded, entity_type)[:10]}"


def normalised_name(name: str) -> str:
    """A name with case, spacing, straightened apostrophes and a leading article folded away.

    >>> normalised_name("The  Foreign Ministry’s")
    "foreign ministry's"
    """
    folded = " ".join(unicodedata.normalize("NFKC", name).replace("’", "'").casefold().split())
    return re.sub(r"^(the|a|an) (?=\S)", "", folded)


def nominal_iri(article: str, start: int, end: int) -> str:
    """Local IRI of something that an article describes but does not name (`a witness`): it holds in that article only.

    >>> nominal_iri("https://example.org/a", 10, 19)
    'https://example.org/a#mention=10,19'
    """
    return f"{article}#mention={start},{end}"


def activity_iri(base: str, versions: Mapping[str, str]) -> str:
    """IRI of the activity that these versions make up: equal versions are one activity.

    >>> activity_iri("https://w3id.org/kg-etl/id/", {"software": "0.1.0"})
    'https://w3id.org/kg-etl/id/activity/f14a12c787d0c48fe43f'
    """
    return f"{base}activity/{_key(*(f'{name}={version}' for name, version in sorted(versions.items())))}"


def retraction_iri(base: str) -> str:
    """IRI of the activity that retracts articles.

    >>> retraction_iri("https://w3id.org/kg-etl/id/")
    'https://w3id.org/kg-etl/id/activity/retraction'
    """
    return f"{base}activity/retraction"


def agent_iri(base: str, version: str) -> str:
    """IRI of this software in one version.

    >>> agent_iri("https://w3id.org/kg-etl/id/", "0.1.0")
    'https://w3id.org/kg-etl/id/agent/6ad9613a455798d6d92e'
    """
    return f"{base}agent/{_key(version)}"
