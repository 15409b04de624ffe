"""How many: numbers with bounds, units and what they count."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from dateline.facts.document import Document, Token
from dateline.facts.quantities import age, deed, sharing, tally, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.carry import note_level, note_unit, says_nothing, told_again
from dateline.facts.quantities.change import change_of, is_distance, tells_both
from dateline.facts.quantities.circumstance import Circumstances
from dateline.facts.quantities.count import counted
from dateline.facts.quantities.currency import Currencies
from dateline.facts.quantities.doubt import is_quantity
from dateline.facts.quantities.ellipsis import Counted, is_part, others
from dateline.facts.quantities.fate import is_denied
from dateline.facts.quantities.level import is_level, unit_of_level
from dateline.facts.quantities.line import DASHES
from dateline.facts.quantities.measure import measure_of, retold
from dateline.facts.quantities.naming import unnamed
from dateline.facts.quantities.nearby import located
from dateline.facts.quantities.nouns import Nouns
from dateline.facts.quantities.phrase import MODIFIER, lemma_of, subject_of, told_clause, top, words
from dateline.facts.quantities.respective import share_out
from dateline.facts.quantities.scan import scan
from dateline.facts.quantities.sense import sense
from dateline.facts.quantities.told import Told, asked, change_before, is_asked, is_next_age, note_change
from dateline.facts.record import Mention, Quantity, Time

# How far around an amount, in characters, words tell what kind of figure it is.
_NEAR = 200
_WHERE = frozenset({"in", "at", "across", "near", "from", "on", "within", "around", "throughout", "over", "by"})
# So many amounts before one may tell what it leaves out.
_ROW = 4
# Pounds per these are a weight or a pressure.
_EXTENTS = frozenset(
    {"square inch", "square foot", "square meter", "acre", "hectare", "foot", "gallon", "bushel", "inch"}
)


def find(document: Document, mentions: Sequence[Mention], times: Sequence[Time]) -> list[Quantity]:
    """The quantities of a document, in the order of the text."""
    calendar = [(time.start, time.end) for time in times if time.type in ("DATE", "TIME")]
    names = {mention.start: mention.name for mention in mentions if mention.kind == "pronoun" and mention.name}
    circumstances = Circumstances(document, mentions, times)
    currencies = Currencies(document, mentions)
    found: list[Quantity] = []
    before: Counted | None = None
    for paragraph in document.paragraphs:
        taken = calendar[bisect_left(calendar, (paragraph.start,)) : bisect_left(calendar, (paragraph.end,))]
        read = list(scan(document.text, paragraph.start, paragraph.end, taken))
        if not read:
            continue
        read = tally.read(document.text, paragraph.start, sharing.join(document.text, read))
        quantities, before = _quantities(document, read, names, circumstances, currencies, before)
        found.extend(quantities)
    return found


def _quantities(
    document: Document,
    read: list[Amount],
    names: dict[int, str],
    circumstances: Circumstances,
    currencies: Currencies,
    before: Counted | None,
) -> tuple[list[Quantity], Counted | None]:
    """The quantities among a paragraph's amounts; `before` is what was counted last, and so is the second result."""
    groups = [(amount, document.tokens_in(amount.first, amount.end)) for amount in read]
    groups = [(amount, group) for amount, group in groups if group and is_quantity(document, amount, group)]
    busy = frozenset(chain.from_iterable(document.indexes_in(amount.start, amount.end) for amount, _ in groups))
    nouns = Nouns(document, busy, names)
    told: list[Told] = []
    for amount, group in groups:
        head = top(group)
        row = told[-_ROW:]
        verb = deed.verb_of(head, busy)
        verb = told_clause(verb) if verb is not None and verb.i < head.i and head.dep != "dobj" else verb
        if amount.unit == "pound" and _is_paid(document, amount, head):
            amount.money = True
        currencies.settle(amount)
        repeated = None
        if amount.unit is None and row and not note_unit(document, row, amount, head):
            repeated = note_level(document, row, amount, head)
        quantity, things = _quantity(document, amount, group, head, verb, nouns, row, before)
        repeated = repeated or told_again(row, amount, head, quantity)
        if repeated is not None:
            quantity.measure = repeated.quantity.measure
            if says_nothing(quantity.item):
                quantity.item, things = repeated.quantity.item, repeated.things
        if not deed.is_interval(document, amount, head) and not deed.is_span(head):
            clause = deed.clause_behind(document, head)
            is_aside = deed.is_aside(document, amount, quantity, head)
            told_by = None if is_aside else verb
            if not is_aside or quantity.measure != "age":  # somebody's age is of no day and place
                quantity.place = circumstances.place(head, told_by, quantity)
                quantity.date = circumstances.date(head, clause, busy) if clause is not None else None
                quantity.date = quantity.date or circumstances.date(head, told_by, busy)
        if row:
            note_change(document, row[-1], amount, quantity.date)
        told.append(Told(amount, quantity, head, things))
        number = quantity.low if quantity.high is None else quantity.high
        if quantity.unit is None and things is not None and number is not None and not _only_places(before, head):
            before = Counted(head.sentence, number, things)
    share_out(nouns, told)
    return [one.quantity for one in told], before


def _only_places(before: Counted | None, head: Token) -> bool:
    """Whether things only tell where others are: the states of "12 shops in 4 states"."""
    if before is None or before.sentence != head.sentence:
        return False
    noun = head.head if head.dep in MODIFIER else head
    return noun.dep == "pobj" and noun.head.lower in _WHERE


def _is_paid(document: Document, amount: Amount, head: Token) -> bool:
    """Whether pounds are money: "paid 500 pounds", "a fee of 20 pounds", but not "sold 40 pounds of fish"."""
    if amount.per in _EXTENTS or document.text[amount.end : amount.end + 4] == " of ":
        return False
    if document.text[amount.stop : amount.stop + 1] in DASHES:
        return False  # a 20-pound bag
    above = head
    for _ in range(3):
        above = above.head
        if lemma_of(above) in words()["paying"]:
            return True
        if above.pos in ("VERB", "AUX"):
            subject = subject_of(above)
            return subject is not None and subject.lemma.lower() in words()["paying"]
    return False


def _quantity(
    document: Document,
    amount: Amount,
    tokens: list[Token],
    head: Token,
    verb: Token | None,
    nouns: Nouns,
    row: Sequence[Told],
    before: Counted | None,
) -> tuple[Quantity, str | None]:
    """What is read of an amount, and the things it counts; `row` are the amounts before it in the paragraph."""
    previous = row[-1] if row else None
    verb = head if amount.multiple else verb
    bearer = age.bearer(document, amount, tokens)
    noun: Token | None = None
    children = age.counts_children(document, amount, tokens)
    item = things = "votes" if amount.tally else "children" if children else None
    if amount.unit is None and bearer is None and item is None:
        noun, item, things = counted(nouns, tokens, head)
    unit_noun = units.of_noun(noun.lower) if noun is not None and _only_more(document, tokens[-1], noun) else None
    if noun is not None and unit_noun is not None:  # 12 working hours, 50 more miles
        amount.unit, amount.end = unit_noun, noun.end
        tokens = document.tokens_in(amount.first, amount.end)
        head, noun, item, things = noun, None, None, None
    lemma, undergone = deed.told(document, amount, tokens, head, noun, verb)
    lemma = None if lemma in words()["telling"] or children else lemma
    told_before_it = others(noun, lemma, before)
    if told_before_it is not None:
        item = things = told_before_it
    people = asked(nouns, row, before, amount, head) if is_asked(document, amount, head) else None
    if item is None and noun is None and bearer is not None:
        item = nouns.named(bearer) if bearer.lower == "them" else nouns.full(bearer) or bearer.text
    if item is None and noun is None:
        item, things = unnamed(nouns, amount, tokens, head, verb, lemma, row, before, people)
    low, high = amount.low, amount.high
    if not amount.ranged and amount.modifier in ("more_than", "at_least"):
        high = None
    elif not amount.ranged and amount.modifier in ("less_than", "at_most"):
        low = None
    both = amount.before is not None and tells_both(verb)
    is_age = bearer is not None or age.is_age(document, amount, tokens) or is_next_age(document, amount, noun, previous)
    if is_age and item is None:
        whose = age.told_of(amount, tokens)
        item = nouns.named(whose) if whose is not None else None
    if is_age or (amount.unit or "").endswith(" of age"):
        name = age.name_of(bearer or head)
        item = nouns.full(name) if name is not None else item
    unit = _unit(document, amount, noun, is_age)
    below_one = amount.spelled and (amount.low or 1) < 1
    if unit == "point" and (below_one or (item or "").startswith("margin of error")):
        unit = "percentage point"  # "cut rates by another half point"
    broken = amount.low is not None and not amount.low.is_integer()
    if unit is None and noun is None and (things is None or broken) and is_level(document, amount, item, lemma):
        levels = (told.quantity for told in row if told.head.sentence == head.sentence)
        in_points = any(level.unit == "point" and level.change is None for level in levels)
        # "closed at 1,463 points, and the Nikkei at 28,000"
        unit = "point" if in_points else unit_of_level(item)
    change = change_of(document, amount, head, verb) or change_before(document, row, amount, head)
    level = change is None and not is_distance(document, amount)
    far = located(nouns, amount)
    apart = is_age or (far is not None and far.dep == "pobj") or deed.is_beside(document, amount, tokens, head, verb)
    happened = None if apart else lemma
    measure = measure_of(
        "money" if amount.money else "part" if amount.part and unit is None else unit,
        item,
        sense(verb, happened, head),
        before_of=people is not None or _is_portion(document, amount),
        undergone=undergone,
        part=amount.unit is None and is_part(nouns, tokens),
        level=level,
    )
    measure = retold(
        measure, unit, item, happened, lambda wide: _around(document, amount, head, wide=wide), level=level
    )
    if is_denied(document, amount):
        measure = None
    quantity = Quantity(
        start=amount.start,
        end=amount.end,
        low=low,
        high=high,
        modifier=amount.modifier,
        change=change,
        unit=unit,
        item=item,
        verb=None if deed.is_mere(happened) else happened,
        measure=measure,
        before=amount.before if both else None,
        after=amount.after if both else None,
    )
    return quantity, things


def _around(document: Document, amount: Amount, head: Token, *, wide: bool) -> str:
    """The words of the sentence that stand near an amount, or of the paragraph."""
    stretch = document.paragraphs[head.paragraph] if wide else document.sentence_of(head)
    return document.text[max(stretch.start, amount.start - _NEAR) : min(stretch.end, amount.end + _NEAR)]


def _is_portion(document: Document, amount: Amount) -> bool:
    """Whether an amount is told to be of something: "40% of it", "83% full"."""
    if document.text.endswith(("of whom ", "of which "), 0, amount.start):
        return True
    behind = document.text[amount.end : amount.end + 20].split(maxsplit=1)
    return bool(behind) and behind[0].rstrip(".,;") in words()["portions"]


def _only_more(document: Document, number: Token, noun: Token) -> bool:
    """Whether a unit's name is a unit behind these adjectives: "50 working hours", but not "10 key points"."""
    between = document.tokens[number.i + 1 : noun.i]
    if noun.pos != "NOUN" or not between or any(token.pos not in ("ADJ", "VERB", "ADV") for token in between):
        return False
    return noun.lemma not in words()["ambiguous"] or all(token.lower in words()["more"] for token in between)


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
