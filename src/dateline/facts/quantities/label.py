"""Numbers that name something or are a part of its name: Game 7, Boeing 737, 16 Harbour Street, the hotline 808, "(1) apples"."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.measure import condition
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
_CATALOGUED = 5  # digits without a comma of what bears a number in a list: 99942 Apophis
_CODE = 2  # letters of an airline
_BEST_MARK = 10
_MODELS = frozenset({"Pro", "Max", "Plus", "Ultra", "Mini", "Lite"})
_RANKED = frozenset({"world"})
_DIALLED_REACH = 5
_GOVERNED = frozenset({"pobj", "dobj", "dative", "nmod"})
_GIVING = frozenset(
    {"give", "hand", "award", "leave", "cost", "earn", "win", "bring", "grant", "offer", "deny", "owe", "send"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Of a row whose verb is told once: so many members at most, how far back the first count stands, and what parts them.
_ROW = 6
_ROW_REACH = 6
_ROW_JOINTS = frozenset({",", ";", "and", "while", "but"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ"})
_AROUND_LABELS = frozenset({"PUNCT", "CCONJ", "ADP", "VERB", "AUX"})
_CHARGES = frozenset({"count", "charge", "grade"})
_JOINING = frozenset({"through", "to", "and", "or", "-", "–", ","})


@functools.cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of names.yaml."""
    return {key: frozenset(listed) for key, listed in read_yaml("names.yaml").items()}


@functools.cache
def _called() -> dict[str, tuple[str, ...]]:
    """The names that begin with a number, by their first word."""
    found: dict[str, tuple[str, ...]] = {}
    for name in words()["called"]:
        found[name.split()[0]] = (*found.get(name.split()[0], ()), name)
    return found


def is_called(document: Document, first: Token, after: Token | None) -> bool:
    """Whether a number begins a name: "Five Guys", "60 Minutes", 3M."""
    if document.text.startswith("3M", first.start):
        return after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "NUM")
    names = _called().get(first.lower)
    if names is None or not (first.text[0].isupper() or first.text[0].isdigit()):
        return False
    capital = document.text[first.end + 1 : first.end + 2].isupper()
    return capital and any(document.text[first.start : first.start + len(name)].lower() == name for name in names)


def is_name(
    document: Document, amount: Amount, first: Token, last: Token, before: Token | None, after: Token | None
) -> bool:
    """Game 7, resolution 425, iPhone 11, Boeing 737, 575 Wilbraham Road, Formula One."""
    known = words()
    if before is not None:
        label = before.lower.rstrip(".")
        if _is_label_of_several(document, amount, first, before, after) or _is_numbered(
            document, amount, first, before, after
        ):
            return True
        if before.lower in _CHARGES and before.dep == "pobj" and (after is None or after.pos in _AROUND_LABELS):
            return True  # "acquitted on count seven"
        if label in known["small_labels"] or (label in known["labels"] and before.text[:1].isupper()):
            return True
        if before.lower in ("#", ":") and after is None and not _is_told_count(document, before):
            return True
        if before.lower in ("ranked", "seeded") and _is_alone(first, after):
            return True  # "she is ranked 12"
        if (
            before.lower in ("is", "was")
            and _is_alone(first, after)
            and _is_behind(document, before, known["told_codes"])
        ):
            return len(first.text) >= _SHORTEST  # "the ZIP code is 90210"
        if label in known["periods"] and _is_period(document, amount, first, before, after):
            return True
        if before.text.isupper() and before.text.isalpha() and len(before.text) == _CODE and _is_alone(first, after):
            # flight OB 761, but not "last year in the US 400 died"
            return not (_begins_subject(document, first, after) or _goes_on_row(document, before, after))
        if before.lower == "of" and amount.low is not None and _is_group(document, before, after):
            return True  # "the Group of 20"
        if label == "number" and _is_behind(document, before, _RANKED):
            return True  # "world number 3"
        if before.lower in known["indexes"] and first.text.isdecimal() and first.text[-1] in "05":
            return True
        named = (
            (before.pos == "PROPN" and any(c.isupper() for c in before.text))
            or any(c.isupper() for c in before.text[1:-1])  # MiFID 2
            or (before.tag == "NN" and before.text[:1].isupper() and first.head is before)  # "Bolt 3 has more room"
        )
        if (
            named
            and before.ent not in ("GPE", "DATE")
            and not amount.spelled
            and amount.first - before.end <= 1
            and "," not in first.text
            and not (after is not None and after.text in HYPHENS)  # "a Reuters 12-page report"
            and not _is_of_more(document, after)
            and not _begins_subject(document, first, after)
            and not _goes_on_row(document, before, after)
            and not _is_receiver(document, before, after)
        ):
            if first.head is before or first.dep in ("appos", "npadvmod", "punct") or _is_in_name(first, before):
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
    if after is not None and after.lower == "block" and (amount.low or 1) % 100 == 0 and not amount.spelled:
        return True  # "in the 600 block of Harbour Street"
    if after is not None and _bears(before, first, after):
        return True
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
            and (after.text[-1] != "s" or len(first.text) >= _CATALOGUED)
        ):
            return True  # 787 Dreamliner
    return False


def _is_in_name(first: Token, before: Token) -> bool:
    """Whether digits right behind a name end it: the pilot "of the Astra 2", "owners of Bolt 3.12", "in the ABC 100 rose"."""
    if before.head is first:
        return before.dep == "compound"
    if first.dep == "nummod":
        return first.head.i < before.i
    return first.head is before.head and first.dep == before.dep


def _is_of_more(document: Document, after: Token | None) -> bool:
    """Whether digits are some of more: "gave Berg 12 of them", "at KLM 400 of 900 pilots"."""
    whole = beside(document, after, 1) if after is not None and after.lower == "of" else None
    return whole is not None and (whole.pos == "NUM" or whole.lower in ("them", "those", "these"))


def _begins_subject(document: Document, first: Token, after: Token | None) -> bool:
    """Whether digits, or the things behind them, are the subject of a verb that has no other: "near Bakhmut 12 were killed",
    "on the Rhine 3 ships sank"."""
    verb = beside(document, after, 1) if after is not None and after.tag == "NNS" else after
    if verb is None or verb.tag not in _FINITE or document.tokens[first.i - 1].dep not in _GOVERNED:
        return False
    verb = verb.head if verb.dep in ("aux", "auxpass") else verb
    subject = next((child for child in verb.children if child.dep in SUBJECTS or child.dep == "expl"), None)
    if subject is None or subject is not first:
        return subject is None
    return first.child("compound", "nmod") is None  # "in the shed 2 died"


def _is_receiver(document: Document, name: Token, after: Token | None) -> bool:
    """Whether a name is that of who gets what is counted behind it: "the count gave Labour 61 seats"."""
    if after is None or after.tag != "NNS":
        return False
    giving = document.tokens[name.i - 1] if name.i else name
    giving = document.tokens[giving.i - 1] if giving.lower == "the" and giving.i else giving
    return giving.lemma in _GIVING


def _goes_on_row(document: Document, before: Token, after: Token | None) -> bool:
    """Whether a name with digits goes on from a count: "won 31 seats, the Greens 29 and the Centre 12"."""
    if after is not None and after.pos not in ("PUNCT", "CCONJ", "ADP"):
        return False
    first, at = document.sentence_of(before).first, before.i
    for _ in range(_ROW):
        while at > first and document.tokens[at].pos in _NAMING:
            at -= 1
        at -= document.tokens[at].lower == "the"
        at -= document.tokens[at].pos == "ADP"  # "and at Opel 400"
        if document.tokens[at].lower not in _ROW_JOINTS:
            return False
        while at > first and document.tokens[at].lower in _ROW_JOINTS:
            at -= 1
        if at <= first + 1:
            return False
        if document.tokens[at].pos != "NUM" or not document.tokens[at - 1].is_capital:
            near = document.tokens[max(first + 1, at - _ROW_REACH) : at + 1]
            return any(token.pos == "NUM" and document.tokens[token.i - 1].tag != "$" for token in near)
        at -= 1  # one more of the row
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


def _is_told_count(document: Document, colon: Token) -> bool:
    """Whether a number behind a colon counts what stands before it: "Injured: 34", "Buildings damaged: 312"."""
    label = beside(document, colon, -1)
    return label is not None and (condition(label.lower) is not None or label.tag in ("VBN", "VBD", "NNS"))


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


def _is_label_of_several(document: Document, amount: Amount, first: Token, before: Token, after: Token | None) -> bool:
    """Whether a number is one of some labels: "versions 3.2 through 3.9", "chapters 4 and 5", but not "in his rooms 40 men"."""
    if after is not None and after.pos not in _AROUND_LABELS:
        return False
    at, label = first.i - 1, before
    while at > 1 and document.tokens[at].lower in _JOINING and document.tokens[at - 1].pos == "NUM":
        at -= 2  # articles 2, 3 and 5
        label = document.tokens[at]
    word = label.lower.removesuffix("s")
    if word == label.lower or label.tag not in ("NNS", "NNPS", "NNP"):
        return False
    if before.text == "," and after is not None and after.pos in ("VERB", "AUX"):
        return False  # "in articles 3 and 4, 12 were named"
    if word in words()["periods"]:
        if label is not before or amount.ranged:
            return True  # "in years 7 to 9"
        joined = after is not None and after.lower in _JOINING
        behind = beside(document, after, 1) if after is not None and joined else None
        return behind is not None and behind.pos == "NUM"
    return word in words()["small_labels"] or word in words()["lettered"] or word in _CHARGES


def _is_numbered(document: Document, amount: Amount, first: Token, label: Token, after: Token | None) -> bool:
    """Whether a number is that of a road, a room or the like: "on national road 82", but not "on the road 40 cars"."""
    if label.lower not in words()["numbered"] or not first.text.isdecimal() or label.tag == "NNS":
        return False
    if after is None or (label.lower == "number" and after.tag in ("NN", "NNP")):
        return True  # the number 7 bus
    bare = label.child("det") is None
    alone = after.pos in ("PUNCT", "CCONJ", "SCONJ", "ADP", "VERB", "AUX", "ADV") and (bare or after.lower != "of")
    named = after.tag == "NN" and not (after.dep == "compound" and after.head.tag == "NNS")  # but not 40 cash boxes
    alone = alone or (bare and named and amount.low != 1)  # "stage 4 cancer"
    return amount.start == amount.first and alone and not _begins_subject(document, first, after)


def _bears(before: Token | None, first: Token, after: Token) -> bool:
    """Whether one thing bears a number, which does not count it: "the 42 bus", "a 529 plan"."""
    if after.tag not in ("NN", "NNP") or after.lower not in words()["bearing"] or first.head is not after:
        return False
    return before is not None and before.dep == "det" and first.text.isdecimal()


def _is_group(document: Document, of: Token, after: Token | None) -> bool:
    """Whether a number behind "of" names a group of so many states: "the Group of 20", but not "a Group of 20 men"."""
    group = beside(document, of, -1)
    named = group is not None and group.text in ("Group", "Gang", "Committee", "Council", "Fit")
    return named and (after is None or after.pos not in ("NOUN", "PROPN", "ADJ"))


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
    if before.endswith(":") and first.i > 1 and condition(document.tokens[first.i - 2].lower) is not None:
        return False  # "Dead: 40. Injured: 12."
    return not before or before[-1] in ".!?:;"
