"""Where names can stand: runs of capitalised words, and what can be told of a stretch of them.

A stretch ("segment") is described by features, strings such as "ent=ORG" or "last=place"; name.py adds up their weights.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import Entry, gazetteer
from dateline.facts.entities.lexicon import lexicon

LONGEST = 9  # tokens of the longest name

_LABELS = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "NORP": "NORP"}
_LABELS |= {"EVENT": "THING", "PRODUCT": "THING", "WORK_OF_ART": "THING", "LAW": "THING", "LANGUAGE": "THING"}
_LINKS = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "la",
        "le",
        "du",
        "von",
        "van",
        "der",
        "den",
        "bin",
        "al",
        "el",
        "&",
        "-",
        "/",
        "'",
        "’",
        "'s",
        "’s",
        "del",
        "di",
        "da",
        "e",
        "y",
        "des",
        "–",
        ".",
        "on",
        "in",
        "to",
    ]
)
_DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"]
)
_BEFORE = frozenset(
    [
        "in",
        "at",
        "from",
        "to",
        "of",
        "by",
        "with",
        "the",
        "a",
        "an",
        "and",
        "for",
        "on",
        "near",
        "between",
        "outside",
        "against",
        ",",
        "(",
        '"',
        "'",
        "-",
        ":",
        "as",
        "than",
        "while",
        "when",
        "that",
    ]
)
_BEHIND = frozenset(
    [
        "'s",
        "’s",
        ",",
        "(",
        ")",
        ".",
        "and",
        "of",
        "in",
        "who",
        "which",
        "is",
        "was",
        "has",
        "said",
        "says",
        "-",
        "&",
        "for",
        "at",
        "on",
        "to",
    ]
)
_FUNCTION = frozenset(("IN", "DT", "CC", "PRP", "PRP$", "RB", "WDT", "WP", "WRB", "TO", "MD", "EX", "UH"))
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_SPEECH = frozenset(
    [
        "say",
        "tell",
        "add",
        "warn",
        "ask",
        "announce",
        "write",
        "call",
        "claim",
        "think",
        "believe",
        "meet",
        "win",
        "play",
        "die",
        "live",
        "visit",
        "arrive",
        "travel",
    ]
)


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
    acronyms: set[tuple[int, int]]  # abbreviations in parentheses behind what they stand for
    runs: list[tuple[int, int]] = field(default_factory=list)


def read(document: Document) -> Reading:
    """Look a document over once."""
    tokens = document.tokens
    entity: list[tuple[int, int, str] | None] = [None] * len(tokens)
    votes: dict[str, Counter[str]] = {}
    surnames = set()
    for first, stop, label in _entities(tokens):
        first, stop = trim(tokens, first, stop)
        for i in range(first, stop):
            entity[i] = (first, stop, label)
        if first < stop:
            text = document.text[tokens[first].start : tokens[stop - 1].end]
            votes.setdefault(text, Counter())[label] += 1
            if label == "PERSON" and stop - first > 1:
                surnames.add(tokens[stop - 1].text)
    known = _known(document)
    within: list[tuple[int, int] | None] = [None] * len(tokens)
    for first, stop in known:
        for i in range(first, stop):
            within[i] = (first, stop)
    low = frozenset(token.text for token in tokens if token.text.islower())
    label = {text: min(count.items(), key=lambda item: (-item[1], item[0]))[0] for text, count in votes.items()}
    reading = Reading(
        document, entity, known, within, low, label, frozenset(surnames), _headlines(document), _acronyms(tokens)
    )
    reading.runs = _runs(reading)
    return reading


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


def trim(tokens: list[Token], first: int, stop: int) -> tuple[int, int]:
    """Cut determiners in front, possessives and marks at both ends."""
    while first < stop and (tokens[first].lower in _DETERMINERS or not tokens[first].is_word):
        first += 1
    while stop > first and (tokens[stop - 1].lower in ("'s", "’s", "'", "’") or not tokens[stop - 1].is_word):
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


def _acronyms(tokens: list[Token]) -> set[tuple[int, int]]:
    """Tokens such as "SDF" in "Syrian Democratic Forces (SDF)"."""
    found = set()
    for token in tokens[2:-1]:
        if (
            token.text.isupper()
            and len(token.text) > 1
            and tokens[token.i - 1].text == "("
            and tokens[token.i + 1].text == ")"
        ):
            words = [t for t in tokens[max(0, token.i - 2 - 2 * len(token.text)) : token.i - 1] if is_capital(t)]
            initials = "".join(word.text[0] for word in words)
            if initials.endswith(token.text[-3:]) or token.text[0] in initials[-len(token.text) - 1 :]:
                found.add((token.i, token.i + 1))
    return found


def is_capital(token: Token) -> bool:
    """Whether the token looks like (part of) a name: a capital first, or a digit with a capital in it ("501st" not, "3M")."""
    first = token.text[0]
    return (
        first.isupper()
        or (first.isalpha() and not first.islower())
        or (first.isdigit() and any(c.isupper() for c in token.text))
    )


def _runs(reading: Reading) -> list[tuple[int, int]]:
    """Stretches of tokens that may hold names; each begins and ends with a capital or a word of an entity."""
    tokens, entity = reading.document.tokens, reading.entity
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
        stop = i + 1
        while True:
            next_stop = stop
            while (
                next_stop < len(tokens)
                and next_stop - stop < 3
                and tokens[next_stop].sentence == token.sentence
                and not is_capital(tokens[next_stop])
                and (tokens[next_stop].lower in _LINKS or entity[next_stop])
            ):
                next_stop += 1
            if (
                next_stop < len(tokens)
                and tokens[next_stop].sentence == token.sentence
                and (is_capital(tokens[next_stop]) or (entity[next_stop] is not None and tokens[next_stop].is_word))
            ):
                stop = next_stop + 1
            else:
                break
        runs.append((i, stop))
    return runs


def segments(reading: Reading, first: int, stop: int) -> list[tuple[int, int]]:
    """The stretches of a run that could be a name: at most LONGEST tokens, from a word to a word."""
    tokens = reading.document.tokens
    ends = [
        i
        for i in range(first, stop)
        if (tokens[i].is_word and tokens[i].lower not in _LINKS) or tokens[i].lower == "al"
    ]
    capital = [i for i in ends if is_capital(tokens[i]) or reading.entity[i] is not None]
    starts = [i for i in ends if i in capital or _ORDINAL.fullmatch(tokens[i].text)]
    return [(a, b + 1) for a in starts for b in capital if a <= b < a + LONGEST and tokens[b].lower != "al"]


def features(reading: Reading, first: int, stop: int) -> list[str]:
    """What is told of the stretch of tokens `first` up to, not including, `stop`."""
    document, words, names = reading.document, lexicon(), gazetteer()
    tokens = document.tokens
    start, last = tokens[first], tokens[stop - 1]
    size = stop - first
    text = document.text[start.start : last.end]
    out = ["bias", f"size={min(size, 5)}"]
    many = size > 1

    # The parser's opinion.
    entity = reading.entity[first]
    if entity and (entity[0], entity[1]) == (first, stop):
        out.append(f"ent={entity[2]}")
        out.append(f"ent={entity[2]},{'many' if many else 'one'}")
    else:
        other = reading.entity[stop - 1]
        if entity is None and other is None:
            out.append("ent=none" if not any(reading.entity[first:stop]) else "ent=inner")
        else:
            if entity:
                out.append(
                    f"ent-first={entity[2]},{'starts' if entity[0] == first else 'inside'},{'same' if entity is other else 'other'}"
                )
            if other:
                out.append(
                    f"ent-last={other[2]},{'ends' if other[1] == stop else 'cut'},{'same' if entity is other else 'other'}"
                )
    label = reading.label.get(text)
    if label:
        out.append(f"doc={label}")

    # Known names.
    entries = reading.known.get((first, stop))
    if entries:
        kind = entries[0].kind
        if kind == "city":
            kind = "big" if entries[0].population > 500_000 else "city" if entries[0].population > 80_000 else "town"
        out.append(f"known={kind}")
        if entity:
            out.append(f"known={kind},ent={entity[2]}")
    else:
        around = reading.within[first]
        if around and around[0] <= first and stop <= around[1]:
            out.append("in-known=" + reading.known[around][0].kind)
        elif around and around[1] > first:
            out.append("known-first=" + reading.known[around][0].kind)
        behind = reading.within[stop - 1]
        if behind and behind != around and behind[1] <= stop:
            out.append("known-last=" + reading.known[behind][0].kind)
        elif behind and behind[1] > stop:
            out.append("known-cut")
    if text in names.adjectives or start.text in names.adjectives:
        out.append("adjective" if not many else "adjective-first")
    if text in names.people:
        out.append("people")

    # Its words.
    given_first = start.text in words.given
    if given_first:
        out.append("given-first" + (",many" if many else ",one"))
    if many and last.text in words.given:
        out.append("given-last")
    if many and any(token.text in words.given for token in tokens[first + 1 : stop - 1]):
        out.append("given-inner")
    if last.text in reading.surnames:
        out.append("surname" + (",many" if many else ",one"))
    lower = last.lower
    for group, name in ((words.organization, "org"), (words.place, "place"), (words.other, "other")):
        if lower in group:
            out.append(f"last={name},{'many' if many else 'one'}")
        if many and start.lower in group:
            out.append(f"first={name}")
    for i in range(first + 1, stop - 1):
        inner = tokens[i].lower
        out.append("inner=" + inner if inner in _LINKS else "inner=" + tokens[i].pos)
        if inner == "of":
            head = tokens[i - 1].lower
            for group, name in ((words.organization, "org"), (words.place, "place"), (words.other, "other")):
                if head in group:
                    out.append(f"of-head={name}")
            if head in words.office:
                out.append("of-head=office")
    if start.lower in words.address:
        out.append("first=address")
    if start.lower in words.office or start.lower in words.modifier or start.lower in words.status:
        out.append("first=office")
    if start.tag in _FUNCTION or start.lower in _BEFORE:
        out.append("first=function")
    if (first, stop) in reading.acronyms:
        out.append("defined")
    if lower in words.office:
        out.append("last=office")
    elif many and any(tokens[i].lower in words.office for i in range(first, stop - 1)):
        out.append("inner=office")
    out.append(f"tags={start.tag},{last.tag}" if many else f"tag={start.tag}")
    if text.isupper() and len(text) > 1:
        out.append("capitals," + ("one" if not many else "many") + (",short" if len(text) < 6 else ""))
    if not is_capital(last):
        out.append("last-low")
    if not is_capital(start):
        out.append("first-low")
    if any(c.isdigit() for c in text):
        out.append("digit")
    if "." in text and len(text) < 20:
        out.append("dot")
    if not many and lower in reading.low:
        out.append("low")
    if many and all(token.lower in reading.low for token in tokens[first:stop]):
        out.append("all-low")
    out.append("suffix=" + lower[-3:])
    if many and lower in reading.low:
        out.append("last-elsewhere-low")
    if start.sentence in reading.headlines:
        out.append("headline" + (",many" if many else ",one"))
        if lower in reading.low:
            out.append("headline,elsewhere-low")

    # Around it.
    sentence = document.sentences[start.sentence]
    if first == sentence.first:
        out.append("opens")
    else:
        before = tokens[first - 1]
        out.append("before=" + (before.lower if before.lower in _BEFORE else before.pos))
        if before.lower in words.address:
            out.append("before=address")
        elif before.lower in words.office and before.text not in words.given:
            out.append("before=office" + (",capital" if is_capital(before) else ""))
        elif before.text in names.adjectives:
            out.append("before=adjective")
        if is_capital(before) and first - 1 > sentence.first:
            out.append("before=capital")
        if reading.entity[first - 1] and reading.entity[first - 1] is entity:
            out.append("cuts-before")
    if stop < sentence.stop:
        behind_token = tokens[stop]
        out.append("behind=" + (behind_token.lower if behind_token.lower in _BEHIND else behind_token.pos))
        if is_capital(behind_token):
            out.append("behind=capital")
        if behind_token.lower in words.office:
            out.append("behind=office")
        elif behind_token.lower in words.organization:
            out.append("behind=org")
        elif behind_token.lower in words.place:
            out.append("behind=place")
        if behind_token.lower == "," and stop + 1 < sentence.stop:
            beyond = reading.within[stop + 1]
            if beyond and beyond[0] == stop + 1 and reading.known[beyond][0].kind in ("country", "region"):
                out.append("behind=,place")
    else:
        out.append("closes")
    head = last
    for i in range(first, stop):
        if not first <= tokens[i].head.i < stop or tokens[i].is_root:
            head = tokens[i]
            break
    out.append("dep=" + head.dep)
    if head.dep in ("nsubj", "nsubjpass", "dobj", "poss", "appos") and head.head.lemma in _SPEECH:
        out.append("speech," + head.dep)
    if head.dep == "pobj":
        out.append("prep=" + head.head.lower)
    if head is not last:
        out.append("head-not-last")
    return out
