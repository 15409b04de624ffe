"""What is read of one figure, step by step: what it counts, what happened to it, whose it is, its unit, change and measure."""

from __future__ import annotations

import re

from dateline.facts.document import Document, Token
from dateline.facts.quantities import age, deed, exchange, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.change import change_of, is_distance, tells_both
from dateline.facts.quantities.count import counted
from dateline.facts.quantities.ellipsis import is_part, others, whole
from dateline.facts.quantities.fate import is_denied, is_unreal
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.level import is_level, unit_of_level
from dateline.facts.quantities.measure import measure_of, retold
from dateline.facts.quantities.naming import unnamed
from dateline.facts.quantities.nearby import located
from dateline.facts.quantities.phrase import MODIFIER, words
from dateline.facts.quantities.sense import sense
from dateline.facts.quantities.told import asked, change_before, is_next_age
from dateline.facts.record import Change, Quantity

# How far around an amount, in characters, words tell what kind of figure it is.
_NEAR = 200
_OLDEST = 120
_INTEREST = re.compile(r"\binterest(?= in\b)")
# What counts those to whom something happened.
_TOLL = re.compile(r"\b(?:tolls?|deaths|fatalities|casualties|number of)\b")
_WHEN = frozenset({"earlier", "ago", "before", "later", "after"})
_VOTING = re.compile(
    r"\b(?:votes|ballots|turnout|runoff|polls?|margin of error|polling|pollsters?|voters|elections?)\b",
    re.IGNORECASE,
)
_SCORING = re.compile(
    r"\b(?:index|shares|stocks|basis|nasdaq|dow|ftse|nikkei|dax|rebounds?|assists?|quarter|coach|league|season|game|match|team|standings)\b",
    re.IGNORECASE,
)
_SHARES = frozenset({"figure", "number", "share", "proportion", "percentage"})


def read(figure: Figure) -> Quantity:
    """The quantity of a figure, its day and place apart. What it counts stays noted in the figure."""
    amount = figure.amount
    age.note_unit(figure)
    if amount.multiple:
        figure.verb = figure.head
    bearer, of_parent = age.bearer(figure), age.counts_children(figure)
    if amount.tally or of_parent:
        figure.item = figure.things = "votes" if amount.tally else "children"
    elif amount.unit is None and bearer is None and not (amount.ranged and age.is_announced(figure)):
        _count(figure)
    lemma, figure.undergone = deed.told(figure)
    is_told = lemma is not None and lemma[:1].isalpha() and lemma not in words()["telling"]
    figure.deed = lemma if is_told and not of_parent else None
    _name(figure, bearer)
    if amount.unit == "percent" and figure.item in _SHARES:
        figure.people = whole(figure.nouns, figure.head)  # "Among women, the figure is 75 percent"
        figure.item = figure.people or figure.item
    is_age = bearer is not None or age.is_age(figure) or is_next_age(figure)
    if is_age or (amount.unit or "").endswith(" of age"):
        _name_aged(figure, bearer, is_age=is_age)
    unit = _unit(figure, is_age=is_age)
    change = change_of(figure) or change_before(figure)
    far = located(figure)
    apart = (
        is_age
        or (unit or "").endswith(" of age")
        or age.is_group(figure)
        or (far is not None and far.dep == "pobj")
        or deed.is_beside(figure)
    )
    happened = None if apart else figure.deed
    low, high = _ends(amount)
    both = amount.before is not None and tells_both(figure.verb, figure.document, amount)
    return Quantity(
        start=amount.start,
        end=amount.end,
        low=low,
        high=high,
        modifier=amount.modifier,
        change=change,
        unit=unit,
        item=figure.item,
        verb=None if deed.is_mere(happened) else happened,
        measure=_measure(figure, unit, change, happened),
        before=amount.before if both else None,
        after=amount.after if both else None,
    )


def _count(figure: Figure) -> None:
    """Note what a bare number counts. Where that is a unit behind adjectives, "50 working hours", the amount takes it in."""
    noun, item, things = counted(figure)
    unit = units.of_noun(noun.lower) if noun is not None and _only_more(figure, noun) else None
    if noun is None or unit is None:
        figure.noun, figure.item, figure.things = noun, item, things
    else:
        figure.amount.unit, figure.amount.end = unit, noun.end
        figure.head = figure.last = noun


def _name(figure: Figure, bearer: Token | None) -> None:
    """Note what it is of, where no noun beside it says so."""
    told_before = others(figure)
    if told_before is not None:
        figure.item = figure.things = told_before
    figure.people = asked(figure)
    if figure.item is not None or figure.noun is not None:
        return
    if bearer is not None:
        nouns, counted = figure.nouns, figure.counted
        if bearer.lower == "them" and counted is not None and counted.sentence == bearer.sentence:
            figure.item = counted.item  # "hurt 40 pupils, most of them under 15"
            return
        figure.item = nouns.named(bearer) if bearer.lower == "them" else nouns.full(bearer) or bearer.text
    if figure.item is None:
        figure.item, figure.things = unnamed(figure)


def _name_aged(figure: Figure, bearer: Token | None, *, is_age: bool) -> None:
    """Note whose age it is."""
    whose = age.told_of(figure) if is_age or figure.amount.ranged else None
    if whose is not None:
        figure.item = figure.nouns.named(whose)
    name = age.name_of(bearer or figure.head)
    if name is not None:
        figure.item = figure.nouns.full(name)


def _ends(amount: Amount) -> tuple[float | None, float | None]:
    """The lowest and the highest value; a bound leaves one of them open."""
    if amount.ranged:
        return amount.low, amount.high
    if amount.modifier in ("more_than", "at_least"):
        return amount.low, None
    return (None if amount.modifier in ("less_than", "at_most") else amount.low), amount.high


def _unit(figure: Figure, *, is_age: bool) -> str | None:
    """An ISO 4217 code, a unit's singular name, a rate such as "dollar per barrel", or None for things counted."""
    amount, noun = figure.amount, figure.noun
    unit = amount.unit
    if unit is None and amount.per is not None:
        return f"per {amount.per}"  # "traded at 1,540 to the dollar"
    if unit in (None, "year") and _is_age_limit(figure):
        return "year of age"
    if unit is None:
        unit = "year of age" if is_age and noun is None else _counted_rate(figure.document, noun, figure.last)
    elif amount.per is not None:
        name = units.load().currencies.get(unit, unit) if amount.money else unit
        unit = f"{name} per {amount.per}"
    if unit == "point" and figure.head.dep in MODIFIER and figure.head.head.lemma in words()["documents"]:
        return None  # "a 28-point plan"
    if unit == "point" and _are_percentage_points(figure):
        return "percentage point"
    broken = amount.low is not None and not amount.low.is_integer()
    if unit is None and noun is None and (figure.things is None or broken) and is_level(figure):
        # "closed at 1,463 points, and the Nikkei at 28,000", "gained 90 points to finish at 13,200"
        in_points = any(told.quantity.unit == "point" for told in figure.before())
        return "point" if in_points else unit_of_level(figure.item)
    return unit


def _are_percentage_points(figure: Figure) -> bool:
    """Whether points are those of a rate or of votes: "cut rates by another half point", "led by 16 points with half the votes
    counted"; of votes only where nothing tells of a game or a market."""
    amount, document = figure.amount, figure.document
    if (amount.spelled and 0 < (amount.low or 1) < 1) or (figure.item or "").startswith("margin of error"):
        return True
    paragraph = document.paragraphs[figure.head.paragraph]
    if _VOTING.search(document.text, paragraph.start, paragraph.end) is None:
        return False
    return _SCORING.search(document.text, paragraph.start, paragraph.end) is None


def _counted_rate(document: Document, noun: Token | None, last: Token) -> str | None:
    """ "test per day" of three thousand tests a day, "per day" of the 40 of "an average of 40 a day"; None where the things are
    not counted per anything."""
    behind = last if noun is None else noun
    following = [token.lower for token in document.tokens[behind.i + 1 : behind.i + 5]]
    if not following or following[0] not in ("a", "an", "per", "each", "every"):
        return None
    named = units.per(following, 1)
    if named is None or (noun is None and following[0] in ("each", "every")):
        return None
    if named[1] < len(following) and following[named[1]] in _WHEN:
        return None  # "up from 64 a day earlier"
    return f"per {named[0]}" if noun is None else f"{noun.lemma.lower()} per {named[0]}"


def _is_age_limit(figure: Figure) -> bool:
    """Whether a figure is the age at which something is allowed or due: "raised the smoking age to 21 from 18"."""
    item, amount = figure.item or "", figure.amount
    if (
        not (item.endswith(" age") or item.startswith("age of "))
        or amount.part
        or not 0 < (amount.low or amount.high or 0) < _OLDEST
    ):
        return False
    return figure.document.text[max(0, amount.start - 3) : amount.start] != "by "


def _measure(figure: Figure, unit: str | None, change: Change | None, happened: str | None) -> str | None:
    """The measure, from `unit` (as in Quantity), the item, and what `happened`."""
    amount = figure.amount
    item = figure.item
    if item is not None and "interest in" in item:
        item = _INTEREST.sub("stake", item)
    level = change is None and not is_distance(figure.document, amount)
    measure = measure_of(
        _kind(amount, unit),
        figure.things or item,
        sense(figure.verb, happened, figure.head),
        before_of=figure.people is not None or _is_portion(figure.document, amount),
        undergone=figure.undergone,
        part=amount.unit is None and is_part(figure),
        level=level,
    )
    measure = retold(measure, unit, item, happened, lambda wide: _around(figure, wide=wide), level=level)
    if measure is None or is_denied(figure.document, amount):
        return None
    told = figure.verb if measure.startswith("people_") and _TOLL.search(item or "") else None
    return None if told is not None and is_unreal(told) else measure  # "the death toll could reach 100"


def _kind(amount: Amount, unit: str | None) -> str | None:
    """The unit as the rules for measures have it."""
    if exchange.is_rate(amount):
        return "exchange"
    if amount.money or amount.unit in units.load().coins:
        return "money"
    return "part" if amount.part and unit is None else unit


def _around(figure: Figure, *, wide: bool) -> str:
    """The words of the sentence that stand near an amount, or of the paragraph."""
    document, amount, head = figure.document, figure.amount, figure.head
    stretch = document.paragraphs[head.paragraph] if wide else document.sentence_of(head)
    return document.text[max(stretch.start, amount.start - _NEAR) : min(stretch.end, amount.end + _NEAR)]


def _is_portion(document: Document, amount: Amount) -> bool:
    """Whether an amount is told to be of something: "40% of it", "83% full"."""
    if document.text.endswith(("of whom ", "of which "), 0, amount.start):
        return True
    behind = document.text[amount.end : amount.end + 20].split(maxsplit=1)
    return bool(behind) and behind[0].rstrip(".,;") in words()["portions"]


def _only_more(figure: Figure, noun: Token) -> bool:
    """Whether a unit's name is a unit behind these adjectives: "50 working hours", but not "10 key points"."""
    between = figure.document.tokens[figure.last.i + 1 : noun.i]
    if noun.pos != "NOUN" or not between or any(token.pos not in ("ADJ", "VERB", "ADV") for token in between):
        return False
    if any(token.tag == "JJS" for token in between):
        return False  # "two of the 10 warmest years"
    return noun.lemma not in words()["ambiguous"] or all(token.lower in words()["more"] for token in between)
