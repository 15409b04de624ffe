"""Spellings levelled: what two transliterations of one name have in common."""

from __future__ import annotations

import functools
import hashlib
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

# Letters that Unicode doesn't take apart into a letter and an accent.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_APOSTROPHES = re.compile("['’‘`ʼʻ´]")
_BREAKS = re.compile(r"[^\w]+|_")

# One sound in several spellings of Latin letters; each rule sees what the ones before it left.
_SPELLINGS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tsch|tch", "ch"), (r"sch", "sh"), (r"kh", "h"), (r"dh", "d"), (r"ph", "f"), (r"ck|qu?", "k"), (r"tz", "ts"),
        (r"ks", "x"), (r"w", "v"), (r"ou|oo", "u"), (r"oe", "o"), (r"ae", "a"), (r"ue", "u"), (r"ee", "i"),
        (r"(.)\1+", r"\1"), (r"(?<=..)(iy|ij|yj|yi|ii|yy|ey|ei|y|j)$", "i"), (r"(?<=.)[yj]|^y(?=[aeou]..)", "i"),
        (r"^ie(?=..)", "e"), (r"(.)\1+", r"\1"),
    )
]  # fmt: skip

# Consonants that stand for one another between languages; vowels and h come and go.
_SOUNDS = str.maketrans({"g": "k", "q": "k", "c": "k", "x": "k", "d": "t", "v": "f", "w": "f", "z": "s", "b": "p"})
_SILENT = re.compile("[aeiouyhj]")


@functools.cache
def words() -> dict[str, Any]:
    """The word lists beside this code."""
    with (Path(__file__).parent / "words.yaml").open("rb") as file:
        return dict(yaml.load(file, yaml.CSafeLoader))


def digest(*key: Any) -> str:
    """An id of 20 hexadecimal digits for the key."""
    return hashlib.sha256(json.dumps(key).encode()).hexdigest()[:20]


@functools.lru_cache(100_000)
def fold(text: str) -> str:
    """Lower case, without accents and punctuation: words and single spaces. May be empty."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).casefold().translate(_LETTERS))
    return " ".join(_BREAKS.sub(" ", "".join(c for c in plain if not unicodedata.combining(c))).split())


@functools.lru_cache(100_000)
def skeleton(word: str) -> str:
    """A folded word as it sounds, vowels kept: equal for "zelenskyy" and "zelensky", "lavrov" and "lawrow"."""
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word


# An h that begins a syllable: Ukrainian and Belarusian have it where Russian has g.
_BREATHED = re.compile("(?<![bcdfgjkpqstwxz])h(?=.)")


@functools.lru_cache(100_000)
def throaty(word: str) -> str:
    """The consonants of a folded word as `sound` has them, h and g taken for one: equal for "hrynenko" and "grinenko"."""
    return sound(_BREATHED.sub("g", skeleton(word)))


@functools.lru_cache(100_000)
def sound(word: str) -> str:
    """The consonants of a folded word, roughly: equal for "gaddafi" and "qadhafi". Never empty for a word."""
    rough = skeleton(word).translate(_SOUNDS)
    consonants = re.sub(r"(.)\1+", r"\1", _SILENT.sub("", rough))
    return ("a" if rough[:1] in "aeiou" else "") + consonants if consonants else rough
