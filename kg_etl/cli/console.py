"""Output of the commands: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

WIDTH = int(os.environ.get("COLUMNS", "160"))
"""Width in characters of tables that go to a file or pipe."""

MOST_FOLDED = 4
"""Columns of a table whose cells may take several lines; in a wider table each row is one line, and cells are cut."""

MOST_SHOWN = 24
"""Characters of a cell in a wide table; the last column gets the remaining width. csv and json are not cut."""

out = Console(highlight=False)
if not out.is_terminal:
    out = Console(highlight=False, width=WIDTH)
err = Console(stderr=True, highlight=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], title: str | None = None) -> Table:
    """A readable table; cells are plain text, never markup, since they can come from articles."""
    cells = [list(row) for row in rows]
    if len(columns) > MOST_FOLDED:
        widths = [
            min(MOST_SHOWN, max(map(len, column)))
            for column in zip(columns[:-1], *(row[:-1] for row in cells), strict=True)
        ]
        widths.append(max(MOST_SHOWN, out.width - sum(widths) - 3 * len(columns)))
        cells = [[_cut(cell, width) for cell, width in zip(row, widths, strict=True)] for row in cells]
    made = Table(title=title, title_justify="left", header_style="bold", box=box.SIMPLE, pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in cells:
        made.add_row(*map(Text, row))
    return made


def _cut(cell: str, width: int) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def note(message: str) -> None:
    """Prints a note to standard error."""
    err.print(Text(message), soft_wrap=True)
