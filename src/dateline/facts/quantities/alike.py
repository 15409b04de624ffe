"""Whether an amount tells the same as the one before it: what it was, what it came to, the next of a row."""

from __future__ import annotations

import re

from dateline.facts.quantities import points, units
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.changing import change_words

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
        "come",
        "comes",
        "came",
        "go",
        "goes",
        "went",
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
BEFORE: re.Pattern[str] = re.compile(
    r"(?: of [\w’' -]{1,40}?)?(?: (?:in|for|on|during|last|this) [\w .']{1,25})?"
    r",? (?:(?:up|down) from|compared (?:with|to)|versus|against) (?:(?:the|an?|its) )?"
    r"(?:(?:previous|earlier|positive|prior|initial|original|revised|planned) )?"
)
# The same behind the words for what was counted: "2.3m homes, up from 2.1m".
EARLIER: re.Pattern[str] = re.compile(r"(?: [\w-]+){0,3}" + BEFORE.pattern)
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
_AND_OTHERS = re.compile(
    r",? (?:and|but|while) (?:[\w-]+ ){1,3}(?:by )?(?<! an )(?<! a )"
)  # not "4.2 WAR and a .301 average"
# Before "12 percent", and between it and the "9" of the next: "the Greens are on 12 percent, the Left on 9".
_AT = (" on ", " at ")
_AND_AT = re.compile(r"(?:,|;|,? (?:and|while|but|with))(?: [\w’'-]+){1,5} (?:on|at) ")
# Between "a profit of 4.6 billion euros" and the "75.5 billion" of sales.
_ON = re.compile(r",? (?:on|from|against|versus|compared with) (?:[\w-]+ ){1,4}of ")
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
_PRICED = re.compile(r" (?:at|for|from) [$€£¥₹]")
_SUM = 10_000  # of money; fewer may be things
MILLION = 1_000_000
# What a change is told in that has another unit than what it leads to.
RELATIVE = frozenset({"percent", "percentage point", "basis point", "times"})
BREAK: re.Pattern[str] = re.compile(r"[;()]|(?:^|[a-z0-9%])[.?!]\s")
# What has levels, not shares.
_INDEXES = ("index ", "gauge ", "indicator ", "barometer ", "score ", "PMI ")


def tells_alike(text: str, one: Amount, other: Amount) -> bool:
    """Whether the other tells the same as the one: what it was before ("12 euros, up from 10 last year", "fell to $5 from 7"),
    or the next of a row ("3 percent in May and 2.1 in June", "rose 3 percent and fell 2")."""
    between = text[one.end : other.start]
    if one.unit == "percent" and between.endswith(_INDEXES):
        return False  # "expectations were 4.7%, and the sentiment index 50.3"
    if len(between) > 90:
        return False
    if any(pattern.fullmatch(between) for pattern in (BEFORE, _AND_THEN, _USUAL)):
        return True
    if one.unit == "percent" and text.endswith(_AT, 0, one.start) and _AND_AT.fullmatch(between):
        return True
    if _REACHING.fullmatch(between) and one.unit not in RELATIVE | units.load().coins:
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
    if (
        _FROM.fullmatch(between) and between.split()[0] not in change_words()
    ):  # not "homes at $1 million rose from 40 to 50"
        return _LEVEL.search(text, max(0, one.start - 20), one.start) is not None
    if other.before is not None and one.unit not in RELATIVE:
        return False  # "phones that cost over $800 fell from 40,000 to 30,000"
    last = between.lower().removesuffix(" by ").split()[-1:]
    broken = other.low is not None and not other.low.is_integer()  # "; exports rose 1.1"
    apart = BREAK.search(between.replace(";", "") if broken else between)
    return bool(last) and last[0] in change_words() and apart is None


def counts_nothing(text: str, amount: Amount) -> bool:
    """Whether no noun can stand behind the number; "one of" its kind counts."""
    if amount.spelled and amount.low == 1 and text.startswith(" of ", amount.end):
        return False
    if _PRICED.match(text, amount.end):
        return False  # "and the Echo 3 at $249"
    if _EXPECTED.match(text, amount.end):
        return (amount.low or 0) >= MILLION  # "short of the 330 million analysts had pencilled in"
    behind = re.match(r"\s?([^\W\d_]+)(-?)", text[amount.end : amount.end + 20])
    return behind is None or (not behind[2] and behind[1].lower() in _CONNECTORS)  # but "50 over-70s"
