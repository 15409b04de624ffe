"""Numbers that are no quantities: halves of a match, "one" as a pronoun, and what score.py and label.py know."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from dateline.facts.document import Document, Token
from dateline.facts.quantities import idiom, label, number, score
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.measure import condition, counts_people
from dateline.facts.quantities.phrase import HYPHENS, MODIFIER, NOUNS, beside, lemma_of, words

# Ends of words for things of so many parts: three-pointers, a two-wheeler; but not "a two-member panel".
_KINDS = ("ers", "wheeler", "seater", "decker", "pointer")
_MODEL = 2  # characters of what may be a model's name as well as money: R2
# What stands behind the number of an index's shares, which is a part of its name.
_INDEXED = re.compile(r"-(?:share|stock|issue)\b (?!(?:block|batch|package|stake)\b)")
_QUOTES = frozenset({'"', "“", "”", "‘", "’", "'"})
# What may stand behind a part of something that is told elsewhere.
_ENDING = frozenset({"ADP", "SCONJ", "PUNCT", "CCONJ", "VERB", "AUX"})
_BOUNDING = frozenset({"only", "least", "most"})
_TO_ONE = 10  # words
_SMALL = 4  # letters of a word that is no capital in a title
# Behind a half that is a part of a name: half an hour is read with its unit.
_HALF_NAMES = frozenset(
    {"-", "an", "way", "hour", "time", "hearted", "marathon", "marathons", "term", "brother", "sister", "moon", "mast"}
)
# What falls apart into so many: "the ship broke in two".
_BREAKING = frozenset({"break", "split", "cut", "tear", "snap", "slice", "saw", "fold", "rip"})
# Before the rest of one thing.
_REST = re.compile(r"\b(?:a|one) [a-z]+ and (?:an? )?$")
_REST_REACH = 24
_YEAR = re.compile(r"(?:19|20)\d\d")
# How far before "two," the "one," of the same list may stand.
_ORDERED = 30
_NOON = 13
_OPEN = frozenset(
    {"open", "opens", "hours", "shift", "daily", "weekdays", "weekends", "saturdays", "sundays", "staffed"}
)
_TIME_UNITS = frozenset({"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"})


def is_quantity(document: Document, amount: Amount, tokens: Sequence[Token]) -> bool:
    """Whether an amount counts or measures something."""
    first, last = tokens[0], tokens[-1]
    before = beside(document, first, -1)
    after = beside(document, last, 1)
    if amount.tally:
        return True
    if amount.multiple and after is not None and after.lower == "down":
        return False  # "doubled down on the plan"
    if amount.multiple:
        if first.lower in ("doubled", "double", "doubles", "doubling") and after is not None and after.lower == "as":
            return False  # "the villa doubles as a school"
        if first.lower == "doubles" and after is not None and after.pos == "NOUN":
            return False  # tennis doubles trophies
        return first.pos == "VERB" and first.dep not in ("amod", "compound", "nmod")
    if amount.spelled and first.lower == "one":
        if before is not None and before.lower == "at" and last.lower == "point":
            return False  # at one point
        if len(tokens) == 1:
            return _is_counting_one(document, first, before, after)
    if label.is_called(document, first, after) or idiom.is_idiom(document, amount, first, last, before):
        return False
    if amount.unit == "times" and first is last and first.lower in number.vocabulary().multipliers:
        return _multiplies(document, first, after)
    if before is not None and before.lower in ("a", "an") and amount.unit is None and not amount.spelled:
        alone = after is None or after.pos in ("PUNCT", "ADP", "CCONJ", "SCONJ", "AUX")
        if alone and first is last and not _hyphened(document, amount):
            return False  # "carded a 67", "a 10 on that scale"
    if before is not None and before.lower == "per" and amount.unit is None:
        return False  # "18 cases per 100,000 people"
    if amount.spelled and after is not None and after.lower == "," and _is_enumerated(document, first):
        return False
    if before is not None and before.lower == "in" and before.head.lemma in _BREAKING and first is last:
        return after is not None and after.pos in ("NOUN", "PROPN", "ADJ", "NUM", "SYM")  # "broke in two"
    ranked = before is not None and before.lower == "top" and before.pos != "VERB"
    if ranked and (after is None or after.pos in ("PUNCT", "ADP", "CCONJ")):
        return amount.unit is not None  # "in the top 25", but not "the toll could top 200"
    if amount.part:
        if _REST.search(document.text, max(0, amount.start - _REST_REACH), amount.start):
            return False  # "a game and a half behind"
        following = beside(document, after, 1) if after is not None and after.lower == "," else None
        behind = beside(document, following, 1) if following is not None and following.tag == "NN" else following
        if first.lower == "a" and behind is not None and behind.pos == "PROPN":
            return False  # "a third, Moses Zulu, fled", "a third, clerk Moses Zulu, fled"
        if first.lower == "a" and last.dep == "dobj" and counts_people(last.head.lemma) and not _is_of(after):
            return False  # "killed two guards and wounded a third"
        told = document.tokens_in(amount.start, amount.first + 1)  # "by more than half"
        certain = amount.unit is not None or told[0] is not first
        return _is_part(first, beside(document, told[0], -1), after, certain=certain)
    if (
        amount.spelled
        and before is not None
        and first.text.istitle()
        and (before.text.islower() or before.pos == "PROPN")
    ):
        return False  # the Group of Seven
    if (first.text.istitle() or (first.text.isdecimal() and amount.unit is None)) and _opens_title(
        document, first, last
    ):
        return False
    if _is_to_one(document, amount, first, after):
        return False
    if _is_of_a_kind(document, amount, last) or _tells_digits(document, last) or _is_title(document, amount, last):
        return False
    if amount.unit in _TIME_UNITS and amount.spelled and _hyphened(document, amount) and _is_term(last):
        return False  # "a five-year plan" is a time expression only
    if amount.unit == "ZAR" and before is not None and document.text[amount.start] == "R":
        if before.tag == "POS" and amount.end - amount.start == _MODEL:
            return after is not None and after.pos in NOUNS  # Eskom's R5 levy, but not "Rivian's R2"
        if before.pos == "PROPN" and before.ent != "GPE" and first.text[1:].isdecimal():
            return lemma_of(first.head) in words()["paying"]  # "paid Eskom R44", but not "the Robinson R44"
    if amount.low is None or amount.money or amount.unit == "percent":
        return True
    lettered = document.text[amount.stop : amount.end] in ("c", "p") or document.text[amount.end - 1].isupper()
    if lettered and before is not None and before.lower in label.words()["lettered"]:
        return False  # runway 27L, flat 3c
    if not amount.spelled and _INDEXED.match(document.text, amount.stop):
        return False  # the 30-share index
    if amount.unit is not None:
        named = before is not None and before.pos == "PROPN" and before.text[:1].isupper() and first.head is before
        return not named or amount.unit == "mach"
    if amount.ranged and (amount.high or _NOON) < _NOON and _is_open(document, first):
        return False
    if before is not None and before.lower == "at" and amount.low < _NOON and _is_hour(first):
        return False  # "opens at 9"
    if after is not None and after.tag == "NN" and _YEAR.fullmatch(first.text) and amount.start == amount.first:
        return False  # "the 2019 review"
    if not amount.spelled and (
        document.text[amount.end : amount.end + 3].isalpha() or (after is not None and after.tag == "POS")
    ):
        return False  # 4chan, the 747's wing
    if amount.low < 0 and not _can_be_negative(document, amount, before):
        return False
    if label.is_counted_name(document, first):
        return False
    return not (
        score.is_score(document, amount)
        or score.is_played(document.text, amount)
        or score.is_of_wickets(document.text, amount)
        or label.is_dialled(document, first, after)
        or label.is_name(document, amount, first, last, before, after)
        or label.is_list_number(document, first)
    )


def is_compared(document: Document, amount: Amount) -> bool:
    """Whether a word that may be a verb tells how much something is of what follows: "seized double the number of guns"."""
    word, *behind = document.tokens_in(amount.first, amount.end + 20)[:2]
    return word.pos != "VERB" and bool(behind) and behind[0].tag in ("DT", "PRP$")


def _multiplies(document: Document, twice: Token, after: Token | None) -> bool:
    """Whether "twice" tells how many times as much, not how often: "twice as likely", "twice its weight", "twice that of Lund"."""
    if after is None:
        return False
    behind = after.head if after.lower == "as" else None
    if behind is not None:
        return behind.i == after.i + 1 and behind.pos in ("ADJ", "ADV")
    if twice.dep in ("predet", "nummod"):
        return twice.head.ent not in ("DATE", "TIME") and twice.head.lemma not in _TIME_UNITS  # "met twice that week"
    return after.lower == "what" or (
        after.lower == "that" and document.text.startswith((" of ", ".", ",", ";"), after.end)
    )


def _is_counting_one(document: Document, one: Token, before: Token | None, after: Token | None) -> bool:
    """Whether "one" alone counts something: "one of the best", "only one of them has"; not "a tale of pride, one of hope"."""
    if _is_one_elsewhere(one, before, after) or _is_one_harmed(one):
        return True
    article = beside(document, before, -1) if before is not None and before.pos == "ADJ" else None
    if article is not None and article.lower in ("a", "an"):
        return False  # "a new one costs more"
    counts = after is not None and after.lower == "of"
    told = counts or (after is not None and after.pos in ("AUX", "VERB", "NOUN", "PROPN"))
    if before is not None and before.lower == "only" and told:
        before, counts = beside(document, before, -1), True  # but not "the only one of them"
    of = beside(document, after, 1) if after is not None and after.lower == "of" else None
    end = beside(document, of, 1) if of is not None else None
    if of is not None and of.tag == "NN" and (end is None or end.pos == "PUNCT"):
        return False
    return _counts_one(before, after, counts=counts)


def _is_open(document: Document, number: Token) -> bool:
    """Whether two numbers are the hours of shops and jobs: "open from 9 to 5"."""
    near = document.tokens[max(document.sentence_of(number).first, number.i - 3) : number.i]
    return any(token.lower in _OPEN for token in near)


def _is_hour(number: Token) -> bool:
    """Whether a number behind "at" is the hour of what has hours: "the pool opens at 9", but not "the scale ends at 9"."""
    verb = number.head.head
    if number.dep != "pobj" or number.head.lower != "at" or verb.lemma not in words()["begun"]:
        return False
    subject = verb.child("nsubj", "nsubjpass") or verb.head.child("nsubj", "nsubjpass")
    return subject is not None and subject.lemma.lower() in words()["timed"] and verb.child("dobj") is None


def _is_term(last: Token) -> bool:
    """Whether a time in a word for something tells of which kind that is, not how long it took: "a five-year plan"."""
    noun = last
    while noun.dep in MODIFIER and not noun.is_root and noun.head.i > last.i:
        noun = noun.head
    return noun.lemma.lower() in label.words()["terms"]


def _is_of_a_kind(document: Document, amount: Amount, last: Token) -> bool:
    """Whether a number is a part of what things are called: three-pointers, two-wheelers, a four-under 68."""
    kind = document.tokens[last.i + 2 : last.i + 3]
    if not kind or amount.unit is not None or not _hyphened(document, amount):
        return False
    if kind[0].lower in label.words()["kinds"]:
        return True
    return kind[0].lower in ("under", "over") or (amount.spelled and kind[0].lower.endswith(_KINDS))


def _tells_digits(document: Document, last: Token) -> bool:
    """Six-figure fees, five figures: how long another number is."""
    if last.pos != "NUM":
        return False
    following = (token.lower for token in document.tokens[last.i + 1 : last.i + 3] if token.text not in HYPHENS)
    return next(following, "") in ("figure", "figures", "digit", "digits")


def _is_title(document: Document, amount: Amount, last: Token) -> bool:
    """Whether a time is the name of something: "the film 13 Hours opens", but not in a headline."""
    after = beside(document, last, 1)
    titled = amount.unit in _TIME_UNITS and last.text.istitle() and last.i > 1
    return titled and after is not None and after.text.islower() and not document.tokens[last.i - 2].text.istitle()


def _is_to_one(document: Document, amount: Amount, one: Token, after: Token | None) -> bool:
    """Whether a one is only what more are held against: "outnumbered by three to one", "a ratio of 2.3 to 1"."""
    if not amount.low == amount.high == 1 or amount.unit is not None or one.i < 2:
        return False
    if one.lower == "to-1":
        return True  # "by a 2.6-to-1 ratio"
    number, to = document.tokens[one.i - 2], document.tokens[one.i - 1]
    alone = after is None or after.pos not in ("NOUN", "ADJ", "PROPN", "NUM")
    if not alone or to.lower != "to" or number.pos != "NUM":
        return False
    told = document.tokens[max(0, one.i - _TO_ONE) : one.i - 2]
    return any(token.lemma in ("ratio", "odds", "odd", "outnumber", "outsell", "margin") for token in told)


def _opens_title(document: Document, first: Token, last: Token) -> bool:
    """Whether a number begins a title in quotation marks: the comedy "Seven Brides for Two"."""
    tokens = document.tokens
    if first.i == 0 or tokens[first.i - 1].text not in _QUOTES:
        return False
    behind = tokens[last.i + 1 : last.i + 9]
    inside = list(takewhile(lambda token: token.text not in _QUOTES, behind))
    named = [token for token in inside if len(token.text) > _SMALL]
    return len(inside) < len(behind) and bool(named) and all(token.text[0].isupper() for token in named)


def _hyphened(document: Document, amount: Amount) -> bool:
    return document.text[amount.stop : amount.stop + 1] in ("-", "–", "‑")


def _is_enumerated(document: Document, number: Token) -> bool:
    """Whether a number only orders what is said: "the issue is, one, his temper, and two, his tongue"."""
    sentence = document.sentence_of(number)
    near = document.tokens[max(sentence.first, number.i - _ORDERED) : number.i]
    return any(one.lower == "one" and behind.lower == "," for one, behind in pairwise(near))


def _is_one_elsewhere(one: Token, before: Token | None, after: Token | None) -> bool:
    """Whether "one" goes on a count somewhere else: "two people died in Galway and one in Cork"."""
    if before is None or after is None or before.lower not in ("and", ",") or one.dep not in ("conj", "appos"):
        return False
    return after.dep == "prep" and after.head is one and after.lower in ("in", "at", "near", "from")


def _is_one_harmed(one: Token) -> bool:
    """Whether "one" is somebody who came to harm, as others did or not: "two men died and one was injured"."""
    verb = one.head
    if one.dep not in ("nsubj", "nsubjpass") or any(child.i < one.i for child in one.children):
        return False
    return counts_people(verb.lemma) or any(condition(child.lower) for child in verb.children if child.dep == "acomp")


def _counts_one(before: Token | None, after: Token | None, *, counts: bool) -> bool:
    """One of the best, one person; not the one, each one, no one, one another, one-on-one. `counts`: whatever stands behind."""
    if before is not None and counts_people(before.lemma) and (after is None or after.pos == "PUNCT"):
        return True  # "on Tuesday it killed one"
    if after is None or (before is not None and before.lower in label.words()["before_pronoun_one"]):
        return False
    if (
        counts
        and before is not None
        and before.pos == "ADJ"
        and before.head.lower == "one"
        and before.lower not in _BOUNDING
    ):
        return False  # "the final one of the season"
    if after.lower in label.words()["after_pronoun_one"] or (before is not None and before.text in HYPHENS):
        return False
    return counts or after.pos in ("NOUN", "ADJ", "PROPN")


def _is_of(after: Token | None) -> bool:
    return after is not None and after.lower == "of"


def _is_part(first: Token, before: Token | None, after: Token | None, *, certain: bool) -> bool:
    """A half of something; not the first half, the first-half result, and not half-hearted. `certain`: what it is half of, or
    a bound, is told with it, "another half point", "it was more than half"."""
    if before is not None and before.text in HYPHENS:
        return False
    if (
        first.lower in ("half", "a")
        and before is not None
        and before.lower in label.words()["before_period_half"]
        and not (before.lower == "in" and after is not None and after.lower in ("of", "the"))  # "in half of all cases"
    ):
        return False
    if after is not None and after.lower in _HALF_NAMES:
        return False
    certain = certain or (before is not None and before.lower == "by")
    ends = after is not None and (after.pos in _ENDING or after.lower == "to")
    if certain and ends:
        return True  # "rose by half in Lund", "fell by half to $3 million"
    return (
        first.lower != "half"
        or after is None
        or after.lower
        in (
            "of",
            "the",
            "a",
            "its",
            "their",
            "his",
            "her",
            "our",
            "all",
            "as",
            "that",
            "this",
            "these",
            "those",
            "what",
        )
        or after.tag in ("NNS", "NNPS", "NN")
    )


def _can_be_negative(document: Document, amount: Amount, before: Token | None) -> bool:
    """Whether a minus is one, not a hyphen gone astray or a mark of the layout: "COVID -19", "- 30 -"."""
    if document.text[amount.start + 1].isspace():
        return False
    in_table = before is not None and not before.text[-1].isalpha()
    return in_table or (before is not None and before.lower in label.words()["before_negative"])
