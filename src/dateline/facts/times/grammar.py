"""The engine of the time grammar: words to categories, and rules.yaml to one regular expression over the categories.

Every word of a text becomes one character that stands for all the categories it belongs to, so that a rule such as
"{month} <day: DAYNUMBER>" is an ordinary regular expression over a short string, matched in C.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from dateline.facts.quantities import number

_LEXEME = re.compile(
    r"[^\W\d_]{3,}\.?"  # most words, before all that begins in another way
    r"|\d{4}([/.-])\d{1,2}\1\d{1,2}(?:T\d\d:\d\d(?::\d\d)?)?(?!\w)"  # 2022-03-23
    r"|\d{1,4}([/.-])\d{1,2}\2(?:\d{4}|\d\d)(?![\w/])"  # 3/23/2022, 23.03.2022
    r"|(?:\d{3}0['’]?|['’]?\d0)s\b|['’]\d\d(?![\d\w])"  # 1990s, '90s, '98
    r"|(?:[qh][1-4]|[1-4]q)(?!\w)|fy(?=\d)"  # Q1, FY2014
    rf"|{number.FRACTION}"
    r"|\d{1,2}(?:st|nd|rd|th)\b"
    r"|\d{1,2}:\d\d(?::\d\d)?|\d{1,2}\.\d\d(?=\s?[ap]\.?m)"
    rf"|{number.NUMERAL}"
    r"|o['’]clock|[ap]\.m\.?|['’]s\b|[^\W\d_]+\.?"
    r"|\n\s*\n|\S",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"\d")
OTHER = "."  # any word or mark that no rule names
# Abbreviations that are everyday words in lower case.
_OTHERWISE_WORDS = frozenset({"sun", "sun.", "sat", "sat.", "wed", "wed.", "mon", "mar", "mar.", "dec"})
# Lower-case "may" and "march" are months only behind these.
_VERBS_IN_LOWER_CASE = frozenset({"may", "march"})
_BEFORE_MONTHS = [
    ["in"],
    ["of"],
    ["since"],
    ["until"],
    ["by"],
    ["last"],
    ["next"],
    ["this"],
    ["late"],
    ["early"],
    ["mid"],
    ["-"],
]
_HYPHENS = frozenset("–‐‑")
_NAMED = re.compile(r"<(\w+):")
_ATOM = re.compile(r"\{(\w+)\}|(<\w+:)|(>)|(-~\(|[!=~]\()|([()|?*+])|([A-Z]+)|([^\s(){}|?*+<>~]+)|\s+")
_SHAPES = (
    ("ISODATE", re.compile(r"\d{4}([/.-])\d{1,2}\1\d{1,2}(?:T.*)?")),
    ("NUMERICDATE", re.compile(r"\d{1,4}([/.-])\d{1,2}\1(?:\d{4}|\d\d)")),
    ("DECADE", re.compile(r"(?:\d{4}|['’]?\d0)['’]?s")),
    ("SHORTYEAR", re.compile(r"['’]\d\d")),
    ("FRACTION", re.compile(r"\d+[/⁄]\d+")),
    ("ORDINALNUMBER", re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)", re.IGNORECASE)),
    ("CLOCK", re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?")),
    ("DAYNUMBER", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("YEAR", re.compile(r"(?:19|20)\d\d")),
    ("OLDYEAR", re.compile(r"1[0-8]\d\d|21\d\d")),
    ("TWODIGITS", re.compile(r"\d\d")),
    ("HOURS", re.compile(r"0\d[0-5]\d")),
    ("NUMBER", re.compile(r"[\d.,'’\s]+")),
)


@dataclass(slots=True, frozen=True)
class Rule:
    """One line of rules.yaml: the reader that gives the value, and the pattern's named parts."""

    read: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Grammar:
    """The compiled grammar: words and shapes to category characters, and for each character the rules it may begin."""

    characters: dict[str, str]
    values: dict[str, dict[str, Any]]
    rules: tuple[Rule, ...]
    patterns: tuple[str, ...]
    beginning: dict[str, tuple[int, ...]]
    literal: frozenset[str]
    compiled: dict[tuple[int, ...], re.Pattern[str]] = field(default_factory=dict)
    openers: dict[str, bool] = field(default_factory=dict)

    def expression(self, character: str) -> re.Pattern[str]:
        """The rules that may begin with a character, in their order, as one expression; compiled when first needed."""
        rules = self.beginning[character]
        found = self.compiled.get(rules)
        if found is None:
            found = self.compiled[rules] = re.compile(
                "|".join(f"(?P<r{index}>{self.patterns[index]})" for index in rules)
            )
        return found

    def is_opener(self, character: str) -> bool:
        """Whether it stands for a word such as "the" that rules name, and that is no expression without a known word behind it."""
        found = self.openers.get(character)
        if found is None:
            alone = character in self.literal and self.expression(character).match(character + OTHER) is None
            found = self.openers[character] = alone
        return found


@dataclass(slots=True, frozen=True)
class Match:
    """One expression: the lexemes `first` to `stop`, in lower case, and the rule's named parts as lexeme lists."""

    rule: Rule
    start: int
    end: int
    words: list[str]
    parts: dict[str, list[str]]
    also: tuple[int, int] | None

    def value(self, *categories: str) -> Any:
        """What the first word of these categories stands for in vocabulary.yaml; None without such a word."""
        tables = [load().values[category] for category in categories]
        for word in self.words:
            for table in tables:
                if word in table:
                    return table[word]
        return None

    def part(self, name: str, category: str) -> Any:
        """What a named part's first known word stands for."""
        table = load().values[category]
        return next((table[word] for word in self.parts.get(name, ()) if word in table), None)


@functools.cache
def load() -> Grammar:
    """vocabulary.yaml and rules.yaml, compiled once."""
    folder = Path(__file__).parent
    values = yaml.load((folder / "vocabulary.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    data = yaml.load((folder / "rules.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    words = number.vocabulary()
    values["NUMWORD"] = {**words.units, **words.tens}
    values["POWER"] = {word: power for word, power in words.powers.items() if len(word) > 1}
    sources = [_expand(rule["pattern"], data["macros"]) for rule in data["rules"]]
    alphabet = _Alphabet(values, sources)
    rules = tuple(
        Rule(rule["read"], tuple(_NAMED.findall(source))) for rule, source in zip(data["rules"], sources, strict=True)
    )
    beginning: dict[str, list[int]] = {}
    for index, source in enumerate(sources):
        for character in sorted(alphabet.first(source)):
            beginning.setdefault(character, []).append(index)
    return Grammar(
        characters=alphabet.characters,
        values=values,
        rules=rules,
        patterns=tuple(alphabet.translate(source, index) for index, source in enumerate(sources)),
        beginning={character: tuple(indexes) for character, indexes in beginning.items()},
        literal=frozenset(alphabet.characters[word] for word in alphabet.literals),
    )


def scan(text: str) -> Iterator[Match]:
    """The expressions of a text, from left to right, none overlapping another."""
    grammar = load()
    lexemes = _read(text)
    lowers, spans = lexemes.lowers, lexemes.spans
    line = "".join(lexemes.characters)
    stop = 0
    for place, character in enumerate(line):
        if character not in grammar.beginning or place < stop:
            continue
        if line[place + 1 : place + 2] == OTHER and grammar.is_opener(character):
            continue
        match = grammar.expression(character).match(line, place)
        if match is None or match.end() == place:
            continue
        index = int(match.lastgroup[1:])  # type: ignore[index]
        rule = grammar.rules[index]
        stop = match.end()
        parts = {}
        for name in rule.names:
            low, high = match.span(f"{name}_{index}")
            if low >= 0:
                parts[name] = lowers[low:high]
        also = None
        if "also" in parts:
            low, high = match.span(f"also_{index}")
            also = (spans[low][0], spans[high - 1][1])
        yield Match(rule, spans[place][0], spans[stop - 1][1], lowers[place:stop], parts, also)


@dataclass(slots=True)
class _Lexemes:
    """A text's words and marks: in lower case, with their places and their category characters."""

    lowers: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    characters: list[str] = field(default_factory=list)


def _read(text: str) -> _Lexemes:
    """Every word of every article comes through here: the commonest sorts are decided first, without a call."""
    known = load().characters.get
    lexemes = _Lexemes()
    add_word, add_span, add_character = lexemes.lowers.append, lexemes.spans.append, lexemes.characters.append
    for found in _LEXEME.finditer(text):
        raw = found.group()
        word = raw.lower()
        character = known(word)
        if character is None:
            if word[-1] == "." and len(word) > 1:  # the stop is no part of the word, but for abbreviations
                word = word[:-1]
                start, end = found.span()
                add_word(word)
                add_span((start, end - 1))
                add_character(known(word, OTHER))
                add_word(".")
                add_span((end - 1, end))
                add_character(known(".", OTHER))
                continue
            character = OTHER
            if not word[0].isalpha():
                if raw in _HYPHENS:
                    word = "-"
                elif not word.isascii():
                    word = _with_ascii_digits(word)
                character = known(word) or (known(_shape(word), OTHER) if _NUMERIC.search(word) else OTHER)
        elif raw in _OTHERWISE_WORDS or (raw in _VERBS_IN_LOWER_CASE and lexemes.lowers[-1:] not in _BEFORE_MONTHS):
            character = OTHER
        add_word(word)
        add_span(found.span())
        add_character(character)
    return lexemes


def _with_ascii_digits(word: str) -> str:
    """The word with the decimal digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)


def _shape(word: str) -> str:
    """The category of a lexeme with digits, by its form."""
    for name, pattern in _SHAPES:
        if pattern.fullmatch(word):
            return name
    return OTHER


def _expand(pattern: str, macros: dict[str, str]) -> str:
    """Put the macros in, inside each other as well."""
    while "{" in pattern:
        pattern = re.sub(r"\{(\w+)\}", lambda match: f"({macros[match[1]]})", pattern)
    return pattern


class _Alphabet:
    """One character for each combination of categories that a word has."""

    def __init__(self, values: dict[str, dict[str, Any]], sources: list[str]) -> None:
        categories: dict[str, set[str]] = {}
        for category, table in values.items():
            for word in table:
                categories.setdefault(word, set()).add(category)
        for source in sources:
            for atom in _ATOM.finditer(source):
                if atom[7]:
                    categories.setdefault(atom[7], set()).add(atom[7])
        for name, _ in _SHAPES:
            categories[name] = {name}
        combinations = sorted({tuple(sorted(names)) for names in categories.values()})
        letters = {names: chr(0xE000 + index) for index, names in enumerate(combinations)}
        self.characters = {word: letters[tuple(sorted(names))] for word, names in categories.items()}
        shapes = {name for name, _ in _SHAPES}
        self.literals = [word for word, names in categories.items() if names == {word} and word not in shapes]
        self._sets: dict[str, str] = {}
        for names, letter in letters.items():
            for name in names:
                self._sets[name] = self._sets.get(name, "") + letter

    def translate(self, source: str, rule: int) -> str:
        """A rule's pattern as a regular expression over category characters."""
        spelled = {"!(": "(?!", "=(": "(?=", "~(": "(?<=", "-~(": "(?<!", "(": "(?:", "*": "{0,9}"}
        out = []
        for atom in _ATOM.finditer(source):
            _, named, close, condition, operator, category, literal = atom.groups()
            if named:
                out.append(f"(?P<{named[1:-1]}_{rule}>")
            elif close:
                out.append(")")
            elif condition or operator:
                out.append(spelled.get(condition or operator, operator))
            elif category or literal:
                out.append(f"[{self._sets[category or literal]}]")
        return "".join(out)

    def first(self, source: str) -> set[str]:
        """The characters that a match of this pattern can begin with."""
        atoms = [atom.group() for atom in _ATOM.finditer(source) if not atom.group().isspace()]
        found, _, _ = self._alternatives(atoms, 0)
        return found

    def _alternatives(self, atoms: list[str], at: int) -> tuple[set[str], bool, int]:
        """First characters, whether it can be empty, and the place behind it."""
        found: set[str] = set()
        empty = False
        while True:
            first, skippable, at = self._sequence(atoms, at)
            found |= first
            empty |= skippable
            if at == len(atoms) or atoms[at] != "|":
                return found, empty, at
            at += 1

    def _sequence(self, atoms: list[str], at: int) -> tuple[set[str], bool, int]:
        found: set[str] = set()
        empty = True
        while at < len(atoms) and atoms[at] not in ("|", ")", ">"):
            atom = atoms[at]
            if atom.endswith("(") or atom.startswith("<"):
                first, skippable, at = self._alternatives(atoms, at + 1)
                if atom[0] in "!=~-":
                    first, skippable = set(), True
            else:
                first, skippable = set(self._sets[atom]), False
            at += 1
            if at < len(atoms) and atoms[at] in "?*+":
                skippable |= atoms[at] != "+"
                at += 1
            if empty:
                found |= first
            empty &= skippable
        return found, empty, at
