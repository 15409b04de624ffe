"""What an amount takes over from those told before it: the name in a row, a change whose verb is left out, an item."""

from __future__ import annotations

import re

from dateline.facts.document import Document
from dateline.facts.quantities import age, deed
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.ellipsis import whole
from dateline.facts.quantities.figure import Figure, Told
from dateline.facts.quantities.measure import names_people
from dateline.facts.quantities.phrase import lemma_of, subject_of, words
from dateline.facts.quantities.sequence import gap, is_verbless, name_in_row, tells_on
from dateline.facts.record import Change

_OF_THAT = re.compile(r" of (?:that|this)(?: (?:sum|amount|money|figure|total))?(?=[.,;)]| (?:in|on|to|from|for|by)\b)")
_MORE_THAN = re.compile(r" (?:more|less|fewer|higher|lower|above|below) than\b")
# The length of "2019-05"; what is told of a longer value, a day, is when the change came.
_MONTH = 7
# What says how much "it" is.
_HOLDING = frozenset({"be", "have", "put", "set", "estimate", "value", "reckon", "list", "peg"})
_POINTS = frozenset({"percentage point", "basis point", "point"})
_SHARES = _POINTS | {"percent"}
_NEAR = 60  # characters


def in_row(figure: Figure, previous: Told) -> str | None:
    """The name that a row of names and money tells a figure of."""
    name = name_in_row(figure.document, previous.amount, figure.amount)
    return figure.nouns.text(figure.document.tokens_in(*name)) if name is not None else None


def in_contest(figure: Figure, previous: Told | None) -> str | None:
    """Whose share it is of "Berg leads Lund 50 percent to 44 percent": of who leads, then of the other; nothing
    where nobody tells who that is."""
    amount, text, verb = figure.amount, figure.document.text, figure.verb
    if verb is None or amount.unit not in (None, "percent"):
        return None
    if lemma_of(verb) not in words()["outnumbering" if amount.unit is None else "contesting"]:
        return None
    rivals = [
        child for child in verb.children if child.dep in ("dobj", "npadvmod") and verb.i < child.i < figure.head.i
    ]
    rival = next((token for token in rivals if token.pos == "PRON" or figure.nouns.names_something(token)), None)
    second = previous is not None and text[previous.amount.end : amount.start] == " to "
    start = previous.amount.start if previous is not None and second else amount.start
    if rival is None or (amount.unit is None and not text[rival.end : start].isspace()):
        return None  # "outnumbered losers by a ratio of 2 to 1"
    if second:
        return figure.nouns.named(rival)
    if not text.startswith(" to ", amount.end):
        return None
    subject = subject_of(verb)
    return (figure.nouns.named(subject) if subject is not None else None) or ""


def for_rival(figure: Figure, previous: Told) -> str | None:
    """Whose share the second is of "took 57 percent, to 33 percent for Berg"."""
    document, amount = figure.document, figure.amount
    if amount.unit != "percent" or document.text[previous.amount.end : amount.start].strip(",") != " to ":
        return None
    joint = document.tokens[figure.last.i + 1 : figure.last.i + 2]
    rival = joint[0].child("pobj") if joint and joint[0].lower == "for" else None
    return (
        figure.nouns.full(rival) if rival is not None and (rival.pos == "PROPN" or names_people(rival.lemma)) else None
    )


def is_compared(figure: Figure, previous: Told) -> bool:
    """Whether a share only compares the things counted right before it: "sold 212,000 cars, 3 percent fewer than in May"."""
    counted = previous.quantity.unit is None and previous.quantity.change is None and previous.things is not None
    share = figure.amount.unit == "percent" or (figure.amount.part and figure.amount.unit is None)
    return counted and share and _differs(figure, previous)


def is_moved(figure: Figure, previous: Told) -> bool:
    """Whether a share tells how far what was told right before it had moved: "shipped 400 tons of tea, down 12% from May", or
    points how far a share had: "the left on 31%, down 4 points"; also "5 billion euros, 600 million more than in May"."""
    told, unit = previous.quantity, figure.amount.unit
    level = told.unit not in (None, "times") and told.change is None
    moved = unit in _POINTS if told.unit == "percent" else unit == "percent"
    if unit == told.unit:
        moved = _MORE_THAN.match(figure.document.text, figure.amount.end) is not None
    return level and moved and _differs(figure, previous)


def is_told_of_it(figure: Figure, previous: Told) -> bool:
    """Whether "it" is what was told to be so much before: "lists his wealth at $6 billion, and Lund says it is $4 billion"."""
    level, amount, head = previous.quantity, figure.amount, figure.head
    counts = amount.unit is None and previous.things is None
    if counts or amount.unit != previous.amount.unit or level.change is not None or level.item is None:
        return False
    direct = head.dep == "attr" or (head.dep == "pobj" and head.head.lower == "at")
    verb = head.head if head.dep == "attr" else head.head.head
    if not direct or verb.lemma not in _HOLDING or previous.head.sentence != head.sentence:
        return False
    pronoun = verb.child("nsubj" if head.dep == "attr" else "dobj")
    return pronoun is not None and pronoun.lower == "it" and pronoun.start > previous.amount.end


def _differs(figure: Figure, previous: Told) -> bool:
    """Whether a figure right behind another of its sentence tells how far something is from something else."""
    if previous.head.sentence != figure.head.sentence:
        return False
    between = figure.document.text[previous.amount.end : figure.amount.start]
    return len(between) < _NEAR and ";" not in between and deed.is_difference(figure)


def in_gap(figure: Figure, previous: Told) -> str | None:
    """The item of a figure whose verb is left out: the exports to Peru of "exports to Chile grew 13%, and to Peru a tenth"."""
    item = previous.quantity.item
    changed = previous.quantity.change is not None
    found = gap(figure.document, previous.amount, figure.amount) if changed else None
    if found is None or item is None:
        return None
    if any(token.ent == "DATE" for token in figure.document.tokens_in(*found.span("name"))):
        return item  # "rose 3% in May and in June 2%"
    whole = item.partition(f" {found['joint']} ")[0]
    return f"{whole} {found['joint']} {found['name']}"


def is_elsewhere(figure: Figure, previous: Told) -> bool:
    """Whether a level goes on from the one before it with the name of another place alone: "5 euros in Peru, in Chile €7"."""
    amount, document = figure.amount, figure.document
    if amount.unit is None or previous.quantity.change is not None:
        return False
    if " in " not in document.text[previous.amount.end : min(amount.start, previous.amount.end + _NEAR)]:
        return False
    found = gap(document, previous.amount, amount)
    return found is not None and found["joint"] == "in" and document.tokens_in(*found.span("name"))[-1].ent == "GPE"


def change_before(figure: Figure) -> Change | None:
    """The change told of an amount before in the sentence, where it goes for this one, too."""
    alike = figure.before()
    if not alike:
        return None
    document, amount, last = figure.document, figure.amount, alike[-1]
    if tells_on(document, last.amount, amount):
        return last.quantity.change
    if last.quantity.change is not None and gap(document, last.amount, amount) is not None:
        return last.quantity.change
    if not is_verbless(document, last.amount, amount):
        return None
    changes = (told.quantity.change for told in reversed(alike) if told.amount.unit == amount.unit)
    same = next((change for change in changes if change is not None), None)
    if amount.unit in _SHARES and last.amount.unit in _SHARES:
        return last.quantity.change or same  # "fell 4 basis points and its shares 6.6 percent", whatever rose before
    return same


def is_of_that(document: Document, amount: Amount) -> bool:
    """Whether an amount is a part of the one before: "70% of that"."""
    return _OF_THAT.match(document.text, amount.end) is not None


def is_of_which(figure: Figure, previous: Told) -> bool:
    """Whether a measure is a part of the one before: "57 km long, of which 24 km lie in Italy", "57 km, 24 of them in Italy"."""
    same = previous.head.sentence == figure.head.sentence and previous.amount.unit == figure.amount.unit is not None
    text, amount = figure.document.text, figure.amount
    return same and (text.endswith(" of which ", 0, amount.start) or text.startswith(" of them", amount.end))


def _is_asked(figure: Figure) -> bool:
    """Whether a share does something, as in a poll: "29% support it", "one in three said no"."""
    amount, head = figure.amount, figure.head
    if (amount.unit != "percent" and not (amount.part and amount.unit is None)) or head.dep != "nsubj":
        return False
    if head.head.pos not in ("VERB", "AUX") and head.head.child("aux") is None:
        return False
    return figure.document.text[amount.end : amount.end + 4] not in (" of ", " in ")


def asked(figure: Figure) -> str | None:
    """Whom a share that does something is of: told at the head of the sentence, of a share before it, or of people counted
    before. None of any other figure."""
    if not _is_asked(figure):
        return None
    head, counted = figure.head, figure.counted
    told_first = whole(figure.nouns, head)
    if told_first is not None:
        return told_first
    shares = [
        told.quantity.item
        for told in reversed(figure.row)
        if told.quantity.measure == "share"
        and head.sentence - told.head.sentence <= 1
        and told.quantity.item is not None
    ]
    people = next((item for item in shares if names_people(item)), None)
    if people is None and counted is not None and head.sentence - counted.sentence <= 1 and names_people(counted.item):
        return counted.item
    return people or (shares[0] if shares and not figure.amount.part else None)


def kept(figure: Figure) -> str | None:
    """The item of the sentence before, which "it" goes on to tell of: "Youth unemployment rose. In Spain it stood at 27%"."""
    previous, unit, verb = figure.previous(), figure.amount.unit, figure.verb
    if previous is None or unit is None or previous.amount.unit != unit or verb is None:
        return None
    subject = subject_of(verb)
    if figure.head.sentence - previous.head.sentence > 1 or subject is None:
        return None
    goes_on = subject.lower in ("it", "they") or lemma_of(verb) in words()["expecting"]
    return previous.quantity.item if goes_on else None


def is_next_age(figure: Figure) -> bool:
    """Whether a bare number goes on a row of ages."""
    previous, document, amount = figure.previous(), figure.document, figure.amount
    if figure.noun is not None or previous is None or previous.quantity.unit != "year of age":
        return False
    behind = document.tokens[figure.last.i + 1 : figure.last.i + 2]
    if previous.amount.modifier != "exact" and behind and behind[0].pos in ("VERB", "AUX"):
        return False  # "were under the age of five and two were ill"
    return age.goes_on(document, previous.amount, amount) or age.is_bracketed_too(document, previous.amount, amount)


def note_change(document: Document, level: Told, origin: Amount, date: str | None) -> None:
    """ "rose to 1,204 from 1,150 in May": the level reached notes the value before, whose month or year is not its own."""
    amount, quantity = level.amount, level.quantity
    before, between = document.text[max(0, amount.start - 4) : amount.start], document.text[amount.end : origin.start]
    if before != " to " or not between.endswith("from ") or len(between) > 30 or amount.unit not in (origin.unit, None):
        return
    if None not in (amount.low, origin.low) and not (amount.ranged or origin.ranged):
        quantity.before, quantity.after = origin.low, amount.low
        if date is not None and quantity.date == date and len(date) <= _MONTH:
            quantity.date = None
