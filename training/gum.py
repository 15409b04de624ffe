"""Read the training corpus: documents parsed, and the names of its entities cut out of their noun phrases."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.facts.document import Document, Token, parse
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon

TYPES = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
WEIGHT = {"news": 3.0, "interview": 1.5}  # of a document by its genre: news is what the weights are for

Row = dict[str, Any]


def read_options(usage: str | None, shipped: Path) -> argparse.Namespace:
    """The command line of a training program: `corpus`, `held_out` (whether to train on those rows too) and `out`."""
    parser = argparse.ArgumentParser(description=usage, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--without-held-out", dest="held_out", action="store_false")
    parser.add_argument("--out", type=Path, default=shipped)
    return parser.parse_args()


def load(path: Path, *, held_out: bool = True) -> Iterator[tuple[Row, Document]]:
    """The rows of the corpus with their parses; without those held out for measuring if asked for."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if held_out or not row["gum_dev"]:
                yield row, parse(row["text"])


def gold_names(document: Document, row: Row) -> dict[tuple[int, int], str]:
    """The outermost names of persons, organizations and places: token ranges with types."""
    found: dict[tuple[int, int], str] = {}
    for entity in sorted(row["entities"], key=lambda entity: (entity["end"] - entity["start"], entity["start"])):
        if entity["kind"] == "name" and entity["type"] in TYPES:
            place = cut(document, entity)
            if place is not None:
                found.setdefault(place, TYPES[entity["type"]])
    return {
        (first, stop): kind
        for (first, stop), kind in found.items()
        if not any(a <= first and stop <= b and (a, b) != (first, stop) for a, b in found)
    }


def cut(document: Document, entity: Row) -> tuple[int, int] | None:
    """The tokens of the name inside a noun phrase: the capitalised words around its head, for persons without their titles."""
    tokens = document.tokens_in(entity["start"], entity["end"])
    low, high = entity["head"]
    heads = [k for k, token in enumerate(tokens) if token.start < high and token.end > low and _capital(token)]
    if not heads:
        return None
    first, last = _widen(tokens, heads[0])
    if entity["type"] == "person":
        person = _without_titles(tokens, first, last)
        if person is None:
            return None
        first, last = person
    while first < last and not _capital(tokens[first]):
        first += 1
    return tokens[first].i, tokens[last].i + 1


def _capital(token: Token) -> bool:
    return token.text[0].isupper()


def _widen(tokens: list[Token], head: int) -> tuple[int, int]:
    """The run of capitalised words, and links between them, around a word."""
    links = closed_class("links") - {"in", "to", ","}
    first = last = head
    while first > 0:
        before = tokens[first - 1]
        if (_capital(before) and before.lower not in ("the", "a", "an")) or (
            before.lower in links - {"and", "the", "'s", "’s", "/"} and first > 1 and _capital(tokens[first - 2])
        ):
            first -= 1
        else:
            break
    while last + 1 < len(tokens):
        step = next(
            (n for n in (1, 2, 3) if last + n < len(tokens) and _capital(tokens[last + n])
             and all(token.lower in links for token in tokens[last + 1 : last + n])),
            None,
        )  # fmt: skip
        if step is None:
            break
        last += step
    return first, last


def _without_titles(tokens: list[Token], first: int, last: int) -> tuple[int, int] | None:
    """A title, with what it is "of", stands in front of the name; what follows "of" behind a name is no part of it."""
    words, adjectives = lexicon(), gazetteer().adjectives
    whole = first
    for k in range(first, last + 1):
        if tokens[k].lower in words.office or tokens[k].lower in words.address:
            first = k + 1
    titles = words.address.keys() | words.office | words.modifier | words.status.keys()
    while first <= last and (
        not _capital(tokens[first]) or tokens[first].lower in titles or tokens[first].text in adjectives
    ):
        first += 1
    for k in range(first, last + 1):
        if tokens[k].lower in ("of", "for", "from", "and", "at", "in", "on"):
            if whole < first and k + 2 <= last:
                first = k + 1
                continue
            last = k - 1
            break
    return (first, last) if first <= last else None
