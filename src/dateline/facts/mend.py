"""What the order of words and their letters tell better than the parser."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.facts.document import Token

_BRINGING = frozenset({"bring", "take", "raise", "push", "lift", "put", "reduce", "cut"})
_TOTALS = frozenset({"number", "total", "toll", "count", "tally", "figure"})
_ESTIMATING = frozenset({"put", "estimate", "value", "peg", "reckon"})
# Forms of verbs that tell a figure of their subject.
_TELLING = frozenset(
    {"measures", "trades", "seats", "scores", "ranks", "zooms", "spans", "totals", "averages", "stretches", "hosts"}
)
_TELLING_MANY = frozenset({"number", "total", "average", "measure"})  # peacekeepers number 13,000
_SINGLE = frozenset({"a", "an", "each", "every", "another"})
_BEFORE_NOUN = frozenset({"det", "poss", "amod", "compound", "nmod"})
# What a share of voters does, which the parser may take for a noun or a preposition: "51% support tax cuts".
VOTING = frozenset(
    {"support", "back", "favor", "favour", "oppose", "prefer", "trust", "blame", "approve", "side"}
    | {"experience", "report", "suffer", "fear", "face", "need", "use", "smoke", "drink", "own", "rent", "commute"}
)
_SHARES = frozenset({"%", "percent"})
_NO_SUBJECT = frozenset({"a", "an", "the", "its", "their", "his", "her", "have", "get", "win"})
_CLAUSES = frozenset({"ROOT", "conj", "appos", "ccomp"})
_INSIDE = _BEFORE_NOUN | {"npadvmod", "nummod"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WEEKDAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
_FINITE = frozenset({"VBP", "VBZ", "VBD"})
_LENGTHS = frozenset({"mile", "kilometer", "kilometre"})
_PARTICLES = frozenset({"up", "down", "back"})
_TIMES = frozenset({"morning", "afternoon", "evening", "night", "minute", "hour", "day", "week", "month", "year"})
# Short verbs that double their last letter before -ed and -ing, and take a mere -s: rat, ratted, rats.
_DOUBLING = re.compile(r"[^aeiou\W]+[aeiou][^aeiouswxy\W]")
# Forms that the parser takes for verbs of their own.
_IRREGULAR = {
    "bent": "bend",
    "foresaw": "foresee",
    "leapt": "leap",
    "strove": "strive",
    "swam": "swim",
    "underfunded": "underfund",
    "wove": "weave",
}
_ENDINGS = ("ed", "es", "ing")
# What no verb ends with, but the parser's guesses do: "gutte" of gutted, "guste" of gusted.
_GUESSED = re.compile(r"\w*(?:([bdgmnprt])(?=\1e)|[eiou]st(?=e$))")


@functools.lru_cache(maxsize=65_536)
def lemma(word: str, found: str, pos: str) -> str:
    """A verb's lemma: "hoped" and "hopes" are forms of "hope", not of the "hop" that the parser finds."""
    if word == found and pos == "VERB":
        return _IRREGULAR.get(word, found)
    if pos == "VERB" and word == f"{found}d" and (guessed := _GUESSED.match(found)) is not None:
        return guessed[0]
    if pos != "VERB" or word.removeprefix(found) not in _ENDINGS or _DOUBLING.fullmatch(found) is None:
        return found
    return f"{found}e"


def give_back_days(tokens: Sequence[Token]) -> None:
    """Hang a day between a verb and the subject of the verb's clause on the verb: "said on Tuesday it would close".

    The parser hangs it on the clause, as if it told when the closing was, unless "that" opens the clause. To be called while
    `children` and `head` are set, `first` and `last` not yet.
    """
    offset = tokens[0].i if tokens else 0
    for clause in tokens:
        verb = clause.head
        if clause.dep != "ccomp" or verb.tag not in ("VBD", "VBN") or verb.i > clause.i:
            continue
        subject = next((child for child in clause.children if child.dep in _SUBJECTS and child.i > verb.i), None)
        if subject is None:
            continue
        start = min((inner.i for inner in _under(subject)), default=subject.i)
        between = [child for child in clause.children if verb.i < child.i < start]
        if between and all(child.dep in ("prep", "npadvmod", "advmod") for child in between):
            stretch = [inner for child in between for inner in _under(child)]
            dated = any(inner.ent == "DATE" for inner in stretch)
            if dated and all(token.is_word for token in tokens[verb.i + 1 - offset : start - offset]):
                for child in between:
                    clause.children.remove(child)
                    verb.children.append(child)
                    child.head = verb
                verb.children.sort(key=lambda child: child.i)


def give_back_estimates(tokens: Sequence[Token]) -> None:
    """Hang the "at" of "put the cost of rebuilding at $4 billion" on the verb that puts it there, not on the one told of."""
    for joint in tokens:
        doing = joint.head
        if joint.lower != "at" or doing.tag != "VBG" or doing.dep != "pcomp":
            continue
        above = doing.head
        while not above.is_root and above.pos not in ("VERB", "AUX"):
            above = above.head
        if above.lemma in _ESTIMATING and above.i < doing.i and above.child("dobj") is not None:
            doing.children.remove(joint)
            above.children.append(joint)
            above.children.sort(key=lambda child: child.i)
            joint.head = above


def give_back_totals(tokens: Sequence[Token]) -> None:
    """Hang the "to" of "bringing the number of those killed to 24" on the verb that brings it there, not on "killed"."""
    for to in tokens:
        done = to.head
        if to.lower != "to" or to.dep != "prep" or done.tag != "VBN" or done.dep != "acl" or to.i != done.i + 1:
            continue
        above = done.head
        while not above.is_root and above.pos not in ("VERB", "AUX"):
            above = above.head
        told = above.child("dobj")
        if above.lemma in _BRINGING and told is not None and told.lemma in _TOTALS:
            _hang(to, above, "prep")


def give_back_verbs(tokens: Sequence[Token]) -> None:
    """Make a verb of the "measures" of "the flat measures 72 metres", which the parser takes for a thing that is flat."""
    offset = tokens[0].i if tokens else 0
    for verb in tokens:
        if not verb.is_root or verb.tag not in ("NNS", "NN"):
            continue
        single = verb.children[0].lower in _SINGLE if verb.children else False  # a kilowatt-hour costs 28 cents
        told = verb.lower in _TELLING_MANY if verb.tag == "NN" else verb.lower in _TELLING or single
        if not told:
            continue
        behind = tokens[verb.i + 1 - offset : verb.i + 3 - offset]
        subject = next((child for child in verb.children if child.i == verb.i - 1), None)
        if (
            subject is None
            or (verb.tag == "NN" and subject.tag != "NNS")
            or subject.dep not in ("compound", "amod")
            or (single and subject.dep == "amod")  # "a few hours 10 minutes"
            or all(t.tag not in ("CD", "$") for t in behind)
        ):
            continue
        verb.pos, verb.tag, verb.is_verb = "VERB", "VBZ" if verb.tag == "NNS" else "VBP", True
        subject.dep = "nsubj"
        subject.pos = "NOUN" if subject.pos == "ADJ" else subject.pos
        for child in [child for child in verb.children if child.i < subject.i and child.dep in _BEFORE_NOUN]:
            verb.children.remove(child)
            subject.children.insert(0, child)
            child.head = subject
        subject.children.sort(key=lambda child: child.i)
        for child in verb.children:
            if child.i > verb.i and child.dep in ("appos", "nummod"):
                child.dep = "dobj"


def give_back_numbers(tokens: Sequence[Token]) -> None:
    """Let a number stand alone that the parser lets count the day or the hour behind it: "the toll rose to 41 Wednesday",
    "arrested 120 Saturday night", "the camp takes in 500 an hour"."""
    for number, behind in pairwise(tokens):
        if number.dep != "nummod" or not (behind.text in _WEEKDAYS or behind.lower in _SINGLE):
            continue
        time = number.head
        if time is not behind and (behind.head is not time or time.lower not in _TIMES):
            continue
        above = time.head
        if time.dep not in ("pobj", "dobj") and (time.dep != "npadvmod" or above.pos != "VERB"):
            continue
        _hang(number, above, "dobj" if time.dep == "npadvmod" else time.dep)
        if time.dep != "npadvmod":
            _hang(time, above.head if time.dep == "pobj" else above, "npadvmod")


def give_back_levels(tokens: Sequence[Token]) -> None:
    """Part the level that something came to from the count that begins the next clause: the 32 of "the toll rose to 32 and 40
    people were hurt", which the parser takes for so many people."""
    offset = tokens[0].i if tokens else 0
    for to, level in pairwise(tokens):
        noun = level.head
        if level.dep != "nummod" or to.lower != "to" or noun.i <= level.i + 2 or noun.i + 1 - offset >= len(tokens):
            continue
        joint, count = level.child("cc"), level.child("conj")
        verb, behind = tokens[to.i - 1 - offset], tokens[noun.i + 1 - offset]
        particle = verb if verb.lower in _PARTICLES else None
        verb = tokens[to.i - 2 - offset] if particle is not None else verb
        clear = behind.pos == "AUX" or behind.tag in _FINITE
        if joint is None or count is None or count.pos != "NUM" or verb.pos != "VERB" or not clear or to.i - offset < 2:
            continue
        told = behind.head if behind.dep in ("aux", "auxpass") and behind.head.i > behind.i else behind
        _hang(to, verb, "prep")
        _hang(level, to, "pobj")
        if particle is not None:
            _hang(particle, verb, "prt")
        _hang(count, noun, "nummod")
        if noun.head is not told:
            _hang(noun, told, "nsubjpass" if told.child("auxpass") is not None else "nsubj")


def give_back_deeds(tokens: Sequence[Token]) -> None:
    """Make a verb of the "wounds" of "kills 2, wounds 12"."""
    for noun, number in pairwise(tokens):
        if noun.lower != "wounds" or number.pos != "NUM":
            continue
        if noun.dep not in ("conj", "appos") or noun.head.tag != "VBZ":
            continue
        noun.pos, noun.tag, noun.is_verb, noun.lemma, noun.dep = "VERB", "VBZ", True, "wound", "conj"
        _hang(number, noun, "dobj")


def give_back_subjects(tokens: Sequence[Token]) -> None:
    """Give a verb the share or the people before it that the parser makes a part of something else: the voters of "57% of voters
    disapprove", the 12% of "40% rent and 12% own one", the age of "the 16-year-old remains at home"."""
    for noun, verb in pairwise(tokens):
        if noun.dep == "conj":
            if noun.lower in _SHARES and verb.tag == "VBP" and verb.child(*_SUBJECTS) is None:
                _hang(noun, verb, "nsubj")
        elif noun.dep == "compound" and noun.head is verb and verb.tag in _FINITE and noun.tag == "NNS":
            of = tokens[max(0, noun.i - 1 - tokens[0].i)]
            share = of.head
            if of.lower != "of" or share.i != of.i - 1:
                continue
            if verb.head is of and share.head is not share:
                _hang(verb, share.head, share.dep)
            _hang(noun, of, "pobj")
            _hang(share, verb, "nsubj")
        elif verb.lower == "remains" and verb.tag == "NNS" and noun.lower == "old" and noun.head is verb:
            inner = verb.child("prep")
            if inner is not None and inner.lower == "of":
                continue  # "the 200-year-old remains of a ship"
            verb.pos, verb.tag, verb.is_verb, verb.lemma = "VERB", "VBZ", True, "remain"
            noun.pos, noun.dep = "NOUN", "nsubj"


def give_back_thoughts(tokens: Sequence[Token]) -> None:
    """Make a verb of the "thought" of "850 thought to have died", which the parser takes for what is counted."""
    for number, verb, to in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if verb.lower != "thought" or to.lower != "to" or verb.tag != "NN" or number.head is not verb:
            continue
        if number.pos != "NUM" or verb.is_root:
            continue
        number.dep = "nsubj"
        verb.dep = "advcl" if verb.dep == "pobj" else verb.dep
        verb.pos, verb.tag, verb.is_verb, verb.lemma = "VERB", "VBN", True, "think"
        for child in verb.children:
            child.dep = "xcomp" if child.dep in ("relcl", "acl") else child.dep


def give_back_speeds(tokens: Sequence[Token]) -> None:
    """Make a speed a part of the noun behind it: the gusts of "brought 90 mile per hour gusts"."""
    for at in range(1, len(tokens) - 2):
        if tokens[at].lower != "per":
            continue
        mile, per, hour, noun = tokens[at - 1 : at + 3]
        if mile.lower in _LENGTHS and hour.lower == "hour" and noun.pos == "NOUN":
            top = noun.head if noun.dep == "compound" else noun
            if top.head is per and not mile.is_root:
                _hang(top, mile.head, mile.dep)
            if mile.head is top.head and mile.head is not mile:
                _hang(mile, top, "compound")


def _hang(token: Token, above: Token, dep: str) -> None:
    """Hang a token on another, unless that hangs on it: the parse has to stay a tree."""
    top = above
    while top is not token and top.head is not top:
        top = top.head
    if top is token or token.sentence != above.sentence:
        return
    if token.head is not above:
        if token.head is not token:
            token.head.children.remove(token)
        above.children.append(token)
        above.children.sort(key=lambda child: child.i)
        token.head, token.is_root = above, False
    token.dep = dep


def give_back_votes(tokens: Sequence[Token]) -> None:
    """Make a verb of the "support" of "51% support tax cuts", which the parser takes for a part of the noun behind it."""
    for share, verb, behind in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if verb.lower not in VOTING or share.lower not in _SHARES or verb.pos in ("VERB", "AUX"):
            continue
        told = behind.pos in ("DET", "PROPN", "NOUN", "ADJ", "PRON") or (
            verb.lower == "side" and behind.lower == "with"
        )
        top = verb
        while top.dep in _INSIDE and top.head.i > top.i:
            top = top.head
        usable = top.dep != "pobj" and (top is not verb or verb.dep in _CLAUSES)
        if told and usable and behind.sentence == share.sentence and _can_vote(tokens, share):
            _make_verb(verb, share, top)


def _can_vote(tokens: Sequence[Token], share: Token) -> bool:
    """Whether a share can do something: not the one of "a 51% support rate", "with 51% support"."""
    at = share.i - tokens[0].i - 1
    while at >= 0 and tokens[at].pos == "NUM":
        at -= 1
    before = tokens[at] if at >= 0 else None
    return before is None or (before.pos != "ADP" and before.lemma not in _NO_SUBJECT)


def _make_verb(verb: Token, subject: Token, top: Token) -> None:
    """Put a verb in the place of the noun that it is taken for a part of, which becomes its object."""
    verb.pos, verb.tag, verb.is_verb, verb.lemma = "VERB", "VBP", True, verb.lower
    if top is not verb:
        verb.head.children.remove(verb)
        if top.is_root:
            verb.head, verb.dep, verb.is_root, top.is_root = verb, "ROOT", True, False
        else:
            top.head.children.remove(top)
            top.head.children.append(verb)
            top.head.children.sort(key=lambda child: child.i)
            verb.head, verb.dep = top.head, "ccomp" if top.dep in ("dobj", "attr") else top.dep
        top.head, top.dep = verb, "dobj"
        moved = [child for child in top.children if child.i < subject.i]
        for child in moved:
            top.children.remove(child)
            child.head = verb
        verb.children += [*moved, top]
    if subject.head is not verb:
        subject.head.children.remove(subject)
        subject.head = verb
        verb.children.append(subject)
    subject.dep, subject.pos = "nsubj", "NOUN"
    verb.children.sort(key=lambda child: child.i)


def _under(token: Token) -> list[Token]:
    """A token and all below it."""
    found = [token]
    for above in found:
        found += above.children
    return found
