"""Words that bound or blur a number: "more than", "up to", "about", "or so"."""

from __future__ import annotations

import functools

from dateline.facts.quantities import units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.changing import change_words
from dateline.facts.quantities.line import DASHES, Line
from dateline.facts.quantities.millions import plural
from dateline.facts.quantities.phrase import words as words_of_items
from dateline.facts.record import Modifier

Table = dict[str, list[tuple[list[str], Modifier]]]


_TIMES = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
# What goes by, too: "over four winters".
_STRETCHES = frozenset(
    {
        "winters",
        "innings",
        "overs",
        "holes",
        "laps",
        "summers",
        "seasons",
        "generations",
        "games",
        "matches",
        "episodes",
        "sessions",
        "stages",
        "rounds",
        "visits",
    }
)
# Where something is or what it is about, before "one".
_NEAR = (["around"], ["near"], ["about"])
# Who passes so many things has not more of them; with nothing behind the number, a level is passed.
_GOING_PAST = frozenset({"passed", "passes", "crossed", "crosses", "surpassed", "approached", "approaches", "approach"})
_ENDING = frozenset(
    {"on", "in", "at", "by", "for", "after", "as", "and", "but", "last", "this", "earlier", "late", "early"}
)
_FURTHER = frozenset({"another", "record", "extra", "additional", "further"})
_NEGATED: dict[Modifier, Modifier] = {"more_than": "at_most", "less_than": "at_least"}
# What begins a bound behind the noun: "300 people or more".
_JOINING = frozenset({"or", "and"})
_BEHIND_NOUN = 6  # lexemes
# What parts the thing moved from the verb before it: a clause or another deed.
_CLAUSE = frozenset({",", "to", "by", "that", "which", "and", "but"})
# How far before "up to", in words, what moves a level stands.
_MOVED = 9
# Behind these, "up to" is a bound, whatever moves.
_AMOUNTING = frozenset({"of", "by", "for", "with", "at"})
_LASTING = frozenset(
    {
        "in",
        "of",
        "after",
        "with",
        "has",
        "have",
        "had",
        "to",
        "by",
        "for",
        "lasted",
        "lasting",
        "took",
        "is",
        "was",
        "spent",
        "well",
    }
)
_OWN = frozenset({"the", "its", "their", "this", "that"})


@functools.cache
def _tables() -> tuple[Table, Table]:
    """Phrases before a number by their last word, phrases behind it by their first; the longest first."""
    data = units.read_yaml("bounds.yaml")
    tables: list[Table] = []
    for name, key in (("before", -1), ("after", 0)):
        table: Table = {}
        for modifier, forms in data[name].items():
            for form in forms:
                words = form.split()
                table.setdefault(words[key], []).append((words, modifier))
        for entries in table.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
        tables.append(table)
    return tables[0], tables[1]


@functools.cache
def _reaching() -> tuple[frozenset[str], frozenset[str]]:
    data = units.read_yaml("bounds.yaml")["reaching"]
    return frozenset(data["verbs"]), frozenset(data["moving"])


@functools.cache
def _placing() -> dict[str, frozenset[str]]:
    return {word: frozenset(before) for word, before in units.read_yaml("bounds.yaml")["placing"].items()}


def _behind(line: Line, first: int, amount: Amount) -> str:
    """The word behind an amount that begins at lexeme `first`."""
    return next((line.words[at] for at in range(first, len(line.starts)) if line.starts[at] >= amount.end), "")


def _counts_on(word: str) -> bool:
    return word.isalpha() and word not in _ENDING


def read_before(line: Line, first: int, amount: Amount, previous: Amount | None) -> None:
    """Set the modifier from the words before lexeme `first`, and let the amount begin with them.

    A conversion in parentheses shares the bound of what it converts: "more than 8 miles (13 km)".
    """
    if amount.ranged and line.words[first - 1] in ("between", "from"):
        first -= 1
        amount.start = line.starts[first]
    last = line.words[first - 1]
    if last == "the" and (
        _behind(line, first, amount) in words_of_items()["marks"] or line.text.endswith("mark", 0, amount.end)
    ):
        first -= 1  # "below the $80 level", "above the 2,000 mark", of which the mark is no money and in the amount
        last = line.words[first - 1]
    if last in _FURTHER:  # "up to another 10%", "about an extra $5"
        behind = 2 if line.words[first - 2] in ("a", "an") else 1
        if line.words[first - behind - 1] in _tables()[0]:
            first -= behind
            last = line.words[first - 1]
    for words, modifier in _tables()[0].get(last, ()):
        if line.words[max(0, first - len(words)) : first] == words:
            if len(words) == 1 and line.words[first - 2] in DASHES:
                return  # a four-under 68
            if words in _NEAR and amount.low == amount.high == 1 and amount.spelled and amount.unit is None:
                return  # "unite around one candidate", "talk about one of them"
            if words == ["over"] and amount.unit in _TIMES and line.words[first - 2] not in _LASTING:
                return  # "paid over ten years"
            if words == ["over"] and amount.spelled and _behind(line, first, amount) in _STRETCHES:
                return  # "over four winters"
            is_moved = amount.unit == "percent" and line.words[first - 2] in change_words()  # "jumped over 5%"
            if line.words[first - 2] in _placing().get(last, ()) and len(words) == 1 and not is_moved:
                return  # "hidden under 900 crates"
            if words == ["over"] and amount.unit is None and line.words[first - 2] in _placing()["aloft"]:
                return  # "shot down 60 drones over nine regions"
            if words[-1] in _GOING_PAST and amount.unit is None and _counts_on(_behind(line, first, amount)):
                return  # "passed 12 laws", but not "the toll passed 40 on Monday"
            if words == ["minimum", "of"] and not _OWN.isdisjoint(line.words[max(0, first - 6) : first - 2]):
                return  # "will reach the safe minimum of 70 tonnes"
            if words == ["up", "to"] and _is_reached(line, first - 2):
                return
            start = first - len(words)
            amount.modifier = modifier
            if words[-1] == "than" and start and line.words[start - 1] in ("no", "not"):
                amount.modifier, start = _NEGATED.get(modifier, modifier), start - 1  # no higher than
            amount.start = line.starts[start]
            return
    exactly = previous is not None and previous.part and amount.unit == "percent"  # "over half (54%) of them"
    if previous is not None and not exactly and line.text[previous.end : amount.start].strip() in ("(", "/"):
        amount.modifier = previous.modifier


def _is_reached(line: Line, up: int) -> bool:
    """Whether "up to" tells the level that something got to: "the yield edged up to 4%", "which brought the toll up to 40"."""
    reaching, moving = _reaching()
    if line.words[up - 1] in _AMOUNTING:
        return False  # "lifts a load of up to 4 tonnes", "pushed rents up by up to 5%"
    if line.words[up - 1 - (line.words[up - 1] == "back")] in reaching:
        return True  # also "crept back up to 4%"
    for word in reversed(line.words[max(0, up - _MOVED) : up]):
        if word in moving:
            return True
        if word in _CLAUSE or word.endswith("ing"):
            return False  # "will bring a mill to Lund, creating up to 400 jobs"
    return False


def read_after(line: Line, amount: Amount, stop: int) -> int:
    """Set the modifier from the words behind; the place behind them."""
    for words, modifier in _tables()[1].get(line.words[stop], ()):
        if line.words[stop : stop + len(words)] != words:
            continue
        if words[0] in ("+", "plus") and not line.close(stop) and line.words[stop + 1].removesuffix("s") not in _TIMES:
            continue  # "5 plus 3", but not "20 plus years"
        if words[0] == "+" and line.words[stop + 1][:1].isdigit() and line.close(stop + 1):
            continue  # "8GB+256GB"
        if line.words[stop + len(words)] in ("than", "to") and words[-1] in ("more", "less", "fewer", "up"):
            continue  # "under $5 million or more than $9 million", "between the two and up to 20 percent"
        if line.raw[stop][:1].isupper() and line.raw[stop - 1][:1].isdigit():
            continue  # the 737 Max
        if amount.modifier == "exact" or (amount.modifier == "approximately" and modifier != "approximately"):
            amount.modifier = modifier  # "perhaps 500 or more" are at least so many
        amount.end = line.ends[stop + len(words) - 1]
        return stop + len(words)
    if amount.modifier == "exact" and not _JOINING.isdisjoint(line.words[stop + 1 : stop + _BEHIND_NOUN]):
        _read_behind_noun(line, amount, stop)
    return stop


def _read_behind_noun(line: Line, amount: Amount, stop: int) -> None:
    """Set the modifier of "300 people or more", "50 full-time workers or fewer"."""
    at = next((at for at in range(stop + 1, stop + _BEHIND_NOUN) if line.words[at] in _JOINING), stop)
    if not plural(line.words[at - 1]) or not all(word.isalpha() or word in DASHES for word in line.words[stop:at]):
        return
    for words, modifier in _tables()[1].get(line.words[at], ()):
        if line.words[at : at + len(words)] == words and (at == stop + 1 or words[0] == "or"):
            amount.modifier = modifier
            return
