"""The surface grammar of amounts: bounds, signs, ranges, money and units around the numbers of a paragraph.

Works on the text alone; what an amount counts, and what happened to it, is read from the parse elsewhere.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dateline.facts.quantities import number, units
from dateline.facts.quantities.change import change_words
from dateline.facts.record import Modifier

_LEXEME = re.compile(rf"({number.FRACTION}|{number.NUMERAL})|(?:mm|cm|km|m)[23](?![^\W_])|[^\W\d_]+|\S")
_DASHES = frozenset("-–—−‐‑")
# Words that begin a number; "second" and the other parts never do without a number before them.
_CONNECTORS = frozenset(
    {
        "in",
        "by",
        "for",
        "on",
        "at",
        "since",
        "this",
        "last",
        "a",
        "as",
        "while",
        "and",
        "after",
        "when",
        "over",
        "during",
        "from",
        "with",
        "next",
    }
)
_BREAK = re.compile(r"[;()]|[a-z0-9][.?!]\s")
_POSSIBLE_SUFFIX = {"m": 6, "b": 9}


@dataclass(slots=True)
class Amount:
    """A number in its surroundings. `start`–`end` spans bound, sign, range and unit; `first`–`stop` only the number.

    `unit` is as in Quantity; `per` the noun of a rate ("day"), `tail` the code point where what follows begins.
    """

    start: int
    end: int
    first: int
    stop: int
    low: float | None
    high: float | None
    modifier: Modifier = "exact"
    unit: str | None = None
    per: str | None = None
    money: bool = False
    part: bool = False
    spelled: bool = False
    ranged: bool = False
    before: float | None = None
    after: float | None = None
    signed: bool = False
    whole: float | None = field(default=None)


@dataclass(slots=True)
class _Line:
    """A paragraph's lexemes. `numeric` marks those that are numerals."""

    text: str
    words: list[str]
    raw: list[str]
    starts: list[int]
    ends: list[int]

    def close(self, index: int) -> bool:
        """Whether no space stands before this lexeme."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]

    def word(self, index: int) -> str:
        return self.words[index] if 0 <= index < len(self.words) else ""


@functools.cache
def _starters() -> frozenset[str]:
    vocab = number.vocabulary()
    return frozenset({*vocab.units, *vocab.tens, *vocab.vague, *vocab.characters, "half", "a", "an", "several", "few"})


@functools.cache
def _bounds() -> tuple[units.Phrases, units.Phrases, int]:
    """Phrases before a number by their last word, phrases behind it by their first, and the longest one's length."""
    data = units.read_yaml("bounds.yaml")
    before: units.Phrases = {}
    for modifier, forms in data["before"].items():
        for form in forms:
            words = tuple(form.split())
            before.setdefault(words[-1], []).append((words, modifier))
    after: units.Phrases = {}
    for modifier, forms in data["after"].items():
        for form in forms:
            words = tuple(form.split())
            after.setdefault(words[0], []).append((words, modifier))
    for table in (before, after):
        for entries in table.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return before, after, max(len(words) for entries in before.values() for words, _ in entries)


def scan(text: str, start: int, end: int) -> Iterator[Amount]:
    """The amounts of a paragraph, in order. Offsets count from the beginning of `text`."""
    words, raw, starts, ends = [], [], [], []
    possible: list[int] = []
    starters = _starters()
    for found in _LEXEME.finditer(text, start, end):
        word = found.group()
        lower = word.lower()
        if found.lastindex or lower in starters:
            possible.append(len(words))
        raw.append(word)
        words.append(lower)
        starts.append(found.start())
        ends.append(found.end())
    line = _Line(text, words, raw, starts, ends)
    stop = 0
    previous: Amount | None = None
    for index in possible:
        if index < stop:
            continue
        read = _amount(line, index, previous)
        if read is None:
            continue
        amount, stop = read
        previous = amount
        yield amount


def join(text: str, amounts: list[Amount]) -> list[Amount]:
    """Put the two ends of a change together that have words between them: "from 20 miles in 2008 to 29 miles"."""
    joined: list[Amount] = []
    for amount in amounts:
        if joined and _goes_on(text, joined[-1], amount):
            one = joined[-1]
            low, high = sorted((one.low or 0.0, amount.low or 0.0))
            unit = one.unit or amount.unit
            joined[-1] = replace(
                one, low=low, high=high, before=one.low, after=amount.low, ranged=True, unit=unit, end=amount.end
            )
        else:
            joined.append(amount)
    return joined


def _goes_on(text: str, one: Amount, other: Amount) -> bool:
    if one.ranged or other.ranged or None in (one.low, other.low) or one.low != one.high or other.low != other.high:
        return False
    if one.unit != other.unit and None not in (one.unit, other.unit):
        return False
    if (
        text[max(0, one.start - 5) : one.start].lower() != "from "
        or text[max(0, other.start - 3) : other.start] != "to "
    ):
        return False
    between = text[one.end : other.start]
    if len(between) > 70 or _BREAK.search(between):
        return False
    behind = re.match(r"\s?([^\W\d_]+)", text[other.end : other.end + 20])
    return other.unit is not None or one.unit is None or behind is None or behind[1].lower() in _CONNECTORS


def _amount(line: _Line, index: int, previous: Amount | None) -> tuple[Amount, int] | None:
    if not _free(line, index):
        return None
    one = _single(line, index)
    if one is None:
        return None
    amount, stop = one
    amount, stop = _range(line, index, amount, stop)
    amount.end = line.ends[stop - 1]
    _bound(line, index, amount, previous)
    stop = _bound_after(line, amount, stop)
    return amount, stop


def _free(line: _Line, index: int) -> bool:
    """Whether the numeral is not a part of a name or code: "G7", "COVID-19", "1.2.3", "mp3", "21st"."""
    before = line.starts[index] - 1
    text = line.text
    if before >= 0 and line.words[index][0] not in "abcdefghijklmnopqrstuvwxyz":
        character = text[before]
        if character.isalpha() and units.currency_before(text, line.starts[index]) is None:
            return line.word(index - 1) in ("and", "to", "or")  # "eight and10"
        if character in "-./:#@_\\" and before and (text[before - 1].isalnum()):
            if character == "-" and (line.word(index - 1) and _joins(line, index)):
                return True
            return False
    following = text[line.ends[index] : line.ends[index] + 3]
    if (
        line.words[index][0].isdigit()
        and following[:2].lower() in ("st", "nd", "rd", "th")
        and not following[2:].isalpha()
    ):
        return False
    return not (following[:1] == ":" and following[1:2].isdigit())


def _joins(line: _Line, index: int) -> bool:
    """Whether the word before the hyphen goes with a number: "minus-5", "sub-7", "mid-20"."""
    return line.word(index - 2) in ("minus", "sub", "to", "plus")


def _single(line: _Line, index: int) -> tuple[Amount, int] | None:
    """Sign, currency, number, suffix and unit: one end of a range, or the whole."""
    read = number.read(line.words, index)
    if read is None:
        return None
    read = _ratio(line, read)
    stop = read.stop
    first = line.starts[index]
    start = first
    low, high = read.low, read.high
    amount = Amount(
        start, line.ends[stop - 1], first, line.ends[stop - 1], low, high, part=read.part, spelled=read.words
    )
    found = units.currency_before(line.text, first)
    if not found and line.text[first - 1 : first] in ("-", "−"):
        found = units.currency_before(line.text, first - 1)  # $-50.8bn
    if found:
        amount.unit, amount.start = found
        amount.money = True
    stop = _suffix(line, amount, stop)
    amount.stop = line.ends[stop - 1]
    if amount.spelled and line.word(stop) == "of" and amount.low != amount.high:
        behind = _unit(line, amount, stop + 1)  # hundreds of miles, millions of dollars
        stop = behind if amount.unit else stop
    else:
        stop = _unit(line, amount, stop)
    amount.end = line.ends[stop - 1]
    _sign(line, amount)
    return amount, stop


def _ratio(line: _Line, read: number.Number) -> number.Number:
    """ "one in five", "9 out of 10" as a part; the number alone where no ratio is meant."""
    at = read.stop
    if line.word(at) == "out" and line.word(at + 1) == "of":
        at += 2
    elif line.word(at) == "in" and (read.low == 1 or line.word(at + 1) in ("10", "ten", "100", "1,000")):
        at += 1
    else:
        return read
    if read.low is None or at >= len(line.words) or line.word(at) in ("a", "an"):
        return read
    whole = number.read(line.words, at)
    if whole is None or whole.low is None or not 0 < read.low < whole.low <= 1_000_000 or 1900 <= whole.low < 2100:
        return read
    return number.Number(read.low / whole.low, read.low / whole.low, whole.stop, part=True, words=True)


def _scale(amount: Amount, power: int) -> None:
    amount.low = (
        None
        if amount.low is None
        else float(f"{amount.low!r}e{power}")
        if "e" not in repr(amount.low)
        else amount.low * 10**power
    )
    amount.high = amount.low


def _suffix(line: _Line, amount: Amount, stop: int) -> int:
    """The letters m and b behind digits: millions and billions of money, and a capital M of anything."""
    if not line.close(stop) or amount.spelled or line.word(stop) not in _POSSIBLE_SUFFIX:
        return stop
    if amount.money or line.raw[stop] in ("M", "B"):
        _scale(amount, _POSSIBLE_SUFFIX[line.words[stop]])
        return stop + 1
    return stop


def _sign(line: _Line, amount: Amount) -> None:
    """A minus or plus sign, or the word, before the amount; not the dash between two words."""
    text, at = line.text, amount.start
    before = text[at - 1 : at]
    sign = 0
    if (
        before in ("-", "−", "–", "+")
        and before
        and (at < 2 or not text[at - 2].isalnum())
        and not (at >= 2 and text[at - 2] in "-–—")
    ):
        sign, at = (1 if before == "+" else -1), at - 1
    elif amount.money and text[amount.first - 1 : amount.first] == "-":  # $-50.8bn
        sign = -1
    else:
        word = re.search(r"\b(minus|plus)[\s-]$", text[max(0, at - 7) : at], re.IGNORECASE)
        if word:
            sign, at = (-1 if word[1].lower() == "minus" else 1), at - len(word.group())
    if sign:
        amount.start, amount.signed = at, True
        if sign < 0:
            amount.low = None if amount.low is None else -amount.low
            amount.high = None if amount.high is None else -amount.high


def _unit(line: _Line, amount: Amount, stop: int) -> int:
    """The unit behind a number, hyphened to it or not, and what it is counted per."""
    tables = units.load()
    at = stop
    if line.word(at) in _DASHES and line.close(at) and line.close(at + 1):
        at += 1
    if at >= len(line.words):
        return stop
    raw = line.raw[at]
    behind = None
    if amount.money:
        code = (
            {"us": "USD", "canadian": "CAD", "australian": "AUD"}.get(line.word(at))
            if line.raw[at : at + 1] in (["US"], ["U"])
            else None
        )
        if code:
            behind = code, at + (1 if line.raw[at] == "US" else 4)
            amount.unit = code
            at = stop = min(behind[1], len(line.words))
        named = units.match(tables.money, line.words, at)
        if named and line.words[at] not in tables.everyday and amount.unit == "USD" and line.words[at] not in ("$",):
            stop = named[1]
    else:
        named = units.match(tables.money, line.words, at)
        power = line.word(at - 1) in number.vocabulary().powers
        if named and (line.words[at] in tables.everyday or line.words[at] in ("pound", "pounds")):
            named = (
                named if power or (line.words[at] in tables.everyday and amount.low and amount.low >= 1000) else None
            )
        unit = None
        if line.close(at) and raw in tables.close and not line.raw[at + 1 : at + 2] == ["."]:
            unit = tables.close[raw], at + 1
        letter = len(raw) == 1 and line.close(at + 1) and line.word(at + 1) in _DASHES  # F-16 is no unit
        if unit is None and raw in tables.apart and not letter:
            unit = tables.apart[raw], at + 1
        wordy = units.match(tables.phrases, line.words, at)
        if wordy and (unit is None or wordy[1] > unit[1]):
            unit = wordy
        if named and (unit is None or named[1] >= unit[1]):
            amount.unit, stop, amount.money = named[0], named[1], True
        elif unit:
            amount.unit, stop = unit
    if amount.unit is None and line.word(stop) == "per" and line.word(stop + 1)[:1].isdigit():
        amount.unit = f"per {line.words[stop + 1]}"  # 250 per 100,000
        return stop + 2
    if amount.unit:
        stop = _old(line, amount, stop)
        stop = _per(line, amount, stop)
    return stop


def _old(line: _Line, amount: Amount, stop: int) -> int:
    """Ages: "50 years old", "2,900 year-old", "18-month-old"."""
    at = stop + (line.word(stop) in _DASHES)
    if amount.unit in ("year", "month", "week", "day") and line.word(at) in ("old", "olds"):
        amount.unit = f"{amount.unit} of age"
        return at + 1
    if amount.unit in ("year", "month", "week", "day") and line.words[stop : stop + 2] == ["of", "age"]:
        amount.unit = f"{amount.unit} of age"
        return stop + 2
    return stop


def _per(line: _Line, amount: Amount, stop: int) -> int:
    """ "a day", "per barrel", "/ounce": joined to the unit by its singular name."""
    tables = units.load()
    word = line.word(stop)
    at = stop
    if word in _DASHES and line.word(stop + 1) in ("a", "an", "per"):
        at, word = stop + 1, line.word(stop + 1)
        named = units.match(tables.per, line.words, at + 2 if line.word(at + 1) in _DASHES else at + 1)
    elif word in ("per", "a", "an", "/", "each", "every"):
        named = units.match(tables.per, line.words, at + 1)
    else:
        return stop
    if word == "per" and named is None and line.word(at + 1).isalpha():
        named = line.words[at + 1], at + 2
    if named is None or line.word(named[1]) in ("earlier", "ago", "before", "later"):
        return stop  # "$6.78 billion a year earlier" is no rate
    unit = units.match(tables.phrases, line.words, named[1] - 1)
    whole = units.match(tables.phrases, line.words, at + 1)
    amount.per = (
        whole[0]
        if whole and whole[1] == named[1]
        else unit[0]
        if unit and unit[1] == named[1] and named[1] == at + 2
        else named[0]
    )
    return named[1]


def _range(line: _Line, index: int, amount: Amount, stop: int) -> tuple[Amount, int]:
    """ "20-30", "from 5 to 7", "between $62 and $68", "three or four": both ends in one amount."""
    joint = line.word(stop)
    at = stop + 1
    if joint in _DASHES and line.word(at) in ("to", "or"):  # 200,000 to-260,000 and four- to six-
        joint, at = line.word(at), at + 1
    if joint == "to" and line.word(at) in _DASHES:
        at += 1
    leading = line.word(_before(line, index, amount) - 1) if index else ""
    if joint in _DASHES:
        allowed = True
    elif joint == "to":
        allowed = True
    elif joint == "and":
        allowed = leading == "between"
    elif joint in ("or", "through"):
        allowed = joint == "or"
    else:
        return amount, stop
    if not allowed or at >= len(line.words) or line.ends[at] > amount.stop + 60:
        return amount, stop
    if line.word(at) in ("$", "£", "€", "¥") or (line.word(at) in ("us", "a", "c", "hk") and line.word(at + 1) == "$"):
        at += 1 if line.word(at + 1) != "$" else 2
    if line.word(at) in ("between", "around", "about"):
        return amount, stop
    if at >= len(line.words):
        return amount, stop
    second = _single(line, at)
    if (
        second is None
        or amount.low is None
        or second[0].low is None
        or amount.low != amount.high
        or amount.part != second[0].part
    ):
        return amount, stop
    other, end = second
    same_unit = amount.unit is None or other.unit is None or amount.unit == other.unit
    if not same_unit or (other.unit is None and amount.unit is not None and not amount.money):
        return amount, stop
    low, high = amount.low, other.high
    power = next((line.words[i] for i in range(at, end) if line.words[i] in number.vocabulary().powers), None)
    plain = stop == index + 1
    if (
        high is not None
        and power
        and plain
        and not amount.spelled
        and low <= high / 10 ** number.vocabulary().powers[power]
    ):
        low = float(f"{low!r}e{number.vocabulary().powers[power]}")
    elif (
        high is not None
        and other.high is not None
        and plain
        and line.raw[end - 1 : end] in (["m"], ["bn"])
        and low < 1000 <= high
    ):
        low = low * 10 ** (6 if line.raw[end - 1] == "m" else 9)
    if high is None:
        return amount, stop
    if joint == "or" and not (low < high <= low * 2 + 1):
        return amount, stop
    if joint == "to" and amount.unit is not None and (leading == "by" or leading in change_words()):
        return amount, stop  # "rose by $3 to $8": how far, and where to
    if low >= high and not (leading == "from" and joint == "to"):
        return amount, stop
    if joint in _DASHES and low < 0:
        return amount, stop
    merged = replace(
        amount, low=min(low, high), high=max(low, high), unit=other.unit or amount.unit, per=other.per or amount.per,
        money=amount.money or other.money, stop=other.stop, end=other.end, ranged=True,
    )  # fmt: skip
    if leading == "from":
        merged.before, merged.after = low, high
    return merged, end


def _before(line: _Line, index: int, amount: Amount) -> int:
    """The index of the first lexeme of the amount, its currency sign and sign included."""
    while index > 0 and line.starts[index - 1] >= amount.start:
        index -= 1
    return index


def _bound(line: _Line, index: int, amount: Amount, previous: Amount | None) -> None:
    """Words before an amount that bound it; a conversion in parentheses shares those of what it converts."""
    before, _, _ = _bounds()
    at = _before(line, index, amount)
    last = line.word(at - 1)
    if last in ("between", "from") and amount.ranged:
        amount.start = line.starts[at - 1]
        at -= 1
        last = line.word(at - 1)
    for words, modifier in before.get(last, ()):
        if tuple(line.words[max(0, at - len(words)) : at]) == words:
            amount.modifier = modifier  # type: ignore[assignment]
            amount.start = line.starts[at - len(words)]
            return
    if previous is not None and last in ("(", "/") and line.text[previous.end : amount.start].strip() in ("(", "/"):
        amount.modifier = previous.modifier


def _bound_after(line: _Line, amount: Amount, stop: int) -> int:
    _, after, _ = _bounds()
    for words, modifier in after.get(line.word(stop), ()):
        if tuple(line.words[stop : stop + len(words)]) == words and not (
            words[0] in ("+", "plus") and not line.close(stop)
        ):
            if amount.modifier == "exact":
                amount.modifier = modifier  # type: ignore[assignment]
            amount.end = line.ends[stop + len(words) - 1]
            return stop + len(words)
    return stop
