"""Reading the unit behind a number: money, physical units, ages and rates."""

from __future__ import annotations

from dateline.facts.quantities import number, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import DASHES, Line

_AGES = frozenset({"year", "month", "week", "day"})
_ARTICLES = frozenset({"per", "a", "an", "/", "each", "every"})
# Behind these "a year" tells when, not how often: "$6.78 billion a year earlier".
_WHEN = frozenset({"earlier", "ago", "before", "later"})


def read(line: Line, amount: Amount, stop: int) -> int:
    """Set the amount's unit and what it is counted per; the place behind them, or `stop` where there is no unit."""
    at = stop
    if not amount.money and line.word(at) in DASHES and line.close(at) and line.close(at + 1):
        at += 1  # 1.8 billion-mile
    found = _money_behind(line, amount, at) if amount.money else _unit(line, amount, at)
    if found is not None:
        amount.unit, stop = found
    if amount.unit is None:
        if line.word(stop) == "per" and line.word(stop + 1)[:1].isdigit():
            amount.unit = f"per {line.words[stop + 1]}"  # 250 per 100,000
            return stop + 2
        return stop
    return _per(line, amount, _age(line, amount, stop))


def _money_behind(line: Line, amount: Amount, at: int) -> tuple[str, int] | None:
    """What tells more of a $ before the number: "$76 US", "$5 million Canadian dollars"."""
    if amount.unit != "USD" or line.word(at) in DASHES:
        return None
    tables = units.load()
    country = units.match(tables.countries, line.words, at)
    if country is not None and line.raw[at][:1].isupper() and line.word(country[1]) != "$":
        return country
    named = units.match(tables.money, line.words, at)
    return named if named is not None and line.words[at] not in tables.everyday else None


def _unit(line: Line, amount: Amount, at: int) -> tuple[str, int] | None:
    """The longest of currency name, symbol and unit name; of equally long ones the currency."""
    tables = units.load()
    if at >= len(line.words):
        return None
    raw = line.raw[at]
    found = units.match(tables.phrases, line.words, at)
    symbol = None
    hyphened = len(raw) == 1 and line.close(at + 1) and line.word(at + 1) in DASHES  # four F-16 jets
    if line.close(at) and raw in tables.close and line.word(at + 1) != ".":
        symbol = tables.close[raw], at + 1
    elif raw in tables.apart and not hyphened:
        symbol = tables.apart[raw], at + 1
    if symbol is not None and (found is None or found[1] <= symbol[1]):
        found = symbol
    money = units.match(tables.money, line.words, at)
    if money is not None and _is_money(line, amount, at) and (found is None or money[1] >= found[1]):
        amount.money = True
        found = money
    return found


def _is_money(line: Line, amount: Amount, at: int) -> bool:
    """Whether a name means money: pounds are weight unless in millions, and "20 won" is no currency."""
    word = line.words[at]
    millions = line.word(at - 1) in number.vocabulary().powers
    if word in ("pound", "pounds"):
        return millions
    return word not in units.load().everyday or millions or (amount.low or 0) >= 1000


def _age(line: Line, amount: Amount, stop: int) -> int:
    """50 years old, 2,900 year-old, 18-month-old, 17 years of age."""
    if amount.unit not in _AGES:
        return stop
    at = stop + (line.word(stop) in DASHES)
    if line.word(at) in ("old", "olds"):
        amount.unit = f"{amount.unit} of age"
        return at + 1
    if line.word(stop) == "of" and line.word(stop + 1) == "age":
        amount.unit = f"{amount.unit} of age"
        return stop + 2
    return stop


def _per(line: Line, amount: Amount, stop: int) -> int:
    """A day, per barrel, /ounce, barrel-a-day: `amount.per` is the singular name."""
    at = stop + (line.word(stop) in DASHES and line.word(stop + 1) in ("a", "an", "per"))
    word = line.word(at)
    if word not in _ARTICLES:
        return stop
    at += 2 if at > stop and line.word(at + 1) in DASHES else 1
    found = units.per(line.words, at)
    if found is None and word == "per" and line.word(at).isalpha():
        found = line.words[at], at + 1
    if found is None or line.word(found[1]) in _WHEN:
        return stop
    amount.per = found[0]
    return found[1]
