"""What the amounts of a paragraph take from each other: the two ends of a change with words between them, and the unit, the
rate or the "percent" that is told only once."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from dateline.facts.quantities import points, rows, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.change import change_words
from dateline.facts.quantities.phrase import DURATIONS

# What may stand behind the second end of "from 20 miles in 2008 to 29" for it to be one.
_CONNECTORS = frozenset(
    {
        "in",
        "by",
        "for",
        "on",
        "at",
        "since",
        "this",
        "last",
        "a",
        "as",
        "while",
        "and",
        "after",
        "when",
        "over",
        "during",
    }
    | {
        "average",
        "estimate",
        "consensus",
        "target",
        "before",
        "until",
        "today",
        "now",
        "previously",
        "forecast",
        "expected",
        "predicted",
        "estimated",
        "needed",
        "planned",
    }
    | {"promised", "pledged", "reported", "earned", "spent"}
    | {"from", "with", "next", "the", "that", "it", "they", "he", "she", "we", "his", "her", "its", "their"}
    | {
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "must",
        "has",
        "have",
        "had",
        "should",
        "could",
        "can",
        "may",
        "might",
    }
)
_BEFORE = re.compile(
    r"(?: of [\w’' -]{1,40}?)?(?: (?:in|for|on|during|last|this) [\w .']{1,25})?"
    r",? (?:(?:up|down) from|compared (?:with|to)|versus|against) (?:(?:the|an?|its) )?"
    r"(?:(?:previous|earlier|positive|prior|initial|original|revised|planned) )?"
)
_EARLIER = re.compile(r"(?: [\w-]+){0,3}" + _BEFORE.pattern)
# Between "grew by 40 hectares" and the "1,300" it came to.
_REACHING = re.compile(r"(?: (?:overnight|again)| (?:on|in|since) \w{1,12}| (?:last|this) \w{1,9})?,? (?:to|at) ")
# Between "600,000 hectares" and the "200,000" that are usual.
_USUAL = re.compile(
    r"(?: [\w-]+){0,4},? (?:against|versus|compared (?:with|to)|above|below|over|from) (?:an?|the|its|their) (?:[\w-]+ ){0,3}"
    r"(?:average|record|norm|target|total|peak|low|high|limit|quota|goal|mean) of "
)
# Between "12 billion rand" and the "3 billion" of it or beside it.
_OF_WHICH = re.compile(r",? of which |(?: [\w-]+){0,3},? plus (?:another |a further |up to )?")
# Between "fell to 230 million euros" and the "310 million" that it was; what stands before the former tells a level.
_FROM = re.compile(r"(?: [a-z]+)?(?: (?:in|for|during|on|by) [\w ]{1,30})?,? from ")
_LEVEL = re.compile(r"\b(?:to|at|was|were|of|reached|hit|totaled|totalled) (?:about |around |nearly |some )?$")
# Between "a fine of 500 euros" and the "9,000" that it may come to.
_CAPPED = re.compile(r",? (?:(?:rising |going )?to )?")
_AND_THEN = re.compile(
    r"(?: (?:in|for|on|during|over|since|last|this) [\w .']{1,25})?,? (?:and|but|then|or)(?: by| then)?(?: to)? "
)
# Between "fell 0.4%" and the "1.1" of a name whose verb is left out.
_AND_NAMED = re.compile(
    r"(?: (?:on|from|since|in) [\w ]{1,20})?,? (?:and|but|while) (?:the |its |in )?(?:[A-Z][\w&’'-]*(?: \d+)? ){1,3}(?:by )?"
)
# Behind a number that is a part of the name: "costs $449, and the Astra 3 is cheaper".
_PREDICATE = re.compile(r" (?:is|are|was|were|has|have|had|will|would|can|could|may|must)\b")
# Between "fell 0.4%" and a "1.1" that is no number of things.
_AND_OTHERS = re.compile(r",? (?:and|but|while) (?:[\w-]+ ){1,3}(?:by )?")
# Before "12 percent", and between it and the "9" of the next: "the Greens are on 12 percent, the Left on 9".
_AT = (" on ", " at ")
_AND_AT = re.compile(r"(?:,|;|,? (?:and|while|but|with))(?: [\w’'-]+){1,5} (?:on|at) ")
# Between "a profit of 4.6 billion euros" and the "75.5 billion" of sales.
_ON = re.compile(r",? (?:on|from|against|versus|compared with) (?:[\w-]+ ){1,4}of ")
# Between "300 metres of ascent" and the "450" of descent.
_OF_EACH = re.compile(r" of [a-z -]{1,30},? and ")
# Between "1.4 trillion yen" and the "7.9 trillion" that it comes to.
_TAKING = re.compile(
    r"(?: [\w-]+){0,6},? (?:taking|bringing|raising|lifting|pushing|cutting|leaving) (?:[\w’'-]+ ){1,5}(?:to|at|with) "
)
# Between "1.7 billion euros" and the "5 billion" that was wanted.
_SHORT_OF = re.compile(
    r"(?: [\w-]+){0,6},? (?:well |far |just )?(?:short of|on top of|below|above|more than|less than|instead of|rather than"
    r"|beating|missing|topping|exceeding|against) (?:the )?"
)
_EXPECTED = re.compile(
    r" (?:analysts|economists|brokers|forecasters|investors|markets) "
    r"(?:had|were|expected|forecast|predicted|estimated|wanted|looked|hoped)\b"
)
# Between "a debt of 5.4 billion euros in May" and the "600 million more than in April", and what stands behind those.
_ASIDE_OF = re.compile(r"(?: (?:in|for|on|during|by|at|last|this) [\w .']{1,40})?(?:, (?:or )?| \()")
_DIFFERING = re.compile(r" (?:more|less|higher|lower|above|below|up|down) (?:than|on|from)\b")
_PRICED = re.compile(r" (?:at|for|from) [$€£¥₹]")
_SUM = 10_000  # of money; fewer may be things
_MANY = 1_000  # of things, beside which "1.9m" is as many millions
_MILLION = 1_000_000
_NEVER = 1e15  # of so many nobody tells
_FAR_APART = 20
_FAR = 3  # times that two values told beside each other may differ
_LONGER = 20  # times that one span of time may be as long as the one beside it
# What a change is told in that has another unit than what it leads to.
_RELATIVE = frozenset({"percent", "percentage point", "basis point", "times"})
# Of these a number without one is no more than so many: "the rate was 4.3 percent as employment grew by 42,200".
_SHARES = frozenset({"percent", "percentage point"})
_MOST = 100
_RATIO = re.compile(r"\b(?:ratio|odds)\b")
_ASIDE = 60  # characters between a level and its change
_RATE_BEHIND = re.compile(r"\)\s(?:a|per|each|every)\s([a-z]+)(?! (?:earlier|ago|before|later)\b)")
_BREAK = re.compile(r"[;()]|(?:^|[a-z0-9%])[.?!]\s")
# A clause of its own between two numbers: "to 2,300 from 4,100, and deaths to 12".
_CLAUSE = re.compile(r"\b(?:and|while|but)\b")


def join(text: str, amounts: list[Amount]) -> list[Amount]:
    """Put the two ends of a change together that have words between them: "from 20 miles in 2008 to 29 miles".

    Amounts that stay apart share a unit that is told only once: "3 million of the 5 million euros".
    """
    joined: list[Amount] = []
    for amount in amounts:
        one = joined[-1] if joined else None
        whole = rows.joined(text, one, amount) if one is not None else None
        if whole is not None:
            joined[-1] = whole
            continue
        if one is None or one.low is None or amount.low is None or not _goes_on(text, one, amount):
            if one is not None:
                _share_millions(text, one, amount)
                if len(joined) > 1:
                    _share_origin(text, joined[-2], one, amount)
                bare = one.unit is None
                _share_unit(text, _told_first(text, joined) or one, amount)
                if bare and one.unit is not None and len(joined) > 1:
                    rows.take_in_list(text, joined[-2], one)
                _share_rate(text, one, amount)
                _share_scale(text, one, amount)
                points.name(text, one, amount)
            joined.append(amount)
            continue
        low, high = sorted((one.low, amount.low))
        joined[-1] = replace(
            one, low=low, high=high, before=one.low, after=amount.low, ranged=True, unit=one.unit or amount.unit,
            end=amount.end,
        )  # fmt: skip
    return joined


def _told_first(text: str, joined: list[Amount]) -> Amount | None:
    """What the last amount converts or compares, as if it ended behind it: the rand of "12 million rand ($640,000), of which
    3 million", the profit of "30 million euros, down 4% and short of the 33 million", the share of "31 percent, down four points
    on May, and the Greens 29"."""
    if len(joined) > 1 and joined[-2].unit == "percent" and joined[-1].unit in ("point", "percentage point"):
        return replace(joined[-2], end=joined[-1].end)
    if len(joined) > 1 and joined[-2].money and joined[-1].unit == "percent":
        retold = text[joined[-2].end : joined[-1].start] in (", or ", " or ", " (", ", ")
        moved = retold or points.MOVING.fullmatch(text, joined[-2].end, joined[-1].start) is not None
        return replace(joined[-2], end=joined[-1].end) if moved else None
    if len(joined) < 2 or joined[-1].unit is None or text[joined[-1].end : joined[-1].end + 1] != ")":
        return None
    if joined[-2].unit is None or text[joined[-2].end : joined[-1].start] != " (":
        return None
    return replace(joined[-2], end=joined[-1].end + 1)


def _share_unit(text: str, one: Amount, other: Amount) -> None:
    """The unit of "3 million of the 5 million euros" for its first number, of "from 14–18 mpg to 24" and
    "12 euros, up from 10" for its second."""
    if one.part or other.part:
        return
    rows.take_unit(text, one, other)
    if other.unit is None and one.unit is not None and _is_bracketed(text, one, other):
        other.unit, other.money = one.unit, one.money
    if one.money and other.unit is None and (other.low or 0) >= _MILLION and _is_difference(text, one, other):
        other.unit, other.money = one.unit, True
    if (
        one.unit in (None, "year of age")
        or other.unit is not None
        or (one.unit in _SHARES and (other.low or 0) > _MOST)
        or (
            one.unit in DURATIONS and (other.low or 0) > _LONGER * (one.low or 0)
        )  # "41,000 in ten months, against 54,000"
    ):
        return
    if one.money and other.modifier == "at_most" and _CAPPED.fullmatch(text, one.end, other.start):
        other.unit, other.money = one.unit, True  # "a fine of €500 a day, up to 9,000"
        return
    if _is_next_of_kind(text, one, other):
        other.unit, other.money, other.per = one.unit, one.money, one.per
        return
    ranged = one.ranged or other.ranged
    if (ranged and _leads_to(text, one, other)) or (_counts_nothing(text, other) and _tells_alike(text, one, other)):
        other.unit, other.money, other.per = one.unit, one.money, one.per


def _is_bracketed(text: str, one: Amount, other: Amount) -> bool:
    """Whether the other is alone in parentheses, what it was a year before: "12.4 billion kronor (11.1)", "4.5% (3.9)"."""
    alone = text[one.end : other.start] == " (" and text[other.end : other.end + 1] == ")"
    if not alone or one.low is None or other.low is None:
        return False
    if other.low >= _MILLION:
        return one.low >= _MILLION
    return not other.low.is_integer() and ((one.money and one.low >= _MILLION) or one.unit == "percent")


def _is_difference(text: str, one: Amount, other: Amount) -> bool:
    """Whether the other only tells how far the one is from something: "5.4 billion euros, 600 million more than in April"."""
    return _ASIDE_OF.fullmatch(text, one.end, other.start) is not None and _DIFFERING.match(text, other.end) is not None


def _is_next_of_kind(text: str, one: Amount, other: Amount) -> bool:
    """Whether a number is that of others or of something else: "costs 35 euros, 18 for students", "300 metres of ascent and 450
    of descent"."""
    if (
        None in (one.low, other.low)
        or one.unit in _RELATIVE
        or not 1 / _FAR_APART <= (other.low or 0) / (one.low or 1) <= _FAR_APART
    ):
        return False
    between = text[one.end : other.start]
    if one.money and between in (", ", " or "):
        return text.startswith(" for ", other.end)
    return text.startswith(" of ", other.end) and _OF_EACH.fullmatch(between) is not None


def _share_millions(text: str, one: Amount, other: Amount) -> None:
    """The millions of "profit was $1.2bn, up from 300m" and "claims rose 28k to 1.9m", taken for metres by their letter."""
    many = one.money or (one.unit is None and (one.low or 0) >= _MANY)
    if not many or other.unit != "meter" or other.low is None or text[other.stop : other.end] != "m":
        return
    value = other.low * _MILLION
    money = replace(other, unit=None, low=value, high=value)
    again = (
        one.unit is None and _EARLIER.fullmatch(text, one.end, other.start) is not None
    )  # "2.3m homes, up from 2.1m"
    if again or _tells_alike(text, one, money):
        other.unit, other.money, other.low, other.high = one.unit, one.money, value, value


def _share_origin(text: str, level: Amount, change: Amount, origin: Amount) -> None:
    """The unit of the value before in "seized 700 kilos, up 74% from 400"."""
    if change.unit != "percent" or origin.unit is not None or text[change.end : origin.start] != " from ":
        return
    between = text[level.end : change.start]
    moved = between.endswith((" up ", " down ", " off ")) and len(between) < _ASIDE and _BREAK.search(between) is None
    if not moved or level.unit is None or level.unit in _RELATIVE or level.low is None or origin.low is None:
        return
    if origin.low > 0 and 0.1 <= level.low / origin.low <= 10 and _counts_nothing(text, origin):
        origin.unit, origin.money, origin.per = level.unit, level.money, level.per


def _share_rate(text: str, one: Amount, other: Amount) -> None:
    """The rate behind a conversion, which is told of both: "9 billion shekels ($2.4 billion) a year"."""
    if None in (one.unit, other.unit) or one.per or other.per or text[one.end : other.start].strip() != "(":
        return
    rate = _RATE_BEHIND.match(text, other.end)
    named = units.per([rate[1].lower()], 0) if rate is not None else None
    if named is not None:
        one.per = other.per = named[0]


def _share_scale(text: str, one: Amount, other: Amount) -> None:
    """The millions that are told only once: "stands at 410 million, up from 350 a year ago"."""
    if one.low is None or other.low is None or other.part or other.ranged:
        return
    if not (_MILLION <= one.low < _NEVER and 1 <= other.low < 1_000):
        return
    scale = 10 ** (3 * (math.floor(math.log10(one.low)) // 3))
    near = 1 / _FAR <= other.low * scale / one.low <= _FAR
    if (
        near
        and one.unit == other.unit
        and _counts_nothing(text, other)
        and (_EARLIER.fullmatch(text, one.end, other.start) or _is_bracketed(text, one, other))
    ):
        other.low, other.high = other.low * scale, other.low * scale


def _tells_alike(text: str, one: Amount, other: Amount) -> bool:
    """Whether the other tells the same as the one: what it was before ("12 euros, up from 10 last year", "fell to $5 from 7"),
    or the next of a row ("3 percent in May and 2.1 in June", "rose 3 percent and fell 2")."""
    between = text[one.end : other.start]
    if len(between) > 90:
        return False
    if any(pattern.fullmatch(between) for pattern in (_BEFORE, _AND_THEN, _USUAL)):
        return True
    if one.unit == "percent" and text.endswith(_AT, 0, one.start) and _AND_AT.fullmatch(between):
        return True
    if _REACHING.fullmatch(between) and one.unit not in _RELATIVE | units.load().coins:
        return text[max(0, one.start - 3) : one.start] == "by " or points.moved(text, one)
    if (
        one.money
        and (other.low or 0) >= _SUM
        and any(pattern.fullmatch(between) for pattern in (_ON, _SHORT_OF, _TAKING, _OF_WHICH))
    ):
        return True
    if (_AND_NAMED.fullmatch(between) and not _PREDICATE.match(text, other.end)) or (
        other.low is not None and not other.low.is_integer() and _AND_OTHERS.fullmatch(between)
    ):
        return True
    if _FROM.fullmatch(between):
        return _LEVEL.search(text, max(0, one.start - 20), one.start) is not None
    last = between.lower().removesuffix(" by ").split()[-1:]
    broken = other.low is not None and not other.low.is_integer()  # "; exports rose 1.1"
    apart = _BREAK.search(between.replace(";", "") if broken else between)
    return bool(last) and last[0] in change_words() and apart is None


def _goes_on(text: str, one: Amount, other: Amount) -> bool:
    if one.ranged or other.ranged or one.low != one.high or other.low != other.high:
        return False
    if one.unit != other.unit and None not in (one.unit, other.unit):
        return False
    if other.low == 1 and other.spelled and _RATIO.search(text, max(0, one.start - _ASIDE), one.start):
        return False  # "a ratio of 22 to one, down from 26 to one"
    return _leads_to(text, one, other)


def _leads_to(text: str, one: Amount, other: Amount) -> bool:
    """Whether "from" stands before the one and "to" before the other, which counts nothing of its own."""
    before = text[max(0, one.start - 5) : one.start].lower()
    between = text[one.end : other.start]
    if before != "from " or not between.endswith("to ") or len(between) > 70:
        return False
    if _BREAK.search(between) or _CLAUSE.search(between):
        return False
    return other.unit is not None or one.unit is None or _counts_nothing(text, other)


def _counts_nothing(text: str, amount: Amount) -> bool:
    """Whether no noun can stand behind the number; "one of" its kind counts."""
    if amount.spelled and amount.low == 1 and text.startswith(" of ", amount.end):
        return False
    if _PRICED.match(text, amount.end):
        return False  # "and the Echo 3 at $249"
    if _EXPECTED.match(text, amount.end):
        return (amount.low or 0) >= _MILLION  # "short of the 330 million analysts had pencilled in"
    behind = re.match(r"\s?([^\W\d_]+)(-?)", text[amount.end : amount.end + 20])
    return behind is None or (not behind[2] and behind[1].lower() in _CONNECTORS)  # but "50 over-70s"
