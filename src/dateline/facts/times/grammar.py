"""The engine of the time grammar: words to categories, and rules.yaml to one regular expression over the categories.

Every word of a text becomes one character that stands for all the categories it belongs to, so that a rule such as
"{month} <day: DAYNUMBER>" is an ordinary regular expression over a short string, matched in C.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from dateline.facts.quantities import number, numeral
from dateline.facts.times.alphabet import Alphabet, expand, names

_NUMERIC = re.compile(r"\d")
OTHER = "."  # any word or mark that no rule names
# What stands between two spaces, where an expression can be.
KNOWN, HEART = "k", "h"
_RUN = re.compile(f"(?<!{KNOWN}){KNOWN}*+{HEART}[{KNOWN}{HEART}]*")
_REMEMBERED = 65_536
# Longer runs of known words, as tables are, are not said again.
_RUN_LENGTH = 64
# Abbreviations that are everyday words in lower case.
_OTHERWISE_WORDS = frozenset({"sun", "sun.", "sat", "sat.", "wed", "wed.", "mon", "mar", "mar.", "dec"})
# Lower-case "may", "march" and "august" are months only behind these.
_VERBS_IN_LOWER_CASE = frozenset({"may", "march", "august"})
_CASED = _OTHERWISE_WORDS | _VERBS_IN_LOWER_CASE
_BEFORE_MONTHS = frozenset({"in", "of", "since", "until", "by", "last", "next", "this", "late", "early", "mid", "-"})
_HYPHENS = frozenset("–‐‑")
_SHAPES = (
    ("ISODATE", re.compile(r"\d{4}([/.-])\d{1,2}\1\d{1,2}(?:t.*)?")),
    ("NUMERICDATE", re.compile(r"\d{1,4}([/.-])\d{1,2}\1(?:\d{4}|\d\d)")),
    ("DECADE", re.compile(r"(?:\d{4}|['’]?\d0)['’]?s")),
    ("SHORTYEAR", re.compile(r"['’]\d\d")),
    ("FRACTION", re.compile(r"\d+[/⁄]\d+")),
    ("ORDINALNUMBER", re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)")),
    ("CLOCK", re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?")),
    ("LETTERED", re.compile(r"(?:1[0-2]|[1-9])[ap]")),
    ("DAYNUMBER", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("YEAR", re.compile(r"(?:19|20)\d\d")),
    ("OLDYEAR", re.compile(r"1[0-8]\d\d|21\d\d")),
    ("TWODIGITS", re.compile(r"\d\d")),
    ("HOURS", re.compile(r"(?:0\d|2[23])[0-5]\d")),
    ("NUMBER", re.compile(r"[\d.,'’\s]+")),
)


@dataclass(slots=True, frozen=True)
class Rule:
    """One line of rules.yaml: the reader that gives the value, and the pattern's named parts, each with its group's name."""

    read: str
    parts: tuple[tuple[str, str], ...]


@dataclass(slots=True, frozen=True)
class Fit:
    """A rule that matches in a run of words, up to the word `stop`, and the places of its named parts."""

    rule: Rule
    stop: int
    parts: tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Grammar:
    """The compiled grammar: how a text falls into lexemes, words and shapes to category characters, for each character the
    rules of its expression, and the characters without one of which nothing matches.

    `fits` remembers what matched in runs of known words and at what place: what is around a run changes nothing, as no rule goes
    through a word that none knows, and news says the same again and again.
    """

    lexeme: re.Pattern[str]
    characters: dict[str, str]
    values: dict[str, dict[str, Any]]
    rules: tuple[Rule, ...]
    patterns: tuple[str, ...]
    beginning: dict[str, tuple[int, ...]]
    beginner: re.Pattern[str]
    hearts: frozenset[str]
    compiled: dict[tuple[int, ...], re.Pattern[str]] = field(default_factory=dict)
    expressions: dict[str, re.Pattern[str]] = field(default_factory=dict)
    fits: dict[tuple[str, int], Fit | None] = field(default_factory=dict)

    def fit(self, run: str, place: int) -> Fit | None:
        """What matches at a place of a run of known words."""
        key = run, place
        if key in self.fits:
            return self.fits[key]
        found = self.match(run, place)
        if len(self.fits) < _REMEMBERED:
            self.fits[key] = found
        return found

    def match(self, line: str, place: int) -> Fit | None:
        """What matches at a place of a line of category characters."""
        match = self.expression(line[place]).match(line, place)
        if match is None or match.end() == place:
            return None
        rule = self.rules[int(match.lastgroup[1:])]  # type: ignore[index]
        spans = [(name, *match.span(group)) for name, group in rule.parts]
        return Fit(rule, match.end(), tuple((name, low, high) for name, low, high in spans if low >= 0))

    def expression(self, character: str) -> re.Pattern[str]:
        """The rules that may begin with a character and those tried with them, in their order; compiled when first needed."""
        found = self.expressions.get(character)
        if found is None:
            found = self.expressions[character] = self._compile(self.beginning[character])
        return found

    def _compile(self, rules: tuple[int, ...]) -> re.Pattern[str]:
        """Some rules as one expression, which several characters share."""
        found = self.compiled.get(rules)
        if found is None:
            found = self.compiled[rules] = re.compile(
                "|".join(f"(?P<r{index}>{self.patterns[index]})" for index in rules)
            )
        return found


@dataclass(slots=True)
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
    values["FRACTION"] = dict.fromkeys("½¼¾⅓⅔⅛")
    words = number.vocabulary()
    values["NUMWORD"] = {**words.units, **words.tens}
    values["POWER"] = {word: power for word, power in words.powers.items() if len(word) > 1}
    sources = [expand(rule["pattern"], data["macros"]) for rule in data["rules"]]
    alphabet = Alphabet(values, (name for name, _ in _SHAPES), sources)
    rules = tuple(
        Rule(rule["read"], tuple((name, f"{name}_{index}") for name in names(source)))
        for index, (rule, source) in enumerate(zip(data["rules"], sources, strict=True))
    )
    beginning: dict[str, list[int]] = {}
    for index, source in enumerate(sources):
        for character in sorted(alphabet.first(source)):
            beginning.setdefault(character, []).append(index)
    patterns = tuple(alphabet.translate(source, index) for index, source in enumerate(sources))
    return Grammar(
        lexeme=_lexeme(alphabet.characters),
        characters=alphabet.characters,
        values=values,
        rules=rules,
        patterns=patterns,
        beginning=_shared(beginning, [len(pattern) for pattern in patterns]),
        beginner=re.compile(f"[{''.join(beginning)}]"),
        hearts=frozenset().union(*(alphabet.needed(source, data["common"]) for source in sources)),
    )


def _shared(beginning: dict[str, list[int]], lengths: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The rules that may begin with each character, together with those of the characters that have half of their rules in common.

    They match as they would alone and nearly as fast; fewer expressions are to be compiled, most of what a short text costs.
    """

    def length(rules: Iterable[int]) -> int:
        return sum(lengths[rule] for rule in rules)

    groups: list[set[int]] = []
    for rules in sorted({tuple(rules) for rules in beginning.values()}, key=lambda rules: (-length(rules), rules)):
        like = next(
            (group for group in groups if 2 * length(group.intersection(rules)) >= length(group.union(rules))), None
        )
        if like is None:
            groups.append(set(rules))
        else:
            like.update(rules)
    groups.sort(key=len)
    return {
        character: tuple(sorted(next(group for group in groups if group.issuperset(rules))))
        for character, rules in beginning.items()
    }


def _lexeme(known: Iterable[str]) -> re.Pattern[str]:
    """What matches one word or mark of a text in lower case. A stop belongs to a word only in the abbreviations that are known.

    Whole words stand first, which most lexemes are; the many forms of numerals are tried only where one can begin.
    """
    by_length: dict[int, list[str]] = {}
    for word in sorted(known):
        if word.endswith(".") and word[:-1].isalpha():
            by_length.setdefault(len(word), []).append(re.escape(word))
    abbreviated = "|".join(rf"(?<=(?<![^\W\d_])(?:{'|'.join(words)}))" for words in by_length.values())
    return re.compile(
        rf"[^\W\d_]{{3,}}+(?:\.(?:{abbreviated}))?"
        r"|(?=[\d.'’])(?:"
        r"(?<=[^\W\d_])\."  # the end of a sentence, not the decimal point of ".5"
        r"|\d{4}([/.-])\d{1,2}\1\d{1,2}(?:t\d\d:\d\d(?::\d\d)?z?)?(?!\w)"  # 2022-03-23
        r"|\d{1,4}([/.-])\d{1,2}\2(?:\d{4}|\d\d)(?![\w/])"  # 3/23/2022, 23.03.2022
        r"|(?:\d{3}0['’]?|['’]?\d0)s\b|['’]\d\d(?![\d\w])"  # 1990s, '90s, '98
        r"|[1-4]q(?!\w)|[1-4]q(?=\d\d\b)|[12]h(?= 20\d\d)"
        rf"|{numeral.FRACTION}"
        r"|\d{1,2}(?:st|nd|rd|th)\b|(?:1[0-2]|[1-9])[ap](?!\w|\.m)"  # 3rd, 9a
        r"|\d{1,2}:\d\d(?::\d\d)?|\d{1,2}\.\d\d(?=\s?[ap]\.?m)"
        rf"|{numeral.NUMERAL}"
        r"|['’]s\b)"
        r"|[qh][1-4](?!\w)|fy(?=\d)|o['’]clock|[ap]\.m\.?|b\.c\.(?:e\.)?|a\.d\."  # Q1, FY2014
        r"|[^\W\d_]+"
        r"|\n\s*\n|\S"
    )


def _lower(text: str) -> str:
    """The text in lower case with straight apostrophes, every character in its place: the dotted capital I would become two."""
    return text.replace("İ", "I").replace("’", "'").lower()


def scan(text: str) -> Iterator[Match]:
    """The expressions of a text, from left to right, none overlapping another."""
    grammar, lower = load(), _lower(text)
    lexemes = [lexeme for place in _stretches(lower) for lexeme in grammar.lexeme.finditer(lower, *place)]
    words = [lexeme[0] for lexeme in lexemes]
    line = _categories(text, lexemes, words) + OTHER
    stop = 0
    for found in grammar.beginner.finditer(line):
        place = found.start()
        if place < stop:
            continue
        first = line.rfind(OTHER, max(0, place - _RUN_LENGTH), place) + 1
        end = line.find(OTHER, place, place + _RUN_LENGTH)
        if end < 0 or (first == 0 and place >= _RUN_LENGTH):
            first, fit = 0, grammar.match(line, place)
        else:
            fit = grammar.fit(line[first:end], place - first)
        if fit is None:
            continue
        stop = first + fit.stop
        parts = {name: [_plain(word) for word in words[first + low : first + high]] for name, low, high in fit.parts}
        beside = [(first + low, first + high - 1) for name, low, high in fit.parts if name == "also"]
        also = next(((lexemes[low].start(), lexemes[high].end()) for low, high in beside), None)
        told = [_plain(word) for word in words[place:stop]]
        yield Match(fit.rule, lexemes[place].start(), lexemes[stop - 1].end(), told, parts, also)


def _stretches(lower: str) -> Iterator[tuple[int, int]]:
    """The places of a text in lower case where an expression can be: known words without a gap, with what stands beside them.

    Most words are in no such place, and what is between two spaces is quick to look up, as news says the same again and again.
    """
    chunks = lower.replace("\n", " ").split(" ")
    sorts = "".join(map(_sort, chunks))
    lengths = list(accumulate(map(len, chunks), initial=0))
    for run in _RUN.finditer(sorts):
        first, last = max(0, run.start() - 1), min(run.end(), len(chunks) - 1)
        yield lengths[first] + first, lengths[last + 1] + last


@functools.lru_cache(_REMEMBERED)
def _sort(chunk: str) -> str:
    """HEART for what holds a word that an expression can't do without, KNOWN for what one can go through, else OTHER."""
    grammar = load()
    letters = {_category(lexeme[0]) for lexeme in grammar.lexeme.finditer(chunk)}
    if not letters.isdisjoint(grammar.hearts):
        return HEART
    return OTHER if OTHER in letters and _NUMERIC.search(chunk) is None else KNOWN


@functools.lru_cache(_REMEMBERED)
def _category(word: str) -> str:
    """The category character of a lexeme."""
    return load().characters.get(word) or (OTHER if word[0].isalpha() else _mark(word))


def _categories(text: str, lexemes: Sequence[re.Match[str]], words: Sequence[str]) -> str:
    """The category characters of a text's lexemes, of which `words` are the strings in lower case."""
    characters = list(map(_category, words))
    for place in [place for place, word in enumerate(words) if word in _CASED]:
        word = words[place]
        if text[slice(*lexemes[place].span())] != word:
            continue
        if word in _OTHERWISE_WORDS or place == 0 or _plain(words[place - 1]) not in _BEFORE_MONTHS:
            characters[place] = OTHER
    return "".join(characters)


def _mark(word: str) -> str:
    """The category of a lexeme that is no word and not known as it is written."""
    known, word = load().characters, _plain(word)
    return known.get(word) or (known.get(_shape(word), OTHER) if _NUMERIC.search(word) else OTHER)


def _plain(word: str) -> str:
    """The lexeme with one kind of hyphen, and the decimal digits of any script as 0 to 9."""
    if word.isascii() or word[0].isalpha():
        return word
    return "-" if word in _HYPHENS else _with_ascii_digits(word)


def _with_ascii_digits(word: str) -> str:
    """The word with the decimal digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in word)


def _shape(word: str) -> str:
    """The category of a lexeme with digits, by its form."""
    for name, pattern in _SHAPES:
        if pattern.fullmatch(word):
            return name
    return OTHER
