"""Numbers that are ages though no "years old" stands behind them: "Jane Doe, 66, said", "he is 35", "children under five"."""

from __future__ import annotations

import re

from dateline.facts.document import Document, Token
from dateline.facts.mend import VOTING
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.measure import names_people
from dateline.facts.quantities.milestone import reached
from dateline.facts.quantities.phrase import HYPHENS, MODIFIER, beside, subject_of, words

_PERSONS = frozenset({"he", "she", "i", "who"})
_THOSE = frozenset({"those", "anyone", "anybody", "everyone", "everybody", "nobody", "ones"})
# What may stand behind a person's age: "a farmer of 47 who grows figs", "a woman of 34 from Lund".
_ENDING = frozenset({"PUNCT", "CCONJ", "VERB", "AUX", "PRON", "ADP", "SCONJ"})
_OF_AGE = frozenset({"oldest", "youngest", "eldest"})
_ELDEST = re.compile(r"\bthe (?:eldest|oldest|youngest|elder|younger)(?: of them)?(?: aged)? $")
_COMPARED = re.compile(r"(?:no |not )?(?:younger|older) than ", re.IGNORECASE)
# Between a comma and an age: "her son, then six,".
_THEN = frozenset({"then", "now", "both", "all", "just", "only"})
_BOUNDS = frozenset({"under", "over", "above", "below", "than"})
_POPULATIONS = frozenset(
    {"population", "workforce", "electorate", "people", "dead", "victim", "patient", "injured", "wounded"}
)
_DOING = ("er", "or", "ist", "ian", "tiff", "dant")
_THINGS = frozenset(
    {"number", "letter", "corner", "counter", "chapter", "cluster", "center", "theater", "shelter", "sector"}
)
# From here on a person "of 16" is told by age.
# Whose ages stand right behind them.
_SURVEYED = frozenset({"adult", "child", "woman", "man", "girl", "boy", "teen", "teenager", "kid", "person", "viewer"})
_GROWN = 10
_ANYBODY = frozenset({"you", "they", "we"})
_BEHIND_TURNED = frozenset({"ADP", "PUNCT", "SCONJ", "CCONJ", "NOUN", "PROPN", "PRON"})
# Behind these a number tells how far somebody is ahead, or of what: "he was 17 under after two rounds".
_APART = frozenset({"of", "under", "over", "up", "down", "ahead", "behind", "below", "above", "off"})
_YOUNG = frozenset({"boy", "girl", "child", "baby", "toddler", "daughter", "son"})
_OLDEST = 120
_DIGITS = 2
_JOINTS = frozenset({",", "and", "or", ", and"})
_SPANS = frozenset({"year", "month", "week", "day"})
_TOLD_IN = ("years", "months", "weeks", "days")
_AGED = re.compile(r"\b[Aa]ge(?:[ds](?: between| from| of)?)?:? $")
# How far apart, in characters, the ages of a row may stand.
_ROW = 60
_PARENTS = frozenset({"father", "mother", "dad", "mum", "mom", "parent", "grandfather", "grandmother", "grandparent"})
_MANY_CHILDREN = 20


def is_age(figure: Figure) -> bool:
    """Whether an amount is somebody's age."""
    document, amount, first, last = figure.document, figure.amount, figure.first, figure.last
    if not _may_be(amount):
        return False
    before, after = beside(document, first, -1), beside(document, last, 1)
    if before is not None and (
        before.lower in ("age", "ages", "aged") or (before.lower == "of" and before.head.lower in ("age", "ages"))
    ):
        return True  # "aged 16 to 24", "over the age of 21"
    if amount.ranged and before is not None and before.tag == "NNS" and before.lemma in _SURVEYED:
        return after is None or after.pos in _ENDING  # "adults 18-49"
    if document.text[amount.stop : amount.end].endswith(("older", "younger")):
        return True  # "a third are 65 or older"
    if amount.start < amount.first and _COMPARED.match(document.text, amount.start):
        return True  # "among Latinos younger than 30"
    if before is not None and before.text == "," and _is_pair(document, before, last):
        return True
    if first.dep == "appos" and first.head.lower == "age" and first.head.i == first.i - 2:
        return True  # "her age, 52, was no bar"
    near = max(0, amount.start - 20)
    if (after is None or after.pos == "PUNCT") and _ELDEST.search(document.text, near, amount.start):
        return True  # "three suspects, the eldest 17"
    opening = document.tokens_in(amount.start, amount.end)[0]
    copula = beside(document, opening, -1)
    if copula is not None and copula.lower in ("aged", "ages"):
        return True  # "aged between 24 and 61"
    if copula is not None and copula.lemma == "be":
        subject = copula.child("nsubj")
        if subject is not None and subject.lemma in ("age", "expectancy"):
            return True  # "the median age is about 40"
        kind = subject.child("amod") if subject is not None and subject.lower not in _OF_AGE else subject
        if kind is not None and kind.lower in _OF_AGE and (after is None or after.pos == "PUNCT"):
            return True  # "the oldest victim was 61", "the youngest of whom is six"
        bounded = amount.start < amount.first or amount.end > amount.stop
        if (
            subject is not None and bounded and (_is_part(subject) or _is_people(subject))
        ):  # "half the voters are over 65"
            return after is None or after.pos in ("PUNCT", "CCONJ", "ADP")
    return amount.low == amount.high and (
        _opens(document, before, after)
        or _stands_apart(document, first, before, after)
        or _is_told(amount, first, after)
        or reached(document, opening, last, amount.low or 0) is not None
    )


def is_group(figure: Figure) -> bool:
    """Whether an age stands for all people of it: 18-to-24-year-olds, over-60s."""
    amount, text = figure.amount, figure.document.text
    aged = amount.unit is not None and amount.unit.endswith(" of age")
    return aged and text[amount.end - 1] == "s" and not text.endswith(_TOLD_IN, amount.start, amount.end)


def is_somebody(figure: Figure) -> bool:
    """Whether an age stands for whom it is of, whom no other noun of the clause names: "signed the 19-year-old"."""
    if figure.amount.unit is None or not figure.amount.unit.endswith(" of age"):
        return False
    tokens = figure.document.tokens
    before, behind = tokens[max(0, figure.first.i - 1)], tokens[min(figure.last.i + 1, len(tokens) - 1)]
    return before.lower in ("the", "a", "an", "another") and behind.pos not in ("NOUN", "PROPN", "ADJ")


def is_announced(figure: Figure) -> bool:
    """Whether a word right before a number says that it is an age: "people ages 18 to 24 vote less"."""
    start = figure.amount.start
    return _AGED.search(figure.document.text, max(0, start - 16), start) is not None


def note_unit(figure: Figure) -> None:
    """Make ages of the years of "pupils aged 8 to 10 years" and of those in a row with them."""
    amount, previous, text = figure.amount, figure.previous(), figure.document.text
    if amount.unit not in _SPANS:
        return
    told = is_announced(figure) or _is_bounded(figure)
    last = previous.amount if previous is not None else None
    if last is not None and last.unit == f"{amount.unit} of age":
        told = told or text[last.end : amount.start].strip() in _JOINTS
    if told:
        amount.unit = f"{amount.unit} of age"


def _is_bounded(figure: Figure) -> bool:
    """Whether years bound the age of the people right before them: "children under 5 years", but not "loans under 5 years"."""
    document, amount = figure.document, figure.amount
    if amount.unit != "year" or amount.start == amount.first:
        return False
    bounds = document.tokens_in(amount.start, amount.first)
    people = beside(document, bounds[0], -1) if len(bounds) == 1 and bounds[0].lower in ("under", "over") else None
    return people is not None and people.tag == "NNS" and names_people(people.lemma)


def _is_pair(document: Document, comma: Token, last: Token) -> bool:
    """Whether a number and the next are the ages of several: "the two men, 19 and 23, were held"."""
    people, behind = beside(document, comma, -1), document.tokens[last.i + 1 : last.i + 4]
    if people is None or people.tag != "NNS" or not names_people(people.lemma) or len(behind) < 3:
        return False
    joint, other, end = behind
    return joint.lower == "and" and other.text.isdecimal() and int(other.text) < _OLDEST and end.pos == "PUNCT"


def told_of(figure: Figure) -> Token | None:
    """Who turns 40, retires at 65, or is in his 40s."""
    if figure.amount.unit is not None:
        return _in_decade(figure)
    verb: Token | None = figure.first.head
    if verb is None or verb.lemma != "turn":
        opening = figure.document.tokens_in(figure.amount.start, figure.amount.end)[0]
        verb = reached(figure.document, opening, figure.last, figure.amount.low or 0)
    return subject_of(verb) if verb is not None else None


def _in_decade(figure: Figure) -> Token | None:
    """Who is in his 40s."""
    joint = figure.head.head
    if joint.lower != "in" or not figure.amount.ranged:
        return None
    above = joint.head
    if above.pos in ("VERB", "AUX"):
        return subject_of(above)
    return above if above.pos in ("NOUN", "PROPN", "PRON") else None


def name_of(token: Token) -> Token | None:
    """The name beside which an age is told: Ana Ruiz of "Ana Ruiz, a farmer of 47" and "Ana Ruiz, a 47-year-old farmer"."""
    noun = token.head if token.dep in MODIFIER else token
    name = noun.head
    beside = noun.dep == "appos" or (noun.dep == "conj" and noun.i == name.i + 2)  # "Olaf, 44, Sven, 41, and Karl, 38"
    named = beside and name.pos == "PROPN" and (noun.pos == "NUM" or name.ent not in ("GPE", "LOC"))
    return name if named and name.i < noun.i else None


def _is_part(subject: Token) -> bool:
    """Whether a number or a "most" stands for people told of before: "three in five are under 25"."""
    alone = all(child.lower != "of" for child in subject.children)
    return alone and (subject.pos == "NUM" or subject.lower in words()["quantifiers"])


def _is_people(noun: Token) -> bool:
    """Whether a noun is people, or a part of them: "a quarter of the population"."""
    of = next((child for child in noun.children if child.lower == "of"), None)
    inner = of.child("pobj") if of is not None else None
    return any(names_people(word.lemma) or word.lemma in _POPULATIONS for word in (noun, inner) if word is not None)


def bearer(figure: Figure) -> Token | None:
    """The children of "children under five", whose age is bounded; the woman of "a woman of 52"."""
    document, amount = figure.document, figure.amount
    if not _may_be(amount):
        return None
    if amount.start == amount.first or amount.modifier == "approximately":
        return _aged(figure)
    bounds = document.tokens_in(amount.start, amount.first)
    after = beside(document, figure.last, 1)
    counts = after is not None and after.pos in ("NOUN", "ADJ", "PROPN", "NUM") and after.lower not in VOTING
    if bounds[-1].lower not in _BOUNDS or counts:
        return None
    people = beside(document, bounds[0], -1)
    if people is not None and people.lower == "them" and people.head.lower == "of":
        return people  # "most of them over 70"
    if people is None or not (
        people.lower in _THOSE or people.ent == "NORP" or (people.pos == "NOUN" and names_people(people.lemma))
    ):
        return None
    return people


def counts_children(figure: Figure) -> bool:
    """Whether a number tells how many children somebody has: "a father of four", "a mother-of-three"."""
    document, amount, first = figure.document, figure.amount, figure.first
    if amount.unit is not None or amount.part or not 0 < (amount.low or 0) <= _MANY_CHILDREN:
        return False
    before = [t for t in document.tokens[max(0, first.i - 4) : first.i] if t.text not in HYPHENS]
    if len(before) < 2:
        return False
    after = beside(document, figure.last, 1)
    alone = after is None or after.pos in ("PUNCT", "CCONJ", "VERB", "AUX", "ADP", "PRON", "SCONJ")
    alone = alone or document.tokens[first.i - 1].text in HYPHENS  # father-of-five Lars Berg
    return alone and before[-1].lower == "of" and before[-2].lemma.lower() in _PARENTS


def _aged(figure: Figure) -> Token | None:
    """The woman of "a woman of 52" or "of about 50", but not the family of "a family of 12"."""
    document, amount = figure.document, figure.amount
    opening = document.tokens_in(amount.start, amount.end)[0]
    of, after = beside(document, opening, -1), beside(document, figure.last, 1)
    person = beside(document, of, -1) if of is not None and of.lower == "of" else None
    if counts_children(figure):
        return None
    youngest = 1 if person is not None and person.lemma in _YOUNG else _GROWN
    if person is None or person.tag != "NN" or (amount.low or 0) < youngest or not names_people(person.lemma):
        return None
    apart = after is None or (after.pos in _ENDING and after.lower != "of")
    return person if apart and person.lemma not in words()["groups"] else None


def goes_on(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether a bare number goes on a row of ages: "aged 30 and 28"."""
    if previous.unit is not None or not _may_be(amount):
        return False
    return document.text[previous.end : amount.start].strip() in _JOINTS


def is_bracketed_too(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether a bare number stands in brackets as the age before it does: "Ade (12 years old) and Bola (9)"."""
    text = document.text
    opened = text[previous.start - 1 : previous.start] == text[amount.start - 1 : amount.start] == "("
    return (
        opened and text[amount.end : amount.end + 1] == ")" and amount.start - previous.end < _ROW and _may_be(amount)
    )


def _may_be(amount: Amount) -> bool:
    return amount.unit is None and not amount.part and 0 < (amount.low or 0) < _OLDEST


def _opens(document: Document, before: Token | None, after: Token | None) -> bool:
    """Whether a clause about a person opens with the age: "At 37, Ruiz is the oldest", "and now, at 17, she sings"."""
    if before is None or after is None or before.lower != "at" or after.lower != ",":
        return False
    comma, person = beside(document, before, -1), beside(document, after, 1)
    if comma is not None and comma.lower != ",":
        return False
    verb = before.head
    subject = subject_of(verb) if verb.pos in ("VERB", "AUX") else person
    return subject is not None and (subject.lower in _PERSONS or subject.ent == "PERSON")


def _stands_apart(document: Document, first: Token, before: Token | None, after: Token | None) -> bool:
    """Behind a comma and a name or a person: "Jane Doe, 66, said", "his wife, 35, survived"."""
    then = before is not None and before.lower in _THEN
    before = beside(document, before, -1) if before is not None and then else before
    told = then or (first.text.isdecimal() and len(first.text) <= _DIGITS)
    if before is None or before.lower != "," or not told:
        return False
    if after is not None and after.pos != "PUNCT" and after.lower != "and":
        return False
    name = beside(document, before, -1)
    if name is not None and name.dep == "pobj" and name.pos == "NOUN" and name.head.lower == "of":
        name = name.head.head  # "the driver of the truck, 28, fled"
    if name is None or name.pos != "PROPN" or name.ent == "DATE":
        several = then and name is not None and name.tag == "NNS"  # "the twins, both 12"
        return name is not None and (name.tag == "NN" or several) and (names_people(name.lemma) or _does(name))
    if name.ent not in ("GPE", "LOC") or (first.head is name and name.dep not in ("pobj", "ROOT")):
        return True  # "his sons, Lorne, 44, and Karl, 38"
    behind = beside(document, after, 1) if after is not None else None
    return behind is not None and (behind.is_verb or behind.lower == "who")


def _does(noun: Token) -> bool:
    """Whether a noun's ending says that it is somebody who does something: goalkeeper, violinist."""
    return noun.lemma.endswith(_DOING) and noun.lemma not in _THINGS and len(noun.lemma) > 5


def _is_told(amount: Amount, first: Token, after: Token | None) -> bool:
    """She turned 40; he is 35."""
    verb = first.head
    if verb.lemma == "turn":
        fits = first.dep in ("dobj", "attr", "acomp") and amount.stop - amount.first < 12
        following = after is None or after.pos in _BEHIND_TURNED or after.lower in ("next", "this", "last", "to")
    else:
        fits = verb.lemma == "be" and first.dep in ("attr", "acomp")
        following = after is None or (after.pos in ("ADP", "PUNCT", "SCONJ", "CCONJ") and after.lower not in _APART)
        following = following or (
            verb.dep == "advcl" and after is not None and (after.is_verb or after.pos == "PRON")
        )  # "when he was 12 drives him"
    subject = verb.child("nsubj")
    somebody = subject is not None and (subject.lower in _PERSONS or subject.ent == "PERSON")
    several = subject is not None and verb.lemma == "turn" and (subject.lower == "they" or names_people(subject.lemma))
    when = verb.dep == "advcl" and any(child.lower == "when" for child in verb.children)
    alone = when and (after is None or after.pos == "PUNCT")  # "bullied when they're 55"
    anybody = subject is not None and alone and subject.lower in _ANYBODY
    return fits and following and (somebody or several or anybody)
