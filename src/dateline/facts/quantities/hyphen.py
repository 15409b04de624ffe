"""Words written with hyphens, which the parser takes for several: passers-by, ex-convicts, Ben-Moshe."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Token

HYPHENS: frozenset[str] = frozenset("-‐‑–")
# What a plural may go on with: passers-by, mothers-in-law, runners-up, men-of-war.
_TAILS = frozenset({"by", "in", "up", "on", "at", "of", "de", "out", "off", "away", "general", "martial"})
# What may be general: attorneys general.
_GENERALS = frozenset({"attorney", "secretary", "solicitor", "inspector", "director", "governor", "consul", "surgeon"})


def last_of(tokens: Sequence[Token], last: int) -> int:
    """The index of the last part of a word whose part at `last` the parser takes for the whole."""
    first = last
    while joins(tokens, last + 1) and (last > first or _goes_on(tokens[last], tokens[last + 2])):
        last += 2
    is_general = last + 1 < len(tokens) and tokens[last + 1].lower == "general"
    return last + 1 if is_general and tokens[last].lemma.lower() in _GENERALS else last


def _goes_on(part: Token, behind: Token) -> bool:
    if part.pos == "PROPN" and behind.text[:1].isupper():
        return True
    if part.pos not in ("NOUN", "PROPN") or not behind.text.isalpha():
        return False
    return behind.pos in ("NOUN", "PROPN") or behind.lower in _TAILS


def first_of(tokens: Sequence[Token], first: int, after: int) -> int:
    """The index of the first part of the word that begins at `first`, behind token `after`: the "non" of non-residents."""
    while first - 2 > after and joins(tokens, first - 1) and tokens[first - 2].text.isalpha():
        first -= 2
    return first


def joins(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token is a hyphen without spaces around it."""
    if not 0 < at < len(tokens) - 1 or tokens[at].text not in HYPHENS:
        return False
    return tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
