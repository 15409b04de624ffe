"""The noun above an amount in the parse, or an argument of the verb above it."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import (
    MODIFIER,
    NOUNS,
    RELATIVE,
    are_people,
    is_idiom,
    lemma_of,
    subject_of,
    told_clause,
    words,
)

# Verbs whose first object gets what the second tells.
GIVING = frozenset({"give", "fine", "award", "pay", "owe", "compensate"})
_TRADING = frozenset(
    {"buy", "sell", "acquire", "purchase", "repurchase", "resell", "auction", "offer", "export", "import"}
)
_OBJECTS = frozenset({"it", "them"})
_VALUED = frozenset({"it", "them", "him", "her"})  # "put him at 40 percent"
# How many words before "ranging" the things stand that differ.
_RANGING = 12


def governing(nouns: Nouns, head: Token) -> Token | None:
    """The noun above the amount in the parse, else an argument of the verb above it; nouns inside amounts are passed."""
    place, steps = head, 0
    while steps < 8 and not place.is_root:
        above = place.head
        home = above.lower == "home" and place.lower == "to"  # "the region, home to 1.2 million"
        numbered = any(child.i in nouns.busy for child in above.children)
        listed = place.dep == "conj" and numbered  # 12 houses and $5 million
        if place.i in nouns.busy and _describes(nouns, above):
            place, steps = above, steps + 1
            continue
        if above.pos in ("NOUN", "PROPN") and nouns.names_something(above) and not home and not listed:
            if above.i < place.i or place.dep in MODIFIER:
                return _whole(nouns, above, place)
        elif are_people(above):
            return above.head.head
        elif above.pos in ("VERB", "AUX"):
            return _argument(nouns, above, place, head)
        place, steps = above, steps + 1
    return subject_of(place) if place.is_root else None


def _describes(nouns: Nouns, noun: Token) -> bool:
    """Whether a noun only says what the figure right behind it is like: "by a tepid 1.6 percent"."""
    article = noun.child("det")
    return noun.tag == "NN" and noun.i + 1 in nouns.busy and article is not None and article.lower in ("a", "an")


def _whole(nouns: Nouns, noun: Token, joint: Token) -> Token:
    """The margin of "a margin of error of 3 points"; the second of two nouns, where it stands right before "of 9%"."""
    if noun.dep == "appos" and noun.ent in ("GPE", "LOC") and noun.head.pos == "PROPN" and joint.dep == "appos":
        return noun.head  # "Marta Berg, Norway, $9,000"
    near = nouns.document.tokens[joint.i - 1]
    profit = _before_deductions(nouns, noun)
    if profit is not None:
        return profit
    if joint.lower == "of" and near.dep == "conj" and near.head is noun and near.pos == "NOUN":
        return near
    if noun.dep == "pobj" and noun.head.lower == "of" and noun.i == noun.head.i + 1 and joint.lower == "of":
        outer = noun.head.head
        return outer if outer.pos == "NOUN" and outer.i not in nouns.busy else noun
    return noun


def _before_deductions(nouns: Nouns, noun: Token) -> Token | None:
    """The profit of "a profit before interest and tax of $5 million"."""
    if noun.lemma not in words()["deducted"]:
        return None
    while noun.dep == "conj" and noun.head.pos in NOUNS:
        noun = noun.head
    if noun.dep != "pobj" or noun.head.lower not in ("before", "after") or not noun.head.i:
        return None
    whole = nouns.document.tokens[noun.head.i - 1]
    return whole if whole.pos == "NOUN" else None


def _argument(nouns: Nouns, verb: Token, place: Token, head: Token) -> Token | None:
    """The object where the amount is not the object itself ("raise the rate to 5%"), else the subject."""
    tokens = nouns.document.tokens
    if verb.lower == "ranging":
        return _ranging(nouns, verb)
    if verb.lower == "aged" and verb.i > 1:
        near = tokens[verb.i - (2 if tokens[verb.i - 1].text == "," else 1)]
        return near if near.pos in ("NOUN", "PROPN") else subject_of(verb)  # "a woman and her children, aged 4 and 7"
    if place.lower == "by" and lemma_of(verb) in words()["contesting"]:
        return subject_of(verb)  # "Berg leads Lund by 13 points"
    if place.dep in ("prep", "dative", "oprd", "npadvmod", "advmod", "dobj"):  # also "cut its rate 25 basis points"
        for child in verb.children:
            if (
                child.dep in ("dobj", "attr")
                and child is not place
                and child.i < head.i
                and (child.pos in ("NOUN", "PROPN") or child.lower in (_VALUED if place.lower == "at" else _OBJECTS))
                and child.lower != "way"  # "worked its way up to $12"
                and child.i not in nouns.busy
                and not is_idiom(child)
            ):
                return child
            inner = _traded(nouns, verb, child, head) if place.lower in ("for", "at") else None
            if inner is not None:
                return inner
    which = verb.child("dobj")
    if which is not None and which.lower in RELATIVE and verb.dep == "relcl" and place.dep == "prep":
        return verb.head if verb.head.pos in NOUNS else None  # "the costs, which a draft puts at $5"
    if lemma_of(verb) in GIVING and place.dep == "dobj":
        given = next((c for c in verb.children if c.dep in ("dative", "dobj") and c.i < place.i and c.i > verb.i), None)
        if given is not None and given.pos in ("NOUN", "PROPN") and given.i not in nouns.busy:
            return given  # "fined the bank $1.2 million"
    clause = told_clause(verb)
    if clause is not verb and head.i > verb.i:
        return subject_of(clause)  # "Arrivals rose to 31,000, figures showed, up 4%"
    is_who = verb.dep == "relcl" and tokens[verb.i - 1].lower == "who"
    if verb.i > 1 and tokens[verb.i - 1].lower in RELATIVE and not is_who:
        told = nouns.antecedent(tokens[verb.i - 1])
        if told is not None and verb.i - told.i < 12:
            return told
    found = subject_of(verb)
    if found is not None and found.pos == "NOUN" and not nouns.names_something(found):
        found = subject_of(found)  # "for the quarter ended Friday, to $5": whose quarter
    if verb.dep == "acl" and verb.child("mark") is not None and found is not None and found.i in nouns.busy:
        return None  # "the claim that $3 million was stolen"
    if found is not None and found.i in nouns.busy and not verb.is_root:
        # "burned the mill and was 15% contained", where the parser takes the figure for a subject
        found = subject_of(verb.head)
        if found is not None and found.i > head.i:
            return None  # "13% were undecided; the margin of error is 3 points"
    return found if found is not None and found.i not in nouns.busy else None


def _traded(nouns: Nouns, verb: Token, amount: Token, head: Token) -> Token | None:
    """The wheat of "sold 50 tons of wheat to Peru for $9 million"."""
    if verb.lemma not in _TRADING or amount.dep != "dobj" or amount.i not in nouns.busy or amount.i > head.i:
        return None
    of = next((child for child in amount.children if child.lower == "of"), None)
    inner = of.child("pobj") if of is not None else None
    return inner if inner is not None and inner.pos in ("NOUN", "PROPN") and inner.i not in nouns.busy else None


def _ranging(nouns: Nouns, verb: Token) -> Token | None:
    """The things that differ: the claims of "claims of $12 million, ranging from $200 to $4 million"."""
    before = nouns.document.tokens[max(nouns.document.sentences[verb.sentence].first, verb.i - _RANGING) : verb.i]
    named = [t for t in reversed(before) if t.pos in ("NOUN", "PROPN") and nouns.names_something(t)]
    return next((token for token in named if token.tag == "NNS"), named[0] if named else None)
