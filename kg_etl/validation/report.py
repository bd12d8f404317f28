"""The validation report of one graph, as a value and as text."""

from __future__ import annotations

from kg_etl.model import Value, Violation
from kg_etl.vocabulary import PREFIXES

_MOST_SHOWN = 120


class ValidationReport(Value, frozen=True):
    """The validation report of one graph."""

    violations: tuple[Violation, ...] = ()
    """Results of severity `Violation`, which reject the graph; sorted by focus node, path and message."""
    warnings: tuple[Violation, ...] = ()
    """Results of severity `Warning` or `Info`, in the same order."""

    @property
    def conforms(self) -> bool:
        """Whether there is no result of severity `Violation`."""
        return not self.violations


def in_words(violation: Violation) -> str:
    """A result as a line of text: severity, message, focus node, path and value.

    >>> in_words(Violation(message="An event has evidence.", severity="Violation", focus_node="https://a/b#visit=1,2"))
    'Violation: An event has evidence. At <https://a/b#visit=1,2>.'
    """
    line = f"{violation.severity}: {violation.message} At <{violation.focus_node}>"
    if violation.path is not None:
        line += f", {_short(violation.path)}"
    if violation.value is not None and violation.value != violation.focus_node:
        line += f": {_cut(_short(violation.value))}"
    return line if line.endswith(".") else line + "."


def _short(text: str) -> str:
    for prefix, namespace in PREFIXES.items():
        text = text.replace(namespace, f"{prefix}:")
    return text


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
