"""Names in the text, with exact spans and a type: what the model finds (division.py), corrected and completed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import exp

from dateline.facts.document import Document, Token
from dateline.facts.entities.correction import (
    agree_persons,
    agree_types,
    correct_persons,
    correct_places,
    overlooked_acronyms,
    overlooked_places,
)
from dateline.facts.entities.division import TYPES, Scores, divide, text_of
from dateline.facts.entities.gazetteer import Entry, gazetteer
from dateline.facts.entities.introduced import introduced, retype
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.entities.region import Reading, is_ordinal
from dateline.facts.record import EntityType

_KNOWN_CITY = 100_000  # inhabitants of the smallest city looked for inside other names
_METROPOLIS = 500_000  # inhabitants of the smallest one looked for there under its other names too
_REPEATED = 0.6  # confidence of a name the model doesn't see: it stands elsewhere in the text, or is a known place


@dataclass(slots=True)
class Name:
    """A name: tokens `first` up to, not including, `stop`. `entries` is what the gazetteer knows under it."""

    first: int
    stop: int
    type: EntityType
    text: str
    entries: list[Entry]
    confidence: float = 0.7


def find_names(document: Document) -> tuple[list[Name], list[Name]]:
    """The names of a document, and the places named inside them ("Texas" in "University of Texas"), in the order of the text.

    No two of the first list share a token.
    """
    reading, divided = divide(document)
    names = [_name(reading, first, stop, scores) for first, stop, scores in divided]
    peoples = gazetteer().people
    names = [name for name in names if name.text not in peoples and not _is_heading(document, name)]
    names = [name for name in names if sum(map(str.isalnum, name.text)) > 1]  # "C." may be anything
    names = [_complete(document, name) for name in names if not _is_group(document, name)]
    correct_places(reading, names)
    correct_persons(document, names)
    agree_types(names)
    for first, stop in (*overlooked_places(reading, names), *overlooked_acronyms(reading, names)):
        entries = reading.known[first, stop]
        names.append(Name(first, stop, entries[0].type, text_of(document, first, stop), entries, _REPEATED))
    retype(document, names)
    taken = {i for name in names for i in range(name.first, name.stop)}
    for first, stop, kind in introduced(document, taken):
        text = text_of(document, first, stop)
        entries = [entry for entry in gazetteer().find(text) if entry.type == kind]
        names.append(Name(first, stop, kind, text, entries, _REPEATED))
    names = sorted([*names, *_repeated(reading, names)], key=lambda name: name.first)
    agree_persons(document, names)
    return names, [inner for name in names for inner in _inside(reading, name)]


def _is_group(document: Document, name: Name) -> bool:
    """Whether a person's name is the plural of a noun for persons ("Virginia Democrats")."""
    last = document.tokens[name.stop - 1]
    return name.type == "PERSON" and last.tag == "NNPS" and last.lower.removesuffix("s") in lexicon().person


def _complete(document: Document, name: Name) -> Name:
    """Take in a particle in front ("de Blasio"), what stands behind a nickname ('Robert "Bobby" Scott'), and a unit's number."""
    tokens, first, stop = document.tokens, name.first, name.stop
    if name.type == "ORG" and _is_numbered(tokens, first, stop):
        return replace(name, first=first - 1, text=text_of(document, first - 1, stop))
    if name.type != "PERSON":
        return name
    if _leads_abroad(tokens, first, stop):
        first += 1
    while (
        first > 0
        and tokens[first - 1].lower in closed_class("particles")
        and tokens[first - 1].sentence == tokens[first].sentence
    ):
        first -= 1
    if (
        name.text.count('"') == 1
        and stop + 1 < len(tokens)
        and tokens[stop].text == '"'
        and tokens[stop + 1].is_capital
    ):
        stop += 2
    if (first, stop) == (name.first, name.stop):
        return name
    return replace(name, first=first, stop=stop, text=text_of(document, first, stop))


def _is_numbered(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether the number of a military unit or court stands in front of it: "93rd Mechanized Brigade"."""
    before = tokens[first - 1] if first else None
    fits = before is not None and before.sentence == tokens[first].sentence and is_ordinal(before)
    return fits and tokens[stop - 1].lower in closed_class("units")


def _leads_abroad(tokens: list[Token], first: int, stop: int) -> bool:
    """Whether the first word is where a post is held, not a given name: "envoy for Libya Henrik Aasen"."""
    if stop - first < 3 or first == 0 or tokens[first - 1].lower not in ("for", "to", "in", "of"):
        return False
    entries = gazetteer().find(tokens[first].text)
    return bool(entries) and entries[0].kind == "country" and tokens[first + 1].text in lexicon().given


def _is_heading(document: Document, name: Name) -> bool:
    """Whether it is a whole line in capitals ("GARLAND STEPS ASIDE"), which the parser takes for a name."""
    sentence = document.sentence_of(document.tokens[name.first])
    return (
        name.stop - name.first > 2
        and name.text.isupper()
        and not name.entries
        and (name.first, name.stop) == (sentence.first, sentence.stop)
    )


def _repeated(reading: Reading, names: list[Name]) -> Iterator[Name]:
    """Mentions the model missed: parts of persons' and firms' names that it found, and abbreviations that the text gives."""
    tokens = reading.document.tokens
    taken = {i for name in names for i in range(name.first, name.stop)}
    types: dict[str, EntityType] = {}
    given: set[str] = set()
    for name in names:
        if name.type == "PERSON" and " " in name.text:
            types.setdefault(tokens[name.stop - 1].text, "PERSON")
            given.add(tokens[name.first].text)
        elif name.type == "ORG":
            for i in {name.stop + 1, name.first - 2} & reading.acronyms:
                types[tokens[i].text] = "ORG"
            if tokens[name.stop - 1].lower.rstrip(".") in closed_class("legal_forms"):
                types.setdefault(tokens[name.first].text, "ORG")  # "Brightwell Foods Plc", then "Brightwell"
    for token in tokens:
        kind = types.get(token.text)
        if (
            (kind is None and token.text not in given)
            or token.i in taken
            or not token.is_capital
            or len(token.text) < 2
        ):
            continue
        if _acts(tokens, token):  # "May, who …", "Will said": also where the word means something else elsewhere
            yield Name(token.i, token.i + 1, kind or "PERSON", token.text, [], _REPEATED)
        elif kind is not None and token.ent not in ("DATE", "TIME"):
            neighbours = tokens[max(0, token.i - 1) : token.i + 2]
            alone = not any(
                other is not token and other.pos == "PROPN" and other.ent != "DATE" and other.i not in taken
                for other in neighbours
            )
            if token.i in reading.acronyms or token.text.isupper() or (alone and token.lower not in reading.low):
                yield Name(token.i, token.i + 1, kind, token.text, [], _REPEATED)


def _acts(tokens: list[Token], token: Token) -> bool:
    """Whether a verb that persons are the subjects of, or "who", stands behind a word."""
    following = tokens[token.i + 1 : token.i + 3]
    if not following or following[-1].sentence != token.sentence:
        return False
    if following[0].lower in ("who", ",") and following[-1].lower == "who":
        return True
    return following[0].tag in ("VBD", "VBZ") and following[0].lemma in closed_class("human")


def _inside(reading: Reading, name: Name) -> Iterator[Name]:
    """Known places inside a name that isn't itself a known one."""
    if name.type == "PERSON" or name.stop - name.first == 1 or (name.first, name.stop) in reading.known:
        return
    tokens, words = reading.document.tokens[name.first : name.stop], lexicon()
    if any(token.lower == "government" for token in tokens):
        return  # the government of Iraq is Iraq
    if name.type == "PLACE" and tokens[-1].lower not in words.place:
        return  # Northern Iraq, the Gulf of Oman
    for i in range(name.first, name.stop):
        place = reading.within[i]
        if place is None or place[0] != i or place[1] > name.stop:
            continue
        if place[1] < name.stop and reading.document.tokens[place[1]].text == "&":
            continue  # Harrow & Sons
        entries = reading.known[place]
        text = text_of(reading.document, *place)
        if _is_plain(entries[0], text):
            yield Name(*place, "PLACE", text, entries, 0.6)


def _is_plain(entry: Entry, text: str) -> bool:
    """Whether a word inside a longer name means this place: no province like Togo's Maritime, no other name of a small city."""
    if entry.type != "PLACE" or entry.kind == "province":
        return False
    return entry.kind != "city" or (
        entry.population > _KNOWN_CITY and (entry.name == text or entry.population > _METROPOLIS)
    )


def _name(reading: Reading, first: int, stop: int, scores: Scores) -> Name:
    kind = TYPES[scores.index(max(scores))]
    text = text_of(reading.document, first, stop)
    known = reading.known.get((first, stop)) or gazetteer().find(text)
    if kind == "ORG" and known and known[0].kind in ("country", "region", "state"):
        kind = "PLACE"  # countries that act stay places, so that they are one row
    entries = [entry for entry in known if entry.type == kind]
    chances = [exp(min(score, 30.0)) for score in scores]
    return Name(first, stop, kind, text, entries, round(max(chances) / (1 + sum(chances)), 2))
