"""Names of people: their parts, and how likely it is that two of them are one person's name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from dateline.lake.entity.fold import fold, skeleton, sound, throaty, words

# How sure the likeness of two names is by itself. Below CERTAIN, what the articles say has to add to it.
EQUAL, SPELT, WITHOUT_MIDDLE, SHORT, DISTANT = 1.0, 0.95, 0.9, 0.78, 0.75
_NEAR_SURNAME, _NEAR_GIVEN = 0.7, 0.6

# Given names of Chinese and Korean: one or two syllables.
_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]{0,2}[aeiouyw]{1,4}(?:ng|n|k|l|m|p|r|h|t)?)"
_SYLLABLES = re.compile(rf"{_SYLLABLE}{{1,2}}(?: {_SYLLABLE}{{1,2}})?")
_LONGEST_SYLLABLES = 10


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, folded. `given` is empty in a surname alone, and may be an initial."""

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def full(self) -> bool:
        """Whether it tells the bearer from others of the surname."""
        return len(self.given) > 1


@functools.lru_cache(100_000)
def parse(name: str) -> PersonName:
    """The parts of a name as an article gives it: without its forms of address."""
    parts = fold(name).split()
    suffixes = words()["suffix"]
    suffix = ""
    if len(parts) > 2 and parts[-1] in suffixes:
        suffix = suffixes[parts.pop()]
    if not parts:
        return PersonName("", (), name)
    rest = "".join(parts[1:])
    if (
        parts[0] in words()["family_first"]
        and 2 <= len(parts) <= 3
        and len(rest) <= _LONGEST_SYLLABLES
        and _SYLLABLES.fullmatch(" ".join(parts[1:]))
    ):
        return PersonName(rest, (), parts[0], suffix)
    particles = words()["particle"]
    *before, surname = parts
    leading = _leading_particles(name, before)
    before = before[leading:]
    if leading and not before:
        return PersonName("", (), surname, suffix)
    given, *middle = before or [""]
    if given in words()["servant"] and middle:
        given += middle.pop(0)  # "Abdul Rahman" is one name
    return PersonName(given, tuple(word for word in middle if word not in particles), surname, suffix)


def _leading_particles(name: str, before: list[str]) -> int:
    """How many words before the surname are particles that begin it: all of them ("von der Leyen", "al-Assad") or none."""
    if not before or any(word not in words()["particle"] for word in before):
        return 0
    # "Al Gore" and "Van Jones" have given names; particles of a surname alone are in lower case, hyphened or of these.
    begins = name[:1].islower() or "-" in name or before[0] in {"von", "bin", "de", "la", "le", "di", "du", "el"}
    return len(before) if begins else 0


def block(name: str) -> str:
    """What all names have in common that can be one person's: the sound of the surname."""
    return throaty(parse(name).surname)


@functools.lru_cache(200_000)
def likeness(one: str, other: str) -> float:
    """How likely two full names are one person's, 0 to 1 and symmetric. 0: they can't be."""
    a, b = parse(one), parse(other)
    if a.suffix != b.suffix:
        return 0.0
    surname = _surname(a.surname, b.surname)
    if not surname:
        return 0.0
    given = _given(a.given, b.given)
    middle = _middle(a.middle, b.middle)
    if not given and (_among(a.given, b.middle) or _among(b.given, a.middle)):
        given, middle = SHORT, WITHOUT_MIDDLE  # "Tayyip Erdogan"
    return min(surname, given, middle)


def shortened(one: str, other: str) -> bool:
    """Whether one of the names is the other without some of its words: "Tayyip Erdogan", "Recep Tayyip Erdogan"."""
    a, b = sorted((fold(one).split(), fold(other).split()), key=len)
    return len(a) < len(b) and set(a) <= set(b)


def given_keys(name: PersonName) -> set[str]:
    """What full names of a block have in common that can be one person's: at least one of these."""
    middle = (sound(word) for word in name.middle if len(word) > 1)
    return {sound(name.given), *middle, *(f"form {number}" for number in forms(name.given))}


def same_surname(one: str, other: str) -> bool:
    """Whether two folded surnames are spellings of one."""
    return _surname(one, other) >= SPELT


def agrees(initial: str, given: str) -> bool:
    """Whether an initial (or nothing) can stand for a given name."""
    return not initial or given.startswith(initial)


def _surname(a: str, b: str) -> float:
    if a == b:
        return EQUAL
    if skeleton(a) == skeleton(b):
        return SPELT
    # "Zelensky" and the German "Selenskyj", "Hrynenko" and "Grinenko": the letters of one sound changed, nothing else.
    if throaty(a) == throaty(b) and Levenshtein.normalized_similarity(skeleton(a), skeleton(b)) >= _NEAR_SURNAME:
        return DISTANT
    return 0.0


def forms(given: str) -> set[str]:
    """The lists of forms of one given name that this one is in."""
    return {f"{kind} {number}" for kind in ("same_given", "nickname") for number in _classes(kind).get(given, ())}


@functools.cache
def _classes(kind: str) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, forms in enumerate(words()[kind]):
        for form in forms:
            found[form] = found.get(form, frozenset()) | {number}
    return found


def _given(a: str, b: str) -> float:
    if a == b:
        return EQUAL
    if skeleton(a) == skeleton(b) or _share(_classes("same_given"), a, b):
        return SPELT
    if _share(_classes("nickname"), a, b):
        return SHORT
    # Where only vowels differ, they may tell Carlo from Carla, Daniel from Danielle, Qiang from Keqiang.
    alike = sound(a) == sound(b) and len(sound(a)) > 1 and a[-1] == b[-1] and _syllables(a) == _syllables(b)
    if alike and Levenshtein.normalized_similarity(skeleton(a), skeleton(b)) >= _NEAR_GIVEN:
        return DISTANT
    return 0.0


def _syllables(word: str) -> int:
    return len(re.findall("[aeiouy]+", word))


def _share(classes: dict[str, frozenset[int]], a: str, b: str) -> bool:
    return not classes.get(a, frozenset()).isdisjoint(classes.get(b, frozenset()))


def _middle(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    if a == b:
        return EQUAL
    if not a or not b:
        return WITHOUT_MIDDLE
    for one, other in zip(a, b, strict=False):
        short, long = sorted((one, other), key=len)
        if not (long.startswith(short) if len(short) == 1 else skeleton(one) == skeleton(other)):
            return 0.0
    return SPELT if len(a) == len(b) else WITHOUT_MIDDLE


def _among(given: str, middle: tuple[str, ...]) -> bool:
    return len(given) > 1 and skeleton(given) in map(skeleton, middle)
