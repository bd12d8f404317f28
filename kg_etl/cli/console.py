"""Where people read: results on standard output, everything else on standard error."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH = 160
"""Of tables that go to a file or pipe, in characters."""

MOST_SHOWN = 80
"""Characters of a table's cell; csv and json give all."""

out = Console(highlight=False)
if not out.is_terminal:
    out = Console(highlight=False, width=WIDTH)
err = Console(stderr=True, highlight=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> Table:
    """A readable table; cells are plain text, never markup, since they can come from articles."""
    made = Table(title=title, title_justify="left", header_style="bold", box=box.SIMPLE, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(Text(_cut(cell)) for cell in row))
    return made


def _cut(cell: str) -> str:
    return cell if len(cell) <= MOST_SHOWN or "\n" in cell else cell[: MOST_SHOWN - 1].rstrip() + "…"


def note(message: str) -> None:
    """Say something beside the results."""
    err.print(Text(message), soft_wrap=True)
