"""Dates of what a figure is held against, none of which is its own: "up from 64 in May", "13% below their peak in March"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from dateline.facts.document import Token
from dateline.facts.quantities.changing import changing_nouns, moving_verbs

_SPANS = frozenset({"year", "quarter", "month", "period", "week"})
_COMPARING = frozenset(
    {"from", "on", "than", "since", "before", "until", "till", "compared", "versus", "against", "with", "to"}
)
_MOVED = frozenset(
    {"up", "down", "higher", "lower", "more", "less", "fewer", "%", "percent", "points", "increase", "decrease", "rise"}
    | {"drop", "unchanged", "changed"}
)
# Between a figure and its date, and how many words at most; before a figure that others are held against.
_JOINTS = frozenset({"in", "on", "at", "for", "during", "the", "of", "early", "late"})
_BETWEEN = 3
_OCCASIONS = frozenset({"at", "in", "during", "for"})
_TOPS = frozenset({
    "a", "the", "of", "high", "low", "peak", "record", "average", "previous", "prior", "earlier", "initial", "original", "revised",
})  # fmt: skip
_AGAINST = frozenset({"from", "than", "against", "versus"})
# What a figure is held against: none of its clause's dates is its own. Behind "above" and "below" it is so where a noun tells
# what it is: "above the target of 2%", but not "rose above 40 degrees on Monday".
_BESIDE = frozenset({"than", "against", "versus"})
_BEYOND = frozenset({"above", "below", "under", "beyond"})
_PAST = frozenset({"VBD", "VBN"})
# Between a figure and the time of another one that it is held against, and what tells that time.
_HELD = frozenset({"compared", "versus", "against"})
_HELD_NEAR = 2
_EARLIER = frozenset({"earlier", "ago", "before"})
# How many words stand between a date and its figure at most.
_OWNED = 5
# How many words above a figure that preposition stands at most.
_NEAR = 3
_MULTIPLES = frozenset({"times", "twice", "double", "triple", "half"})
_MULTIPLIED = frozenset({"the", "that", "what", "its", "as"})
# How far back an amount reaches at most.
_REACH = 12
# What came before these came on the same day.
_HOURS = frozenset({"dawn", "daybreak", "sunrise", "noon", "midday", "dusk", "nightfall", "midnight"})
# "More than it did last December".
_DID = frozenset({"did", "does", "do", "was", "were", "had"})


def held_against(nouns: Sequence[Token], busy: Collection[int]) -> Token | None:
    """The word that holds another figure against the one that stands under these tokens: "than the 4% of last year", "down from
    64", "rose to 87 from 64"."""
    for index, above in enumerate(nouns[1:], 1):
        if above.dep == "prep" and (above.lower in _BESIDE or (above.lower in _BEYOND and index > 1)):
            return above if above.lower in _BESIDE or nouns[index - 1].pos == "NOUN" else None
        if index <= _NEAR and above.i not in busy and _is_origin(above):
            return above
    return None


def owns(tokens: Sequence[Token], date: Token, head: Token) -> bool:
    """Whether a figure is told as that of a date right before it: "above July's revised 664,000"."""
    behind = tokens[date.i + 1 : head.i]
    if not behind or len(behind) > _OWNED or behind[0].tag != "POS":
        return False
    return all(token.pos in ("ADJ", "NUM", "SYM") or token.tag == "VBN" for token in behind[1:])


def _is_origin(joint: Token) -> bool:
    """Whether a preposition leads to a value before a change or one compared: "down from", "rose to 87 from", "compared with"."""
    above = joint.head
    if joint.lower in ("with", "to"):
        return above.lower == "compared"
    if joint.lower != "from":
        return False
    moved = above.tag in _PAST and above.lemma in moving_verbs()
    return above.lower in ("up", "down") or (moved and any(child.lower == "to" for child in above.children))


def is_behind(tokens: Sequence[Token], date: Token, head: Token, busy: Collection[int]) -> bool:
    """Whether a date stands right behind a figure or what it counts: "38 in December", "38 jets at the end of 2019"."""
    at = _before(tokens, date, busy)
    if at == head.head.i and head.head.i > head.i:
        return True
    return head.i <= at and all(index in busy for index in range(head.i, at + 1))


def is_anothers(tokens: Sequence[Token], date: Token, head: Token, busy: Collection[int]) -> bool:
    """Whether a date stands right behind what a quantity is held against: "87, up from 64 on Monday", "below its peak in May"."""
    held = next((t.i for t in tokens[head.i + 1 : date.i] if t.lower in _HELD), date.i)
    beside = date.first - held <= _HELD_NEAR  # "compared with yesterday's 1,500"
    if held < date.i and (beside or _tells_earlier(tokens, date) or any(at in busy for at in range(held, date.i))):
        return True  # "earned $5, or 9 cents a share, compared with a loss of $3 in May", "… a year earlier"
    above = [token.lower for token in tokens[max(0, date.i - 5) : date.i]]
    if "than" in above and not _DID.isdisjoint(above):
        return True
    near = pairwise(tokens[max(head.i + 1, date.i - 5) : date.i])
    if any(word.lower in _MULTIPLES and behind.lower in _MULTIPLIED for word, behind in near):
        return True  # "214 euros, twice the figure of 2020"
    at = _before(tokens, date, busy)
    last, at = at, _above(tokens, at, busy)
    if at == last and at >= 0:
        joint = tokens[at].head
        is_held = tokens[at].dep == "pobj" and not joint.i < head.i <= at and tokens[at].pos == "NOUN"
        return is_held and (
            joint.lower in ("below", "above", "than") or (joint.lower == "from" and _is_moved(joint.head))
        )
    if at < 0 or at < head.i <= last:
        return False
    while at > 0 and tokens[at].lower in _TOPS:
        at -= 1
    joint = tokens[at]
    return joint.lower in _AGAINST or (joint.lower in ("with", "to") and tokens[at - 1].lower == "compared")


def _above(tokens: Sequence[Token], last: int, busy: Collection[int]) -> int:
    """The index of the token before an amount that ends at `last`, or before the first of two for the same: "$48 million, or 35
    cents per share,"."""
    inner = last - (last >= 0 and tokens[last].text == ",")  # a comma closes the second
    at = inner
    while at >= 0 and at in busy and last - at < _REACH:
        at -= 1
    joined = at > 1 and at < inner and tokens[at].lower == "or"
    if not joined:
        return at if inner == last else last
    at -= 1 + (tokens[at - 1].text == ",")
    while at >= 0 and at in busy and last - at < _REACH:
        at -= 1
    return at


def _tells_earlier(tokens: Sequence[Token], date: Token) -> bool:
    """Whether a date is told from the one of the story: a year earlier, a year ago, the year before."""
    near = tokens[max(0, date.i - 2) : date.i + 3]
    return any(token.lower in _EARLIER and token.sentence == date.sentence for token in near)


def compares(above: Token, date: Token) -> bool:
    """Whether a preposition over a date puts the figure beside another one: "than in 2019", "up 4% from May", "since May"."""
    if above.lower == "as":  # "twice as many as a year ago"
        beside = above.head.children
        if any(child.lower in ("as", "same") and child.i < above.head.i for child in beside):
            return True
        return any(_is_as_many(inner) and inner.i < above.i for child in beside for inner in (child, *child.children))
    if above.lower not in _COMPARING:
        return False
    if above.lower == "on" and (date.lemma in _SPANS or _is_year(date) or date.lower in ("ago", "earlier")):
        return True  # "up 6% on last year", "on 2019", but not "on 4 May"
    if above.lower in ("than", "since"):
        return True  # what has been since 2019, or was the lowest since, is no figure of 2019
    if above.lower in ("before", "until", "till") and date.lower not in _HOURS:
        return above.dep == "prep"  # "before the August 14 crash"
    if above.dep not in ("prep", "pcomp", "advcl"):
        return False
    if above.lower == "from" and (_is_moved(above.head) or date.lemma in _SPANS):
        return True  # "fell from 12 in May", "35 cents more from last year"
    if above.lower == "to" and _is_moved(above.head):
        return False  # "fell by 31% to 4.15 in Toronto"
    inner = above.child("pobj")
    if inner is None or inner is date:
        return False
    return any(token.pos == "NUM" for token in (inner, *inner.children))


def _is_year(date: Token) -> bool:
    return len(date.text) == 4 and date.text.isdecimal()


def _is_as_many(word: Token) -> bool:
    """Whether a word is the many of "twice as many people died as last year"."""
    return word.lower in ("many", "much") and any(child.lower == "as" for child in word.children)


def _is_moved(token: Token) -> bool:
    """Whether what is told "from" something tells a change: "up from", "fell from"; but "will rise by 5% from January"."""
    moved = (token.lower in _MOVED or token.lemma in changing_nouns(shares=True)) and token.tag != "VB"
    return moved or (token.lemma in moving_verbs() and token.tag in _PAST)


def _before(tokens: Sequence[Token], date: Token, busy: Collection[int]) -> int:
    """The index of the last token before a date and what joins it to a figure: "45 in May", "45 at the last election in May"."""
    at = date.first - 1
    while at >= 0 and date.first - at <= _BETWEEN and tokens[at].lower in _JOINTS:
        at -= 1
    joint = tokens[at].head if at >= 0 else None
    if joint is not None and joint.lower in _OCCASIONS and tokens[at].dep == "pobj" and joint.i - 1 in busy:
        return joint.i - 1
    return at
