"""Reading the unit behind a number: money, physical units, ages and rates."""

from __future__ import annotations

import re

from dateline.facts.quantities import millions, number, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import DASHES, Line

_AGES = frozenset({"year", "month", "week", "day"})
_COHORTS = frozenset({"group", "groups", "bracket", "brackets", "range", "demographic", "category", "band", "cohort"})
_ARTICLES = frozenset({"per", "a", "an", "/", "each", "every"})
_SIGNS = frozenset("$€£¥")
# From here on "68 F" is a temperature; fewer are farads.
_WARM = 10
_NEAR = 12  # lexemes
# Signs that a dash may join to a number.
_JOINED_SIGNS = frozenset("AJTVWΩ")
# What joins the numbers of "two-, three- and four-bedroom flats", and how many lexemes such a row has at most.
_ROW = frozenset({",", "and", "or"})
_ROW_LENGTH = 16
_TOLD = frozenset({"of", ".", ",", ")", ";"})
# A small letter alone can't be a grade or an initial before these, either.
_JOINING = frozenset({"and", "or", "a", "per", "(", "to", "for", "with", "in", "from", "each"})
# Marks that may mean inches or feet, with what opens the quotation that they may close instead.
_OPENING = {'"': '"', "”": "“", "'": "‘", "’": "‘"}
_STRAIGHT = re.compile(r'(\d?)"')
_QUOTE_REACH = 300
# Behind these "a year" tells when, not how often: "$6.78 billion a year earlier".
_SPANS = frozenset({"day", "week", "month", "quarter", "year", "decade", "century"})
_NO_NOUN = frozenset({"as", "and", "or", "plus", "about", "up", "down", "more", "less", "not"})
_WHEN = frozenset({"earlier", "ago", "before", "later"})


def read(line: Line, amount: Amount, stop: int) -> int:
    """Set the amount's unit and what it is counted per; the place behind them, or `stop` where there is no unit."""
    at = stop
    if line.raw[at - 1] == "K" and not line.close(at - 1) and hinted(line, at - 1) is not None:
        return _kelvins(amount, stop)
    if (
        not amount.money
        and line.words[at] in DASHES
        and line.close(at)
        and line.close(at + 1)
        and not is_form(line, at)
    ):
        at += 1  # 1.8 billion-mile
    if line.words[at] in _SIGNS and line.words[at + 1][:1].isdigit():
        return stop  # "three $53 million buildings"
    found: tuple[str, int] | None = None
    if line.words[at] in units.beginnings() and not _is_order(line, at):
        found = (
            _money_behind(line, amount, at) if amount.money else _scaled(line, amount, at) or _unit(line, amount, at)
        )
    if found is not None and not (amount.part and found[0] == "share"):  # a one-third share
        amount.unit, stop = found
    if amount.unit is None and line.words[stop] in DASHES:
        if line.words[stop + 1] == "mark":
            return stop + 2  # "crossed the 2,000-mark"
        amount.unit = _suspended(line, stop)
        return stop
    if amount.unit is None:
        if line.words[stop] == "age" and line.words[stop + 1] in _COHORTS:
            amount.unit = "year of age"  # "the 18-to-49 age group"
            return stop
        if line.words[stop] == "mark":
            return stop + 1  # "passed the 2,000 mark"
        many = _per_many(line, stop + 1) if line.words[stop] == "per" and line.words[stop + 1][:1].isdigit() else None
        if many is not None:
            amount.unit = f"per {many[0]}"  # 1.99 per 250 grams
            return many[1]
        if line.words[stop] == "per" and (line.words[stop + 1][:1].isdigit() or line.words[stop + 1] == "million"):
            amount.unit = f"per {line.words[stop + 1]}"  # 250 per 100,000
            return stop + 2
        amount.unit = _scale(line, stop)
        return stop
    return read_per(line, amount, _age(line, amount, stop))


def is_form(line: Line, dash: int) -> bool:
    """Whether a dash behind a number joins the letter of a name to it: "its 10-K filing", but not "a 60-W bulb"."""
    raw = line.raw[dash + 1] if line.close(dash) and line.close(dash + 1) else ""
    return len(raw) == 1 and raw.isupper() and raw not in _JOINED_SIGNS


def _is_order(line: Line, at: int) -> bool:
    """Whether a second is no time but the one behind the first: "two second-half goals"."""
    word, behind, last = line.words[at], line.words[at + 1], line.words[at + 2]
    return word == "second" and behind in DASHES and last != "long" and line.words[at - 1] not in DASHES


def _scale(line: Line, stop: int) -> str | None:
    """The unit of "50 to 70 on the GPa scale"."""
    if line.words[stop] != "on" or line.words[stop + 1] not in ("a", "the") or line.words[stop + 3] != "scale":
        return None
    found = units.match(units.load().phrases, line.words, stop + 2)
    return found[0] if found is not None else None


def _money_behind(line: Line, amount: Amount, at: int) -> tuple[str, int] | None:
    """What tells more of a $ before the number: "$76 US", "$5 million Canadian dollars"."""
    if amount.unit != "USD" or line.words[at] in DASHES:
        return None
    tables = units.load()
    country = units.match(tables.countries, line.words, at)
    if country is not None and line.raw[at][:1].isupper() and line.words[country[1]] != "$":
        return country
    named = units.match(tables.money, line.words, at)
    return named if named is not None and line.words[at] not in tables.everyday else None


def _unit(line: Line, amount: Amount, at: int) -> tuple[str, int] | None:
    """The longest of currency name, symbol and unit name; of equally long ones the currency."""
    tables = units.load()
    raw = line.raw[at]
    if amount.spelled and len(raw) > 1 and raw.isupper() and millions.plural(line.words[at + 1]):
        return None  # "six HP directors"
    found = units.match(tables.phrases, line.words, at) if raw not in ("PC", "PCs") else None
    symbol = _quotient(line, at) if line.words[at + 1] == "/" else None
    hyphened = len(raw) == 1 and line.close(at + 1) and line.words[at + 1] in DASHES  # four F-16 jets
    told = hinted(line, at) if symbol is None and not hyphened else None
    if symbol is not None:
        pass  # 90 mg/dL
    elif told is not None:
        symbol = told, at + 1
    elif (
        line.close(at)
        and raw in tables.close
        and not amount.spelled
        and not (line.words[at + 1] == "." and line.close(at + 2))  # 5p.m.
        and not _is_no_unit(line, at)
    ):
        symbol = tables.close[raw], at + 1
    elif raw in tables.apart and not hyphened:
        symbol = ("fahrenheit" if raw == "F" and (amount.low or 0) >= _WARM else tables.apart[raw]), at + 1
    elif raw in tables.told and _is_told(raw, line.words[at + 1]):
        symbol = tables.told[raw], at + 1
    elif raw == "m" and not millions.plural(line.words[at + 1]):  # 40 m wide, but not 40 m people
        symbol = "meter", at + 1
    is_symbol = symbol is not None and (found is None or found[1] <= symbol[1])
    found = symbol if is_symbol else found
    money = units.match(tables.money, line.words, at)
    if money is not None and _is_money(line, amount, at) and (found is None or money[1] >= found[1] + is_symbol):
        amount.money = True
        found = money
    return found


def _is_told(sign: str, behind: str) -> bool:
    """Whether a letter that may be many things is a sign here, by the word behind it: "990 g and", "5 A."."""
    return not behind or behind in _TOLD or (sign.islower() and behind in _JOINING)


def _quotient(line: Line, at: int) -> tuple[str, int] | None:
    """Two signs with a stroke between them: 90 mg/dL, 1.2 kg/m3."""
    signs = units.load().signs
    above, below = signs.get(line.raw[at]), signs.get(line.raw[at + 2]) if at + 2 < len(line.raw) else None
    if above is None or below is None or not (line.close(at + 1) and line.close(at + 2)):
        return None
    return f"{above} per {below}", at + 3


def hinted(line: Line, at: int) -> str | None:
    """The unit that a sign or word of many meanings has by what stands near: 3 A, 2.4 bar, 90 C."""
    tables = units.load().hinted
    meanings = tables.get(line.raw[at]) or tables.get(line.words[at])
    if meanings is None or (line.words[at + 1] == "." and line.close(at + 2)):  # 5 a.m.
        return None
    if line.raw[at] == "a" and not _is_told("a", line.words[at + 1]):
        return None  # an article: "90 litres a day"
    near = line.words[max(0, at - _NEAR) : at] + line.words[at + 1 : at + _NEAR]
    return next((name for name, hints in meanings if not hints.isdisjoint(near)), None)


def _kelvins(amount: Amount, stop: int) -> int:
    """What was read as thousands is a temperature: "cooled to 4 K"."""
    amount.low = None if amount.low is None else amount.low / 1000
    amount.high = None if amount.high is None else amount.high / 1000
    amount.unit = "kelvin"
    return stop


def _is_no_unit(line: Line, at: int) -> bool:
    """Whether a sign behind digits is none of a unit: 4x4, or a mark that ends a quotation (more than "60" soldiers)."""
    mark = line.raw[at]
    if mark == "x":
        return line.close(at + 1) and line.words[at + 1][0].isdigit()
    if line.words[at + 1] == "s" and line.close(at + 1):
        return True  # the 787's engines
    if mark not in _OPENING:
        return False
    if line.words[at + 1] == "s" and line.close(at + 1):
        return True  # the 737's doors
    before = line.text[max(0, line.starts[at] - _QUOTE_REACH) : line.starts[at]]
    if mark == '"':
        is_open = False
        for straight in _STRAIGHT.finditer(before):
            is_open = not is_open and not straight[1]  # behind a digit it closes what is open, or means inches
        return is_open
    if line.text.startswith("''", line.starts[at]):
        return "''" in before  # a quotation in two single marks
    opened = before.rfind(_OPENING[mark])
    return opened >= 0 and mark not in before[opened + 1 :]


def _scaled(line: Line, amount: Amount, at: int) -> tuple[str, int] | None:
    """A unit with a power of ten in its name: 3 bcm."""
    tables = units.load()
    found = units.match(tables.scaled, line.words, at)
    if found is None or amount.low is None or amount.high is None:
        return None
    power, name = tables.scales[found[0]]
    amount.low, amount.high = amount.low * 10**power, amount.high * 10**power
    return name, found[1]


def _is_money(line: Line, amount: Amount, at: int) -> bool:
    """Whether a name means money: pounds are weight unless in millions, and "20 won" is no currency."""
    word = line.words[at]
    millions = line.words[at - 1] in number.vocabulary().powers
    if word in ("pound", "pounds"):
        return millions
    if word == "mark":
        return False  # "passed the 2,000 mark"
    tables = units.load()
    if word not in tables.everyday or millions or (amount.low or 0) >= 1000:
        return True
    converted = line.words[at + 1] == "(" and line.words[at + 2] in _SIGNS  # 300 crowns ($34)
    return converted or not tables.paid.isdisjoint(line.words[max(0, at - _NEAR) : at])


def _suspended(line: Line, stop: int) -> str | None:
    """The unit that the last of a row has for those whose hyphen hangs in the air: "55-, 65- and 77-inch screens"."""
    if not line.close(stop) or line.words[stop + 1] not in _ROW:
        return None
    vocab = number.vocabulary()
    for at in range(stop + 1, min(stop + _ROW_LENGTH, len(line.starts))):
        word = line.words[at]
        if word in DASHES and line.close(at) and line.words[at + 1] not in _ROW:
            found = units.match(units.load().phrases, line.words, at + 1)
            aged = found is not None and found[0] in _AGES and line.words[found[1] + 1] in ("old", "olds")
            return None if found is None else f"{found[0]} of age" if aged else found[0]
        if not (word in _ROW or word in DASHES or word[0].isdigit() or word in vocab.units or word in vocab.tens):
            return None
    return None


def _age(line: Line, amount: Amount, stop: int) -> int:
    """50 years old, 2,900 year-old, 18-month-old, 17 years of age."""
    if amount.unit not in _AGES:
        return stop
    at = stop + (line.words[stop] in DASHES)
    if line.words[at] in ("old", "olds"):
        amount.unit = f"{amount.unit} of age"
        return at + 1
    if line.words[stop] in ("and", "or") and line.words[stop + 1] in ("older", "younger"):
        amount.unit = f"{amount.unit} of age"  # "patients 12 years and older"
        return stop
    if line.words[stop] == "of" and line.words[stop + 1] == "age":
        amount.unit = f"{amount.unit} of age"
        return stop + 2
    return stop


def _per_behind(line: Line, stop: int) -> str | None:
    """The span of time behind what is measured, or any noun behind a "per": "50 grams of sugar per litre"."""
    for at in (stop + 2, stop + 3):
        if line.words[at] in ("a", "per", "each", "every") and line.words[at + 1] in _SPANS:
            return None if line.words[at + 2] in _WHEN else line.words[at + 1]
        if line.words[at] == "per":
            found = _per_noun(line, at + 1)
            return found[0] if found is not None else None
        if not line.words[at].isalpha():
            return None
    return None


def is_per_many(line: Line, at: int) -> bool:
    """Whether so many of a unit stand at a lexeme: 10g, 100 km."""
    return _per_many(line, at) is not None


def _per_many(line: Line, at: int) -> tuple[str, int] | None:
    """So many of a unit, or a thing of that size: 10 grams, 1,000 cubic meters, a 40-foot container."""
    count, behind = line.words[at], at + 1
    hyphened = line.words[behind] in DASHES and line.close(behind)
    of = units.match(units.load().phrases, line.words, behind + hyphened)
    if of is None and behind < len(line.raw) and line.close(behind) and line.raw[behind] in units.load().signs:
        of = units.load().signs[line.raw[behind]], behind + 1  # /10g
    if of is None:
        return units.per(line.words, at)
    if not hyphened:
        return f"{count} {of[0]}", of[1]
    thing = line.words[of[1]]
    return (f"{count}-{of[0]} {thing}", of[1] + 1) if thing.isalpha() else None


def _per_noun(line: Line, at: int) -> tuple[str, int] | None:
    """The noun behind "per": one that news tells rates of, or a longer unit: acre-foot, square inch, millilitre."""
    noun, of = units.per(line.words, at), units.match(units.load().phrases, line.words, at)
    return noun if of is None or (noun is not None and noun[1] >= of[1]) else of


def _is_per(line: Line, amount: Amount, at: int) -> bool:
    """Whether money is told for each of what it is often told per."""
    return (amount.money or amount.unit in units.load().coins) and units.per(line.words, at) is not None


def read_per(line: Line, amount: Amount, stop: int) -> int:
    """A day, per barrel, /ounce, barrel-a-day: `amount.per` is the singular name."""
    at = stop + (line.words[stop] in DASHES and line.words[stop + 1] in ("a", "an", "per"))
    word = line.words[at]
    told = line.words[at + 2]
    if (
        word == "for"
        and line.words[at + 1] in ("every", "each")
        and (told[:1].isdigit() or _is_per(line, amount, at + 2))
    ):
        at, word = at + 1, line.words[at + 1]  # "$3 for every 100 kilos", "10p for each unit of gas"
    if amount.per is None and (word == "of" or (word == "in" and amount.money)):
        amount.per = _per_behind(line, stop)  # "50 litres of water a day", "$2 million in fuel a day"
        return stop
    if amount.per is None and line.words[at + 1] == "per" and word.isalpha() and word not in _NO_NOUN:
        of = units.per(line.words, at + 2)  # "9 grams gold per tonne", "a $5 tax per barrel"
        amount.per = of[0] if of is not None else None
        return stop
    if word not in _ARTICLES:
        return stop
    at += 2 if at > stop and line.words[at + 1] in DASHES else 1
    found = _per_noun(line, at) if word == "per" else units.per(line.words, at)
    if found is not None and line.words[found[1]][:1].isdigit():
        return stop  # "$849 for each $1,000"
    if word == "per" and line.words[at] in number.vocabulary().powers:
        of = units.match(units.load().phrases, line.words, at + 1)  # "$2.86 per thousand cubic feet"
        found = (f"{line.words[at]} {of[0]}", of[1]) if of is not None else found
    elif line.words[at][:1].isdigit() and (word != "/" or amount.money):
        found = _per_many(line, at)
    elif found is None and word == "/" and line.close(at):
        sign = units.load().signs.get(line.raw[at])  # £165/t
        thing = line.words[at] if amount.money and line.words[at].isalpha() and len(line.words[at]) > 2 else None
        found = (sign or thing or "", at + 1) if sign or thing else None  # $5/user
    if found is None and word == "per" and line.words[at].isalpha() and units.money_at(line.words, at) is None:
        found = line.words[at], at + 1
    if found is None or (found[0] in _SPANS and line.words[found[1]] in _WHEN):
        return stop
    amount.per = found[0]
    return found[1]
