"""Exchange rates: how much of one money another buys, "38 a dollar", "150 yen to the dollar"."""

from __future__ import annotations

import functools
import re

from dateline.facts.document import Document, Token
from dateline.facts.quantities import units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.phrase import NOUNS, subject_of

_JOINT = re.compile(
    r" (?:per|an?|(?:to|for) (?:the|an?|every|each)) (?:US |U\.S\. |American )?|/(?=[A-Z]{3}\b|[$€£¥](?!\d))"
)
_FROM = re.compile(r"(?: (?:on|in|at|by) [\w ]{1,20})?,? (?:(?:up|down) )?from ")
_STARTS = (" per ", " a ", " an ", " to ", " for ", "/")
_REACH = 24
# Pounds are bought by weight but behind this.
_POUND = frozenset({"pound", "pounds"})
_TO_THE = " to the "


@functools.cache
def _names() -> dict[str, str]:
    """By the code, or the name that several countries share, what the money is called that others are told in."""
    tables = units.load()
    shared = {name: tables.currencies.get(codes.get("default", ""), name) for name, codes in tables.shared.items()}
    return {**tables.currencies, **shared}


@functools.cache
def _priced() -> frozenset[str]:
    return frozenset(_names().values())


def is_rate(amount: Amount) -> bool:
    """Whether an amount is told for one of another money."""
    return amount.per in _priced()


def note(document: Document, amount: Amount) -> None:
    """Note what money an amount is told for, behind a bare number or money."""
    text = document.text
    if amount.part or not text.startswith(_STARTS, amount.end):
        return
    if not (amount.unit is None or amount.money or amount.unit == "pound" or amount.unit in units.load().coins):
        return
    joint = _JOINT.match(text, amount.end)
    if joint is None or amount.per is not None:
        return
    sign = units.load().prefixes.get(text[joint.end() : joint.end() + 1]) if joint[0] == "/" else None
    if sign is not None:  # 89.42/$
        amount.money = amount.unit is not None
        amount.per, amount.end = _names().get(sign, sign), joint.end() + 1
        return
    tokens = document.tokens_in(joint.end(), joint.end() + _REACH)
    if amount.unit is None and joint[0].startswith(" for "):
        return  # "sells five for a dollar"
    found = units.money_at([token.lower for token in tokens], 0) if tokens else None
    if (
        found is None
        or not tokens[0].lower.isalpha()
        or (tokens[0].lower in _POUND and not joint[0].startswith(_TO_THE))
    ):
        return
    name, stop = found
    last = tokens[stop - 1]
    behind = document.tokens[last.i + 1] if last.i + 1 < len(document.tokens) else last
    if behind is not last and (behind.pos in NOUNS or behind.tag == "POS") and behind.sentence == last.sentence:
        return  # "a dollar store", "to the euro zone"
    amount.money = amount.unit is not None  # pounds, too
    amount.per, amount.end = _names().get(name, name), last.end


def settle(document: Document, amount: Amount, head: Token, verb: Token | None, previous: Amount | None) -> None:
    """Give a bare rate the money that the clause tells of, the lira of "the lira slid to 38 a dollar", or that of the rate
    before it: "from 35 in May"."""
    if amount.unit is not None or amount.part:
        return
    if amount.per is None:
        between = document.text[previous.end : amount.start] if previous is not None and is_rate(previous) else ""
        if previous is not None and _FROM.fullmatch(between):
            amount.unit, amount.money, amount.per = previous.unit, previous.money, previous.per
        return
    above = head.head.head if head.dep == "pobj" else head.head
    told = [above] if verb is None else [above, verb.child("dobj") or verb, subject_of(verb) or verb]
    if head.dep == "pobj" and head.head.i:
        told.insert(
            0, document.tokens[head.head.i - 1]
        )  # "the pound firmed to 47.60 and the naira to 1,446 per dollar"
    for noun in told:
        money = _of_noun(noun)
        if money is not None and _names().get(money) != amount.per:
            amount.unit, amount.money = money, True
            return


def _of_noun(noun: Token) -> str | None:
    """The code, or the name that several countries share, of the money that a noun with the word before it names."""
    before = next((child.lower for child in noun.children if child.i == noun.i - 1), "")
    for words in ([before, noun.lower], [noun.lower]):
        found = units.match(units.load().money, words, 0)
        if found is not None and found[1] == len(words):
            return found[0]
    return None
