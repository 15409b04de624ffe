"""The clauses that a figure's own clause hangs on, whose day and place are its own, too, where it tells none."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.facts.document import Token
from dateline.facts.quantities.measure import condition, counts_people
from dateline.facts.quantities.phrase import NOUNS, RELATIVE, VERBS, lemma_of, words

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_PAST = frozenset({"VBD", "VBN"})
# What somebody says, knows or means to do while doing something else is not of that day and place.
_APART = frozenset(
    {"cite", "quote", "add", "call", "note", "argue", "warn", "mean", "compare", "base", "employ", "own"}
    | {"include", "represent", "serve", "use", "have", "be", "want", "know", "believe", "give", "expect", "suggest"}
)
# Clauses of one breath: "lost 3 million in 2021, though sales rose by a fifth".
_BESIDE = frozenset({"as", "while", "though", "although"})
# Who orders something to be done does so on the day it is told of: "was ordered on Friday to pay".
_ORDERING = frozenset({"order", "tell", "sentence", "fine", "instruct", "command", "condemn"})
# Behind these the cause of what befell people is told: "were hurt when a tram derailed in Lund".
_CAUSES = frozenset({"when", "after", "as", "while"})
_HAPPENING = frozenset({"happen", "occur", "unfold"})
# What befalls people and things all at once, beside what measures count: "were trapped when a mine fell in".
_STRICKEN = frozenset({"survive", "escape", "rescue", "trap", "strand", "bury", "sweep", "leave", "recover", "save"})
_STATES = frozenset({"be", "remain", "fear", "report", "presume", "believe"})
# What is due to happen has the day and the place of what it is: "are expected to arrive on Friday", "began leaving in May".
_BEGINNING = frozenset({"begin", "start"})
_RAISING = _BEGINNING | {"continue", "set", "slate"}
# "At a meeting held on Monday, members chose 40 of them."
_HELD = frozenset({"hold", "stage", "convene", "organize", "organise"})
_DURING = frozenset({"in", "during", "at"})
_MAX_STEPS = 4


def outer(verb: Token) -> Iterator[Token]:
    """The verbs, or the noun told of, that a verb's clause hangs on, nearest first."""
    for _ in range(_MAX_STEPS):
        above = _above(verb)
        if above is None:
            return
        yield above
        if above.pos in NOUNS:  # a blast that killed five; the clause of the blast is told of it only by way of "in"
            if verb.dep == "acl" and verb.tag == "VBN":
                return  # "treated on Monday in a ward built for 30"
            above = above.head.head if above.head.lower in _DURING and not _is_where(verb) else above
            if above.pos not in VERBS:
                return
            yield above
        verb = above


def causes(verb: Token) -> list[Token]:
    """The verbs of the clauses that tell how people came to harm."""
    if not harms(verb):
        return []
    found: list[Token] = []
    for child in verb.children:
        if child.dep == "advcl" and any(mark.lower in _CAUSES for mark in child.children):
            clause = child if child.pos in VERBS else child.child("acl")  # the parser's noun of "when a truck ploughed"
            if clause is not None and clause.pos in VERBS:
                found.append(clause)
    for child in verb.children:  # hurt in the crash, which happened on Monday; the storm that struck Haiti killed nine
        noun = child.child("pobj") if child.dep == "prep" else child
        clause = noun.child("relcl") if noun is not None else None
        if clause is not None and (clause.lemma in _HAPPENING or lemma_of(clause) in words()["striking"]):
            found.append(clause)
    return found


def harms(verb: Token) -> bool:
    """Whether a verb tells what befell those counted: "were killed", "are stranded", "are feared missing"."""
    if counts_people(verb.lemma) or verb.lemma in _STRICKEN:
        return True
    return verb.lemma in _STATES and any(condition(child.lower) is not None for child in verb.children)


def inner(verb: Token) -> Iterator[Token]:
    """What is due to happen, or on what occasion: "are expected to arrive on Friday", "at a meeting held in Lund"."""
    for child in verb.children:
        if child.dep == "xcomp" and child.pos in VERBS and _is_raising(verb):
            yield child
        elif child.dep == "advcl" and child.tag == "VBG" and child.lemma in _BEGINNING:
            yield child  # "starting in June, drivers will pay 9 euros"
        elif child.dep == "acomp" and verb.lemma == "be":  # "was due to reach the village on Friday"
            told = child.child("xcomp")
            if told is not None and told.pos in VERBS:
                yield told
        elif child.dep == "prep":
            occasion = child.child("pobj")
            held = occasion.child("acl", "relcl") if occasion is not None else None
            if held is not None and held.lemma in _HELD:
                yield held


def _is_raising(verb: Token) -> bool:
    return verb.lemma in _RAISING or (lemma_of(verb) in words()["raising"] and verb.child("auxpass") is not None)


def alike(verb: Token) -> Iterator[Token]:
    """The verbs told in one breath with a verb, whose day is its own, too: "sank in April, as exports fell", "when the law
    takes effect in July", "was ordered on Friday to pay"."""
    yield from _when(verb)
    above = verb.head
    for _ in range(_MAX_STEPS):
        if verb.is_root or above.pos not in VERBS:
            return
        if verb.dep == "xcomp" or (verb.dep == "ccomp" and _is_infinitive(verb)):
            if above.lemma not in _ORDERING:
                return
            yield above
        elif verb.dep == "conj" or any(child.dep == "mark" and child.lower in _BESIDE for child in verb.children):
            if not (is_over(verb) and is_over(above)) or _is_apart(verb) or _is_apart(above):
                return
            yield above
            yield from _when(above)
        else:
            return
        verb, above = above, above.head


def _is_infinitive(verb: Token) -> bool:
    return verb.tag == "VB" and any(child.lower == "to" and child.dep == "aux" for child in verb.children)


def _when(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep == "advcl" and child.pos in VERBS:
            marks = {mark.lower for mark in child.children if mark.dep in ("mark", "advmod")}
            if "when" in marks or ("as" in marks and is_over(child) and is_over(verb)):
                yield child  # "when the law takes effect in July", "cancelled flights as snow fell on Friday"


def is_over(verb: Token) -> bool:
    """Whether a verb is in the simple past: "sank", "were killed", but not "has hovered"."""
    auxiliaries = {child.lower for child in verb.children if child.dep in ("aux", "auxpass")}
    return verb.tag == "VBD" or (verb.tag == "VBN" and auxiliaries <= {"was", "were"})


def is_main(verb: Token) -> bool:
    """Whether a clause is the sentence's own or one of those told side by side with it, and nothing that somebody says."""
    for _ in range(_MAX_STEPS):
        if _is_apart(verb):
            return False
        if verb.is_root:
            return True
        if verb.dep not in ("conj", "ccomp", "xcomp", "advcl") or verb.head.pos not in VERBS:
            return False
        verb = verb.head
    return False


def place_told(verb: Token | None) -> Token | None:
    """The place that a clause is told of: Gao of "in Gao, where it has 40 shops"."""
    return verb.head if verb is not None and verb.dep == "relcl" and _is_where(verb) else None


def told_when(verb: Token) -> Token | None:
    """The verb of the clause whose time a clause tells more of: "hit Gao in May, when 90 people died"."""
    if verb.dep not in ("relcl", "advcl") or all(child.lower != "when" for child in verb.children):
        return None
    above = verb.head
    for _ in range(_MAX_STEPS):
        if above.pos in VERBS or above.is_root:
            break
        above = above.head
    return above if above.pos in VERBS and above.i < verb.i else None


def _is_where(verb: Token) -> bool:
    return any(child.lower == "where" for child in verb.children)


def _is_in_which(verb: Token) -> bool:
    return any(
        child.lower in ("in", "during", "at") and any(inner.lower == "which" for inner in child.children)
        for child in verb.children
    )


def _above(verb: Token) -> Token | None:
    if verb.is_root or _is_apart(verb):
        return None
    if verb.dep == "xcomp" and verb.head.lemma == "be" and verb.head.dep == "relcl":
        verb = verb.head  # a plant that is to produce
    above = verb.head
    if above.lemma == "leave" and (verb.dep in ("dobj", "ccomp", "oprd") or _is_left(verb)):
        return above  # "leaving nine missing", "left six dead and nine injured"
    subject = verb.child(*_SUBJECTS)
    if verb.dep == "relcl":
        told = (subject is not None and subject.lower in RELATIVE) or _is_where(verb) or _is_in_which(verb)
        return above if told and above.pos in NOUNS else None
    if verb.dep == "conj" and above.dep == "pcomp" and above.head.lower == "with":
        return above.head.head if above.head.head.pos in VERBS else None  # "with nine missing and 20 hurt"
    harmed = verb.dep == "conj" and counts_people(verb.lemma)  # fired on a crowd on Monday, and six were killed
    if verb.tag in ("VBG", "VBN") and verb.dep == "pcomp" and above.lower == "with":
        return above.head if above.head.pos in VERBS else None  # "ended with 80 countries signing a statement"
    if (subject is not None and not (harmed and above.tag in _PAST)) or _marked(verb):
        return None
    if verb.dep == "conj":
        alike = subject is not None or verb.tag == above.tag or {verb.tag, above.tag} <= _PAST
        return above if above.pos in VERBS and alike and not _is_apart(above) else None
    if verb.dep == "acl" and verb.tag == "VBN" and above.pos in NOUNS:
        return above  # "a rally in Pune, attended by 900 people"
    if verb.tag != "VBG" or verb.i < above.i:
        return None
    if verb.dep == "advcl":
        return above if above.pos in VERBS else None
    if verb.dep != "acl":
        return None
    for _ in range(_MAX_STEPS):  # "struck a camp near the river, killing nine"
        if above.pos in VERBS or above.is_root:
            break
        above = above.head
    return above if above.pos in VERBS else None


def _is_left(verb: Token) -> bool:
    """Whether it tells how others were left, too."""
    return verb.tag == "VBN" and verb.dep in ("conj", "advcl") and counts_people(verb.lemma) and not _marked(verb)


def _marked(verb: Token) -> bool:
    """Whether a word tells how a clause hangs on the other: "before reaching", "to reach", "having won"."""
    return any(child.dep in ("mark", "prep", "aux") and child.i < verb.i for child in verb.children)


def _is_apart(verb: Token) -> bool:
    return lemma_of(verb) in _APART or lemma_of(verb) in words()["telling"] or lemma_of(verb) in words()["planning"]
