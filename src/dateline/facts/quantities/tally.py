"""Votes for and against, told with a stroke or "to" between: "rejected it 215-200", "a 3-2 ruling", "voted 68 to 32"."""

from __future__ import annotations

import re

from dateline.facts.quantities import number
from dateline.facts.quantities.amount import Amount

_SIDES = re.compile(r"(\d{1,3}(?:,\d{3})?)( ?[-–—] ?|-to-| to )(\d{1,3}(?:,\d{3})?)(?![\w%°]|[.,:/–-]\d)")
# The same in words, which mean votes only right behind these: "voted six to one", "by a vote of five to two".
_WORDS = re.compile(r"(?i)([a-z]{3,8})( to |-to-)([a-z]{3,8})\b")
_VOTE_OF = re.compile(r"\b(?:(?:votes?|tally|count) (?:was|of|is|stood at)|voted(?: by)?|ruled) $", re.IGNORECASE)
# What tells of a vote before the two numbers, with no other clause between, or right behind them. With "to" between only
# what can mean nothing else.
_VOTING = re.compile(r"\b(?:vot(?:e|es|ed|ing)|rul(?:e|ed|es|ing)|split)\b[^.;:]{0,60}$", re.IGNORECASE)
_DECIDING = re.compile(
    r"\b(?:approv(?:ed|es|ing)|reject(?:ed|s|ing)|pass(?:ed|es)|adopt(?:ed|s|ing)|uph(?:eld|olds)|overturn(?:ed|s)|deadlocked"
    r"|ratified|confirmed|acquitted|convicted|impeached"
    r"|(?:motion|bill|measure|amendment|proposal|resolution) (?:was |were )?(?:defeated|carried|beaten|blocked)"
    r"|(?:defeated|lost|carried|failed) by)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s(?:[\w-]+ )?(?:votes?|vot(?:ed|ing)|ruling|decision|majority|verdict|split|opinion|judgment)\b"
)
# Where the higher number stands last, it is no range only right behind the verb or before the vote: "failed to get 30-40 votes".
_RIGHT_BEFORE = re.compile(r"\b(?:voted|voting|ruled|split)(?: by)? $", re.IGNORECASE)
_FAILED = re.compile(r"\b(?:failed|rejected)(?: by)? $", re.IGNORECASE)
# Behind two numbers that count nothing else; with "to" between, only there a vote that a verb further before decides.
_APART = re.compile(r"(?= (?:on|in|at|to|after|for|against|with|and|but|by|last|this)\b|[,.;)]|$)")
_ARTICLES = (" a ", " an ", " the ")
_RIGHT_BEHIND = re.compile(r"\s(?:vote|ruling|decision|verdict|split)\b")
_REACH = 80


def read(text: str, start: int, amounts: list[Amount]) -> list[Amount]:
    """The amounts of the paragraph at `start`, with each side of a vote as a count of votes."""
    found: list[Amount] = []
    for amount in amounts:
        if found and amount.first < found[-1].stop:
            continue  # the other side
        sides = None
        if amount.unit is None and not amount.part:
            sides = _sides_in_words(text, amount) if amount.spelled else _SIDES.match(text, amount.first)
        if sides is None or not (amount.spelled or _is_vote(text, start, sides)):
            found.append(amount)
        else:
            found += [_side(text, *sides.span(1)), _side(text, *sides.span(3))]
    return found


def _sides_in_words(text: str, amount: Amount) -> re.Match[str] | None:
    sides = _WORDS.match(text, amount.first) if _VOTE_OF.search(text, max(0, amount.first - 24), amount.first) else None
    known = number.vocabulary().units
    return sides if sides is not None and sides[1].lower() in known and sides[3].lower() in known else None


def _is_vote(text: str, start: int, sides: re.Match[str]) -> bool:
    low = max(start, sides.start() - _REACH)
    if _value(sides[1]) < _value(sides[3]):
        before, behind = _RIGHT_BEFORE.search(text, low, sides.start()), _RIGHT_BEHIND.match(text, sides.end())
        if sides[2] == " to " and not text.endswith(_ARTICLES, 0, sides.start()):
            behind = None  # "people ages 18 to 24 vote less"
        if before is None and _APART.match(text, sides.end()):
            before = _FAILED.search(text, low, sides.start())
    else:
        before, behind = _VOTING.search(text, low, sides.start()), _BEHIND.match(text, sides.end())
    if before is not None or behind is not None:
        return sides[1] != "50" or before is None or not before[0].startswith("split")  # "split the cost 50-50"
    if sides[2] == " to " and (_APART.match(text, sides.end()) is None or text.endswith("from ", low, sides.start())):
        return False
    return _value(sides[1]) >= _value(sides[3]) and _DECIDING.search(text, low, sides.start()) is not None


def _value(numeral: str) -> float:
    told = number.vocabulary().units.get(numeral.lower())
    return float(numeral.replace(",", "") if told is None else told)


def _side(text: str, first: int, stop: int) -> Amount:
    value = _value(text[first:stop])
    return Amount(first, stop, first, stop, value, value, tally=True)
