"""Numbers that are no quantities: names, codes, addresses, scores, list numbers, "one" as a pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount

_LABELS = frozenset({"no", "no.", "number", "room", "page", "chapter", "article", "section", "resolution", "highway", "route", "interstate", "channel", "flight", "game", "unit", "phase",
                     "category", "type", "class", "level", "grade", "version", "model", "group", "zone", "line", "building", "gate", "box", "apt", "suite", "street", "road", "act", "amendment",
                     "title", "week", "day", "round", "stage", "part", "volume", "episode", "season", "figure", "table", "formula", "area", "district", "ward", "division", "proposition",
                     "week", "top", "bottom"})  # fmt: skip
_NAMES = frozenset({"PERSON", "ORG", "PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT", "GPE", "NORP", "LOC"})
_NOT_ONE_AFTER = frozenset(
    {
        "the",
        "this",
        "that",
        "each",
        "every",
        "no",
        "another",
        "any",
        "which",
        "other",
        "only",
        "very",
        "some",
        "day",
        "first",
        "last",
        "next",
    }
)


def is_quantity(document: Document, amount: Amount, tokens: Sequence[Token]) -> bool:
    """Whether an amount counts or measures something."""
    first = tokens[0]
    before = (
        document.tokens[first.i - 1] if first.i and document.tokens[first.i - 1].sentence == first.sentence else None
    )
    last = tokens[-1]
    after = (
        document.tokens[last.i + 1]
        if last.i + 1 < len(document.tokens) and document.tokens[last.i + 1].sentence == last.sentence
        else None
    )
    if amount.spelled and first.lower == "one" and len(tokens) == 1:
        return _counts_one(before, after)
    if (
        amount.spelled
        and first.lower in ("half", "quarter")
        and amount.part
        and (before is not None and before.lower in ("first", "second", "last", "the", "latter", "other"))
    ):
        return False
    if amount.unit is not None or amount.ranged:
        return True
    if amount.part and first.lower == "half" and after is not None and after.lower in ("-", "an"):
        return False
    if amount.low is None:
        return True
    if (
        before is not None
        and before.lower.rstrip(".") in _LABELS
        and before.end <= amount.first
        and before.text[:1].isupper()
    ):
        return False
    if before is not None and before.lower in ("no", "no.", "#", "resolution", "category"):
        return False
    if first.ent in _NAMES and before is not None and before.ent == first.ent and not first.ent_start:
        return False
    if (
        before is not None
        and before.pos == "PROPN"
        and before.text[:1].isupper()
        and first.dep in ("nummod", "nmod", "appos", "compound", "npadvmod")
        and first.head is before
    ):
        return False
    if (
        after is not None
        and after.lower in (".", ")")
        and (before is None and first.i == document.sentences[first.sentence].first)
        and len(tokens) == 1
    ):
        return False
    return True


def _counts_one(before: Token | None, after: Token | None) -> bool:
    if before is not None and before.lower in _NOT_ONE_AFTER:
        return False
    if after is None:
        return False
    return after.lower == "of" or after.pos in ("NOUN", "ADJ")
