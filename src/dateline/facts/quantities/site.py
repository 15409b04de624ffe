"""Places told without a preposition: whose figure it is, who reports it, and the town that it describes."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.facts.document import Token
from dateline.facts.quantities import within
from dateline.facts.quantities.phrase import MODIFIER, NOUNS, RELATIVE, lemma_of, subject_of, words
from dateline.facts.record import Quantity

# What a country or a town does where the things counted are there: "Zambia reported 612 cases", "Norway has 12 refineries".
_MAKING = frozenset(
    {
        "report",
        "record",
        "register",
        "log",
        "produce",
        "mine",
        "harvest",
        "ship",
        "pump",
        "refine",
        "generate",
        "consume",
        "burn",
        "tally",
    }
    | {"export", "import"}
)
_HAVING = _MAKING | frozenset(
    {"confirm", "have", "count", "see", "suffer", "detect", "host", "shelter", "house", "hold", "account", "receive"}
    | {"lack", "contain", "welcome", "attract", "draw"}
)
_LOST = frozenset({"people_killed", "homes_damaged", "jobs", "area"})
# What belongs to a country needs not be there.
_ELSEWHERE = frozenset({"weapons", "troops", "money_pledged", "money_invested", "money_raised", "money_cost"})
_OWNING = frozenset({"own", "hold", "buy", "sell", "acquire", "take"})
_LEVELS = frozenset({"percent", "percentage point", "basis point", "point", "dimensionless", "celsius"})
# Above what is counted, up to the verb or a town in apposition.
_PASSED = frozenset({*NOUNS, "ADP", "NUM", "SYM"})
_MAX_STEPS = 4


def tokens(head: Token, verb: Token | None, quantity: Quantity) -> Iterator[Token]:
    """The tokens that are the place of a figure if they name one."""
    where = within.place_told(verb)
    if where is not None:
        yield where
    if quantity.measure in _ELSEWHERE:
        return
    noun = head.head if head.dep in MODIFIER else head
    if quantity.unit is None:
        yield from _owner(noun)  # Kenya's 47 counties
    above = noun
    for _ in range(_MAX_STEPS):
        if above.dep == "appos" and above.lemma in words()["settlements"]:
            yield above.head
            yield from _named(above.head)
        elif above.lower == "home":  # Chad is home to 17 million people
            yield from filter(None, (subject_of(above.head) if above.head.lemma == "be" else above.head,))
        if above.pos not in _PASSED or above.is_root:
            break
        above = above.head
    subject = subject_of(verb) if verb is not None else None
    if verb is None or subject is None:
        return
    if quantity.unit is None and head.i > verb.i and any(owner.lower == "its" for owner in _owners(noun)):
        yield subject  # Graz will shut four of its 20 pools
    lost = verb.lemma == "lose" and quantity.measure in _LOST
    if lost or (lemma_of(verb) in _HAVING and noun.dep in ("dobj", "pobj")):
        yield subject  # Malawi, which lost 1,770 people to cholera
    if subject.pos == "NOUN" and (lemma_of(verb) in _MAKING or quantity.measure == "jobs"):
        yield from _owner(subject)  # Canada's economy added 90,000 jobs
    reached = head.dep == "pobj" and head.head.lower in ("to", "at") and head.head.head is verb
    reached = reached or (head.dep in ("dobj", "attr") and (verb.lemma == "be" or verb.lemma in words()["level"]))
    owned = quantity.measure == "share" and (subject.pos != "NOUN" or lemma_of(verb) in _OWNING)
    level = quantity.unit in _LEVELS and not owned
    if quantity.change is not None or level or (reached and quantity.unit is not None):
        yield from _owner(subject)  # Japan's Nikkei shed 600 points
        told = verb.child("nsubj", "nsubjpass")
        whose = told.child("poss") if told is not None else None
        if whose is not None and whose.lower == "whose" and verb.dep == "relcl":
            yield verb.head  # Norway, whose output has grown by 8 percent


def _named(kind: Token) -> Iterator[Token]:
    """The name of a kind of place: the hamlet of Dorp."""
    for child in kind.children:
        name = child.child("pobj") if child.lower == "of" else None
        if name is not None:
            yield name


def _owner(noun: Token) -> Iterator[Token]:
    owner = noun.child("poss")
    if owner is not None:
        yield owner


def clause_of(head: Token) -> Token | None:
    """The clause told of the things counted: hidden of "4 tonnes of cocaine hidden in a port", died of "two who died"."""
    noun = head.head if head.dep in MODIFIER else head
    for thing in (noun, *(child.child("pobj") for child in noun.children if child.lower == "of")):
        clause = thing.child("acl", "relcl") if thing is not None else None
        if clause is not None and (clause.dep == "relcl" or clause.tag == "VBN"):
            told = clause.child("nsubj", "nsubjpass")
            if told is None or told.lower in RELATIVE:
                return clause
    return None


def _owners(noun: Token) -> Iterator[Token]:
    """Whose the things counted are, or those of which they are some."""
    yield from _owner(noun)
    for child in noun.children:
        whole = child.child("pobj") if child.lower == "of" else None
        if whole is not None:
            yield from _owner(whole)
