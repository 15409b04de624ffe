"""The noun beside an amount, by the order of the words alone, where the parse is of no help."""

from __future__ import annotations

import re

from dateline.facts.document import Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.changing import moving_verbs
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import is_where, words

CHANGES = frozenset({"up", "down", "off", "worth"})
_LENGTHS = frozenset({"mile", "kilometer", "nautical mile", "meter", "foot", "yard", "light year"})
_AWAY = re.compile(
    r"(?: \([^()]{1,24}\))?\)? (?:away|off|from|inland|offshore|upstream|downstream|outside|inside|beyond|above|below|beneath"
    r"|under|underground|deep|(?:to the )?(?:north|south|east|west)[a-z-]*)\b"
)
_COMPARED = re.compile(
    r"(?:no |not )?(?:heavi|light|tall|deep|wid|larg|bigg|small|long|short|high|low|fast|slow|hott|cold)er than "
)
_COUNTED = frozenset({"number", "amount", "total"})
_SHARING = frozenset({"each", "together", "collectively", ","})  # before "worth $900"


def beside(nouns: Nouns, amount: Amount, first: Token) -> Token | None:
    """The noun right before "up 3%", "gained 3%" or "+3%": listings of prices confuse the parser, this order does not."""
    tokens = nouns.document.tokens
    at = first.i - 1
    start = amount.start
    while at >= 0 and tokens[at].start >= start:
        at -= 1
    if at < 0 or tokens[at].sentence != first.sentence:
        return None
    compared = amount.start < amount.first and _COMPARED.match(nouns.document.text, amount.start) is not None
    if compared and tokens[at].pos in ("NOUN", "PROPN") and at not in nouns.busy:
        return tokens[at]  # "trucks heavier than 7.5 tons"
    moved = apart = False
    if tokens[at].lower == "by":
        at -= 1
        loses = tokens[at].dep == "dobj" and tokens[at].head.lemma in words()["contesting"]
        moved = (
            tokens[at].pos == "PROPN" and tokens[at].ent != "DATE" and not loses
        )  # "Smith by 2.6%", but not "leads Smith by 2.6%"
    worth = tokens[at].lower == "worth"
    if tokens[at].lower in CHANGES:
        at, moved = at - 1, True
        while worth and at > 0 and tokens[at].lower in _SHARING:
            at, apart = at - 1, True
        if worth and at >= 0 and tokens[at].pos in ("NOUN", "PROPN") and nouns.names_something(tokens[at]):
            noun = tokens[at]  # "12 crates of cheese worth $900"
            while (
                (apart or is_where(noun))
                and noun.dep == "pobj"
                and noun.head.head.pos == "NOUN"
                and noun.head.head.i not in nouns.busy
            ):
                noun = noun.head.head  # "exports to China, worth $900"
            return noun
    if tokens[at].tag == "VBG" and at > 1 and tokens[at].lemma in moving_verbs():
        named = tokens[at - 2 if tokens[at - 1].pos == "NUM" else at - 1]
        if named.pos == "PROPN" and named.i not in nouns.busy:
            return named  # "with the Andes 20 rising 1%, the Faro falling 2%"
    above = tokens[at].head
    if tokens[at].dep == "pobj" and tokens[at - 1].lower == "with" and moved and at not in nouns.busy:
        return tokens[at]  # "ended flat, with banks up 1.2%"
    gap = tokens[at].dep == "conj" and (above.pos == "VERB" or above.i in nouns.busy)
    if gap and tokens[at].pos in ("NOUN", "PROPN") and at not in nouns.busy:
        return tokens[at]  # "beef rose 8% and vegetables 3%": the verb is left out
    if at > 0 and tokens[at].text == "(":
        noun = tokens[at - 1]
        return noun if noun.pos in ("NOUN", "PROPN") and nouns.names_something(noun) else None
    if at >= 0 and tokens[at].pos in ("VERB", "AUX") and tokens[at].tag in ("VBD", "VBZ", "VBP", "VBN"):
        subject = tokens[at].child("nsubj", "nsubjpass")
        if subject is not None and subject.pos in ("NOUN", "PROPN") and nouns.names_something(subject):
            return subject
        at, moved = at - 1, True
    elif at >= 0 and tokens[at].lower == "," and moved:
        at -= 1
    elif not moved and not amount.signed:
        return None
    if at > 0 and tokens[at].pos == "NUM" and tokens[at - 1].pos == "PROPN":
        at -= 1  # an index named with its number: S&P 500
    if (
        at >= 0
        and tokens[at].sentence == first.sentence
        and tokens[at].pos in ("NOUN", "PROPN")
        and nouns.names_something(tokens[at])  # not "finished the week up 5%"
    ):
        return (
            tokens[at]
            if tokens[at].dep not in ("pobj", "npadvmod") or (tokens[at].pos == "PROPN" and tokens[at].dep != "pobj")
            else None
        )
    return None


def located(figure: Figure) -> Token | None:
    """What is so far from something: Lund of "to Lund, 40 km away", the mine of "closed a mine 60 miles north of Oslo"."""
    nouns, amount = figure.nouns, figure.amount
    if amount.unit not in _LENGTHS or _AWAY.match(nouns.document.text, amount.end) is None:
        return None
    tokens = nouns.document.tokens
    first = nouns.document.tokens_in(amount.start, amount.end)[0]
    at = first.i - 1
    if at > 0 and tokens[at].text in (",", "(", "—", "–"):
        at -= 1
    noun = tokens[at] if at >= 0 else first
    above = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
    if above is not noun and above.lemma in words()["settlements"]:
        noun = above  # "a city of 13,000 residents, 18 miles east of Lund"
    usable = noun.pos in ("NOUN", "PROPN") and noun.sentence == first.sentence and noun.i not in nouns.busy
    usable = usable and noun.lower not in words()["quantifiers"]
    return noun if usable and nouns.names_something(noun) else None


def compared(nouns: Nouns, amount: Amount, last: Token) -> Token | None:
    """What is so many times as much: the copper of "three times as much copper", the number of "twice the number of jobs"."""
    if amount.unit != "times":
        return None
    behind = nouns.document.tokens[last.i + 1 : last.i + 3]
    if len(behind) < 2:
        return None
    if behind[0].lower == "the" and behind[1].dep == "attr":  # "sales were double the figure of 2020"
        return behind[1].head.child("nsubj")
    if behind[0].lower == "the" and behind[1].lower in _COUNTED:
        return behind[1]
    noun = behind[1].head
    return noun if behind[1].lower == "much" and noun.pos == "NOUN" and noun.i > behind[1].i else None


def near(nouns: Nouns, first: Token, last: Token) -> Token | None:
    """Without help from the parse: the noun right behind, else the nearest one before the amount."""
    tokens = nouns.document.tokens
    found = None
    for token in tokens[last.i + 1 : last.i + 5]:
        if (
            token.sentence != last.sentence
            or token.pos not in ("NOUN", "PROPN", "ADJ")
            or not nouns.names_something(token)
        ):
            break
        found = token if token.pos != "ADJ" else found
    if found is not None:
        return found
    for index in range(first.i - 1, max(first.i - 15, nouns.document.sentences[first.sentence].first) - 1, -1):
        token = tokens[index]
        if token.lower == "that" and token.dep == "mark":
            return None  # "the claim that $3 million was stolen"
        where = token.dep == "pobj" and token.ent in ("GPE", "LOC")
        if token.pos in ("NOUN", "PROPN") and not where and nouns.names_something(token):
            return token
    return None
