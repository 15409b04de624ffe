"""Whether an amount says how far something rose or fell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.changing import between, closing, comparatives, forms, nouns, phrasal, tables, towards
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.phrase import DURATIONS, NOUNS, subject_of
from dateline.facts.quantities.phrase import words as phrase_words
from dateline.facts.quantities.units import load
from dateline.facts.record import Change

# What the parse takes the verb of a headline for.
_MISTAKEN = frozenset({"PROPN", "NOUN", "ADJ"})
_DIRECT = frozenset({"dobj", "npadvmod", "attr", "advmod", "acomp", "oprd", "nummod", "ccomp"})

# Differences told in these by a comparative behind them are changes; the meters of "40 meters higher" compare two things.
_COMPARED = frozenset({"percent", "percentage point", "basis point", "point"})
# Before the time in which something moved.
_DURING = frozenset({"over", "in", "within", "during", "for", "after"})
# What these verbs stand before bare is never what they did something to.
_INTRANSITIVE = frozenset(
    {"rise", "fall", "decline", "decrease", "increase", "grow", "surge", "plunge", "plummet", "tumble", "soar"}
)
_MORE = frozenset({"another", "further", "additional"})
# How far before an amount, in characters, the words stand that tell its change: "down by a combined".
_BEFORE = 20
# How far behind "than" the time stands that makes a comparison a change: "than in the same month last year".
_THAN_REACH = 8
_EARLIER = frozenset({"previous", "before", "earlier", "ago"})
_REACHING = frozenset({"be", "reach", "total", "equal", "average", "exceed"})
# How fast something rose or fell: "grew at a rate of 3%".
_PACES = frozenset({"rate", "pace", "clip", "speed"})
# How far behind "less" the "than" stands at most.
_MEASURED = 3
# From so much on, money lost is what a firm lost, not by how much its price fell.
_LOSS = 100_000
# Ways are gone, not gained: "troops advanced 12 miles", "the ship sank 60 miles off the coast".
_WAYS = frozenset({"mile", "kilometer", "nautical mile"})
_LENGTHS = frozenset({"meter", "foot", "yard"})
_LEAPING = frozenset({"jump", "leap", "climb", "dive"})
_WATERS = frozenset({"level", "water", "river", "lake", "sea", "tide", "flood", "reservoir", "depth"})
_COLOURS: dict[str, Change] = {"red": "decrease", "green": "increase"}
_HELD = re.compile(
    r" (?:below|above|short|more|less|fewer|higher|lower|cheaper|dearer|stronger|weaker|bigger|smaller|faster|slower"
    r"|longer|shorter)\b"
)
# The level that a rise or a fall went past.
_PAST: dict[Change, re.Pattern[str]] = {
    "increase": re.compile(r"(?:just |well |far )?(?:above|beyond|past)\b"),
    "decrease": re.compile(r"(?:just |well |far )?(?:below|under|past|short of|shy of)\b"),
}
_RETOLD = re.compile(
    r",(?: or [^,;.]{0,3}\d[\d.,]* ?(?:points?|percent|per cent|pct|%|cents?),)? (?=higher|lower|weaker|stronger|firmer)"
)
_BELOW = re.compile(r" (?:below|above|short of)\b")
_AWAY = re.compile(
    r" (?:from|off|away|short|outside|inside|north|south|east|west|behind|into|onto|above|below|beneath|under|underground|deep)\b"
)


def _is_leapt(verb: Token | None) -> bool:
    """Whether somebody jumped or climbed so far: "jumped 8.4 metres", but not "the river climbed 2 metres"."""
    if verb is None or verb.lemma not in _LEAPING:
        return False
    subject = subject_of(verb)
    return subject is None or subject.lemma.lower() not in _WATERS


def change_of(figure: Figure) -> Change | None:
    """ "rose 9%", "up 19 cents", "fell by 5": increase or decrease; None for the level reached ("rose to 5")."""
    document, amount, head, verb = figure.document, figure.amount, figure.head, figure.verb
    if amount.before is not None or amount.low is None or (amount.unit or "").endswith(" of age"):
        return None
    if amount.multiple:
        return "increase" if amount.low > 1 else "decrease"
    if amount.unit == "times" and document.text.startswith((" as ", " the "), amount.end):
        return None  # "grew three times as many onions"
    figures, shares = phrase_words()["figures"], amount.unit in _COMPARED
    every, of_shares, by, words = tables()
    verbs = of_shares if shares else every
    if amount.signed and amount.low > 0:
        return "increase"
    paced = _at_a_pace(head, verbs) if shares else None
    if paced is not None:
        return paced
    before = document.tokens_in(max(0, amount.start - _BEFORE), amount.start)
    if [token.lower for token in before[-1:]] == ["of"] and before[-1].head.lemma in figures:
        before = document.tokens_in(max(0, before[-1].head.start - 20), before[-1].head.start)
        before = before[:-1] if before and before[-1].dep == "det" else before  # "fell by an average of 5%"
    if len(before) > 1 and before[-1].lower in _MORE:
        before = before[: -2 if before[-2].lower == "a" else -1]  # "fell by a further 5%"
    elif [token.lower for token in before[-3:-1]] == ["by", "a"]:
        before = before[:-2]  # "fell by a combined 5%"
    last = before[-1] if before and before[-1].sentence == head.sentence else None
    if last is not None:
        together = shares and last.head.i == last.i - 1  # not "put the left on 28%"
        with_particle = phrasal().get(f"{last.head.lemma.lower()} {last.lower}") if together else None
        if with_particle is not None:
            return with_particle
        moves = last.dep != "prt" or last.head.lemma.lower() in closing() or last.head.lemma.lower() in by
        moves = moves or (shares and len(before) > 1 and before[-2].pos in NOUNS)  # "sending its shares down 11%"
        if last.lower == "off" and _is_away(amount, before, shares=shares):
            return None
        if last.lower == "+" and not shares and document.text[last.end] == " ":
            return None  # "50 + 8 megapixels", "8 GB of memory + 256 GB of storage"
        if (
            (shares or _leads_on(document, amount))
            and last.lower in towards()
            and document.tokens[last.i - 1].pos == "VERB"
        ):
            return towards()[last.lower]  # edged higher 0.3%
        if (
            last.lower == "off"
            and len(before) > 1
            and before[-2].tag == "NNS"
            and document.text.startswith(" of ", amount.end)
        ):
            return None  # "tore the roofs off 80 percent of the homes"
        if last.lower in words and moves and not _is_particle(document, amount, last, by):
            return words[last.lower]
        if last.lower in ("to", "at", "from"):
            return None  # the level, not the change
        if last.lower in _DURING and amount.unit in DURATIONS:
            return None  # "will climb slowly over six years"
        if last.lower == "by":
            moved = before[-2] if len(before) > 1 else last
            if moved.lemma.lower() == "lose":
                return None  # "lost by 13 points"
            if moved.lower in words:
                return words[moved.lower]  # up by a third
            if moved.lower in towards():
                return towards()[moved.lower]  # revised upward by 9%
            if moved.lemma.lower() in by:
                return by[moved.lemma.lower()]
            governor = last.head if last.head.pos == "VERB" else verb
            if governor is not None:
                # "lost to Lund by 13 points"
                return by.get(governor.lemma.lower()) if governor.lemma.lower() != "lose" else None
            kinds = (forms().get(token.lower) for token in reversed(document.tokens[max(0, last.i - 4) : last.i]))
            return next((kind for kind in kinds if kind is not None), None)  # "Bank Cuts Rates by 25 Basis Points"
    way = verbs.get(last.lemma.lower()) if last is not None and amount.start < amount.first else None
    if way is not None and _PAST[way].match(document.text, amount.start):
        return None  # "fell below 4%", but not "rose under 4%"
    compared = _compared(document, amount)
    if compared is not None or _BELOW.match(document.text, amount.end):
        return compared
    if amount.unit is None and figure.noun is None and verb is not None and verb.lemma in _INTRANSITIVE:
        direct = (
            head.head is verb
            and head.i > verb.i
            and head.dep in _DIRECT
            and (last is verb or amount.start < amount.first)
        )
        return every[verb.lemma] if direct else None  # "claims fell 9,000 to 213,000"
    if (
        (amount.unit is None and not amount.part)
        or amount.unit in _WAYS
        or (amount.unit in _LENGTHS and (_AWAY.match(document.text, amount.end) or _is_leapt(verb)))
    ):
        return None
    if last is not None and last.lower == "of" and last.head.lemma.lower() in nouns(shares=shares):
        return nouns(shares=shares)[last.head.lemma.lower()]  # an increase of $5
    if amount.money and document.text[amount.end : amount.end + 6] == " into ":
        return None  # "sank $5 million into a port"
    if verb is not None and verb.lemma == "lose" and amount.money and amount.low >= _LOSS:
        return None
    if amount.unit != "percent" and document.text[amount.end : amount.end + 4] == " of ":
        return _moved_by(document, amount) if shares else None  # but not "dropped 250 tons of food"
    if document.text.startswith(" of ", amount.end):
        verbs = every  # "recovered 12% of the money"
    taken = taken_off(document, amount, verb)
    if taken is not None:
        return taken
    if last is not None and last.pos == "VERB" and last.lemma.lower() in verbs:
        return verbs[last.lemma.lower()]
    if shares and last is not None and last.pos in _MISTAKEN and last.lower in forms() and _is_verbal(last):
        return forms()[last.lower]
    if verb is None or head.i < verb.i:
        return None
    if verb.lemma in _REACHING:
        beside = last is verb or (last is not None and last.pos == "ADV" and last.head is verb)
        told = subject_of(verb) if beside else None  # "the decline was 5%"
        named = nouns(shares=shares).get(told.lemma.lower()) if told is not None else None
        if named is not None or verb.lemma == "be":
            return named
    if head.head is not verb or head.dep not in _DIRECT:
        return None
    if document.text.startswith(" of ", amount.end):
        return every.get(verb.lemma.lower())  # "cuts 400 jobs, 5% of its staff"
    if shares and verb.child("auxpass") is not None:
        return by.get(verb.lemma.lower())  # "prices have been raised 3%"
    raised = verb.child("dobj") if shares else None
    if raised is not None and raised is not head and raised.i < head.i:
        return by.get(verb.lemma.lower())  # "raised its dividend 8%"
    return verbs.get(verb.lemma.lower())


def _at_a_pace(head: Token, verbs: dict[str, Change]) -> Change | None:
    """What the verb tells that something did at so much: "grew at an annual rate of 3%", "shrank at a 3% pace"."""
    noun = head.head.head if head.dep == "pobj" and head.head.lower == "of" else head.head
    if noun.lemma not in _PACES or noun.dep != "pobj" or noun.head.lower != "at":
        return None
    return verbs.get(noun.head.head.lemma.lower())


def _is_verbal(word: Token) -> bool:
    """Whether a word may be a verb that the parse took for a name or an adjective: "Oil Falls 3%", "sales leapt 4%", but not
    "gave the firm 4%"."""
    return word.text.istitle() or word.lower.endswith(("ed", "ell", "ose", "ew", "apt", "ank", "lid"))


def _moved_by(document: Document, amount: Amount) -> Change | None:
    """What stands behind points and "of": "50 basis points of cuts"."""
    behind = document.tokens_in(amount.end + 4, amount.end + 20)[:1]
    return nouns(shares=True).get(behind[0].lemma.lower()) if behind else None


def _leads_on(document: Document, amount: Amount) -> bool:
    """Whether the level stands behind how far money moved: "edged higher $40 to $9,310"."""
    return amount.money and document.text.startswith(" to ", amount.end)


def taken_off(document: Document, amount: Amount, verb: Token | None) -> Change | None:
    """Whether so much was taken from something: "wiped 4% off the index", "shaved $3 off the price"."""
    if not document.text.startswith(" off ", amount.end) or verb is None:
        return None
    if not (amount.money or amount.unit in _COMPARED):
        return None
    return phrasal().get(f"{verb.lemma.lower()} off")


def _is_away(amount: Amount, before: Sequence[Token], *, shares: bool) -> bool:
    """Whether "off" tells where or of what: "keep cats off 40 hectares", "struck 64 off 41 balls",
    "tore the roofs off 90 houses", "came off 51 balls"."""
    if shares or amount.money or amount.unit in load().coins:
        return False
    if amount.unit is not None or len(before) < 2:
        return amount.unit is not None
    return before[-2].pos == "NUM" or before[-2].dep == "dobj" or before[-2].lemma == "come"


def _compared(document: Document, amount: Amount) -> Change | None:
    """What a comparative behind the amount tells: "4.1% lower", "closed $3 higher", "cost 2% more"; None where it compares
    two things ("30% higher than in Rome") or qualifies ("10% more likely")."""
    shares = amount.unit in _COMPARED or amount.part
    paid = amount.money or amount.unit in load().coins
    if not shares and amount.unit is not None and not paid:
        return None
    again = (
        _RETOLD.match(document.text, amount.end) if shares or paid else None
    )  # "136.2 points, or 1.6 per cent, lower"
    end = amount.end if again is None else again.end()
    behind = document.tokens_in(end, end + 12)[:1]
    if not behind:
        return None
    word = behind[0]
    if word.lower == "in" and shares:  # "ended 0.8% in the red"
        return _COLOURS.get(document.text[word.end : word.end + 10].removeprefix(" the ").split(" ")[0].rstrip(".,;"))
    following = document.tokens[word.i + 1 : word.i + 1 + _THAN_REACH]
    than = any(token.lower == "than" for token in following[:_MEASURED])  # "5% less fuel than"
    change = comparatives()[shares or amount.unit is None or (paid and than)].get(word.lower)
    qualifies = word.head is not word and word.head.pos in ("ADJ", "ADV")
    if change is None or qualifies or (word.dep == "compound" and word.head.i > word.i):
        return None
    if than:
        earlier = (token.ent in ("DATE", "TIME") or token.lower in _EARLIER for token in following)
        return change if any(earlier) else None
    return change if shares or paid else None


def is_distance(document: Document, amount: Amount) -> bool:
    """Whether an amount tells how far something is from another: "a fifth below the norm", "30% higher than in Rome"."""
    return _HELD.match(document.text, amount.end) is not None


def _is_particle(document: Document, amount: Amount, word: Token, by: dict[str, Change]) -> bool:
    """Whether "up" or "down" belongs to a verb that moves no figure: "shot down 23 drones", "put up 200 tents"."""
    before = document.tokens[word.i - 1] if word.i else None
    paid = amount.money or amount.unit in load().coins
    if before is None or before.pos != "VERB" or (amount.unit is not None and not paid):
        return False
    return before.lemma.lower() not in by and before.lemma.lower() not in closing()


def tells_both(verb: Token | None, document: Document, amount: Amount) -> bool:
    """Whether the verb's "from 5 to 7" is a value before and one after, not the two ends of a range."""
    if document.text.endswith((" up ", " down ", " higher ", " lower "), 0, amount.start):
        return True  # "shot up from 5 to 7"
    _, _, by, _ = tables()
    return verb is not None and (verb.lemma.lower() in by or verb.lemma.lower() in between())
