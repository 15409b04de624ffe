"""The name of an amount's unit as the facts give it."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.quantities import units
from dateline.facts.quantities.amount import Amount


def name_of(amount: Amount, noun: Token | None) -> str | None:
    """An ISO 4217 code, a unit's singular name, a rate such as "dollar per barrel", or None for things counted."""
    if amount.unit is None:
        return None
    if amount.per is None:
        return amount.unit
    name = units.load().currencies.get(amount.unit, amount.unit) if amount.money else amount.unit
    return f"{name} per {amount.per}"
