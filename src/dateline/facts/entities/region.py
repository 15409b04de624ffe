"""Where names can stand: runs of capitalised words, what is known of them beforehand, and the stretches that could be a name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import Entry, gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon

LONGEST = 9  # tokens of the longest name

# The parser's entity labels, those of things that are no entity of ours taken together.
_LABELS = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP",
    "EVENT": "THING", "PRODUCT": "THING", "WORK_OF_ART": "THING", "LAW": "THING", "LANGUAGE": "THING",
}  # fmt: skip
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_SAXON = ("'s", "’s", "'", "’")
_APPOSITION = 8  # words behind a comma among which a noun is looked for that tells of a person
_GAP = 2  # words without a capital that a name can hold in a row ("Bank of the West")


@dataclass(slots=True)
class Reading:
    """What is known of a document before its names are read: entities of the parser, known names, words by form."""

    document: Document
    entity: list[tuple[int, int, str] | None]  # by token: the parser's entity it is in, trimmed
    known: dict[tuple[int, int], list[Entry]]
    within: list[tuple[int, int] | None]  # by token: the longest known name it is in
    low: frozenset[str]  # words that also occur without capitals
    label: dict[str, str]  # string → the label the parser gives it most often
    surnames: frozenset[str]  # last words of persons of two words or more, as the parser has it
    headlines: frozenset[int]  # sentences in which most words begin with a capital
    acronyms: frozenset[int]  # tokens: abbreviations beside what they stand for, one of them in parentheses
    spelled: frozenset[tuple[int, int]]  # token ranges: what they stand for
    nations: list[Entry]  # what its adjectives and peoples mean ("Ukrainian"), in order
    runs: list[tuple[int, int]] = field(default_factory=list)
    _apposed: dict[int, str] = field(default_factory=dict)

    def apposed(self, i: int) -> str:
        """What the words from `i` on, behind a comma, tell of the name in front: "who", "age", "person" or nothing."""
        told = self._apposed.get(i)
        if told is None:
            told = self._apposed[i] = _told(self.document.tokens, i)
        return told


def read(document: Document) -> Reading:
    """Look a document over once."""
    tokens = document.tokens
    entity: list[tuple[int, int, str] | None] = [None] * len(tokens)
    votes: dict[str, Counter[str]] = {}
    surnames = set()
    for first, stop, label in _entities(tokens):
        first, stop = _trim(tokens, first, stop)
        for i in range(first, stop):
            entity[i] = (first, stop, label)
        if first < stop:
            text = document.text[tokens[first].start : tokens[stop - 1].end]
            votes.setdefault(text, Counter())[label] += 1
            if label == "PERSON" and stop - first > 1:
                surnames.add(tokens[stop - 1].text)
    known, (acronyms, spelled) = _known(document), _acronyms(tokens)
    within: list[tuple[int, int] | None] = [None] * len(tokens)
    for place in known:
        for i in range(*place):
            within[i] = place
    reading = Reading(
        document=document,
        entity=entity,
        known=known,
        within=within,
        low=frozenset(token.text for token in tokens if token.text.islower() and not is_tail(tokens, token.i)),
        label={text: min(count.items(), key=lambda item: (-item[1], item[0]))[0] for text, count in votes.items()},
        surnames=frozenset(surnames),
        headlines=_headlines(document),
        acronyms=acronyms,
        spelled=spelled,
        nations=list(gazetteer().nationalities(tokens)),
    )
    reading.runs = _runs(reading)
    return reading


def _told(tokens: list[Token], i: int) -> str:
    words = lexicon()
    first = tokens[i]
    if first.lower == "who":
        return "who"
    if first.text.isdigit():
        ends = i + 1 == len(tokens) or tokens[i + 1].text in (",", ".", ";", ")", "and")
        return "age" if ends and 0 < len(first.text) < 3 else ""
    for token, beyond in pairwise(tokens[i : i + _APPOSITION]):
        if token.sentence != first.sentence or token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "PRON"):
            return ""
        person = token.lower in words.person and not token.is_capital
        if person and beyond.pos not in ("NOUN", "PROPN", "PART") and token.dep not in ("nsubj", "nsubjpass"):
            return "person"  # "X, a former Danish minister", but not "X, the minister said"
    return ""


def is_ordinal(token: Token) -> bool:
    """Whether the token is a number such as "82nd"."""
    return _ORDINAL.fullmatch(token.text) is not None


def is_tail(tokens: list[Token], i: int) -> bool:
    """Whether a token is the small second half of a name with a hyphen ("Jong-un")."""
    if (
        i < 2
        or i >= len(tokens)
        or tokens[i - 1].text != "-"
        or tokens[i].pos != "PROPN"
        or not tokens[i].text.isalpha()
    ):
        return False
    joined = tokens[i - 2].end == tokens[i - 1].start and tokens[i - 1].end == tokens[i].start
    return joined and tokens[i - 2].is_capital


def segments(reading: Reading, first: int, stop: int) -> list[tuple[int, int]]:
    """The stretches of a run that could be a name: at most LONGEST tokens, from a word to a word."""
    tokens, links = reading.document.tokens, closed_class("links")
    starts, ends = [], []
    if tokens[first].lower in closed_class("openers"):
        first += 1
    for i in range(first, stop):
        within = reading.within[i]
        if within is not None and within[0] == i:
            starts.append(i)  # "The Hague", "La Paz", "al-Qaida"
        token = tokens[i]
        if (token.is_word and token.lower not in links) or token.lower == "al":
            named = token.is_capital or reading.entity[i] is not None
            if (named or is_ordinal(token)) and i not in starts[-1:]:
                starts.append(i)
            if (named and token.lower != "al") or is_tail(tokens, i):
                ends.append(i)
    found, low = [], 0
    for start in starts:
        while low < len(ends) and ends[low] < start:
            low += 1
        for end in ends[low:]:
            if end >= start + LONGEST:
                break
            found.append((start, end + 1))
    return found


def _entities(tokens: list[Token]) -> list[tuple[int, int, str]]:
    """The parser's entities of the kinds that can matter, as token ranges."""
    found: list[tuple[int, int, str]] = []
    for token in tokens:
        label = _LABELS.get(token.ent)
        if label is None:
            continue
        if not token.ent_start and found and found[-1][1] == token.i and found[-1][2] == label:
            found[-1] = (found[-1][0], token.i + 1, label)
        else:
            found.append((token.i, token.i + 1, label))
    return found


def _trim(tokens: list[Token], first: int, stop: int) -> tuple[int, int]:
    """Cut determiners in front, possessives and marks at both ends."""
    determiners = closed_class("determiners")
    while first < stop and (tokens[first].lower in determiners or not tokens[first].is_word):
        first += 1
    while stop > first and (tokens[stop - 1].lower in _SAXON or not tokens[stop - 1].is_word):
        stop -= 1
    return first, stop


def _known(document: Document) -> dict[tuple[int, int], list[Entry]]:
    """The longest known name at every token that can begin one."""
    names = gazetteer()
    found: dict[tuple[int, int], list[Entry]] = {}
    beyond = 0
    for token in document.tokens:
        if token.i < beyond or not (token.is_capital or token.lower == "al"):
            continue
        longest = names.longest_at(document, token.i)
        if longest is not None:
            beyond, entries = longest
            found[token.i, beyond] = entries
    return found


def _headlines(document: Document) -> frozenset[int]:
    found = set()
    for index, sentence in enumerate(document.sentences):
        words = [token for token in document.tokens[sentence.first : sentence.stop] if token.text[0].isalpha()]
        if 4 <= len(words) <= 25 and sum(word.is_capital for word in words) >= 0.6 * len(words):
            found.add(index)
    return frozenset(found)


def _acronyms(tokens: list[Token]) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    """Tokens such as "SDF" in "Syrian Democratic Forces (SDF)" or "SDF (Syrian Democratic Forces)", and the words' ranges."""
    short, long = set(), set()
    for token in tokens[:-2]:
        if token.text != "(" or not 0 < token.i < len(tokens) - 2:
            continue
        i, beyond = token.i, tokens[token.i + 2]
        if _is_short(tokens[i + 1]) and beyond.text == ")":
            first = _spelled_from(tokens, i - 1, tokens[i + 1].text)
            if first is not None:
                long.add((first, i))
            if first is not None or _has_initial(tokens, i, tokens[i + 1].text):
                short.add(i + 1)
        elif _is_short(tokens[i - 1]):
            close = next((j for j in range(i + 2, min(i + LONGEST + 2, len(tokens))) if tokens[j].text == ")"), None)
            if close is not None and _spelled_from(tokens, close - 1, tokens[i - 1].text) == i + 1:
                short.add(i - 1)
                long.add((i + 1, close))
    return frozenset(short), frozenset(long)


def _is_short(token: Token) -> bool:
    return token.text.isupper() and 1 < len(token.text) < 12


def _has_initial(tokens: list[Token], i: int, short: str) -> bool:
    """Whether a capitalised word soon before `i` begins like an abbreviation, which may be one in another language ("AKP")."""
    words = [token for token in tokens[max(0, i - 1 - 2 * len(short)) : i] if token.is_capital]
    return any(word.text[0] == short[0] for word in words[-len(short) - 1 :])


def _spelled_from(tokens: list[Token], last: int, short: str) -> int | None:
    """Where the words begin that end at `last` and have the letters of an abbreviation as initials, most of them."""
    letters = [letter for letter in short if letter.isalpha()]
    first, left = last, len(letters)
    while left and first >= 0 and last - first < 2 * len(letters) and tokens[first].sentence == tokens[last].sentence:
        if tokens[first].text[0].isupper():
            if tokens[first].text[0] != letters[left - 1]:
                break
            left -= 1
        elif not tokens[first].text.isalpha():
            break
        first -= 1
    return first + 1 if left == 0 or (left == 1 and len(letters) > 3) else None


def _runs(reading: Reading) -> list[tuple[int, int]]:
    """Stretches of tokens that may hold names; each begins and ends with a capital or a word of an entity."""
    document, entity = reading.document, reading.entity
    tokens, links = document.tokens, closed_class("links")
    runs: list[tuple[int, int]] = []
    stop = 0
    for token in tokens:
        i = token.i
        if i < stop:
            continue
        ordinal = is_ordinal(token) and i + 1 < len(tokens) and tokens[i + 1].is_capital
        if not (
            token.is_capital or ordinal or (entity[i] and token.is_word) or (token.lower == "al" and reading.within[i])
        ):
            continue
        if not (entity[i] or reading.within[i] or token.pos == "PROPN") and token.lower in reading.low:
            continue
        limit = document.sentence_of(token).stop
        stop = i + 1
        while True:
            within = reading.within[stop - 1]
            if within is not None:
                stop = max(stop, within[1])  # "Deir ez-Zor"
            if stop + 1 < limit and is_tail(tokens, stop + 1):
                stop += 2
            beyond = stop
            while (
                beyond < limit
                and beyond - stop <= _GAP
                and not tokens[beyond].is_capital
                and (tokens[beyond].lower in links or entity[beyond])
            ):
                beyond += 1
            if beyond == limit or not (tokens[beyond].is_capital or (entity[beyond] and tokens[beyond].is_word)):
                break
            stop = beyond + 1
        runs.append((i, stop))
    return runs
