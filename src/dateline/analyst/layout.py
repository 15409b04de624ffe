"""A query's result on a terminal: a table where its columns have room, else row by row."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.analyst.value import to_text

# A column of long text wants at least this many cells of a terminal, or one reads it letter by letter.
TEXT_WIDTH = 24

# Borders and padding: three cells a column, and one more.
_COLUMN_EDGE, _TABLE_EDGE = 3, 1

_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "U", "FLOAT", "DOUBLE", "DECIMAL")


def lay_out(columns: Sequence[str], types: Sequence[str], rows: Sequence[Sequence[Any]], width: int) -> RenderableType:
    """The rows for a terminal of so many cells. `types` are DuckDB's names of the columns' types."""
    cells = [[to_text(value) for value in row] for row in rows]
    widths = column_widths([columns, *cells], width)
    if widths is None:
        return Group(*(_record(number, columns, row) for number, row in enumerate(rows, start=1)))
    table = Table()
    for name, kind, room in zip(columns, types, widths, strict=True):
        table.add_column(
            Text(name), width=room, justify="right" if kind.startswith(_NUMBERS) else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*map(_cell, row))
    return table


def column_widths(lines: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Room for each column, so that words stay whole where they can; None where the columns don't fit side by side.

    `lines` are the header and the rows. What is left after every column has its longest word goes, cell by cell, to those
    that have room for a use.
    """
    columns = list(zip(*lines, strict=True))
    natural = [max(cell_len(line) for text in column for line in text.splitlines() or [""]) for column in columns]
    needed = [_least_width(column, size) for column, size in zip(columns, natural, strict=True)]
    left = width - sum(needed) - _COLUMN_EDGE * len(columns) - _TABLE_EDGE
    if left < 0:
        return None
    widths = needed
    for index in itertools.cycle(range(len(columns))):
        if not left or widths == natural:
            return widths
        if widths[index] < natural[index]:
            widths[index] += 1
            left -= 1
    return widths


def _least_width(column: Sequence[str], natural: int) -> int:
    """The room that the column's name and its words need; text of several lines needs TEXT_WIDTH, a huge word no more."""
    longest_word = max((cell_len(word) for text in column for word in text.split()), default=0)
    least = max(cell_len(column[0]), min(longest_word, TEXT_WIDTH), TEXT_WIDTH if natural > 2 * TEXT_WIDTH else 0)
    return min(natural, least)


def _record(number: int, columns: Sequence[str], row: Sequence[Any]) -> Table:
    """One row as a list of its columns."""
    table = Table(title=f"row {number}", title_justify="left", show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in zip(columns, row, strict=True):
        table.add_row(Text(name), _cell(value))
    return table


def _cell(value: Any) -> Text:
    return Text("NULL", style="dim") if value is None else Text(to_text(value))
