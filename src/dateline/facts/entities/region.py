"""Where names can stand: runs of capitalised words, what is known of them beforehand, and the stretches that could be a name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import Entry, gazetteer
from dateline.facts.entities.lexicon import closed_class

LONGEST = 9  # tokens of the longest name

# The parser's entity labels, those of things that are no entity of ours taken together.
_LABELS = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP",
    "EVENT": "THING", "PRODUCT": "THING", "WORK_OF_ART": "THING", "LAW": "THING", "LANGUAGE": "THING",
}  # fmt: skip
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_SAXON = ("'s", "’s", "'", "’")
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
    acronyms: frozenset[int]  # tokens: abbreviations in parentheses behind what they stand for
    runs: list[tuple[int, int]] = field(default_factory=list)


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
    known = _known(document)
    within: list[tuple[int, int] | None] = [None] * len(tokens)
    for place in known:
        for i in range(*place):
            within[i] = place
    reading = Reading(
        document=document,
        entity=entity,
        known=known,
        within=within,
        low=frozenset(token.text for token in tokens if token.text.islower()),
        label={text: min(count.items(), key=lambda item: (-item[1], item[0]))[0] for text, count in votes.items()},
        surnames=frozenset(surnames),
        headlines=_headlines(document),
        acronyms=_acronyms(tokens),
    )
    reading.runs = _runs(reading)
    return reading


def is_capital(token: Token) -> bool:
    """Whether the token looks like a part of a name: its first letter is no small one, or a capital follows a digit ("3M")."""
    first = token.text[0]
    if first.isalpha():
        return not first.islower()
    return first.isdigit() and any(c.isupper() for c in token.text)


def segments(reading: Reading, first: int, stop: int) -> list[tuple[int, int]]:
    """The stretches of a run that could be a name: at most LONGEST tokens, from a word to a word."""
    tokens, links = reading.document.tokens, closed_class("links")
    starts, ends = [], []
    for i in range(first, stop):
        within = reading.within[i]
        if within is not None and within[0] == i:
            starts.append(i)  # "The Hague", "La Paz", "al-Qaida"
        token = tokens[i]
        if (token.is_word and token.lower not in links) or token.lower == "al":
            named = is_capital(token) or reading.entity[i] is not None
            if (named or _ORDINAL.fullmatch(token.text)) and i not in starts[-1:]:
                starts.append(i)
            if named and token.lower != "al":
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
    names, tokens = gazetteer(), document.tokens
    found: dict[tuple[int, int], list[Entry]] = {}
    beyond = 0
    for token in tokens:
        if token.i < beyond or not (is_capital(token) or token.lower == "al"):
            continue
        for stop in range(min(token.i + names.longest, len(tokens)), token.i, -1):
            end = tokens[stop - 1]
            if end.sentence == token.sentence and (entries := names.find(document.text[token.start : end.end])):
                found[token.i, stop] = entries
                beyond = stop
                break
    return found


def _headlines(document: Document) -> frozenset[int]:
    found = set()
    for index, sentence in enumerate(document.sentences):
        words = [token for token in document.tokens[sentence.first : sentence.stop] if token.text[0].isalpha()]
        if 4 <= len(words) <= 25 and sum(is_capital(word) for word in words) >= 0.6 * len(words):
            found.add(index)
    return frozenset(found)


def _acronyms(tokens: list[Token]) -> frozenset[int]:
    """Tokens such as "SDF" in "Syrian Democratic Forces (SDF)"."""
    found = set()
    for token in tokens[2:-1]:
        text = token.text
        if (
            text.isupper()
            and 1 < len(text) < 12
            and tokens[token.i - 1].text == "("
            and tokens[token.i + 1].text == ")"
        ):
            words = [t for t in tokens[max(0, token.i - 2 - 2 * len(text)) : token.i - 1] if is_capital(t)]
            initials = "".join(word.text[0] for word in words)
            if initials.endswith(text[-3:]) or text[0] in initials[-len(text) - 1 :]:
                found.add(token.i)
    return frozenset(found)


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
        ordinal = _ORDINAL.fullmatch(token.text) and i + 1 < len(tokens) and is_capital(tokens[i + 1])
        if not (
            is_capital(token) or ordinal or (entity[i] and token.is_word) or (token.lower == "al" and reading.within[i])
        ):
            continue
        if not (entity[i] or reading.within[i] or token.pos == "PROPN") and token.lower in reading.low:
            continue
        limit = document.sentence_of(token).stop
        stop = i + 1
        while True:
            beyond = stop
            while (
                beyond < limit
                and beyond - stop <= _GAP
                and not is_capital(tokens[beyond])
                and (tokens[beyond].lower in links or entity[beyond])
            ):
                beyond += 1
            if beyond == limit or not (is_capital(tokens[beyond]) or (entity[beyond] and tokens[beyond].is_word)):
                break
            stop = beyond + 1
        runs.append((i, stop))
    return runs
