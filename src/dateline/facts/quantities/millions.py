"""Whether the letter behind digits is millions of things or metres: "1.4m ecstasy pills", "a 2.4m concrete wall"."""

from __future__ import annotations

import functools

from dateline.facts.quantities import units
from dateline.facts.quantities.line import DASHES, Line
from dateline.facts.quantities.measure import names_people

_PLURALS = frozenset({"people", "men", "women", "children"})
# Between the ends of a range, and what things counted are some of: "3m to 4m", "3m of them".
_TO = DASHES | {"to", "or", "and"}
_SOME = frozenset({"them", "whom", "these", "those"})
_FAR = 4  # words to the things counted


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(listed) for key, listed in units.read_yaml("millions.yaml").items()}


def plural(word: str) -> bool:
    """Whether a word looks like things counted, so that "2.3m homes" are millions and "a 100m race" is in metres."""
    return word in _PLURALS or (len(word) > 3 and word[-1] == "s" and word[-2] != "s" and word not in _words()["none"])


def are_counted(line: Line, at: int, number: float) -> bool:
    """Whether millions are counted of what follows: 2.3m homes, 1.2m bpd, 4.3M digital sales, the 3m of "3m to 4m homes"; not
    flat 3B."""
    capital = line.raw[at - 1].isupper()
    if line.words[at] in _TO and line.words[at + 1][:1].isdigit() and line.words[at + 2] == line.words[at - 1]:
        at += 3
    elif line.words[at] == "of" and line.words[at + 1] in _SOME:
        return True
    word = line.words[at]
    if plural(word) or word == "bpd" or (capital and word.isalpha() and line.raw[at].islower()):
        return True
    return word.isalpha() and _are_things(line, at, number)


def _are_things(line: Line, at: int, number: float) -> bool:
    """The same of things with words before them: "1.1m British children", "3m more jobs"."""
    words, first = _words(), line.words[at]
    if first in ("square", "cubic"):
        return line.words[at + 1] in ("miles", "feet", "kilometres", "kilometers", "metres", "meters", "yards")
    for word in line.words[at : at + _FAR + 1]:
        if plural(word):
            if word in words["long"]:
                return False
            return first in words["counted"] or word in words["many"] or names_people(word) or not number.is_integer()
        if word in words["metres"] or not (word.isalpha() or word in DASHES):
            return False
    return False
