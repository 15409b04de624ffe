"""What the order of words and their letters tell better than the parser."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.facts.document import Token

_ESTIMATING = frozenset({"put", "estimate", "value", "peg", "reckon"})
# Forms of verbs that tell a figure of their subject.
_TELLING = frozenset(
    {"measures", "trades", "seats", "scores", "ranks", "zooms", "spans", "totals", "averages", "stretches", "hosts"}
)
_TELLING_MANY = frozenset({"number", "total", "average", "measure"})  # peacekeepers number 13,000
_SINGLE = frozenset({"a", "an", "each", "every", "another"})
_BEFORE_NOUN = frozenset({"det", "poss", "amod", "compound", "nmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Short verbs that double their last letter before -ed and -ing, and take a mere -s: rat, ratted, rats.
_DOUBLING = re.compile(r"[^aeiou\W]+[aeiou][^aeiouswxy\W]")
_ENDINGS = ("ed", "es", "ing")
# What no verb ends with, but the parser's guesses do: "gutte" of gutted, "guste" of gusted.
_GUESSED = re.compile(r"\w*(?:([bdgmnprt])(?=\1e)|[eiou]st(?=e$))")


@functools.lru_cache(maxsize=65_536)
def lemma(word: str, found: str, pos: str) -> str:
    """A verb's lemma: "hoped" and "hopes" are forms of "hope", not of the "hop" that the parser finds."""
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


def _under(token: Token) -> list[Token]:
    """A token and all below it."""
    found = [token]
    for above in found:
        found += above.children
    return found
