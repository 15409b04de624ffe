"""The words that say how far something rose or fell, from changes.yaml."""

from __future__ import annotations

import functools
from collections.abc import Collection

from dateline.facts.quantities.units import read_yaml
from dateline.facts.record import Change


@functools.cache
def tables() -> tuple[dict[str, Change], dict[str, Change], dict[str, Change], dict[str, Change]]:
    """Verbs that take the amount, those that take percent and points, verbs that take it with "by", and words right before it."""
    data = read_yaml("changes.yaml")
    kinds: tuple[Change, ...] = ("increase", "decrease")
    verbs, shares, by, words = (
        {word: kind for kind in kinds for word in data[kind][name]} for name in ("verbs", "share verbs", "by", "words")
    )
    return verbs, {**verbs, **shares}, {**verbs, **shares, **by}, words


@functools.cache
def nouns(*, shares: bool) -> dict[str, Change]:
    """Nouns that name a change, of anything or of percent and points."""
    data = read_yaml("changes.yaml")
    kinds: tuple[Change, ...] = ("increase", "decrease")
    return {w: kind for kind in kinds for w in (*data[kind]["nouns"], *(data[kind]["share nouns"] if shares else ()))}


def changing_nouns(*, shares: bool = False) -> Collection[str]:
    """The nouns that name a change of anything, increase and drop; of `shares` also those that do so of percent and points."""
    return nouns(shares=shares).keys()


def moving_verbs() -> Collection[str]:
    """The lemmas of the verbs that say something rose or fell."""
    return tables()[2].keys()


@functools.cache
def change_words() -> frozenset[str]:
    """The forms of the verbs that take an amount of change, for the grammar that reads text without its parse."""
    _, verbs, _, _ = tables()
    regular = {
        form
        for verb in verbs
        for form in (verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}d", f"{verb.rstrip('e')}ing")
    }
    return frozenset(regular | set(read_yaml("changes.yaml")["irregular"]))


@functools.cache
def forms() -> dict[str, Change]:
    """The forms of the verbs of change, for where the parse takes them for names or adjectives: "Oil Falls 3%"."""
    _, verbs, by, _ = tables()
    regular = {
        f"{verb.rstrip('e') if end == 'ed' else verb}{end}": kind
        for verb, kind in by.items()
        for end in ("", "s", "ed")
    }
    irregular = (
        ("rise", "rose"),
        ("fall", "fell"),
        ("grow", "grew"),
        ("slide", "slid"),
        ("sink", "sank"),
        ("shrink", "shrank"),
    )
    past = {
        form: verbs[verb] for verb, form in (*irregular, ("leap", "leapt"), ("drop", "dropped"), ("slip", "slipped"))
    }
    return {**regular, **past}


def _told(name: str) -> dict[str, Change]:
    data = read_yaml("changes.yaml")
    kinds: tuple[Change, ...] = ("increase", "decrease")
    return {word: kind for kind in kinds for word in data[kind][name]}


@functools.cache
def phrasal() -> dict[str, Change]:
    """The verbs with a particle that take a share or points: "tacked on 1.1%"."""
    return _told("phrasal")


@functools.cache
def towards() -> dict[str, Change]:
    """The words between a verb and "by": "revised upward by 9%"."""
    return _told("towards")


@functools.cache
def comparatives() -> tuple[dict[str, Change], dict[str, Change]]:
    """The words that tell a change behind money, and those that do behind percent and points."""
    data = read_yaml("changes.yaml")
    kinds: tuple[Change, ...] = ("increase", "decrease")
    always, shares = (
        {word: kind for kind in kinds for word in data[kind][name]} for name in ("comparatives", "shares")
    )
    return always, {**always, **shares}


@functools.cache
def closing() -> frozenset[str]:
    """The verbs behind which "up" and "down" still tell a change."""
    return frozenset(read_yaml("changes.yaml")["closing"])


@functools.cache
def between() -> frozenset[str]:
    """Further verbs that tell a value before and one after."""
    return frozenset(read_yaml("changes.yaml")["between"])
