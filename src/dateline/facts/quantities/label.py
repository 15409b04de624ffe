"""Numbers that name something or are a part of its name: Game 7, Boeing 737, 16 Harbour Street, the hotline 808, "(1) apples"."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.phrase import HYPHENS, SUBJECTS, beside
from dateline.facts.quantities.units import read_yaml

_LISTED = re.compile(r"(?:\.\)?\s+[^\W\d_]|\)\s+[^\W_])")
# How far before a number that is a part of a name the count of the things so named may stand.
_NAMED_REACH = 4
# The digits of the shortest numbers to call, and how far before one the word for calling may stand.
_CALLED = frozenset({"number", "line", "service"})
_SHORTEST = 3
# What may stand around a number alone on a line, and how far before one in brackets these open, in characters.
_AROUND = 6
_BRACKETED = 200
_CODE = 2  # letters of an airline
_BEST_MARK = 10
_MODELS = frozenset({"Pro", "Max", "Plus", "Ultra", "Mini", "Lite"})
_RANKED = frozenset({"world"})
_DIALLED_REACH = 5
_JOINING = frozenset({"through", "to", "and", "or", "-", "–"})


@functools.cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of names.yaml."""
    return {key: frozenset(listed) for key, listed in read_yaml("names.yaml").items()}


def is_name(
    document: Document, amount: Amount, first: Token, last: Token, before: Token | None, after: Token | None
) -> bool:
    """Game 7, resolution 425, iPhone 11, Boeing 737, 575 Wilbraham Road, Formula One."""
    known = words()
    if before is not None:
        label = before.lower.rstrip(".")
        if _is_label_of_several(document, first, before, after) or _is_numbered(amount, first, before, after):
            return True
        if label in known["small_labels"] or (label in known["labels"] and before.text[:1].isupper()):
            return True
        if before.lower in ("#", ":") and after is None:
            return True
        if label in known["periods"] and _is_period(document, amount, first, before, after):
            return True
        if before.text.isupper() and before.text.isalpha() and len(before.text) == _CODE and _is_alone(first, after):
            return True  # flight OB 761
        if label == "number" and _is_behind(document, before, _RANKED):
            return True  # "world number 3"
        if before.lower in known["indexes"] and first.text.isdecimal() and first.text[-1] in "05":
            return True
        named = (before.pos == "PROPN" and any(c.isupper() for c in before.text)) or (
            before.tag == "NN" and before.text[:1].isupper() and first.head is before  # "Bolt 3 has more room"
        )
        if (
            named
            and before.ent not in ("GPE", "DATE")
            and not amount.spelled
            and amount.first - before.end <= 1
            and "," not in first.text
        ):
            if first.head is before or first.dep in ("appos", "npadvmod", "punct"):
                return True
            if before.dep in ("compound", "nmod", "nummod") and before.head.i > last.i:
                return True
            if after is not None and after.pos == "PROPN" and after.text[:1].isupper():
                return True
            if before.head is first and after is not None and after.pos in ("VERB", "AUX") and first.dep in SUBJECTS:
                return True  # "the Astra 5 offers more room"
        if before.text == ":" and _is_rating(document, amount, before, after):
            return True
        if amount.spelled and before.lower in ("back", "front") and before.head is first:
            return after is None or after.pos not in ("NOUN", "ADJ", "PROPN")  # "with a back three"
    if after is not None and after.lower in known["codes"] and first.text.isdecimal() and len(first.text) >= _SHORTEST:
        behind = beside(document, after, 1)
        if after.lower.endswith("code") or (behind is not None and behind.lower in ("code", "codes")):
            return True  # "the 90049 ZIP Code"
    if after is not None and after.text in _MODELS and not amount.spelled:
        return True  # "the 11 Pro Max"
    if (
        after is not None
        and after.text[:1].isupper()
        and (after.tag == "NNP" or len(after.text) == 1)
        and not amount.spelled
        and "," not in first.text
    ):
        if after.lower in known["streets"]:
            return True
        place = after
        for _ in range(3):  # "358 El Brillo Way"
            if place.lower.rstrip(".") in known["streets"]:
                return True
            if place.head.i != place.i + 1 and place.head.i <= place.i:
                break
            place = place.head
        if (
            first.head is after
            and len(first.text) > 2
            and first.text.isdecimal()
            and after.dep != "compound"
            and after.ent not in ("NORP", "GPE")
            and after.text[-1] != "s"
        ):
            return True  # 787 Dreamliner
    return False


def is_dialled(document: Document, first: Token, after: Token | None) -> bool:
    """Whether a number is one to call: 119, 0800 400 500."""
    if len(first.text) < _SHORTEST or not first.text.isdecimal():
        return False
    while after is not None and after.text.isdecimal():
        after = beside(document, after, 1)
    called = beside(document, after, 1) if after is not None and after.lower == "emergency" else after
    if called is not None and (called.lower in words()["lines"] or (called is not after and called.lower in _CALLED)):
        return True  # "the 16263 hotline", "the 112 emergency number"
    if after is not None and (after.pos in ("NOUN", "PROPN", "ADJ") or after.tag == "VBG"):
        return False
    known, start = words(), document.sentence_of(first).first
    for token in reversed(document.tokens[max(start, first.i - _DIALLED_REACH) : first.i]):
        dials = token.pos == "VERB" or document.tokens[token.i + 1].text.isupper()  # "text HELP to 60777"
        if token.lower in known["lines"] or (dials and token.lemma.lower() in known["dialling"]):
            return True
        if token.lower == "free":
            return token.i > start and document.tokens[token.i - 1].text in HYPHENS  # toll-free
        keyword = token.text.isupper() and token.text.isalpha()
        if token.lower not in known["dialled_by"] and not keyword and not token.text.isdecimal():
            return False
    return False


def _is_rating(document: Document, amount: Amount, colon: Token, after: Token | None) -> bool:
    """Whether a number is a player's mark out of ten: "Ana Ruiz: 7. Ran far"."""
    name = beside(document, colon, -1)
    marked = name is not None and name.ent == "PERSON" and 0 <= (amount.low or 0) <= _BEST_MARK
    return marked and (after is None or after.pos == "PUNCT" or after.text[:1].isupper())


def _is_period(document: Document, amount: Amount, first: Token, before: Token, after: Token | None) -> bool:
    """Whether a number is that of a time or a part of a series: "by day 90", "in week two it rose", "Season three ends"."""
    behind = _is_behind(document, before, words()["before_periods"])
    if not amount.spelled:
        return first.text.isdecimal() and (behind or before.text.istitle())
    if before.text.istitle() and not behind:
        return after is None or after.pos in ("ADP", "PUNCT", "AUX", "VERB")
    return behind and (after is None or after.pos in ("ADP", "PUNCT", "AUX", "VERB", "PRON", "DET"))


def _is_label_of_several(document: Document, first: Token, before: Token, after: Token | None) -> bool:
    """Whether a number is one of some labels: "versions 3.2 through 3.9", "chapters 4 and 5", but not "in his rooms 40 men"."""
    if after is not None and after.pos not in ("PUNCT", "CCONJ", "ADP", "VERB", "AUX"):
        return False
    at, label = first.i, before
    if label.lower in _JOINING and at > 2 and document.tokens[at - 2].pos == "NUM":
        label = document.tokens[at - 3]
    word = label.lower
    return (
        word.endswith("s")
        and word[:-1] in words()["small_labels"] | words()["lettered"]
        and label.tag in ("NNS", "NNPS")
    )


def _is_numbered(amount: Amount, first: Token, label: Token, after: Token | None) -> bool:
    """Whether a number is that of a road, a room or the like: "on national road 82", but not "on the road 40 cars"."""
    if label.tag not in ("NN", "NNP") or label.lower not in words()["numbered"] or not first.text.isdecimal():
        return False
    if after is None or (label.lower == "number" and after.tag in ("NN", "NNP") and amount.unit is None):
        return True  # the number 7 bus
    alone = after.pos in ("PUNCT", "CCONJ", "SCONJ", "ADP", "VERB", "AUX", "ADV")
    return amount.start == amount.first and alone and after.lower != "of"


def _is_alone(first: Token, after: Token | None) -> bool:
    """Whether digits stand before no noun that they can count."""
    return first.text.isdecimal() and (after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "SYM"))


def _is_behind(document: Document, token: Token, known: Collection[str]) -> bool:
    """Whether a known word stands before a token."""
    before = beside(document, token, -1)
    return before is not None and before.lower in known


def is_counted_name(document: Document, first: Token) -> bool:
    """Whether another number counts what this one names: "two new 737 Max jets"."""
    for token in reversed(document.tokens[max(0, first.i - _NAMED_REACH) : first.i]):
        if token.pos == "NUM":
            return token.i < first.i - 1 and first.text.isdecimal() and token.head is first.head
        if token.pos not in ("ADJ", "PROPN") and token.tag != "NN":
            return False
    return False


def is_list_number(document: Document, first: Token) -> bool:
    """ "1." or "2)" at the beginning of a paragraph, behind the end of a sentence or alone; "(1) apples, (2) pears"."""
    paragraph = document.paragraphs[first.paragraph]
    short = paragraph.end - paragraph.start <= len(first.text) + _AROUND
    if short and first.text.isdecimal() and document.text[paragraph.start : paragraph.end].strip(" .)#") == first.text:
        return True
    if not first.text.isdecimal() or len(first.text) > 2 or _LISTED.match(document.text, first.end) is None:
        return False
    text, start = document.text, paragraph.start
    near = max(start, first.start - _BRACKETED)
    closes = text.startswith(")", first.end) and text.rfind("(", near, first.start) <= text.rfind(
        ")", near, first.start
    )
    if closes:
        return True  # "we will 1) build it and 2) sell it"
    before = text[max(start, first.start - 3) : first.start].rstrip()
    if before.endswith("("):  # a count in brackets stands behind what it counts
        opening = beside(document, first, -1)
        noun = beside(document, opening, -1) if opening is not None else None
        return noun is None or noun.pos not in ("NOUN", "PROPN", "PRON", "NUM")
    return not before or before[-1] in ".!?:;"
