"""Parts told as a ratio: "one in five", "nine out of every ten", "one voter in seven"."""

from __future__ import annotations

from dateline.facts.quantities import millions, number
from dateline.facts.quantities.amount import Amount
from dateline.facts.quantities.line import Line

# Of so many, more than one may be a part: "three in four voters".
_WHOLES = frozenset({"three", "four", "five", "ten", "twenty", "3", "4", "5", "10", "20", "100", "1,000"})
# Behind "four in ten": what people do, where they are left out; it is no plural noun.
_SAID = frozenset({
    "of", "say", "says", "said", "are", "were", "have", "had", "think", "thinks", "thought", "believe", "believes",
    "believed", "want", "wants", "support", "supports", "supported", "oppose", "opposes", "opposed", "live", "lives",
    "lived", "voted", "would", "drinks", "smokes", "works", "dies", "suffers", "speaks", "needs", "owns", "earns",
    "depends", "relies", "faces", "goes", "knows", "uses", "leaves", "plans", "expects", "reports", "feels", "fears",
})  # fmt: skip
# In so many of these somebody did something so often: "four in 10 minutes".
_SPANS = frozenset({
    "seconds", "minutes", "hours", "days", "nights", "weeks", "months", "years", "decades", "games", "matches", "starts",
    "attempts", "innings", "overs", "seasons", "rounds", "laps",
})  # fmt: skip
# Before a ratio that opens its clause, and what stands behind a number that is none: "two in five or six years".
_OPENERS = frozenset(
    {"", ".", ",", ";", "whom", "while", "nearly", "almost", "roughly", "about", "than", "that", "some"}
)
_GOING_ON = frozenset(
    {"or", "and", "to", "more", "different", "separate", "other", "of", "million", "thousand", "hundred"}
)
_BOUNDS = frozenset({"over", "under"})
# "Two in every three", "two in a million".
_EVERY = frozenset({"every", "a"})
_RAREST = 1e13
# Out of no more than so many some are a share.
_FEW = 20
# Behind "six in ten" where those meant are told elsewhere.
_ALONE = frozenset({"", ".", ",", ";", ")", "in", "last", "now", "a", "than", "by", "before", "and", "but", "when"})


def read(line: Line, index: int, found: number.Number) -> number.Number:
    """One in five, 9 out of 10: a part; the number alone, which begins at `index`, where no ratio is meant."""
    at = found.stop
    joint = line.words[at]
    if joint == "-" and line.words[at + 1 : at + 3] == ["in", "-"]:  # 1-in-10
        at += 3
    elif (joint == "out" and line.words[at + 1] == "of") or line.words[at : at + 2] == ["of", "every"]:
        at += 1 + (joint == "out")
    elif joint == "in" and (found.low == 1 or line.words[at + 1] in _WHOLES or line.words[at + 1] in _EVERY):
        at += 1
    else:
        return found
    at += line.words[at] == "every"  # two in every three
    if not found.low or at >= len(line.starts):
        return found
    if line.words[at] in ("a", "an") and line.words[at + 1] not in number.vocabulary().powers:
        return found  # but "one in a million"
    whole = number.read(line.words, at)
    if whole is None or whole.low is None or not 0 < found.low < whole.low <= _RAREST or 1900 <= whole.low < 2100:
        return found
    many = joint == "out" and whole.low > _FEW and line.words[at] not in _WHOLES
    if found.low > 1 and many and line.words[at - 1] != "every":
        return found  # "took 31 out of 59 seats"
    behind = line.words[whole.stop]
    named = millions.plural(behind) or behind in _SAID or behind.endswith("ed")
    named = named or (behind in _BOUNDS and line.words[whole.stop + 1] == "-")  # two in three under-fives
    described = whole.stop + (2 if line.words[whole.stop + 1] == "-" else 0)  # three in ten first-time buyers
    named = named or (behind.isalpha() and millions.plural(line.words[described + 1]))  # two in five small firms
    # "Two in five came from abroad": what stands alone before its verb
    opens = line.words[index - 1] in _OPENERS if index else True
    named = named or (opens and behind.isalpha() and behind not in _GOING_ON)
    if line.words[at] in ("ten", "10"):  # six in ten, up from five in ten; seven in 10 Iowa primary voters
        named = named or behind in _ALONE or (line.raw[whole.stop : whole.stop + 1] or ["a"])[0][0].isupper()
    joint = line.words[at - 1]
    if found.low > 1 and ((joint == "in" and not named) or (joint in ("in", "every") and behind in _SPANS)):
        return found
    share = found.low / whole.low
    return number.Number(share, share, whole.stop, part=True, words=True)


def whole_of(line: Line, amount: Amount, stop: int) -> number.Number | None:
    """The seven of "one voter in seven", of whom one is a part; none in "one man in two rooms"."""
    if not amount.spelled or not amount.low == amount.high == 1 or amount.unit is not None:
        return None
    noun, joint = line.words[stop : stop + 2]
    whole = number.read(line.words, stop + 2) if joint == "in" and noun.isalpha() and noun != "of" else None
    if whole is None or whole.low is None or not 1 < whole.low <= _RAREST or 1900 <= whole.low < 2100:
        return None
    behind = line.words[whole.stop : whole.stop + 2]
    things = behind[0] == "of" or "-" in behind or any(millions.plural(word) and word not in _SAID for word in behind)
    return None if things else whole
