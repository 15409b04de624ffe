"""Whether a Python value is one that an Arrow type stands for, without the silent conversions that Arrow itself makes.

Arrow cuts 1.5 to 1, a moment to its day, and takes a time without a zone for UTC; here these are misfits.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

# Longer whole numbers are not told apart by a double, and Arrow refuses them.
_WHOLE = 2**53


def misfits(values: Sequence[Any], arrow: pa.DataType) -> dict[int, str]:
    """The positions of the values that the type can't hold, each with what it is instead. None always fits."""
    if _all_fit(values, arrow):
        return {}
    reasons = ((index, misfit(value, arrow)) for index, value in enumerate(values))
    return {index: reason for index, reason in reasons if reason}


def misfit(value: Any, arrow: pa.DataType) -> str | None:
    """What a value is instead of being of that type, or None if it fits."""
    if value is None:
        return None
    if pa.types.is_list(arrow):
        if not isinstance(value, list | tuple):
            return f"{_kind(value)} instead of a list"
        if None in value:
            return "a list with a NULL in it"
        return next(
            (f"a list with {reason} in it" for part in value if (reason := misfit(part, arrow.value_type))), None
        )
    if pa.types.is_struct(arrow):
        if not isinstance(value, Mapping) or value.keys() != {part.name for part in arrow}:
            return f"{_kind(value)} without exactly the fields {', '.join(part.name for part in arrow)}"
        return next((f"{p.name}: {reason}" for p in arrow if (reason := misfit(value[p.name], p.type))), None)
    if not isinstance(value, _PYTHON[arrow.id]) or (isinstance(value, bool) and not pa.types.is_boolean(arrow)):
        return _kind(value)
    if pa.types.is_string(arrow):
        return None if _encodable(value) else "a text with a lone surrogate"
    if pa.types.is_integer(arrow):
        return None if -(2 ** (arrow.bit_width - 1)) <= value < 2 ** (arrow.bit_width - 1) else "a number out of range"
    if pa.types.is_floating(arrow):
        if not _finite(value):
            return "a number that is not finite"
        return "a whole number too long for a double" if isinstance(value, int) and abs(value) > _WHOLE else None
    if pa.types.is_date(arrow):
        return "a moment, not a day" if isinstance(value, dt.datetime) else None
    if pa.types.is_timestamp(arrow):
        return "a moment without a time zone" if value.tzinfo is None else None
    return None


_PYTHON: dict[int, Any] = {
    pa.bool_().id: bool,
    pa.date32().id: dt.date,
    pa.float64().id: float | int,
    pa.int32().id: int,
    pa.int64().id: int,
    pa.string().id: str,
    pa.timestamp("us", "UTC").id: dt.datetime,
}


def _all_fit(values: Sequence[Any], arrow: pa.DataType) -> bool:
    """A quick and sure yes for what nearly every column is; False means only that a closer look is needed."""
    kinds = set(map(type, values)) - {type(None)}
    if not kinds:
        return True
    if pa.types.is_string(arrow):
        return kinds == {str} and all(value is None or value.isascii() or _encodable(value) for value in values)
    if pa.types.is_floating(arrow):
        return kinds == {float} and all(value is None or math.isfinite(value) for value in values)
    if pa.types.is_boolean(arrow):
        return kinds == {bool}
    if pa.types.is_date(arrow):
        return kinds == {dt.date}
    return False


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # an int that no float can hold
        return False


def _kind(value: Any) -> str:
    names = {
        bool: "a truth value",
        bytes: "bytes",
        dict: "a mapping",
        float: "a fraction",
        int: "a number",
        list: "a list",
        str: "a text",
    }
    return names.get(type(value), f"a Python {type(value).__name__}")
