"""The time of an event, the days that a sentence tells of, and those from which its expressions are counted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg_etl.documents.document import Document
from kg_etl.model import Evidence


@dataclass(frozen=True, slots=True)
class Time:
    """First and last day on which an event may have taken place; None where not known."""

    earliest: dt.date | None
    latest: dt.date | None
    expression: Evidence


@dataclass(frozen=True, slots=True)
class Moment:
    """The days that a sentence told of, and the expression that named them."""

    earliest: dt.date
    latest: dt.date
    expression: Evidence
    is_of_report: bool = False
    """Whether it is the day on which something was said."""


@dataclass(frozen=True, slots=True)
class ReferenceDays:
    """The days from which the time expressions of a sentence are counted."""

    reports: tuple[dt.date, ...]
    """The day of the report at the place of its dateline, and then at the desk if that is another; empty if unknown."""
    moment: Moment | None
    """The days told of just before."""

    @classmethod
    def of(cls, document: Document, moment: Moment | None) -> ReferenceDays:
        """The reference of a sentence of a document before which the text told of a moment."""
        published = document.article.published if document.day_written is None else None
        days = (document.report_day, published.date() if published else None)
        return cls(tuple(dict.fromkeys(day for day in days if day is not None)), moment)

    @property
    def day(self) -> dt.date | None:
        """The day of `today`."""
        return self.reports[0] if self.reports else None
