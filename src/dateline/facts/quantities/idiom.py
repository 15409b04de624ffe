"""Numbers in set phrases, which count nothing: a two-way street, fifty-fifty, ground zero, two by two, a 911 call."""

from __future__ import annotations

from dateline.facts.document import Document, Token
from dateline.facts.quantities import label
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.phrase import HYPHENS, NOUNS, beside

_SINGLE = frozenset({"a", "an", "the", "this", "that", "another"})
_JOINTS = frozenset({"for", "by"})
_KNOCKOUTS = frozenset({4.0, 8.0, 16.0, 32.0})
# Who reaches these is in the knockout stage: "reached the last 16".
_REACHING = frozenset({"reach", "make", "enter", "into", "in", "to", "of"})
_SOME_DAY = frozenset({"PRON", "VERB", "AUX", "DET", "PROPN"})
_BEFORE_SOME_DAY = frozenset({"AUX", "PART", "CCONJ", "SCONJ", "PUNCT"})


def is_idiom(document: Document, amount: Amount, first: Token, last: Token, before: Token | None) -> bool:
    """Whether a number is a part of a set phrase."""
    after = beside(document, last, 1)
    if amount.money:
        return _is_question(document, amount, after)
    words = label.words()
    if first.lower in ("zero", "0"):
        behind = document.tokens[first.i + 1 : first.i + 3]
        told = any(token.lower in words["behind_zero"] for token in behind)
        return told or (before is not None and before.lower in words["before_zero"])
    if amount.unit == "day":
        return first.lower == "one" and last.lower == "day" and last.i == first.i + 1 and _is_some_day(before, after)
    if amount.unit is not None or amount.part:
        return False
    if before is not None and first is last and _is_knockout(document, amount, before, after):
        return True
    if first.text[0] == "." and after is not None and after.lower in words["arms"]:
        return True  # a .38 revolver
    if first.text in words["emergencies"] and after is not None and after.lower in words["callers"]:
        return True
    if first.text in words["jets"] and before is not None and before.lower in _SINGLE and after is not None:
        return after.tag not in ("NNS", "NNPS")  # "the 737 was grounded"
    if amount.spelled and first is last:
        return _is_doubled(document, first, before, after) or (
            first.lower == "nine" and before is not None and before.lower == "cloud"
        )
    return False


def _is_question(document: Document, amount: Amount, after: Token | None) -> bool:
    """The million-dollar question."""
    named = after is not None and after.text in HYPHENS
    noun = beside(document, after, 1) if after is not None and named else after
    asked = noun is not None and noun.lower == "question"
    return asked and (named or document.text.endswith("dollar", 0, amount.end) or document.text[amount.start] == "$")


def _is_some_day(before: Token | None, after: Token | None) -> bool:
    """Whether "one day" is some day: "one day he will win", "could one day return"; but not "the talks lasted one day"."""
    if after is None or (before is not None and before.pos not in _BEFORE_SOME_DAY):
        return False
    return after.pos in _SOME_DAY or (
        before is not None and before.pos in ("AUX", "PART")
    )  # taken for a noun: "return"


def _is_knockout(document: Document, amount: Amount, before: Token, after: Token | None) -> bool:
    """The round of 16, "reached the last eight"."""
    if amount.low not in _KNOCKOUTS or (after is not None and after.pos in NOUNS):
        return False
    above = beside(document, before, -1)
    if above is None:
        return False
    if before.lower == "of" and above.lower == "round":
        return True
    reached = beside(document, above, -1)
    return (
        before.lower == "last" and above.lower == "the" and reached is not None
        and (reached.lemma in _REACHING or reached.lower in _REACHING)
    )  # fmt: skip


def _is_doubled(document: Document, number: Token, before: Token | None, after: Token | None) -> bool:
    """Fifty-fifty, two by two, a two-for-one offer."""
    joined = [token.lower for token in document.tokens[number.i + 1 : number.i + 5]]
    if after is not None and joined[1:2] == [number.lower] and (after.text in HYPHENS or joined[0] == "by"):
        return True
    if after is not None and after.text in HYPHENS and joined[1:2] and joined[1] in _JOINTS:
        return True
    told = [token.lower for token in document.tokens[max(0, number.i - 4) : number.i]]
    if before is not None and told[-2:-1] == [number.lower] and (before.text in HYPHENS or told[-1] == "by"):
        return True
    return before is not None and before.text in HYPHENS and told[-2:-1] != [] and told[-2] in _JOINTS
