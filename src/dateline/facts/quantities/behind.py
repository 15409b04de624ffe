"""What an amount is of by the words behind it: "60% of the fleet", "$5 million in aid", "$2 billion for roads"."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.facts.document import Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.change import taken_off
from dateline.facts.quantities.changing import moving_verbs
from dateline.facts.quantities.count import COHORT
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.governor import GIVING
from dateline.facts.quantities.measure import condition
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import core, lemma_of, subject_of, verb_above, words

OWING = frozenset({"owe"})
_HANDED = ("for", "on", "toward", "towards", "into")
_PURPOSE = (*_HANDED, "to")
_DOLLARS = frozenset({"u.s.", "us", "canadian", "cdn", "australian"})
_ALLOTTED = frozenset({"be", "go"})
_EARLIER = frozenset({"first", "originally", "initially", "previously", "earlier", "once"})


def named(figure: Figure) -> str | None:
    """What the words behind an amount say that it is of, or who is fined it."""
    nouns, amount, head = figure.nouns, figure.amount, figure.head
    group = COHORT.match(nouns.document.text, amount.end) if amount.unit == "percent" else None
    if group is not None:
        return group[1]
    noun = _noun(figure)
    if noun is not None:
        return nouns.full(_level_of(nouns, amount, head, noun) or noun)
    fined = head.child("nmod") if amount.money and head.dep == "dobj" and lemma_of(head.head) in GIVING else None
    if fined is not None and fined.i < figure.first.i and fined.i not in nouns.busy:
        return nouns.text(core(nouns.document, fined))  # "fined the carrier 4 million pounds", taken for one noun
    after = nouns.document.tokens[figure.last.i + 1 : figure.last.i + 3]
    if len(after) > 1 and after[0].lower == "of" and after[1].lower in ("it", "them"):
        return nouns.named(after[1])  # "owns 3% of it"
    return None


def _noun(figure: Figure) -> Token | None:
    """The noun behind a preposition that says what an amount is of or for."""
    nouns, amount, head, last = figure.nouns, figure.amount, figure.head, figure.last
    found = following(nouns, last, ("of",))
    if found is None and (amount.money or (amount.unit == "percent" and head.dep in ("nsubj", "dobj"))):
        found = following(nouns, last, ("in",))  # "$5 million in aid"
        where = found is not None and (found.pos != "NOUN" or found.child("det", "poss", "nummod") is not None)
        if found is not None and (where or not nouns.names_something(found)):
            found = None  # "$2,100 in the capital"
    if found is None and amount.money and is_handed(head):
        found = following(nouns, last, _HANDED)  # "demanded $5 million for the release"
        if found is None and lemma_of(head.head) not in OWING:
            found = following(nouns, last, ("to",))  # "promised $5,000 to every family"
    if found is None and amount.money and head.dep == "nsubj" and head.head.lemma in _ALLOTTED:
        allotted = next((child for child in head.head.children if child.lower in _PURPOSE), None)
        found = allotted.child("pobj") if allotted is not None else None  # "$5 million is for bridges"
    if found is None and taken_off(nouns.document, amount, figure.verb) is not None:
        return following(nouns, last, ("off",))  # "wiped 4% off the index"
    if found is None and amount.unit == "inch" and last.lower == "in":
        found = last.child("pobj")  # "a 6.7in display"
    return found


def next_spent(figure: Figure, previous: Amount) -> str | None:
    """What the next money of a row is for, told as it is of the one before: the schools of "$3 million on roads, $2 million on
    schools"."""
    text, end = figure.document.text, figure.amount.end
    joint = next((joint for joint in _HANDED if text.startswith(f" {joint} ", end)), None)
    if joint is None or not text.startswith(f" {joint} ", previous.end):
        return None
    found = following(figure.nouns, figure.last, (joint,))
    return figure.nouns.full(found) if found is not None and found.pos == "NOUN" else None


def following(nouns: Nouns, last: Token, prepositions: Sequence[str]) -> Token | None:
    """The noun behind a preposition right behind the amount."""
    tokens = nouns.document.tokens
    at = _behind_conversion(nouns, last.i + 1)
    at += at < len(tokens) and tokens[at].lower == "worth"  # "$5 million worth of grain"
    if at >= len(tokens) or tokens[at].lower not in prepositions or tokens[at].sentence != last.sentence:
        return None
    inner = tokens[at].child("pobj")
    if inner is not None and inner.tag == "VBG":
        inner = inner.child("compound", "nsubj")  # 97% of precincts reporting
    if inner is not None and inner.i in nouns.busy and tokens[at].lower == "of":
        inner = _of_amount(inner)
    if inner is not None and inner.i in nouns.busy and tokens[at].lower in _HANDED:
        part = next((child for child in inner.children if child.lower == "of"), None)
        inner = part.child("pobj") if part is not None else None  # "paid $5 million for 60% of the club"
    if inner is None or inner.i in nouns.busy or inner.ent in ("DATE", "TIME") or inner.lower == "date":
        return None
    named = inner.pos in ("NOUN", "PROPN") or inner.lower == "those"
    return inner if named or condition(inner.lower) is not None else None


def _of_amount(amount: Token) -> Token | None:
    """What an amount is of that another is a part of: the wheat of "40 of the firm's 90 tons of wheat", else whose it is."""
    of = next((child for child in amount.children if child.lower == "of"), None)
    inner = of.child("pobj") if of is not None else None
    return inner if inner is not None else amount.child("poss")


def _behind_conversion(nouns: Nouns, at: int) -> int:
    """The place behind a figure in parentheses, or an "each": "8 miles (13 kilometers) of tunnels", "$5 each for lunch"."""
    tokens = nouns.document.tokens
    if at < len(tokens) and tokens[at].lower in ("each", "apiece"):
        return at + 1
    if at + 2 < len(tokens) and tokens[at].text == "(" and tokens[at + 1].lower in _DOLLARS:
        return at + 3  # "$40,000 (U.S.) in fees"
    if at < len(tokens) and tokens[at].text == "(":
        end = at + 1
        while end < len(tokens) and end in nouns.busy:
            end += 1
        if end > at + 1 and end < len(tokens) and tokens[end].text == ")":
            return end + 1
    return at


def _level_of(nouns: Nouns, amount: Amount, head: Token, whole: Token) -> Token | None:
    """What a share of a `whole` is told of: the debt of "debt rose to 98% of exports", "debt is 98% of output"; None where it is
    a part of that, as in "won 98% of votes"."""
    verb = verb_above(head)
    before = nouns.document.tokens_in(max(0, amount.start - 6), amount.start)
    if amount.unit != "percent" or verb is None or not before:
        return None
    owner = before[-1].head
    if (
        whole.lemma.lower() in words()["outputs"]
        and before[-1].lower == "of"
        and owner.pos == "NOUN"
        and owner.lemma not in words()["figures"]
    ):
        return owner  # "a deficit of 3% of output"
    reached = whole.lemma.lower() in words()["outputs"] and lemma_of(verb) in words()["level"] | words()["standing"]
    moved = before[-1].lower in ("to", "from") and before[-1].head is verb and verb.lemma.lower() in moving_verbs()
    if not (reached or moved):
        return None
    told = verb.child("dobj")
    subject = told if told is not None and told.i not in nouns.busy else subject_of(verb)
    usable = subject is not None and subject.pos in ("NOUN", "PROPN") and nouns.names_something(subject)
    return subject if usable else None


def is_handed(head: Token) -> bool:
    """Whether money is what somebody gives or asks for: "pledged $5 million", and the next of a row of it."""
    while head.dep == "conj" and head.head.pos in ("NUM", "SYM") and head.head.i < head.i:
        head = head.head
    return head.dep == "dobj" and lemma_of(head.head) in words()["giving"]


def expects(nouns: Nouns, amount: Amount, noun: Token) -> bool:
    """Whether a noun behind an amount is who expected it: "beat the $2 billion analysts had forecast"."""
    verb, after = noun.head, nouns.document.tokens[noun.i + 1 : noun.i + 2]
    if noun.lower in ("forecast", "estimate") and nouns.document.tokens[noun.i - 1].lower in _EARLIER:
        return True  # "rather than the 5% first forecast"
    if amount.money and noun.tag in ("NNS", "NNPS") and after and after[0].tag in ("VBD", "VBP", "MD"):
        return nouns.document.text.endswith("the ", 0, amount.start)
    return (
        noun.dep == "nsubj"
        and noun.tag in ("NNS", "NNPS")
        and verb.tag in ("VBN", "VBD")
        and lemma_of(verb) in words()["expecting"]
    )
