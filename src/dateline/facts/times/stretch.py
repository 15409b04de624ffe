"""Readers for durations, and for sets: how long and how often. See reading.py for what a reader is."""

from __future__ import annotations

from dateline.facts.times.arithmetic import NO_YEAR, count_of, period
from dateline.facts.times.context import Context
from dateline.facts.times.grammar import Match, load
from dateline.facts.times.reading import Reading, how_many, part_of, unit_of

# Whose months are an age and no stretch of time: "a seven-month-old girl".
_YOUNG = frozenset(
    {
        "baby",
        "girl",
        "boy",
        "child",
        "infant",
        "newborn",
        "toddler",
        "son",
        "daughter",
        "twin",
        "grandson",
        "granddaughter",
    }
    | {"sister", "brother", "puppy", "calf", "cub"}
)


def every_unit(match: Match, context: Context) -> Reading:
    """Every two weeks, once a month; but kilometers per hour are a speed."""
    if match.words[0] == "per" and unit_of(match)[0] == "T":
        return None
    if match.words[-2:] == ["every", "second"] and context.describes(match):
        return None  # "every second household"
    other = not {"other", "alternate"}.isdisjoint(match.words) or "second" in match.words[:-1]
    count = how_many(match) if "n" in match.parts else 2 if other else 1
    return "SET", period(count, unit_of(match))


def every_part(match: Match, context: Context) -> Reading:
    """Every morning, each night."""
    return "SET", f"{NO_YEAR}-XX-XXT{match.part('part', 'PART')}"


def every_adverb(match: Match, context: Context) -> Reading:
    """Daily, annually, six-monthly."""
    value: str = match.value("ADVERB")
    count = count_of(match.parts["n"]) if "n" in match.parts else None
    return "SET", value if count is None else period(count * int(value[1:-1]), value[-1]) if value[1] != "T" else None


def every_two(match: Match, context: Context) -> Reading:
    """Bi-weekly: every two weeks."""
    value: str = match.value("ADVERB")
    return "SET", value.replace("1", "2")


def every_half(match: Match, context: Context) -> Reading:
    """Semi-annually, biannual."""
    return "SET", "P6M"


def stretch(match: Match, context: Context) -> Reading:
    """The last five months, the first nine months."""
    count = how_many(match) if "n" in match.parts else 1 + part_of(match)
    unit = unit_of(match)
    if unit == "M" and "first" in match.parts.get("which", ()):
        context.remember_first_months(count)
    if unit == "Q" and count is not None:
        count, unit = count * 3, "M"
    if unit == "TH" and count is not None and count % 24 == 0:
        count, unit = count / 24, "D"  # the last 24 hours are a day
    return "DURATION", period(count, unit)


def vague_stretch(match: Match, context: Context) -> Reading:
    """Recent weeks; coming months, which are only some time ahead."""
    if match.words[-2] == "or":  # the next day or two
        return "DURATION", period(None, load().values["UNIT"][match.words[-3]])
    if match.parts["which"][0] in ("coming", "next"):
        return "DATE", "FUTURE_REF"
    return "DURATION", period(None, unit_of(match))


def _year_old(match: Match, context: Context) -> Reading:
    """Ages are quantities; only what is some months or days old is also a stretch of time."""
    unit = unit_of(match)
    if unit == "Y":
        return None
    if _is_of_person(match, context):
        return None
    return "DURATION", period(how_many(match), unit)


def _is_of_person(match: Match, context: Context) -> bool:
    """Whether it is somebody's age: "a seven-month-old girl", "the younger just eight months old"."""
    last = context.document.tokens_in(match.start, match.end)[-1:]
    if not last or "-" not in match.words:
        return True
    noun = last[0].head if last[0].lower == "old" else last[0]
    return any(t.lemma in _YOUNG for t in (noun, *context.document.tokens[last[0].i + 1 : last[0].i + 2]))


def long_word(match: Match, context: Context) -> Reading:
    """A yearlong inquiry."""
    return "DURATION", match.value("LONGWORD")


def no_time(match: Match, context: Context) -> Reading:
    """A quarter of a million; the verb "last"."""
    return None


def duration(match: Match, context: Context) -> Reading:
    """Five years, a three-day, half an hour."""
    unit = unit_of(match)
    if "old" in match.parts:
        return _year_old(match, context)
    if (
        "n" in match.parts
        and match.parts["n"] in (["a"], ["one"])
        and match.parts["unit"][0] in ("second", "night", "min", "sec")
    ):
        return None
    if match.parts["unit"][0] == "minute" and "-" not in match.words and context.describes(match):
        return None  # "a minute amount"
    if match.words in (["one", "day"], ["some", "day"]) and _is_someday(match, context):
        return "DATE", "FUTURE_REF" if context.direction(match) > 0 else "PAST_REF"
    if match.parts.get("n") in (["a"], ["an"]) and _is_rate(match, context):
        return None if unit[0] == "T" else ("SET", period(1, unit))
    value = period(how_many(match) if match.parts.get("n") != ["the"] else 1, unit)
    return "DURATION", value


def _is_someday(match: Match, context: Context) -> bool:
    """Whether "one day" is none of a length: "one day he will win", but "lasted one day"."""
    last = context.document.tokens_in(match.start, match.end)[-1:]
    return (
        bool(last) and last[0].dep == "npadvmod" and last[0].head.i > last[0].i and last[0].head.pos in ("VERB", "AUX")
    )


def clocked_length(match: Match, context: Context) -> Reading:
    """2h 15m, 1h30."""
    hours, minutes, seconds = (match.parts.get(name, [""])[0] for name in ("h", "m", "s"))
    return "DURATION", f"PT{int(hours)}H{int(minutes)}M" + (f"{int(seconds)}S" if seconds else "")


def _is_rate(match: Match, context: Context) -> bool:
    """Whether "a year" tells how often, behind an amount: "45,000 euros a year", "eight liters a day"."""
    tokens, last = context.document.tokens, context.document.tokens_in(match.start, match.end)[-1:]
    if not last or last[0].dep != "npadvmod" or last[0].i < 3:
        return False
    counted = tokens[last[0].i - 2]  # "a" is between
    if counted.sentence != last[0].sentence:
        return False
    following = tokens[last[0].i + 1 : last[0].i + 2]
    if following and following[0].tag == "TO":  # "gave two men a week to leave"
        return False
    if counted.tag == "CD" or counted.pos == "SYM":
        return True
    if counted.dep == "pobj" and counted.head.lower == "of":
        counted = counted.head.head  # "two tons of grain a month"
    if counted.pos == "NOUN" and tokens[counted.i - 1].text == "-":
        return True  # 18 gigawatt-hours a year
    return counted.pos == "NOUN" and counted.child("nummod") is not None


def quarters(match: Match, context: Context) -> Reading:
    """A quarter of an hour, three quarters of a century."""
    many = 1 if match.parts["n"][0] == "a" else 3
    return "DURATION", f"PT{15 * many}M" if match.parts["unit"] == ["hour"] else f"P{25 * many}Y"


def every_part_of_hour(match: Match, context: Context) -> Reading:
    """Every half hour, every quarter of an hour."""
    return "SET", "PT30M" if match.parts["n"] == ["half"] else "PT15M"


def vague_duration(match: Match, context: Context) -> Reading:
    """For years, within weeks."""
    return "DURATION", period(None, unit_of(match))
