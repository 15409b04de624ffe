"""What an amount measures or belongs to, read from the parse, with the words beside the amount where the parse is of no help."""

from __future__ import annotations

from dateline.facts.document import Token
from dateline.facts.quantities import age, behind
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.changing import changing_nouns
from dateline.facts.quantities.count import is_parted, unprefixed
from dateline.facts.quantities.duration import lasting
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.governor import governing
from dateline.facts.quantities.measure import names_people
from dateline.facts.quantities.nearby import CHANGES, beside, compared, located, near
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import (
    DURATIONS,
    MODIFIER,
    RELATIVE,
    VERBS,
    is_mark,
    lemma_of,
    subject_of,
    words,
)

_NAMED = frozenset({"conj", "dobj", "nsubj", "nsubjpass", "appos", "attr", "nmod", "ROOT"})
# What is told to be twice as much; behind "is" it is the subject: "rents are twice the average".
_TOLD_OF = frozenset({"dobj", "pobj", "appos"})
_CONVERTED = 24  # characters of a conversion in parentheses
_HEAT = frozenset({"celsius", "fahrenheit", "degree"})
_FORECASTERS = frozenset({"analyst", "economist", "broker", "forecaster", "strategist", "investor"})
_PERSONAL = frozenset({"i", "we", "you", "he", "she", "who"})
_STUDIES = frozenset({"study", "poll", "survey", "report", "census", "research", "analysis", "review", "audit"})
_RANKS = frozenset({"top", "bottom", "upper", "lower"})
_PACES = frozenset({"rate", "pace", "speed"})
_YEARLY = frozenset({"annual", "annualized", "annualised", "yearly", "monthly", "adjusted"})
_FOLLOWING = ("of", "in", "from", "on", "for")
# Verbs of what rises or falls before the noun that says so.
_SHOWING = frozenset({
    "see", "post", "show", "record", "register", "suffer", "experience", "notch", "log", "enjoy", "have", "score", "mark", "book",
    "make",
})  # fmt: skip
_SHARES = frozenset({"percent", "percentage point", "basis point", "point"})
# What joins a change to a level: "closed at 400 with a loss of 8 points", "for a gain of 2%".
_LEADING = frozenset({"with", "for", "after", "on"})


def told_before(figure: Figure) -> str | None:
    """Whose figure it is by the words right before it: "Ruiz at 13%", "Lund's 20%", "debts worth 90% of output"."""
    nouns, amount, tokens = figure.nouns, figure.amount, figure.document.tokens
    inside = figure.document.tokens_in(amount.start, amount.end)
    if inside[0].i < 2:
        return None
    joint, noun = tokens[inside[0].i - 1], tokens[inside[0].i - 2]
    if joint.lower == "each" and noun.text == ",":  # "40 turbines, each 180 metres tall"
        told = tokens[noun.i - 1]
        return nouns.full(told) if noun.i and told.tag in ("NNS", "NNPS") else None
    if amount.unit is None and (joint.lower != "at" or noun.pos != "PROPN"):
        return None
    if joint.tag == "POS" and not (figure.head.dep in MODIFIER and figure.head.head.i > figure.last.i):
        somebody = noun.pos == "PROPN" or (noun.pos == "NOUN" and names_people(noun.lemma))
        found = noun if somebody and nouns.names_something(noun) else None
    elif joint.pos in ("NOUN", "PROPN"):  # "and the mayor 2 million euros": the verb is left out
        above = joint.head
        found = (
            joint
            if above.dep == "conj" and inside[0].i <= above.i <= inside[-1].i and joint.i not in nouns.busy
            else None
        )
    elif joint.lower == "with" and noun.dep == "pobj" and noun.head.lower == "by" and noun.i not in nouns.busy:
        found = (
            noun if noun.pos in ("NOUN", "PROPN") and nouns.names_something(noun) else None
        )  # "followed by Lund with 12%"
    elif joint.lower in ("at", "worth") and noun.pos in ("NOUN", "PROPN") and noun.i not in nouns.busy:
        by = noun.dep == "pobj" and noun.head.lower in ("by", "with")
        found = noun if (by or noun.dep in _NAMED) and nouns.names_something(noun) else None
    else:
        return None
    return nouns.full(found) if found is not None and found.sentence == inside[0].sentence else None


def measured(figure: Figure) -> str | None:
    """What an amount with a unit, or one that counts nothing named beside it, belongs to."""
    nouns, amount, head, first, last = figure.nouns, figure.amount, figure.head, figure.first, figure.last
    if (amount.unit or "").startswith("per ") and head.dep in MODIFIER and head.head.i > last.i:
        head = head.head  # the people of "deaths, at 5 per million people"
    if amount.multiple:
        told = head.child("dobj") or subject_of(head)  # "doubled its output", "output doubled"
        return nouns.full(told) if told is not None and told.pos in ("NOUN", "PROPN") else None
    if head.dep in MODIFIER and is_mark(head.head, last):
        told = subject_of(figure.verb) if figure.verb is not None else None
        return nouns.named(told) if told is not None and nouns.names_something(told) else None
    if head.dep == "predet" and head.head.dep in _TOLD_OF and nouns.names_something(head.head):
        return nouns.full(head.head, last.i)  # "has twice the population"
    if age.is_group(figure) or age.is_somebody(figure) or _is_ranked(nouns, amount, first, last):
        return None
    place = located(figure) or compared(nouns, amount, last)
    if place is not None:
        return nouns.full(place)
    item = behind.named(figure)
    if item is not None:
        return item
    if head.dep in MODIFIER and behind.expects(nouns, amount, head.head):
        compared_to = next((told for told in reversed(figure.before()) if told.amount.unit == amount.unit), None)
        if compared_to is not None:
            return compared_to.quantity.item
        above = head.head
        while not above.is_root and (above.i > first.i or above.pos not in VERBS):
            above = above.head
        told = subject_of(above)
        return nouns.full(told) if told is not None and told.pos in ("NOUN", "PROPN") else None
    if (
        head.dep in MODIFIER
        and (head.head.pos in ("NOUN", "PROPN") or (head.head.pos == "ADJ" and head.head.dep == "pobj"))  # a 100m final
        and head.head.i > last.i
        and nouns.names_something(head.head)
        and not is_parted(nouns, last)
    ):
        told = unprefixed(nouns, head.head) or head.head
        if told.dep == "poss" and told.head.pos == "NOUN" and told.i < told.head.i:
            told = told.head  # "a $5 million women's shelter"
        return nouns.full(told, last.i)
    bracketed = _behind_brackets(figure)
    if bracketed is not None:
        return bracketed
    described = head.head.head
    if (
        head.dep in MODIFIER
        and head.head.dep == "amod"
        and described.i > head.head.i > last.i
        and described.pos != "PRON"
    ):
        return nouns.full(head.head.head, last.i)  # 60% enriched uranium
    if amount.spelled and amount.low != amount.high and amount.unit is None:
        return None  # "dozens more": of what was told before
    if amount.unit in DURATIONS:
        return lasting(nouns, head, nouns.document.tokens_in(amount.start, amount.end)[0])
    if amount.unit == "percent" and head.dep == "nsubj" and lemma_of(head.head) in words()["opining"]:
        return None  # "a poll found that 44 percent back the plan": of whom, is not told
    parted = head.dep in MODIFIER and head.head.i > last.i and is_parted(nouns, last)
    found = beside(nouns, amount, first) or (None if parted else governing(nouns, head))
    if (
        found is not None
        and found.ent == "GPE"
        and _is_place_of(found, nouns.document.tokens_in(amount.start, amount.end)[0])
    ):
        before = figure.previous()  # "costs 5 euros, in Peru €7"
        alike = before is not None and (before.amount.unit == amount.unit or (before.amount.money and amount.money))
        return before.quantity.item if before is not None and alike else None
    if amount.money and found is not None and _is_person(nouns, found) and _is_given(amount, head):
        return None  # "the mayor offered $5 million": of what, is not told
    if found is not None and found.lemma in _FORECASTERS and lemma_of(found.head) in words()["expecting"]:
        before = figure.previous()  # "the $1.1 billion analysts had forecast"
        return before.quantity.item if before is not None and before.amount.unit == amount.unit else None
    if found is not None and amount.unit == "percent" and _is_study(found):
        return None  # "a report found that 12 percent were ill"
    if found is not None and amount.unit == "percent" and lemma_of(head.head) in words()["expecting"]:
        found = found if not _is_person(nouns, found) else None  # "the banker expects another 4 percent"
        if found is None:
            return None
    if found is not None and (found.pos == "PRON" or found.lower == "one" or found.lower in words()["quantifiers"]):
        weather = amount.unit in _HEAT and found.lower == "it" and found.head.lemma == "be"
        return None if weather else _for_pronoun(nouns, found, last)
    if found is None:
        found = near(nouns, first, last)
    found = _behind_measure(nouns, found, head, amount) if found is not None else None
    return _numbered(nouns, found, amount) if found is not None else None


def _behind_brackets(figure: Figure) -> str | None:
    """What stands behind an amount and its conversion: the spire of "a 38.1 m (125 ft) spire"."""
    text, amount, previous = figure.document.text, figure.amount, figure.previous()
    if text.startswith(" (", amount.end):
        start, end = amount.start, text.find(") ", amount.end, amount.end + _CONVERTED)
    elif (
        text.startswith(") ", amount.end) and previous is not None and text[previous.amount.end : amount.start] == " ("
    ):
        start, end = previous.amount.start, amount.end
    else:
        return None
    before = figure.document.tokens_in(max(0, start - 2), start)[-1:]
    behind = figure.document.tokens_in(end + 2, end + 3)[:1] if end >= 0 else []
    if not before or before[0].pos not in ("DET", "ADJ") or not behind or behind[0].pos not in ("NOUN", "PROPN", "ADJ"):
        return None
    noun = behind[0]
    while noun.dep in ("compound", "amod", "nmod") and noun.head.i > noun.i and noun.head.pos in ("NOUN", "PROPN"):
        noun = noun.head
    return figure.nouns.full(noun, behind[0].i - 1) if noun.pos in ("NOUN", "PROPN") else None


def _is_ranked(nouns: Nouns, amount: Amount, first: Token, last: Token) -> bool:
    """Whether a share stands for those who are ranked by it: "all gains went to the richest 1 percent"."""
    tokens = nouns.document.tokens
    if amount.unit != "percent" or not first.i or last.i + 1 >= len(tokens):
        return False
    rank, behind = tokens[first.i - 1], tokens[last.i + 1]
    ranks = rank.lower in _RANKS or (rank.tag == "JJS" and rank.lower.endswith("est"))
    return ranks and behind.lower != "of" and behind.pos not in ("NOUN", "PROPN", "ADJ")


def _is_place_of(place: Token, amount: Token) -> bool:
    """Whether "in" and a place stand right before an amount, which is no figure of the place then."""
    return place.i == amount.i - 1 and place.dep == "pobj" and place.head.lower == "in" and place.head.i == place.i - 1


def _is_study(noun: Token) -> bool:
    """Whether a noun only says who found something out."""
    return noun.lemma in _STUDIES and noun.dep == "nsubj" and lemma_of(noun.head) in words()["reporting"]


def _behind_measure(nouns: Nouns, noun: Token, head: Token, amount: Amount) -> Token:
    """What a rate or a change is of, where the noun right before an amount only names that: the tyres of "makes tyres at a
    rate of 900 a day", the tariff of "a cut of 10% in the tariff", the sales of "sales came to $9, a rise of $3"."""
    told: Token | None = None
    if noun.lemma in _PACES and _is_yearly(noun) and noun.dep == "pobj" and noun.head.lower in ("at", "to"):
        verb = noun.head.head
        made = verb.child("dobj") if verb.lemma in words()["making"] | words()["having"] else None
        told = (made or subject_of(verb)) if verb.pos == "VERB" else None
    elif noun.i < head.i and noun.lemma in changing_nouns(shares=amount.unit in _SHARES):
        reached = head.dep == "pobj" and head.head.lower in ("to", "from")  # "a drop in profit to $58 million"
        inner = (*noun.children, *head.children)  # the parser hangs the "in" of "a drop of 5% in exports" on either
        within = next((c for c in inner if c.lower == "in" and (reached or c.i > head.i)), None)
        told = within.child("pobj") if within is not None else None
        if told is None and noun.dep == "dobj" and lemma_of(noun.head) in _SHOWING:
            told = subject_of(noun.head)  # "exports saw a drop of 5%"
        joint = noun.head
        of = told is None and noun.dep == "pobj" and nouns.document.tokens[noun.i + 1].lower == "of"
        if of and joint.lower in _LEADING and joint.head.pos in VERBS:
            told = subject_of(joint.head)
        if told is None and noun.dep == "appos":
            told = governing(nouns, noun.head) if noun.head.i in nouns.busy else noun.head
    usable = told is not None and told.pos in ("NOUN", "PROPN") and nouns.names_something(told)
    return told if told is not None and usable else noun


def _is_yearly(pace: Token) -> bool:
    """Whether nothing but a year says which rate it is: "an annual rate of 1.2 million", but not "an interest rate of 5%"."""
    kind = pace.child("compound", "amod", "nmod")
    return kind is None or kind.lower in _YEARLY


def _is_given(amount: Amount, head: Token) -> bool:
    """Whether money is what somebody gives or asks for once; who owes it or pays it regularly is told of in it."""
    return behind.is_handed(head) and amount.per is None and lemma_of(head.head) not in behind.OWING


def _is_person(nouns: Nouns, noun: Token) -> bool:
    if noun.pos == "PRON":
        return noun.lower in _PERSONAL
    return noun.ent == "PERSON" or names_people(noun.lemma)


def _numbered(nouns: Nouns, noun: Token, amount: Amount) -> str | None:
    """A noun's phrase with the number that is a part of its name: "S&P 500 +3%", "the FTSE 100 rose 2%"."""
    phrase = nouns.full(noun)
    following = nouns.document.tokens[noun.i + 1 : noun.i + 3]
    if phrase is None or noun.pos != "PROPN" or len(following) < 2:
        return phrase
    number, behind = following
    if number.pos != "NUM" or number.end >= amount.start or number.i in nouns.busy:
        return phrase
    if behind.start >= amount.start or behind.lower in CHANGES or behind.pos in ("VERB", "AUX"):
        return f"{phrase} {number.text}"
    return phrase


def _for_pronoun(nouns: Nouns, pronoun: Token, last: Token) -> str | None:
    """Whose figure "he averaged 47% from the field" or "it cost $3" is: a known name, else what follows or precedes."""
    name = nouns.names.get(pronoun.start)
    if name is not None:
        return name
    before = nouns.document.tokens[max(0, pronoun.i - 2) : pronoun.i]
    if pronoun.lower in ("each", "both", "all") and len(before) == 2 and before[1].text == ",":
        told = before[0]  # "140,000 users, each spending $9"
        return nouns.full(told) if told.tag in ("NNS", "NNPS") else None
    of = next((child for child in pronoun.children if child.lower == "of"), None)
    whole = of.child("pobj") if of is not None else None
    if whole is not None and whole.lower in RELATIVE:
        whole = nouns.antecedent(whole)  # "wheels, any one of which weighs 20 kilos"
    if whole is not None and whole.pos in ("NOUN", "PROPN") and whole.i < last.i:
        return nouns.full(whole)  # "each of the teams gets $9"
    found = behind.following(nouns, last, _FOLLOWING)
    if found is None and pronoun.lower not in _PERSONAL:
        found = nouns.antecedent(pronoun) or nouns.subject_before(pronoun)
    return nouns.full(found) if found is not None else None
