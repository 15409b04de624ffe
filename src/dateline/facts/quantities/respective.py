"""Rows told together with their owners: "The Left and the Greens won 9 and 8 percent respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.facts.document import Token
from dateline.facts.quantities.figure import Told
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import NOUNS, core

_WORDS = ("respectively", "respective")
_CUE = re.compile("respective", re.IGNORECASE)
# Between two numbers and the two that they are held against.
_AGAINST = re.compile(r"\b(?:against|versus|(?:up|down) from|compared (?:with|to)) $")
_REACH = 20
_JOINED = re.compile(r"(?:,| and|, and|,? respectively)+ ")


def pair_up(text: str, told: Sequence[Told]) -> None:
    """Give the numbers that two others are held against their items in that order: "40 cases and 9 deaths, up from 30 and 6"."""
    for one, two, three, four in zip(told, told[1:], told[2:], told[3:], strict=False):
        if (
            text[three.amount.end : four.amount.start] != " and "
            or _AGAINST.search(text, max(two.amount.end, three.amount.start - _REACH), three.amount.start) is None
        ):
            continue
        counted = all(row.amount.unit is None and not row.amount.part for row in (one, two, three, four))
        joined = " and " in text[one.amount.end : two.amount.start] and one.head.sentence == four.head.sentence
        if not counted or not joined or three.quantity.item not in (one.quantity.item, two.quantity.item):
            continue
        if four.quantity.item in (one.quantity.item, two.quantity.item):
            for here, there in ((one, three), (two, four)):
                there.quantity.item, there.things = here.quantity.item, here.things
                there.quantity.measure = here.quantity.measure


def share_out(nouns: Nouns, told: Sequence[Told]) -> None:
    """Give each amount of a row the item in the same place of the list of names before it, where the text says so.

    Amounts that count something named behind them ("lost 12 and three men, respectively") keep it.
    """
    if len(told) < 2:
        return
    first, last = told[0].head, told[-1].head
    opening, closing = nouns.document.sentence_of(first), nouns.document.sentence_of(last)
    if _CUE.search(nouns.document.text, opening.start, closing.end) is None:
        return
    for cue in nouns.document.tokens[opening.first : closing.stop]:
        if cue.lower not in _WORDS:
            continue
        row = _row(nouns, told, cue)
        if len(row) < 2:
            continue
        if _counts(nouns, row[-1]):
            for one in row[:-1]:
                one.quantity.item = one.quantity.item or row[-1].quantity.item
            continue
        names = next((found for found in _lists(nouns, row[0].head) if len(found) == len(row)), [])
        for one, name in zip(row, names, strict=False):
            one.quantity.item = _named(nouns, name, names[0])


def _row(nouns: Nouns, told: Sequence[Told], cue: Token) -> list[Told]:
    """The amounts of the cue's sentence that are joined into one row, the one nearest to the cue."""
    alike = [one for one in told if one.head.sentence == cue.sentence]
    rows: list[list[Told]] = [[one] for one in alike[:1]]
    for before, one in pairwise(alike):
        if _JOINED.fullmatch(nouns.document.text[before.amount.end : one.amount.start]):
            rows[-1].append(one)
        else:
            rows.append([one])
    return min(rows, key=lambda row: min(abs(one.head.i - cue.i) for one in row), default=[])


def _counts(nouns: Nouns, told: Told) -> bool:
    """Whether an amount counts the noun behind it."""
    behind = nouns.document.tokens_in(told.amount.end, told.amount.end + 2)
    return told.amount.unit is None and any(token.pos in ("NOUN", "PROPN", "ADJ") for token in behind)


def _lists(nouns: Nouns, head: Token) -> Iterator[list[Token]]:
    """The lists of nouns before a token in its sentence, from the nearest to the farthest."""
    sentence = nouns.document.sentence_of(head)
    for token in reversed(nouns.document.tokens[sentence.first : head.i]):
        if token.pos not in NOUNS or token.dep == "conj" or token.i in nouns.busy:
            continue
        found = [token]
        while (joined := found[-1].child("conj")) is not None and joined.pos in NOUNS and joined.i < head.i:
            found.append(joined)
        if len(found) > 1:
            yield found


def _named(nouns: Nouns, name: Token, first: Token) -> str | None:
    """A name of the list, behind the noun that all of them tell of: the "prices in Oslo" of "prices in Rome and Oslo"."""
    phrase = nouns.text(core(nouns.document, name, first.i if name is not first else -1))
    noun = first.head.head
    if first.dep != "pobj" or noun.pos not in NOUNS or not nouns.names_something(noun) or phrase is None:
        return phrase
    return f"{nouns.text(core(nouns.document, noun))} {first.head.lower} {phrase}"
