"""Names in the text, with exact spans and a type: the parser's entities, corrected by gazetteers, titles and the rest of the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import Entry, gazetteer
from dateline.facts.entities.lexicon import lexicon
from dateline.facts.record import EntityType

_TYPES: dict[str, EntityType] = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
_UNSURE = {"PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "NORP"}
_DETERMINERS = {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your"}
_DIRECTIONS = {
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
}


@dataclass(slots=True)
class Name:
    """A name: tokens `first` up to, not including, `stop`. `entries` is what the gazetteer knows under it."""

    first: int
    stop: int
    type: EntityType
    text: str
    entries: list[Entry]
    confidence: float = 0.7


def find_names(document: Document) -> list[Name]:
    """The names of a document in the order of the text; no two share a token."""
    known = _from_gazetteer(document)
    taken = [False] * len(document.tokens)
    names: list[Name] = []
    for first, stop, label in _entities(document):
        for name in _read_entity(document, first, stop, label, known):
            names.append(name)
            taken[name.first : name.stop] = [True] * (name.stop - name.first)
    for (first, stop), entries in known.items():
        if not any(taken[first:stop]):
            name = _from_entries(document, first, stop, entries)
            if name:
                names.append(name)
                taken[first:stop] = [True] * (stop - first)
    names.sort(key=lambda name: name.first)
    _agree(names)
    names.extend(_repeated(document, names, taken))
    names.sort(key=lambda name: name.first)
    return names


def _from_gazetteer(document: Document) -> dict[tuple[int, int], list[Entry]]:
    """The longest known name at every token that can begin one."""
    places = gazetteer()
    tokens = document.tokens
    found: dict[tuple[int, int], list[Entry]] = {}
    beyond = 0
    for token in tokens:
        i = token.i
        if i < beyond or not (token.text[0].isupper() or token.lower == "al" or token.text[0].isdigit()):
            continue
        last = min(
            i + places.longest,
            len(tokens),
        )
        for stop in range(last, i, -1):
            end = tokens[stop - 1]
            if end.sentence != token.sentence:
                continue
            entries = places.find(document.text[token.start : end.end])
            if entries:
                found[i, stop] = entries
                beyond = stop
                break
    return found


def _entities(document: Document) -> list[tuple[int, int, str]]:
    """The parser's entities as token ranges."""
    found: list[tuple[int, int, str]] = []
    for token in document.tokens:
        if not token.ent:
            continue
        if not token.ent_start and found and found[-1][1] == token.i and found[-1][2] == token.ent:
            found[-1] = (found[-1][0], token.i + 1, token.ent)
        else:
            found.append((token.i, token.i + 1, token.ent))
    return found


def _read_entity(
    document: Document, first: int, stop: int, label: str, known: dict[tuple[int, int], list[Entry]]
) -> list[Name]:
    words = lexicon()
    tokens = document.tokens
    if label not in _TYPES and label not in _UNSURE:
        return []
    first, stop = _trim(tokens, first, stop)
    kind = _TYPES.get(label)
    if kind == "PERSON" or stop - first > 1:
        start = _after_titles(tokens, first, stop)
        if start == stop:
            return []
        if start > first and kind != "PLACE":
            kind, first = "PERSON", start
    if first >= stop or not any(token.text[0].isupper() for token in tokens[first:stop]):
        return []
    entries = known.get((first, stop), [])
    last = tokens[stop - 1].lower
    head = _head(tokens, first, stop).lower
    if entries and not (
        kind == "PERSON" and entries[0].kind == "city" and (stop - first > 1 or _person_like(tokens[first]))
    ):
        kind = entries[0].type
    elif last in words.other or head in words.other:
        return []
    elif last in words.organization or head in words.organization:
        kind = "ORG"
    elif last in words.place or head in words.place:
        kind = "PLACE"
    elif stop - first > 1 and tokens[first].text in words.given and kind != "ORG":
        kind = "PERSON"
    elif document.text[tokens[first].start : tokens[stop - 1].end] in gazetteer().adjectives:
        return []
    if kind is None:
        return []
    return [_name(document, first, stop, kind, entries)]


def _name(document: Document, first: int, stop: int, kind: EntityType, entries: list[Entry]) -> Name:
    text = document.text[document.tokens[first].start : document.tokens[stop - 1].end]
    return Name(first, stop, kind, text, [entry for entry in entries if entry.type == kind])


def _trim(tokens: list[Token], first: int, stop: int) -> tuple[int, int]:
    """Cut determiners in front, possessives and marks at both ends."""
    while first < stop and (tokens[first].lower in _DETERMINERS or not tokens[first].is_word):
        first += 1
    while stop > first and (
        tokens[stop - 1].tag == "POS" or tokens[stop - 1].lower in ("'s", "’s") or not tokens[stop - 1].is_word
    ):
        stop -= 1
    return first, stop


def _after_titles(tokens: list[Token], first: int, stop: int) -> int:
    """Where the name begins behind the titles it is given with; `first` if there are none."""
    words = lexicon()
    at = first
    for i in range(first, stop):
        lower = tokens[i].lower
        if lower in words.address or lower in words.office:
            at = i + 1
        elif (
            lower in words.modifier
            or lower in words.status
            or lower in ("-", "of", "for", "and", "state", "the")
            or tokens[i].text in gazetteer().adjectives
            or gazetteer().find(tokens[i].text)
        ):
            continue
        else:
            break
    return at


def _head(tokens: list[Token], first: int, stop: int) -> Token:
    """The word before the first "of" or "for", else the last."""
    for i in range(first + 1, stop):
        if tokens[i].lower in ("of", "for", "in", "on"):
            return tokens[i - 1]
    return tokens[stop - 1]


def _person_like(token: Token) -> bool:
    return token.text in lexicon().given


def _from_entries(document: Document, first: int, stop: int, entries: list[Entry]) -> Name | None:
    """A name the parser missed: sure if the gazetteer's entry isn't also an ordinary word or a person's name."""
    tokens = document.tokens[first:stop]
    entry = entries[0]
    text = document.text[tokens[0].start : tokens[-1].end]
    if not any(token.pos == "PROPN" for token in tokens):
        return None
    if entry.kind == "city" and (len(tokens) == 1) and (entry.population < 200_000 or text in lexicon().given):
        return None
    if len(text) < 3 and entry.kind != "country":
        return None
    if tokens[-1].lower in lexicon().other:
        return None
    return _name(document, first, stop, entry.type, entries)


def _agree(names: list[Name]) -> None:
    """One type for one name: a full person's name makes its parts persons, otherwise the majority decides."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    parts: set[str] = set()
    for name in names:
        votes[name.text][name.type] += 1 + 3 * bool(name.entries)
        if name.type == "PERSON" and " " in name.text:
            parts.add(name.text.rsplit(" ", 1)[1])
    for name in names:
        if name.text in parts and not (name.entries and name.entries[0].kind in ("country", "region")):
            name.type = "PERSON"
        else:
            best = max(votes[name.text].items(), key=lambda item: (item[1], item[0]))[0]
            name.type = best  # type: ignore[assignment]
        name.entries = [entry for entry in name.entries if entry.type == name.type]


def _repeated(document: Document, names: list[Name], taken: list[bool]) -> list[Name]:
    """Mentions the parser missed of names it found elsewhere: surnames, and single capitalised words."""
    types: dict[str, EntityType] = {}
    for name in names:
        if " " not in name.text:
            types.setdefault(name.text, name.type)
        elif name.type == "PERSON":
            types.setdefault(name.text.rsplit(" ", 1)[1], "PERSON")
    found = []
    for token in document.tokens:
        kind = types.get(token.text)
        if kind and not taken[token.i] and token.pos == "PROPN" and len(token.text) > 1 and token.text[0].isupper():
            found.append(_name(document, token.i, token.i + 1, kind, gazetteer().find(token.text)))
    return found
