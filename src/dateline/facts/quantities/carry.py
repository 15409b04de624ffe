"""The unit that a bare number has from the figures told before it: "sells for 1.22", "by August it was 4.6 million"."""

from __future__ import annotations

import re

from dateline.facts.document import Token
from dateline.facts.quantities import units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.changing import moving_verbs
from dateline.facts.quantities.ellipsis import is_total
from dateline.facts.quantities.estimate import counted_before, is_estimate
from dateline.facts.quantities.figure import Figure, Told
from dateline.facts.quantities.phrase import DURATIONS, MODIFIER, NOUNS, lemma_of, subject_of, verb_above, words
from dateline.facts.record import Quantity

# Smaller numbers behind "payments of" may count something.
_SUM = 1_000
_TRADING = frozenset({"close", "trade", "open", "settle", "end", "finish"})
_MILLION = 1_000_000
_MEASURES = frozenset(
    {"ton", "metric ton", "kilogram", "pound", "hectare", "acre", "liter", "barrel", "cubic meter", "mile", "kilometer"}
    | {"meter", "megawatt", "gigawatt"}
)
_MORE = frozenset({"another", "further", "additional", "extra", "remaining", "other"})
_TRADED = frozenset({"import", "export"})
_PUT = frozenset({"put", "set", "estimate", "value"})
_RATE = re.compile(r" (?:a|per|each|every) ([a-z]+)(?! (?:earlier|ago|before|later)\b)")
_GETTING = frozenset({"raise", "earn", "get", "receive", "lose", "save", "collect", "fetch", "make"})
_STANDING = frozenset({"be", "stand", "remain", "reach", "hit", "total", "average", "come", "put", "set"})
_LEADING = frozenset({"at", "to", "from", "was", "is", "were", "are", "be", "been", "stood", "reach", "reached", "hit"})
# Between an amount and one of the same unit that it is held against.
_AGAINST = re.compile(r"\b(?:against|versus|instead of|up from|down from|compared (?:with|to))(?: the| an?)? $")
_MORE_BEHIND = re.compile(r" more(?=[.,;])")
_DIFFERENCE = re.compile(r" (?:more|fewer|less|longer|shorter|higher|lower|above|below|up|down)(?: than| on| from)? ")
_ACROSS = 60  # characters
# By how many times a level may differ from the one it is told beside.
_FAR = 20
# How many times less than one told before a price may be.
_CHEAP = 200


def note_unit(figure: Figure) -> bool:
    """Give a bare number the unit of what was told before, and say whether there is one.

    It is that of what it is more of, "sold 50 tons and will import another 120", of what was asked for, "want 9 percent; the
    city offered 4.5", or its money.
    """
    amount, previous = figure.amount, figure.previous()
    if amount.low is None or amount.part or previous is None:
        return False
    last = previous.amount if previous.head.sentence == figure.head.sentence else None
    more = _is_more(figure)
    far = (
        last is not None and last.unit in DURATIONS and not _is_near(last, amount)
    )  # "in ten months; another 1.6 million left"
    alike = _in_parallel(figure) if last is not None else None
    if alike is not None:
        amount.unit, amount.money, amount.per = alike.unit, alike.money, alike.per
    elif last is not None and not far and last.unit in _MEASURES | DURATIONS and (more or _is_compared(figure, last)):
        amount.unit, amount.per = last.unit, last.per
    elif last is not None and (_is_part(figure, last) or (_is_plain(last) and _is_compared(figure, last))):
        amount.unit, amount.money, amount.per = last.unit, last.money, None
    elif last is not None and (
        _is_difference(figure, last) or (last.unit == "percent" and (_is_demanded(figure) or _answers(figure)))
    ):
        amount.unit = last.unit
    else:
        paid = _paid(figure, more=more and amount.low >= _MILLION)
        if paid is not None and paid.money:
            amount.unit, amount.money = paid.unit, True
            amount.per = paid.per if _is_near(paid, amount) and not _is_for_another(figure) else None
            rate = _RATE.match(figure.document.text, amount.end)
            named = units.per([rate[1]], 0) if rate is not None else None
            if rate is not None and named is not None:  # "charges of 4.7 billion euros, and 5 billion a year"
                amount.per, amount.end = named[0], rate.end(1)
    return amount.unit is not None


def _in_parallel(figure: Figure) -> Amount | None:
    """What the amount before it came to whose change is told as this one's is, "stocks rose 4% to 2 million tons, output 11% to
    3 million", or what it is a part of: "6 million tons of grain, including 2 million of wheat"."""
    text, amount, row = figure.document.text, figure.amount, figure.before()
    last = row[-1].amount
    if amount.unit is not None or figure.head.dep in MODIFIER:
        return None
    if (
        last.unit in _MEASURES
        and text.startswith(" of ", amount.end)
        and text.endswith(" including ", last.end, amount.start)
    ):
        return last if _is_near(last, amount) else None
    if len(row) < 3 or last.unit != "percent" or text[last.end : amount.start] != " to ":
        return None
    change, level = row[-3].amount, row[-2].amount
    parallel = change.unit == "percent" and text[change.end : level.start] == " to " and level.unit is not None
    return level if parallel and _is_near(level, amount) else None


def _paid(figure: Figure, *, more: bool) -> Amount | None:
    """The money told before whose currency a bare number has: a price or payment of the same sentence, "cost 1.05 euros and now
    sells for 1.22", `more` of it, "another 90 million is set aside", or millions that can be nothing else."""
    if more:
        found = (told.amount for told in reversed(figure.row) if told.amount.money)
    elif _is_given(figure):
        found = (told.amount for told in reversed(figure.row) if (told.amount.low or 0) >= _MILLION)
    elif _is_price(figure):
        found = (
            told.amount
            for told in reversed(figure.before())
            if told.amount.money and _may_cost(told.amount, figure.amount)
        )
    else:
        return None
    return next(found, None)


def _may_cost(paid: Amount, amount: Amount) -> bool:
    """Whether two prices may stand in one sentence: not the 30 of "earn $18,000 more at 30"."""
    one, other = paid.low or paid.high, amount.low
    return one is None or other is None or other * _CHEAP > one


def _is_more(figure: Figure) -> bool:
    """Whether a number that counts nothing is more of what was told before: "another 90 million is set aside"."""
    start, head = figure.amount.start, figure.head
    before = figure.document.tokens_in(max(0, start - 2), start)
    if _MORE_BEHIND.match(figure.document.text, figure.amount.end):
        return True  # "bake it for 20 minutes, then give it 15 more"
    counts = head.dep in MODIFIER and head.head.pos in NOUNS
    return bool(before) and before[-1].lower in _MORE and not counts


def _is_compared(figure: Figure, last: Amount) -> bool:
    """Whether a number is held against the amount before it: "168 million tons, against the 155 million harvested in May"."""
    amount, document = figure.amount, figure.document
    between = document.text[last.end : amount.start]
    if len(between) > _ACROSS or _AGAINST.search(between) is None or not _is_near(last, amount):
        return False
    behind = document.tokens_in(amount.end, amount.end + 2)[:1]
    return not behind or not (behind[0].pos in NOUNS or behind[0].pos == "ADJ")


def _is_plain(last: Amount) -> bool:
    """Whether what is told before is a time or money: "wait 142 days for it, compared with 97 a year ago"."""
    return last.per is None and (last.unit in DURATIONS or last.money)


def _is_part(figure: Figure, last: Amount) -> bool:
    """Whether a number is a part of the measure before it: "runs for 623 km, 516 of them under the sea"."""
    text, amount = figure.document.text, figure.amount
    if last.unit in DURATIONS and any(told.things is not None for told in figure.before()):
        return False  # "sold 9 million copies in 10 days, 2 million of them abroad"
    if last.unit in (None, "percent") or text[last.end : amount.start] not in (", ", " (", " – ", " — "):
        return False
    return text.startswith((" of them", " of it"), amount.end)


def _is_difference(figure: Figure, last: Amount) -> bool:
    """Whether a number tells by how much the amount before it differs from another: "52 days, eight more than last year"."""
    text, amount = figure.document.text, figure.amount
    if last.unit is None or last.money:
        return False
    return text[last.end : amount.start] in (", ", " (") and _DIFFERENCE.match(text, amount.end) is not None


def _is_given(figure: Figure) -> bool:
    """Whether millions that count nothing are money: what somebody gives, needs or gets, "next year it will need 6 billion", or
    what a sum comes to, "revenue rose to 131 million"."""
    amount, head = figure.amount, figure.head
    if (amount.low or 0) < _MILLION or head.dep not in ("dobj", "pobj"):
        return False
    behind = figure.document.tokens_in(amount.end, amount.end + 12)[:1]
    following = behind[0] if behind and behind[0].lower != "more" else None
    if following is not None and (following.pos in NOUNS or following.pos == "ADJ" or following.lower == "of"):
        return False
    verb = verb_above(head)
    if verb is None:
        return False
    if head.dep == "dobj":
        return any(
            lemma_of(verb) in verbs for verbs in (words()["giving"], words()["paying"], words()["expecting"], _GETTING)
        )
    if lemma_of(verb) in _TRADED:
        return True  # "imports 3% to 115.9 billion", where the parser takes the imports for a verb
    subject = verb.child("dobj") if lemma_of(verb) in _PUT else None
    return _is_sum(subject or subject_of(verb))


def _is_sum(noun: Token | None) -> bool:
    """Whether a noun is so much money: a cost, a surplus."""
    return noun is not None and any(noun.lemma.lower() in words()[name] for name in ("paying", "sums"))


def _is_demanded(figure: Figure) -> bool:
    """Whether a bare number is what somebody offers or asks for beside another figure."""
    amount, head = figure.amount, figure.head
    asked = head.dep == "dobj" and lemma_of(head.head) in words()["giving"] and 0 < (amount.low or 0) <= 100
    behind = figure.document.tokens_in(amount.end, amount.end + 12)[:1]
    return asked and (not behind or behind[0].pos in ("PUNCT", "CCONJ", "SCONJ"))


def _answers(figure: Figure) -> bool:
    """Whether a bare number behind a share is another of those asked: "60% like it, while 43 said the same of the levy"."""
    amount, head = figure.amount, figure.head
    fits = head.dep == "nsubj" and head is figure.last and 1 < (amount.low or 0) <= 100 and not amount.spelled
    return fits and lemma_of(head.head) in words()["opining"]


def _is_price(figure: Figure) -> bool:
    """Whether a bare number is a price, "sells for 1.22", "others pay 25 for a boat", or a sum: "instalments of 9,000"."""
    amount, head = figure.amount, figure.head
    verb, joint = verb_above(head), head.head
    if joint.lower == "of" and _is_sum(joint.head):
        return (amount.low or 0) >= (_SUM if joint.head.lemma in words()["paying"] else _MILLION)
    if verb is None or not (lemma_of(verb) in words()["paying"] or (joint.lower == "at" and _trades(verb))):
        return False
    behind = figure.document.tokens_in(amount.end, amount.end + 2)[:1]
    if behind and behind[0].lower == "of":
        return False  # "pays $3.50 and 0.14 of its shares"
    alone = not behind or behind[0].pos in ("PUNCT", "CCONJ", "ADP")
    whole = amount.low is not None and amount.low.is_integer()
    paid = head.dep == "dobj" or (head.dep == "pobj" and joint.lower in ("for", "at") and joint.i == head.i - 1)
    return not whole or (alone and paid)


def _is_for_another(figure: Figure) -> bool:
    """Whether it is said what a price is paid for, so that it is none by the hour or the litre: "pay 25 for the boat"."""
    behind = figure.document.tokens_in(figure.amount.end, figure.amount.end + 8)[:2]
    return len(behind) == 2 and behind[0].lower == "for" and behind[1].pos in ("DET", "PRON", "NOUN", "PROPN", "ADJ")


def _trades(verb: Token) -> bool:
    """Whether a verb tells a share's price: "its shares, worth 48 euros in May, closed at 31.20"."""
    subject = subject_of(verb)
    return lemma_of(verb) in _TRADING and subject is not None and subject.lemma in ("share", "stock", "it", "they")


def note_level(figure: Figure) -> Told | None:
    """Give the unit of a level told before to a bare number that tells another of the same: "the limit is 1.5", "a year ago it
    was 5.1", "in May the figure stood at 24". The level that it goes on from."""
    amount, head, last = figure.amount, figure.head, figure.previous()
    if last is None or amount.part or amount.low is None or not _stands_alone(figure):
        return None
    verb = verb_above(head)
    if verb is None:
        return None
    verb = verb.head if verb.dep == "acl" and verb.head.pos in NOUNS else verb
    if lemma_of(verb) not in _STANDING and verb.lemma.lower() not in moving_verbs():
        return None
    subject = verb.child("dobj") if lemma_of(verb) in ("put", "set") else subject_of(verb)
    if subject is None or head.sentence - last.head.sentence > 1 or not _is_level(subject):
        return None
    level = last.amount
    if level.unit is not None:
        if last.quantity.change is not None or level.ranged or not _is_near(level, amount):
            return None
        amount.unit, amount.money, amount.per = level.unit, level.money, level.per
    return last if level.unit is not None or subject.lemma.lower() in words()["repeating"] else None


def told_again(figure: Figure, quantity: Quantity) -> Told | None:
    """The level of the same unit that an amount goes on from by its words, "among the young the figure is 20 percent", or the
    count that somebody sets another against."""
    unit = figure.amount.unit
    if unit is None and is_estimate(figure):
        return counted_before(figure)
    if unit is None and quantity.measure is None and is_total(figure.head):
        return _summed(figure)
    if unit is None or quantity.item is None or quantity.change is not None or not says_nothing(quantity.item):
        return None
    alike = (told for told in reversed(figure.row) if told.amount.unit == unit)
    last = next(alike, None)
    near = last is not None and figure.head.sentence - last.head.sentence <= 1 and last.quantity.change is None
    return last if near else None


def _summed(figure: Figure) -> Told | None:
    """What a total goes on from, "killed nine men, bringing the total to 62", where it can be one thing only."""
    alike = [told for told in figure.before() if told.things == figure.things and told.quantity.measure is not None]
    return alike[-1] if len({told.quantity.measure for told in alike}) == 1 else None


def says_nothing(item: str | None) -> bool:
    """Whether an item only stands for one told before: "the monthly figure"."""
    return item is None or item.rpartition(" ")[2].lower().rstrip("s") in words()["repeating"]


def _stands_alone(figure: Figure) -> bool:
    """Whether a number that counts nothing stands behind a verb or "at" or "to"."""
    document, amount, head = figure.document, figure.amount, figure.head
    if head.dep in MODIFIER and head.head.pos in NOUNS:
        return False
    before = document.tokens_in(max(0, amount.start - 12), amount.start)[-1:]
    if not before or before[0].lower not in _LEADING:
        return False
    behind = document.tokens_in(amount.end, amount.end + 12)[:1]
    return not behind or (behind[0].pos in ("PUNCT", "CCONJ", "ADP", "SCONJ") and behind[0].lower != "of")


def _is_level(subject: Token) -> bool:
    """Whether a subject can only be another level of what was told before: it, the limit; not "the number of voters"."""
    named = subject.lemma.lower() in words()["repeating"] or subject.lemma in words()["limits"]
    return named and all(child.lower not in ("of", "for") for child in subject.children)


def _is_near(level: Amount, amount: Amount) -> bool:
    """Whether two values may be of one kind."""
    if level.low is None or amount.low is None or level.low <= 0 or amount.low <= 0:
        return False
    return 1 / _FAR <= amount.low / level.low <= _FAR and (level.unit != "percent" or amount.low <= 100)
