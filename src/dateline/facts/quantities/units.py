"""What a number measures: units and money by the words and signs around it, from units.yaml, hints.yaml, currencies.yaml and
Babel."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from babel import Locale
from babel.numbers import get_currency_name

Phrases = dict[str, list[tuple[list[str], str]]]
Hints = tuple[tuple[str, frozenset[str]], ...]

# A sum of money that one letter before it can stand for: in millions, or with commas.
_SUM = re.compile(
    r"\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,4}(?:\.\d{1,3})?(?: ?(?:million|billion|trillion)|(?:m|mn|bn|tn|trn))\b"
)


@dataclass(slots=True, frozen=True)
class Units:
    """Phrases by their first word, the longest first, with the unit or the ISO 4217 code they stand for."""

    phrases: Phrases
    money: Phrases
    currencies: dict[str, str]  # code → singular English name
    shared: dict[str, dict[str, str]]  # name that several countries share → country → code
    sharing: frozenset[str]  # the codes of such currencies
    prefix: re.Pattern[str]
    prefix_ends: dict[str, tuple[str, ...]]  # by their last character
    prefixes: dict[str, str]
    letters: dict[str, str]
    close: dict[str, str]
    apart: dict[str, str]
    told: dict[str, str]
    signs: dict[str, str]  # of physical units, also those too short to stand alone; for quotients
    hinted: dict[str, Hints]  # what may be many things: the units that it may be, with what then stands near
    scaled: Phrases
    scales: dict[str, tuple[int, str]]  # what `scaled` stands for: a power of ten and a unit
    everyday: frozenset[str]
    paid: frozenset[str]
    dollars: dict[str, str]  # country with dollars of its own → code
    countries: Phrases
    pers: Phrases
    coins: frozenset[str]


def read_yaml(name: str) -> Any:
    """One of the data files beside this module."""
    return yaml.load(Path(__file__).with_name(name).read_text(encoding="utf-8"), yaml.CSafeLoader)


@functools.cache
def load() -> Units:
    """The tables, built once."""
    units, money = read_yaml("units.yaml"), read_yaml("currencies.yaml")
    prefixed, signs = _prefixed(units["prefixes"], units["prefixed"])
    surfaces: dict[str, str] = {}
    for name, forms in [*prefixed, *{**units["percent"], **units["coins"], **units["words"]}.items()]:
        for form in (name.replace("_", " "), *forms):
            surfaces[form] = name.replace("_", " ")
            if form.isascii() and form[-1:].isalpha() and (len(form) > 3 or form == name) and not form.endswith("s"):
                surfaces.setdefault(f"{form}s", name.replace("_", " "))
            if " " in form and form.replace(" ", "").isalpha():
                surfaces.setdefault(form.replace(" ", " - "), name.replace("_", " "))  # a 900-square-foot flat
    names, singular = _babel_names()
    names.update({code.lower(): code for code in money["codes"]})
    names.update({form + end: code for form, code in money["names"].items() for end in ("", "s")})
    names.update({form + end: form for form in money["shared"] for end in ("", "s") if form not in ("rs", "sh", "p")})
    prefixes = {key.lower(): code for key, code in money["prefixes"].items()}
    close = set(money["close"])
    spaced = set(money["spaced"])
    loose = [key for key in prefixes if key not in {key.lower() for key in close | spaced}]
    loose += [code.lower() for code in money["codes"]]
    pattern = "|".join(re.escape(key) for key in sorted(loose, key=lambda key: (-len(key), key)))
    apart = r"(?<![\w-])|(?<=[\da-z]-)"  # "A$5-A$6", "a sub-Rs 5,000 phone"
    exact, apart_too = ("|".join(sorted(keys, key=lambda key: (-len(key), key))) for keys in (close, spaced))
    return Units(
        phrases=_by_first_word(surfaces),
        money=_by_first_word(names),
        currencies={**singular, **money["short"]},
        shared=money["shared"],
        sharing=frozenset(code for codes in money["shared"].values() for code in codes.values()),
        prefix=re.compile(
            rf"(?:(?:{apart}|(?=[^\w]))(?i:{pattern})\s?|(?:{apart})(?:(?:{exact})\.?|(?:{apart_too})\.?\s?))$"
        ),
        prefix_ends=_by_last_character({*loose, *(key.lower() for key in close | spaced)}),
        prefixes={**{code.lower(): code for code in money["codes"]}, **prefixes},
        letters=money["letters"],
        close=units["symbols"]["close"],
        apart={**{sign: name for sign, name in signs.items() if len(sign) > 1}, **units["symbols"]["apart"]},
        told=units["symbols"]["told"],
        signs={**signs, **units["symbols"]["quotient"]},
        hinted=_hinted(read_yaml("hints.yaml")),
        scaled=_by_first_word({form: form for form in units["scaled"]}),
        scales={form: (power, unit) for form, (power, unit) in units["scaled"].items()},
        everyday=frozenset(word + end for word in money["everyday"] for end in ("", "s")),
        paid=frozenset(money["paid"]),
        dollars=money["dollars"],
        countries=_by_first_word(money["countries"]),
        pers=_by_first_word(
            {
                **{form: surfaces.get(form, form) for form in units["per"]},
                **{f"{kind} share": "share" for kind in units["shares"]},
            }
        ),
        coins=frozenset(units["coins"]),
    )


@functools.cache
def beginnings() -> frozenset[str]:
    """The words and signs, in lower case, that a unit or money behind a number can begin with."""
    known = load()
    tables = (
        known.phrases,
        known.money,
        known.scaled,
        known.countries,
        known.close,
        known.apart,
        known.told,
        known.signs,
        known.hinted,
    )
    return frozenset(word.lower() for table in tables for word in table) | {"m"}


def _babel_names() -> tuple[dict[str, str], dict[str, str]]:
    """Full names, singular and plural, of the currencies in use: to codes, and codes to names."""
    names: dict[str, str] = {}
    singular: dict[str, str] = {}
    for code, title in Locale("en").currencies.items():
        if "(" in title or len(code) != 3 or code.startswith("X"):
            continue  # withdrawn money, metals and test codes
        singular[code] = get_currency_name(code, count=1, locale="en").lower()
        for form in (title, singular[code], get_currency_name(code, count=2, locale="en")):
            names.setdefault(form.lower(), code)
    return names, singular


def _prefixed(
    prefixes: dict[str, list[str]], bases: dict[str, Any]
) -> tuple[list[tuple[str, list[str]]], dict[str, str]]:
    """Names and spellings of the units that take metric prefixes, with and without them, and what their signs stand for."""
    names: list[tuple[str, list[str]]] = []
    signs: dict[str, str] = {}
    for base, entry in bases.items():
        forms = entry.get("forms", [])
        own = entry["sign"] if isinstance(entry["sign"], list) else [entry["sign"]]
        if entry.get("alone", True):
            names.append((base, forms))
            signs.update(dict.fromkeys(own, base))
        for prefix in entry["by"]:
            names.append((prefix + base, [prefix + form for form in forms]))
            signs.update({mark + sign: prefix + base for mark in prefixes[prefix] for sign in own})
    return names, signs


def _hinted(entries: dict[str, Any]) -> dict[str, Hints]:
    """The signs and words of hints.yaml, these in both numbers, with the units that they may be and what tells so."""
    found: dict[str, Hints] = {}
    for form, meanings in [*entries["signs"].items(), *entries["words"].items()]:
        hints = tuple(
            (name, frozenset(word + end for word in near for end in ("", "s"))) for name, near in meanings.items()
        )
        found.update(dict.fromkeys({form, f"{form}s"} if form in entries["words"] else {form}, hints))
    return found


def _by_first_word(surfaces: dict[str, str]) -> Phrases:
    phrases: Phrases = {}
    for form, name in surfaces.items():
        words = re.findall(r"[^\W\d_]+\d?|\d[\d,]*|\S", form)
        phrases.setdefault(words[0], []).append((words, name))
    for entries in phrases.values():
        entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
    return phrases


def _by_last_character(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word in sorted(words):
        table.setdefault(word[-1], []).append(word)
    return {character: tuple(ends) for character, ends in table.items()}


def match(phrases: Phrases, words: list[str], index: int) -> tuple[str, int] | None:
    """The longest phrase at `index`: what it stands for, and the place behind it."""
    if index >= len(words):
        return None
    for form, name in phrases.get(words[index], ()):
        if words[index : index + len(form)] == form:
            return name, index + len(form)
    return None


def currency_before(text: str, end: int) -> tuple[str, int] | None:
    """The currency sign or code that ends right before `end`: its ISO 4217 code and where it starts."""
    letter = load().letters.get(text[end - 1 : end])
    if (
        letter is not None
        and _SUM.match(text, end)
        and not (text[end - 2 : end - 1].isalnum() or text[end - 2 : end - 1] == "-")
    ):
        return letter, end - 1
    before = text[max(0, end - 8) : end]
    last = before.lower().rstrip().rstrip(".")
    if not last.endswith(load().prefix_ends.get(last[-1:], ())):
        return None  # most numbers; the pattern is slow to tell
    found = _currency(before[before.rfind(" ", 0, before.rfind(" ", 0, -1)) + 1 :])
    return (found[0], end - found[1]) if found is not None else None


@functools.lru_cache(maxsize=4_096)
def _currency(before: str) -> tuple[str, int] | None:
    """The code of the sign or code at the end of the last two words before a number, and how long that is."""
    units = load()
    found = units.prefix.search(before)
    if found is None:
        return None
    code = units.prefixes.get(found[0].strip().lower()) or units.prefixes.get(found[0].strip(". ").lower())
    return (code, len(before) - found.start()) if code else None


def of_noun(word: str) -> str | None:
    """The unit that a noun names, unless it is money."""
    found = match(load().phrases, [word], 0)
    return found[0] if found is not None else None


def per(words: list[str], index: int) -> tuple[str, int] | None:
    """The noun of a rate, in the singular, and the place behind it."""
    return match(load().pers, words, index)


def money_at(words: list[str], index: int) -> tuple[str, int] | None:
    """The code, or the name that several countries share, of the money named at `index`, and the place behind it; none for
    names that are everyday words."""
    tables = load()
    found = match(tables.money, words, index)
    return None if found is None or words[index] in tables.everyday else found
