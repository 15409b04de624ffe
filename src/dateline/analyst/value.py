"""Values of a query's result as JSON and as text."""

from __future__ import annotations

import datetime as dt
import json
import math
from decimal import Decimal
from typing import Any


def to_json(value: Any) -> Any:
    """The value as JSON has it: dates in ISO 8601, decimals as numbers, what is not a number as null, bytes in hexadecimal."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        if not value.is_finite():
            return None
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, dt.timedelta):
        return f"PT{value.total_seconds():g}S"
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    return str(value)


def to_text(value: Any) -> str:
    """The value for a cell of a table or of CSV: text without quotation marks, nothing for NULL, else as in JSON."""
    if isinstance(value, float):
        # Python writes 1e+16 and 3.0 where a reader expects 10000000000000000 and 3.
        return f"{value:.0f}" if math.isfinite(value) and value == int(value) and abs(value) < 1e18 else repr(value)
    plain = to_json(value)
    if plain is None:
        return ""
    if isinstance(plain, str):
        return plain
    return json.dumps(plain, ensure_ascii=False)
