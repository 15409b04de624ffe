"""Types of names corrected by what text and gazetteer tell: "Chernihiv" is no person, "the governor, Taras Horyn," is one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.facts.document import Document
from dateline.facts.entities.gazetteer import Entry, gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.entities.region import Reading
from dateline.facts.record import EntityType

if TYPE_CHECKING:
    from dateline.facts.entities.name import Name

_KNOWN_CITY = 100_000  # inhabitants of the smallest city that no hint of its country is needed for
_NAMED = frozenset(("NNP", "NNPS"))  # as names these are the model's to judge
_LONGEST_OFFICE = 8  # tokens of an office and what stands before it
_LIST = frozenset((",", "and", "or"))
_MOUNTS = frozenset(("Mount", "Mt."))


def correct_places(reading: Reading, names: list[Name]) -> None:
    """Make places of known places that nothing says are persons, or organizations.

    A large city's name is enough against a person. A smaller one's, and any against an organization, needs a hint: a word like
    "in" or "near" before it, or places beside it in a list; against a person also that its country or state is mentioned.
    """
    document = reading.document
    surnames = {name.text.split()[-1] for name in names if name.type == "PERSON" and " " in name.text}
    given = lexicon().given
    countries, states = _mentioned(reading, names)
    doubtful: list[tuple[Name, Entry]] = []
    for name in names:
        entries = gazetteer().find(name.text) if name.type != "PLACE" else []
        known = entries and entries[0].type == "PLACE" and entries[0].kind != "province"
        if known and name.text.split()[0] not in given and name.text not in surnames:
            doubtful.append((name, entries[0]))
    for name in names:
        if " " in name.text and name.text.split()[0] in _MOUNTS and not name.entries:
            name.type = "PLACE"
    hinted = {name.text for name, _ in doubtful if _is_located(document, name)}
    hinted |= _listed(document, names, {name.first: entry for name, entry in doubtful})
    for name, entry in doubtful:
        if name.type == "PERSON":
            at_home = _is_home(gazetteer().find(name.text), countries, states)
            enough = entry.kind != "city" or entry.population >= _KNOWN_CITY or at_home or _opens(document, name)
            change = (enough or name.text in hinted) and not _acts(document, name)
        else:
            change = name.text in hinted
        if change:
            name.type, name.entries = "PLACE", gazetteer().find(name.text)


def correct_persons(document: Document, names: list[Name]) -> None:
    """Make persons of unknown names that an office for one person introduces: "the regional governor, Taras Horyn, said"."""
    for name in names:
        if name.type != "PERSON" and not name.entries and " " in name.text and _is_introduced(document, name):
            name.type = "PERSON"


def agree_types(names: list[Name]) -> None:
    """Give names of several words that are the same, but for capitals, one type: the one with the most confidence in all."""
    alike: defaultdict[str, list[Name]] = defaultdict(list)
    for name in names:
        if " " in name.text:
            alike[name.text.casefold()].append(name)
    for group in alike.values():
        votes: defaultdict[EntityType, float] = defaultdict(float)
        for name in group:
            votes[name.type] += name.confidence
        if len(votes) == 1:
            continue
        kind = max(votes, key=lambda kind: votes[kind])
        for name in group:
            if name.type != kind:
                name.type, name.entries = kind, [e for e in gazetteer().find(name.text) if e.type == kind]


def agree_persons(document: Document, names: list[Name]) -> None:
    """Make persons of surnames that are places elsewhere, too, where the text gives one of them a title: after "President
    Santos", "the rating of Santos" is his; but not countries, nor what opens a paragraph or has a place behind it."""
    words = lexicon()
    titles = words.office.union(words.address)
    before = {name.first: document.tokens[name.first - 1].lower for name in names if name.first}
    titled = {name.text for name in names if name.type == "PERSON" and before.get(name.first) in titles}
    places = {name.first for name in names if name.type == "PLACE"}
    for name in names:
        if name.type != "PLACE" or name.text not in titled or any(entry.kind == "country" for entry in name.entries):
            continue
        if not _opens(document, name) and name.stop + 1 not in places:
            name.type, name.entries = "PERSON", []


def _is_introduced(document: Document, name: Name) -> bool:
    """Whether a name stands in apposition to a noun phrase whose noun is an office that no firm can hold."""
    tokens, sentence = document.tokens, document.sentence_of(document.tokens[name.first])
    i = name.first - 2
    if i < sentence.first or tokens[i + 1].text != ",":
        return False
    closed = name.stop >= sentence.stop or tokens[name.stop].text in (",", ".", ")", ";", "-", "–", "—")
    apposed = tokens[name.stop - 1]
    if apposed.dep == "appos" and sentence.first <= apposed.head.i < i:
        i = apposed.head.i  # "a spokeswoman for the board, Linda Marsh,"
    words = lexicon()
    held = tokens[i].lower in words.office or tokens[i].lower in words.occupation
    if not closed or not held or tokens[i].tag not in ("NN", "NNP") or tokens[i].lower in closed_class("held_by_firms"):
        return False
    while i > max(sentence.first, name.first - _LONGEST_OFFICE) and tokens[i].pos in ("NOUN", "PROPN", "ADJ"):
        i -= 1
    return tokens[i].tag in ("DT", "PRP$", "POS") or i == sentence.first


def overlooked_acronyms(reading: Reading, names: list[Name]) -> Iterator[tuple[int, int]]:
    """Known acronyms of organizations outside all names, beside small letters: "WHO said", which the parser takes for "who"."""
    tokens, taken = reading.document.tokens, {i for name in names for i in range(name.first, name.stop)}
    for (first, stop), entries in reading.known.items():
        token = tokens[first]
        if entries[0].type != "ORG" or stop - first > 1 or first in taken or not token.text.isupper():
            continue
        beside = [other for other in tokens[max(0, first - 1) : first + 3] if other is not token and other.is_word]
        if len(token.text) > 2 and token.tag not in _NAMED and any(other.text.islower() for other in beside):
            yield first, stop


def overlooked_places(reading: Reading, names: list[Name]) -> Iterator[tuple[int, int]]:
    """Known places outside all names that stand behind a word like "in", or whose country the text mentions: token ranges."""
    document, words = reading.document, lexicon()
    taken = {i for name in names for i in range(name.first, name.stop)}
    countries, states = _mentioned(reading, names)
    for (first, stop), entries in reading.known.items():
        token, place = document.tokens[first], entries[0]
        if place.type != "PLACE" or place.kind == "province" or any(i in taken for i in range(first, stop)):
            continue
        if (
            token.pos != "PROPN"
            or token.lower in reading.low
            or token.lower in words.other  # March is a town, but "in March" a month
            or token.text in words.given
            or token.text in reading.surnames
        ):
            continue
        last = document.tokens[stop - 1]
        around = document.tokens[max(0, first - 1) : stop + 1]
        shouted = all(other.text.isupper() for other in around if other.text.isalpha())
        beside = any(not first <= other.i < stop and other.pos == "PROPN" for other in around)
        part = last.dep == "compound" or (beside and not shouted)
        entity = reading.entity[first]
        if part or (entity is not None and entity[2] not in ("GPE", "LOC", "FAC")):
            continue
        before = document.tokens[first - 1].lower if first else ""
        if before in closed_class("locative") or _is_home(entries, countries, states):
            yield first, stop


def _is_home(entries: list[Entry], countries: set[str], states: set[str]) -> bool:
    """Whether the text mentions the country of one of these places, for those in the United States the state."""
    return any(entry.country in countries and (entry.country != "US" or entry.admin in states) for entry in entries)


def _mentioned(reading: Reading, names: list[Name]) -> tuple[set[str], set[str]]:
    """The countries a text mentions, by name or adjective, and the U.S. states by their codes."""
    entries = [entry for name in names for entry in name.entries[:1]] + reading.nations
    countries = {entry.country for entry in entries if entry.country and entry.kind in ("country", "region", "state")}
    return countries, {entry.admin for entry in entries if entry.kind == "state" and entry.admin}


def _is_located(document: Document, name: Name) -> bool:
    return name.first > 0 and document.tokens[name.first - 1].lower in closed_class("locative")


def _listed(document: Document, names: list[Name], doubtful: dict[int, Entry]) -> set[str]:
    """The doubtful names that stand in a list beside a place, or beside one that does."""
    found: set[str] = set()
    for order in (names, names[::-1]):
        beside: set[int] = set()
        for one, other in pairwise(order):
            low, high = sorted((one, other), key=lambda name: name.first)
            between = document.tokens[low.stop : high.first]
            joined = 0 < len(between) <= 2 and all(token.lower in _LIST for token in between)
            if joined and other.first in doubtful and (one.type == "PLACE" or one.first in beside):
                beside.add(other.first)
                found.add(other.text)
    return found


def _opens(document: Document, name: Name) -> bool:
    """Whether it opens a paragraph in capitals, as a dateline does."""
    paragraph = document.paragraphs[document.tokens[name.first].paragraph]
    return name.text.isupper() and len(name.text) > 3 and paragraph.first == name.first


def _acts(document: Document, name: Name) -> bool:
    """Whether it speaks, or has a title."""
    words, token = lexicon(), document.tokens[name.stop - 1]
    before = document.tokens[name.first - 1].lower if name.first else ""
    speaks = token.dep in ("nsubj", "poss") and token.head.lemma in closed_class("speech")
    return speaks or before in words.address or before in words.office
