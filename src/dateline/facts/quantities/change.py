"""Whether an amount says how far something rose or fell."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Sequence

from dateline.facts.document import Document, Token
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.figure import Figure
from dateline.facts.quantities.phrase import DURATIONS, NOUNS, subject_of
from dateline.facts.quantities.phrase import words as phrase_words
from dateline.facts.quantities.units import load, read_yaml
from dateline.facts.record import Change

_DIRECT = frozenset({"dobj", "npadvmod", "attr", "advmod", "acomp", "oprd", "nummod", "ccomp"})

# Differences told in these by a comparative behind them are changes; the meters of "40 meters higher" compare two things.
_COMPARED = frozenset({"percent", "percentage point", "basis point", "point"})
# Before the time in which something moved.
_DURING = frozenset({"over", "in", "within", "during", "for", "after"})
_MORE = frozenset({"another", "further", "additional"})
# How far before an amount, in characters, the words stand that tell its change: "down by a combined".
_BEFORE = 20
# How far behind "than" the time stands that makes a comparison a change: "than in the same month last year".
_THAN_REACH = 8
# How far behind "less" the "than" stands at most.
_MEASURED = 3
# From so much on, money lost is what a firm lost, not by how much its price fell.
_LOSS = 100_000
# Ways are gone, not gained: "troops advanced 12 miles", "the ship sank 60 miles off the coast".
_WAYS = frozenset({"mile", "kilometer", "nautical mile"})
_LENGTHS = frozenset({"meter", "foot", "yard"})
_LEAPING = frozenset({"jump", "leap", "climb", "dive"})
_WATERS = frozenset({"level", "water", "river", "lake", "sea", "tide", "flood", "reservoir", "depth"})
_HELD = re.compile(
    r" (?:below|above|short|more|less|fewer|higher|lower|cheaper|dearer|stronger|weaker|bigger|smaller|faster|slower"
    r"|longer|shorter)\b"
)
# The level that a rise or a fall went past.
_PAST: dict[Change, re.Pattern[str]] = {
    "increase": re.compile(r"(?:just |well |far )?(?:above|beyond|past)\b"),
    "decrease": re.compile(r"(?:just |well |far )?(?:below|under)\b"),
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


@functools.cache
def _tables() -> tuple[dict[str, Change], dict[str, Change], dict[str, Change], dict[str, Change]]:
    """Verbs that take the amount, those that take percent and points, verbs that take it with "by", and words right before it."""
    data = read_yaml("changes.yaml")
    kinds: tuple[Change, ...] = ("increase", "decrease")
    verbs, shares, by, words = (
        {word: kind for kind in kinds for word in data[kind][name]} for name in ("verbs", "share verbs", "by", "words")
    )
    return verbs, {**verbs, **shares}, {**verbs, **shares, **by}, words


@functools.cache
def _nouns(*, shares: bool) -> dict[str, Change]:
    """Nouns that name a change, of anything or of percent and points."""
    data = read_yaml("changes.yaml")
    kinds: tuple[Change, ...] = ("increase", "decrease")
    return {w: kind for kind in kinds for w in (*data[kind]["nouns"], *(data[kind]["share nouns"] if shares else ()))}


def changing_nouns(*, shares: bool = False) -> Collection[str]:
    """The nouns that name a change of anything, increase and drop; of `shares` also those that do so of percent and points."""
    return _nouns(shares=shares).keys()


def moving_verbs() -> Collection[str]:
    """The lemmas of the verbs that say something rose or fell."""
    return _tables()[2].keys()


@functools.cache
def change_words() -> frozenset[str]:
    """The forms of the verbs that take an amount of change, for the grammar that reads text without its parse."""
    _, verbs, _, _ = _tables()
    regular = {
        form
        for verb in verbs
        for form in (verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}d", f"{verb.rstrip('e')}ing")
    }
    return frozenset(regular | set(read_yaml("changes.yaml")["irregular"]))


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
    every, of_shares, by, words = _tables()
    verbs = of_shares if shares else every
    if amount.signed and amount.low > 0:
        return "increase"
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
        phrasal = _phrasal().get(f"{last.head.lemma.lower()} {last.lower}") if together else None
        if phrasal is not None:
            return phrasal
        moves = last.dep != "prt" or last.head.lemma.lower() in _closing() or last.head.lemma.lower() in by
        moves = moves or (shares and len(before) > 1 and before[-2].pos in NOUNS)  # "sending its shares down 11%"
        if last.lower == "off" and _is_away(amount, before, shares=shares):
            return None
        if last.lower == "+" and not shares and document.text[last.end] == " ":
            return None  # "50 + 8 megapixels", "8 GB of memory + 256 GB of storage"
        if shares and last.lower in _towards() and document.tokens[last.i - 1].pos == "VERB":
            return _towards()[last.lower]  # edged higher 0.3%
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
            if moved.lower in _towards():
                return _towards()[moved.lower]  # revised upward by 9%
            if moved.lemma.lower() in by:
                return by[moved.lemma.lower()]
            governor = last.head if last.head.pos == "VERB" else verb
            if governor is None or governor.lemma.lower() == "lose":
                return None  # "lost to Lund by 13 points"
            return by.get(governor.lemma.lower())
    way = verbs.get(last.lemma.lower()) if last is not None and amount.start < amount.first else None
    if way is not None and _PAST[way].match(document.text, amount.start):
        return None  # "fell below 4%", but not "rose under 4%"
    compared = _compared(document, amount)
    if compared is not None or _BELOW.match(document.text, amount.end):
        return compared
    if (
        (amount.unit is None and not amount.part)
        or amount.unit in _WAYS
        or (amount.unit in _LENGTHS and (_AWAY.match(document.text, amount.end) or _is_leapt(verb)))
    ):
        return None
    if last is not None and last.lower == "of" and last.head.lemma.lower() in _nouns(shares=shares):
        return _nouns(shares=shares)[last.head.lemma.lower()]  # an increase of $5
    if amount.money and document.text[amount.end : amount.end + 6] == " into ":
        return None  # "sank $5 million into a port"
    if verb is not None and verb.lemma == "lose" and amount.money and amount.low >= _LOSS:
        return None
    if amount.unit != "percent" and document.text[amount.end : amount.end + 4] == " of ":
        return None  # "dropped 250 tons of food"
    if document.text.startswith(" of ", amount.end):
        verbs = every  # "recovered 12% of the money"
    if last is not None and last.pos == "VERB" and last.lemma.lower() in verbs:
        return verbs[last.lemma.lower()]
    if verb is None or head.i < verb.i:
        return None
    if verb.lemma == "be":
        beside = last is verb or (last is not None and last.pos == "ADV" and last.head is verb)
        told = subject_of(verb) if beside else None  # "the decline was 5%"
        return _nouns(shares=shares).get(told.lemma.lower()) if told is not None else None
    if head.head is not verb or head.dep not in _DIRECT:
        return None
    raised = verb.child("dobj") if shares else None
    if raised is not None and raised is not head and raised.i < head.i:
        return by.get(verb.lemma.lower())  # "raised its dividend 8%"
    return verbs.get(verb.lemma.lower())


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
    following = document.tokens[word.i + 1 : word.i + 1 + _THAN_REACH]
    than = any(token.lower == "than" for token in following[:_MEASURED])  # "5% less fuel than"
    change = _comparatives()[shares or amount.unit is None or (paid and than)].get(word.lower)
    qualifies = word.head is not word and word.head.pos in ("ADJ", "ADV")
    if change is None or qualifies or (word.dep == "compound" and word.head.i > word.i):
        return None
    if than:
        earlier = (token.ent in ("DATE", "TIME") or token.lower == "previous" for token in following)
        return change if any(earlier) else None
    return change if shares or paid else None


def is_distance(document: Document, amount: Amount) -> bool:
    """Whether an amount tells how far something is from another: "a fifth below the norm", "30% higher than in Rome"."""
    return _HELD.match(document.text, amount.end) is not None


def _told(name: str) -> dict[str, Change]:
    data = read_yaml("changes.yaml")
    kinds: tuple[Change, ...] = ("increase", "decrease")
    return {word: kind for kind in kinds for word in data[kind][name]}


@functools.cache
def _phrasal() -> dict[str, Change]:
    """The verbs with a particle that take a share or points: "tacked on 1.1%"."""
    return _told("phrasal")


@functools.cache
def _towards() -> dict[str, Change]:
    """The words between a verb and "by": "revised upward by 9%"."""
    return _told("towards")


@functools.cache
def _comparatives() -> tuple[dict[str, Change], dict[str, Change]]:
    """The words that tell a change behind money, and those that do behind percent and points."""
    data = read_yaml("changes.yaml")
    kinds: tuple[Change, ...] = ("increase", "decrease")
    always, shares = (
        {word: kind for kind in kinds for word in data[kind][name]} for name in ("comparatives", "shares")
    )
    return always, {**always, **shares}


def _is_particle(document: Document, amount: Amount, word: Token, by: dict[str, Change]) -> bool:
    """Whether "up" or "down" belongs to a verb that moves no figure: "shot down 23 drones", "put up 200 tents"."""
    before = document.tokens[word.i - 1] if word.i else None
    paid = amount.money or amount.unit in load().coins
    if before is None or before.pos != "VERB" or (amount.unit is not None and not paid):
        return False
    return before.lemma.lower() not in by and before.lemma.lower() not in _closing()


@functools.cache
def _closing() -> frozenset[str]:
    return frozenset(read_yaml("changes.yaml")["closing"])


def tells_both(verb: Token | None) -> bool:
    """Whether the verb's "from 5 to 7" is a value before and one after, not the two ends of a range."""
    _, _, by, _ = _tables()
    return verb is not None and (verb.lemma.lower() in by or verb.lemma.lower() in _between())


@functools.cache
def _between() -> frozenset[str]:
    return frozenset(read_yaml("changes.yaml")["between"])
