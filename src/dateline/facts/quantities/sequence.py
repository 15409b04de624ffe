"""How an amount goes on from the one before it: conversions, comparisons, and clauses whose verb is left out."""

from __future__ import annotations

import re

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.phrase import DURATIONS, subject_of, verb_above

_LINKS = frozenset({"to", "at", "from", "(", "/", "or", "and", ",", "or about", ", or", "(about", "of", ",or", "by"})
_SIDES = re.compile(
    r"(?:,? [\w’'-]+){0,8},? (?:against|versus|compared (?:with|to)|(?:up|down) from) |(?:,? of)?(?: [\w’'-]+){1,3} to "
)
# Between "4.3% of output in May" and the "3.7%" of another time.
_ELSEWHEN = re.compile(
    r"(?: of (?:the |its |their )?[\w-]+)?(?: (?:month|quarter|year)[ -](?:on|over)[ -](?:month|quarter|year)"
    r"| [myqw]/[myqw]| [MmQqYy]o[MmQqYy]| on (?:the|a) (?:month|quarter|year))?"
    r"(?: (?:in|for|on|during|over|since|last|this|next|from (?:last|a|the (?:same|prior|previous))) [\w .']{1,25})?"
    r",? (?:and|but|then)(?: by| then| to| from| at)? "
)
# Between the "45 people" of one place and the "43" of another.
_PLACED = re.compile(r"(?: [a-z]+){0,4} (?:in|at|near|from|to) [A-Z][\w .’'-]{1,30},? (?:and )?")
_RETELLING = frozenset({"or", ", or", ", or about", "(", "(about", "/"})
_POSSESSIVE = re.compile(r"[’']s? $")
# Between "beef rose 8%" and the "3%" of vegetables, whose verb is left out.
_LEFT_OUT = re.compile(r",?(?: and| while| but)? (?:[\w’'&-]+ ){1,6}?(?P<joint>by |at |on )?")
# Between "exports to Chile grew 13%" and the "tenth" of another country.
_GAP = re.compile(
    r",?(?: and| while| but)? (?P<joint>to|in|from|on|for|among) (?:the )?(?!an? )(?P<name>[^\W\d][\w.&’' -]{1,30}?),? (?:by )?"
)
# Between "41% side with the left" and the "28%" with another.
_OTHERS = re.compile(r" of [^.;()%]{10,120},? (?:compared (?:with|to)|versus|against) ")
_VOTED = re.compile(r" (?:for|who) ")
_CONTRAST = re.compile(
    r"(?: [\w-]+){0,3} (?P<joint>with|for|against|as|to|on) [\w .’'-]{1,40}?,? (?:and |while |but )?"
)
# Between "Labour won 34 seats" and the "13" of the Greens, whose verb and seats are left out.
_COUNTED_ON = re.compile(
    r"(?: [^,;.()]{1,50}?)??(?:[,;]? (?:and|while|but) |[,;] )(?:in |at )?(?:the |its |their |his |her )?"
    r"(?P<name>[^\d,;.()]{2,40}?)(?P<to> to| at| by)?,? "
)
_TELLING = frozenset({"VERB", "AUX", "NUM"})
_NO_NAME = _TELLING | {"ADP", "SCONJ", "PRON", "CCONJ"}
# Between the money of two rows: a name, perhaps with where it is.
_ROW = re.compile(r"\)?[,;] (?:and )?(?P<name>(?:\d{1,5} )?[A-Z][^,;()]{0,60}), (?:[^;()]{1,60}, )?(?:worth )?")
# A count of things, and behind it the names with numbers alone up to the next of them.
_NUMBER = r"(?:\d[\d,]*\d|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_NAME = r"(?:the |in )?(?:[A-Z][\w.’'-]*+ ){1,3}"
_AND = r"(?:, and|, while| and| while|,|;) "
_IN_ROW = re.compile(
    rf"\b{_NUMBER} [a-z][a-z-]*+(?: [a-z][a-z-]*+){{0,2}}?(?:, and|, while| and| while|,|;)( )(?:{_NAME}{_NUMBER}{_AND})*{_NAME}$"
)
_IN_ROW_BEHIND = re.compile(rf"[.;)]|{_AND}{_NAME}{_NUMBER}\b|$")
_IN_ROW_REACH = 160


def are_placed(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether only a place stands between two amounts of a row: "killed 45 in Jamaica, 43 in Haiti"."""
    return _PLACED.fullmatch(document.text, previous.end, amount.start) is not None


def goes_on(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether an amount that names nothing of its own has the item of the one before it."""
    if document.text[amount.end : amount.end + 4] == " of " or _tells_own(document, amount):
        return False
    return _linked(document, previous, amount) or _parallel(document, previous, amount)


def _tells_own(document: Document, amount: Amount) -> bool:
    """Whether money is told in what it came or went: "$3 million in damage"."""
    if not amount.money or not document.text.startswith(" in ", amount.end):
        return False
    noun = document.tokens_in(amount.end + 4, amount.end + 5)
    return bool(noun) and noun[0].pos in ("NOUN", "ADJ") and noun[0].ent not in ("DATE", "TIME")


def tells_on(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether the change told of the amount before is told of this one of the same sentence, too."""
    return (amount.unit is not None or amount.part) and (
        _retold(document, previous, amount) or left_out(document, previous, amount)
    )


def left_out(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether the verb of the amount before is left out: "beef rose 8% and vegetables 3%", "Smith by 2.6%"."""
    return previous.unit == amount.unit and is_verbless(document, previous, amount)


def gap(document: Document, previous: Amount, amount: Amount) -> re.Match[str] | None:
    """The preposition and the name (or the month) that alone part an amount from the one before: to and Peru of "exports to
    Chile grew 13%, and to Peru a tenth"."""
    shares = (amount.unit == "percent" or amount.part) and (previous.unit == "percent" or previous.part)
    found = _GAP.fullmatch(document.text, previous.end, amount.start)
    if found is None or not (shares or previous.unit == amount.unit or (previous.money and amount.money)):
        return None
    named = document.tokens_in(*found.span("name"))
    usable = bool(named) and named[-1].pos in ("NOUN", "PROPN")
    return found if usable and all(token.pos not in _TELLING for token in named) else None


def counts_on(document: Document, previous: Amount, amount: Amount) -> re.Match[str] | None:
    """The name that alone parts a bare number from the one before it: the Greens of "Labour won 34 seats, the Greens 13", the
    injuries of "deaths rose to 12 and injuries to 40"."""
    if amount.part or amount.multiple or previous.multiple or amount.tally or amount.start != amount.first:
        return None
    found = _COUNTED_ON.fullmatch(document.text, previous.end, amount.start)
    if found is None or amount.unit is not None or previous.unit is not None:
        return None
    named = document.tokens_in(*found.span("name"))
    usable = bool(named) and named[-1].pos in ("NOUN", "PROPN") and all(t.ent not in ("DATE", "TIME") for t in named)
    joined = found["to"] is None or document.text.endswith(f"{found['to']} ", 0, previous.start)
    return found if usable and joined and all(token.pos not in _NO_NAME for token in named) else None


def is_contrasted(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether the verb of a share or of money is left out before the same preposition: "41% side with the left, 28% with the
    right", "spent $5 on tea, $3 on bread"."""
    alike = amount.money and previous.unit == amount.unit
    alike = alike or ((amount.unit == "percent" or amount.part) and (previous.unit == "percent" or previous.part))
    found = _CONTRAST.fullmatch(document.text, previous.end, amount.start) if alike else None
    return found is not None and document.text.startswith(f" {found['joint']} ", amount.end)


def is_verbless(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether only a name stands between an amount and the one before it: "$83, and the euro 85 cents", "the left
    on 28% and the right on 19%"."""
    between = document.text[previous.end : amount.start]
    found = _LEFT_OUT.fullmatch(between) if amount.unit is not None else None
    if found is None:
        return False
    joint = found["joint"]
    if joint in ("at ", "on ") and not document.text.endswith(joint, 0, previous.start):
        return False
    tokens = document.tokens_in(previous.end, amount.start)
    if tokens and tokens[0].pos == "ADP":
        return False  # "rose three metres in a gallery 400 metres long"
    named = [token for token in tokens if token.pos in ("NOUN", "PROPN")]
    last = tokens[-2 if joint else -1] if len(tokens) > 1 else None
    if not named or last is not named[-1] or last.ent in ("DATE", "TIME"):
        return False
    return all(token.pos not in ("VERB", "AUX", "NUM") for token in tokens)


def name_in_row(document: Document, previous: Amount, amount: Amount) -> tuple[int, int] | None:
    """Where the name stands that a row of names, places and money tells an amount of: "…, $5 (£4); Piet Bos, Ghent, $3"."""
    found = _ROW.fullmatch(document.text, previous.end, amount.start) if amount.money and previous.money else None
    if found is None or any(token.pos in ("VERB", "AUX") for token in document.tokens_in(*found.span())):
        return None
    return found.span("name")


def _linked(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether an amount goes on from the one before it: "8 miles (13 kilometers)", "up 4% to $13.60"."""
    if not 0 <= amount.start - previous.end <= 10 or (previous.unit is None and amount.unit in DURATIONS):
        return False  # "by 70 to 29, six months after"
    return document.text[previous.end : amount.start].strip().lower() in _LINKS


def _parallel(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether an amount that names nothing of its own stands against the one before: "62 votes to 36", "3 tons, up from 2 tons"."""
    if previous.unit != amount.unit or amount.per not in (None, previous.per):
        return False  # "62 cents per share, up from 58"
    between = document.text[previous.end : amount.start]
    if amount.unit == "percent" and _OTHERS.fullmatch(between) and _VOTED.match(document.text, amount.end):
        return True  # "45% of voters want the mayor of Lund, compared with 39% for the baker"
    if len(between) >= 80:
        return False
    if amount.unit is None and _POSSESSIVE.search(between):
        return True  # "758 delegates, compared to Lund's 538"
    return _SIDES.fullmatch(between) is not None or (
        amount.unit is not None and _ELSEWHEN.fullmatch(between) is not None
    )


def _retold(document: Document, previous: Amount, amount: Amount) -> bool:
    """Whether an amount tells the change before it in another unit, or of another time: "fell $1.20, or 1.6%",
    "rose 3% in May and 2% in June"."""
    between = document.text[previous.end : amount.start]
    if previous.unit == amount.unit:
        return _ELSEWHEN.fullmatch(between) is not None and not between.endswith((" to ", " at ", " from "))
    return between.strip().lower() in _RETELLING and previous.unit is not None


def is_in_row(document: Document, first: Token) -> bool:
    """Whether a number behind a name is that of a row whose verb is told once: "Lund won 12 seats, Berg 7 and the Left 9"."""
    text = document.text
    if _IN_ROW_BEHIND.match(text, first.end) is None:
        return False
    start = max(document.tokens[document.sentence_of(first).first].start, first.start - _IN_ROW_REACH)
    row = _IN_ROW.search(text, start, first.start)
    if row is None:
        return False
    if text.startswith(" in ", row.start(1)):
        return True  # "In Lund 12 people died, in Oslo 7"
    verb = verb_above(document.tokens_in(row.start(), row.end())[0])
    subject = subject_of(verb) if verb is not None else None
    return subject is not None and subject.pos in ("NOUN", "PROPN") and subject.end < row.start()
