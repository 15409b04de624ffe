"""How many: numbers with bounds, units and what they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from dateline.facts.document import Document, Token
from dateline.facts.quantities import age, ranges, tally, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.change import change_of, tells_both
from dateline.facts.quantities.circumstance import Circumstances
from dateline.facts.quantities.count import Counted, counted, elided, is_elliptic, is_part
from dateline.facts.quantities.doubt import is_quantity
from dateline.facts.quantities.fate import fate, is_denied
from dateline.facts.quantities.item import measured, told_before
from dateline.facts.quantities.level import DIMENSIONLESS, is_level
from dateline.facts.quantities.measure import measure_of
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import lemma_of, subject_of, top, verb_above, words
from dateline.facts.quantities.scan import scan
from dateline.facts.quantities.sequence import goes_on, left_out, tells_on
from dateline.facts.record import Mention, Quantity, Time

# The length of "2019-05"; what is told of a longer value, a day, is when the change came.
_MONTH = 7
# Pounds per these are a weight or a pressure.
_EXTENTS = frozenset(
    {"square inch", "square foot", "square meter", "acre", "hectare", "foot", "gallon", "bushel", "inch"}
)


@dataclass(slots=True, frozen=True)
class Told:
    """An amount, what was read of it, its token that the others hang on, and the things it counts, not whose they are."""

    amount: Amount
    quantity: Quantity
    head: Token
    things: str | None


def find(document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Quantity]:
    """The quantities of a document, in the order of the text."""
    calendar = [(time.start, time.end) for time in times if time.type in ("DATE", "TIME")]
    names = {mention.start: mention.name for mention in mentions if mention.kind == "pronoun" and mention.name}
    circumstances = Circumstances(document, mentions, times)
    found: list[Quantity] = []
    before: Counted | None = None
    place = 0
    for paragraph in document.paragraphs:
        read: list[Amount] = []
        for amount in scan(document.text, paragraph.start, paragraph.end):
            while place < len(calendar) and calendar[place][1] <= amount.first:
                place += 1
            if place == len(calendar) or calendar[place][0] >= amount.stop:
                read.append(amount)
        if not read:
            continue
        read = tally.read(document.text, paragraph.start, ranges.join(document.text, read))
        quantities, before = _quantities(document, read, names, circumstances, before)
        found.extend(quantities)
    return found


def _quantities(
    document: Document,
    read: list[Amount],
    names: dict[int, str],
    circumstances: Circumstances,
    before: Counted | None,
) -> tuple[list[Quantity], Counted | None]:
    """The quantities among a paragraph's amounts; `before` is what was counted last, and so is the second result."""
    tokens = [document.tokens_in(amount.first, amount.end) for amount in read]
    busy = frozenset(chain.from_iterable(document.indexes_in(amount.start, amount.end) for amount in read))
    nouns = Nouns(document, busy, names)
    found: list[Quantity] = []
    previous: Told | None = None
    for amount, group in zip(read, tokens, strict=True):
        if not group or not is_quantity(document, amount, group):
            continue
        head = top(group)
        verb = verb_above(head)
        if amount.unit == "pound" and _is_paid(document, amount, head):
            amount.unit, amount.money = "GBP", True
        quantity, things = _quantity(document, amount, group, head, verb, nouns, previous, before)
        quantity.date, quantity.place = circumstances.date(head, verb), circumstances.place(head, verb)
        if previous is not None:
            _note_change(document, previous, amount, quantity.date)
        previous = Told(amount, quantity, head, things)
        number = quantity.low if quantity.high is None else quantity.high
        if quantity.unit is None and things is not None and number is not None:
            before = Counted(head.sentence, number, things)
        found.append(quantity)
    return found, before


def _is_paid(document: Document, amount: Amount, head: Token) -> bool:
    """Whether pounds are money: "paid 500 pounds", "a fee of 20 pounds", but not "sold 40 pounds of fish"."""
    if amount.per in _EXTENTS or document.text[amount.end : amount.end + 4] == " of ":
        return False
    above = head
    for _ in range(3):
        above = above.head
        if lemma_of(above) in words()["paying"]:
            return True
        if above.pos in ("VERB", "AUX"):
            subject = subject_of(above)
            return subject is not None and subject.lemma.lower() in words()["paying"]
    return False


def _note_change(document: Document, level: Told, origin: Amount, date: str | None) -> None:
    """ "rose to 1,204 from 1,150 in May": the level reached notes the value before, whose month or year is not its own."""
    amount, quantity = level.amount, level.quantity
    before, between = document.text[max(0, amount.start - 4) : amount.start], document.text[amount.end : origin.start]
    if before != " to " or not between.endswith("from ") or len(between) > 30 or amount.unit not in (origin.unit, None):
        return
    if None not in (amount.low, origin.low) and not (amount.ranged or origin.ranged):
        quantity.before, quantity.after = origin.low, amount.low
        if date is not None and quantity.date == date and len(date) <= _MONTH:
            quantity.date = None


def _quantity(
    document: Document,
    amount: Amount,
    tokens: list[Token],
    head: Token,
    verb: Token | None,
    nouns: Nouns,
    previous: Told | None,
    before: Counted | None,
) -> tuple[Quantity, str | None]:
    """What is read of an amount, and the things it counts."""
    verb = head if amount.multiple else verb
    bearer = age.bearer(document, amount, tokens)
    noun: Token | None = None
    item = things = "votes" if amount.tally else None
    if amount.unit is None and bearer is None and not amount.tally:
        noun, item, things = counted(nouns, tokens, head)
    unit_noun = units.of_noun(noun.lower) if noun is not None and _only_more(document, tokens[-1], noun) else None
    if noun is not None and unit_noun is not None:  # 12 working hours, 50 more miles
        amount.unit, amount.end = unit_noun, noun.end
        tokens = document.tokens_in(amount.first, amount.end)
        head, noun, item, things = noun, None, None, None
    lemma, undergone = _told(document, amount, tokens, head, noun, verb)
    answers = previous is not None and _answers(document, previous, amount, head)
    if item is None and noun is None:
        item = told_before(nouns, amount) if bearer is None else nouns.full(bearer)
        if item is None and previous is not None and left_out(document, previous.amount, amount):
            item = nouns.before(amount.start)
        if item is not None:
            pass
        elif previous is not None and answers:
            item = previous.quantity.item  # 58% of voters oppose it, while 29% support it
        elif previous is not None and goes_on(document, previous.amount, amount):
            things = previous.things
            item = things or previous.quantity.item
        elif is_elliptic(nouns, amount, tokens, head):
            item = things = elided(nouns, amount, tokens, lemma, before)
        else:
            item = measured(nouns, amount, tokens, head) or _kept(previous, amount, head, verb)
    low, high = amount.low, amount.high
    if not amount.ranged and amount.modifier in ("more_than", "at_least"):
        high = None
    elif not amount.ranged and amount.modifier in ("less_than", "at_most"):
        low = None
    both = amount.before is not None and tells_both(verb)
    is_age = bearer is not None or age.is_age(document, amount, tokens) or _next_age(document, amount, noun, previous)
    unit = _unit(document, amount, noun, is_age)
    if unit is None and noun is None and things is None and is_level(document, amount, item, lemma):
        unit = DIMENSIONLESS
    change = change_of(document, amount, head, verb)
    if (
        change is None
        and previous is not None
        and previous.head.sentence == head.sentence
        and tells_on(document, previous.amount, amount)
    ):
        change = previous.quantity.change
    measure = (
        None
        if is_denied(document, amount)
        else measure_of(
            "money" if amount.money else "part" if amount.part else unit,
            item,
            lemma,
            before_of=document.text[amount.end : amount.end + 4] == " of " or answers,
            undergone=undergone,
            part=amount.unit is None and is_part(nouns, tokens),
        )
    )
    quantity = Quantity(
        start=amount.start,
        end=amount.end,
        low=low,
        high=high,
        modifier=amount.modifier,
        change=change,
        unit=unit,
        item=item,
        verb=lemma,
        measure=measure,
        before=amount.before if both else None,
        after=amount.after if both else None,
    )
    return quantity, things


def _told(
    document: Document, amount: Amount, tokens: list[Token], head: Token, noun: Token | None, verb: Token | None
) -> tuple[str | None, bool]:
    """The verb told of an amount, and whether what is counted underwent it."""
    if amount.unit is None:
        return fate(document, tokens, head, noun, verb)
    told = head.child("relcl")  # the $2.7 billion that the agency needs
    verb = told if told is not None and told.pos == "VERB" else verb
    return (lemma_of(verb) if verb is not None and verb.pos == "VERB" else None), True


def _answers(document: Document, previous: Told, amount: Amount, head: Token) -> bool:
    """Whether a share that does something, as in a poll, is of the same as the share before it."""
    if amount.unit != "percent" or head.dep != "nsubj" or head.head.pos not in ("VERB", "AUX"):
        return False
    near = 0 <= head.sentence - previous.head.sentence <= 1 and previous.head.paragraph == head.paragraph
    return (
        near
        and previous.quantity.measure == "share"
        and document.text[amount.end : amount.end + 4] not in (" of ", " in ")
    )


def _only_more(document: Document, number: Token, noun: Token) -> bool:
    """Whether a unit's name is a unit behind these adjectives: "50 working hours", but not "10 key points"."""
    between = document.tokens[number.i + 1 : noun.i]
    if noun.pos != "NOUN" or not between or any(token.pos not in ("ADJ", "VERB", "ADV") for token in between):
        return False
    return noun.lemma not in words()["ambiguous"] or all(token.lower in words()["more"] for token in between)


def _kept(previous: Told | None, amount: Amount, head: Token, verb: Token | None) -> str | None:
    """The item of the sentence before, which "it" goes on to tell of: "Youth unemployment rose. In Spain it stood at 27%"."""
    if previous is None or amount.unit is None or previous.amount.unit != amount.unit or verb is None:
        return None
    subject = subject_of(verb)
    if head.sentence - previous.head.sentence > 1 or subject is None or subject.lower not in ("it", "they"):
        return None
    return previous.quantity.item


def _next_age(document: Document, amount: Amount, noun: Token | None, previous: Told | None) -> bool:
    if noun is not None or previous is None or previous.quantity.unit != "year of age":
        return False
    return age.goes_on(document, previous.amount, amount)


def _unit(document: Document, amount: Amount, noun: Token | None, is_age: bool) -> str | None:
    """An ISO 4217 code, a unit's singular name, a rate such as "dollar per barrel", or None for things counted."""
    tables = units.load()
    if amount.unit is None:
        return _counted_rate(document, noun) if noun is not None else "year of age" if is_age else None
    if amount.per is None:
        return amount.unit
    name = tables.currencies.get(amount.unit, amount.unit) if amount.money else amount.unit
    return f"{name} per {amount.per}"


def _counted_rate(document: Document, noun: Token) -> str | None:
    """ "test per day" of three thousand tests a day; None where the things are not counted per anything."""
    following = [token.lower for token in document.tokens[noun.i + 1 : noun.i + 5]]
    if not following or following[0] not in ("a", "an", "per", "each", "every"):
        return None
    named = units.per(following, 1)
    return f"{noun.lemma.lower()} per {named[0]}" if named else None
