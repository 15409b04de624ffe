"""Tables on a terminal: words stay whole, and what doesn't fit is shown row by row."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from dateline.analyst.layout import TEXT_WIDTH, column_widths, lay_out


def test_what_fits_has_its_natural_width() -> None:
    assert column_widths([["a", "name"], ["12", "Ina Brook"]], 80) == [2, 9]


def test_long_text_takes_what_is_left() -> None:
    assert column_widths([["day", "content"], ["2025-03-04", "word " * 40]], 80) == [10, 80 - 10 - 7]


def test_columns_without_room_for_a_word_are_not_put_side_by_side() -> None:
    assert column_widths([["content", "sentence", "title"], ["word " * 40] * 3], 3 * TEXT_WIDTH) is None


def test_one_huge_word_is_no_reason_to_give_up() -> None:
    assert column_widths([["hash", "n"], ["f" * 500, "1"]], 80) == [80 - 1 - 7, 1]


@given(
    st.integers(1, 6).flatmap(lambda n: st.lists(st.lists(st.text(), min_size=n, max_size=n), min_size=1)),
    st.integers(1, 200),
)
def test_a_table_is_never_wider_than_the_terminal(lines: list[list[str]], width: int) -> None:
    widths = column_widths(lines, width)
    assert widths is None or sum(widths) + 3 * len(widths) + 1 <= width


def test_no_rows_and_no_columns() -> None:
    console = Console(file=io.StringIO(), width=80)
    console.print(lay_out(["a"], ["VARCHAR"], [], 80))
    console.print(lay_out([], [], [], 80))
    assert "a" in console.file.getvalue()  # type: ignore[attr-defined]
