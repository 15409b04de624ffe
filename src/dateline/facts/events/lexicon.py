"""The event types as data: one YAML file a type, read once and indexed by the lemma of the word that triggers it."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, NamedTuple

import yaml

from dateline.errors import SettingsError

FOLDER = Path(__file__).parent

Attitude = Literal["cooperative", "hostile", "verbal", "neutral"]


@dataclass(slots=True, frozen=True, eq=False)
class Test:
    """A set of nouns that a place in the clause may hold: lemmas, and kinds of names.

    "name" is any name, "nation" a country's, people's or organization's name or their people, "polity" a country or people,
    "folk" a people, "corporate" an organization's name, "agentive" a noun that ends like one of people, "individual" a person's
    name, "proper" a name of one of these or a place, "menacing" people told to be armed, "number" a bare number, "sum" an amount of
    money, "act" a gerund. `people` are the nouns a nation's name may describe.
    """

    lemmas: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    anything: bool = False
    people: frozenset[str] = frozenset()


@dataclass(slots=True, frozen=True, kw_only=True)
class Frame:
    """One way to tell an event of a type: a verb, noun or adjective and what must, may and must not stand around it.

    `subject`, `object`, `dative`, `of` and `with_prep` must hold (who does it, whom or what it is done to, to whom it is given,
    after the noun's "of", after one of these prepositions); `…_not` must not. `complement` is a word beside the verb ("take
    hostage"), `act` what the subject does meanwhile ("gathered, holding candles") and `act_object` with what, `modifiers` words
    before the object or event noun. `clause…` ask for the clause below ("that", "to"): its verb, subject, object, modal, a word
    in it, and how its act is meant. `needs` a "subject", a "recipient", or a "party" (somebody as recipient). `active` and
    `dynamic` leave out passives and states ("supports"); `anybody` asks for nobody in public affairs; `carried` nouns count only
    where a verb tells that they happen; `carriers` are verbs that do so beside those that do it for any noun; `befalls` nouns
    name what nobody does, told by the place or day they are tied to as well: see befall.py; `dated` ones count with a day or
    month only. `actor`, `recipient` and `location` name the places where they are told, the first that is filled counts: see
    argument.py.
    """

    type: str
    word: str
    particle: str = ""
    mode: str | None = None
    subject: Test | None = None
    subject_not: Test | None = None
    object: Test | None = None
    object_not: Test | None = None
    dative: Test | None = None
    with_prep: Mapping[str, Test] | None = None
    complement: frozenset[str] | None = None
    act: frozenset[str] | None = None
    act_object: Test | None = None
    modifiers: frozenset[str] | None = None
    modifiers_subject: frozenset[str] | None = None
    modifiers_subject_not: frozenset[str] | None = None
    modifiers_not: frozenset[str] | None = None
    of: Test | None = None
    clause: str | None = None
    clause_not: str | None = None
    clause_verb: frozenset[str] | None = None
    clause_verb_not: frozenset[str] | None = None
    clause_word: frozenset[str] | None = None
    clause_subject: Test | None = None
    clause_object: Test | None = None
    clause_attitude: str | None = None
    clause_attitude_not: str | None = None
    clause_modal: frozenset[str] | None = None
    needs: str | None = None
    intransitive: bool = False
    active: bool = False
    dynamic: bool = False
    reflexive: str | None = None
    carried: bool = False
    befalls: bool = False
    dated: bool = False
    anybody: bool = False
    carriers: frozenset[str] = frozenset()
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ("object",)
    location: tuple[str, ...] = ()
    confidence: float = 0.7
    asks_clause: bool = False
    asks_more: bool = False  # than for a subject, an object and a particle

    @property
    def asks_object(self) -> bool:
        """Whether something must undergo it: as asked, or because nothing else says to whom it is done."""
        by_itself = self.recipient == ("object",) and not self.asks_clause and self.with_prep is None
        return self.object is not None or by_itself


@dataclass(slots=True, frozen=True)
class EventType:
    """An event type: what it means, how its acts are meant, and texts that must and must not give it."""

    name: str
    description: str
    attitude: Attitude
    actor_kind: str | None
    modes: tuple[str, ...]
    examples: tuple[Mapping[str, Any], ...]
    counter_examples: tuple[str, ...]


class Shape(NamedTuple):
    """What a verb's clause is like, as far as it rules out frames before any noun is looked at.

    `is_state` is a verb in a tense that tells states ("supports"); an actor or target may be missing.
    """

    passive: bool
    is_state: bool
    has_actor: bool
    has_target: bool

    def allows(self, frame: Frame) -> bool:
        """Whether a frame can fit; one with a particle may still find its target behind that."""
        if (frame.dynamic and self.is_state) or (self.passive and (frame.active or frame.intransitive)):
            return False
        if not self.has_actor:
            spared = frame.subject is None or (self.passive and frame.object is not None)
            if frame.needs == "subject" or not spared:
                return False
        if self.has_target:
            return not frame.intransitive
        return frame.intransitive or bool(frame.particle) or not frame.asks_object


@dataclass(slots=True)
class Lexicon:
    """All types, and their frames by the lemma that triggers them, in the order of the files."""

    types: dict[str, EventType] = field(default_factory=dict)
    verbs: dict[str, list[Frame]] = field(default_factory=dict)
    nouns: dict[str, list[Frame]] = field(default_factory=dict)
    adjectives: dict[str, list[Frame]] = field(default_factory=dict)
    classes: dict[str, Test] = field(default_factory=dict)
    _allowed: dict[tuple[str, Shape], list[Frame]] = field(default_factory=dict)

    def allowed(self, lemma: str, shape: Shape) -> list[Frame]:
        """The frames of a verb that its clause's shape allows."""
        frames = self._allowed.get((lemma, shape))
        if frames is None:
            frames = self._allowed[lemma, shape] = [frame for frame in self.verbs[lemma] if shape.allows(frame)]
        return frames


_KINDS = frozenset(
    {
        "act",
        "agentive",
        "corporate",
        "name",
        "nation",
        "polity",
        "folk",
        "proper",
        "individual",
        "number",
        "menacing",
        "sum",
    }
)

# Nouns that a nation's name before them makes that nation's people: "Norland's soldiers", not "Norland's weather".
_PEOPLE = ("public", "armed", "person", "troops")

_TEST_KEYS = frozenset(
    {"subject", "subject_not", "object", "object_not", "dative", "of", "clause_subject", "clause_object", "act_object"}
)
_SET_KEYS = frozenset({
    "complement", "act", "modifiers", "modifiers_subject", "modifiers_subject_not", "modifiers_not", "clause_verb",
    "clause_verb_not", "clause_word", "clause_modal", "carriers",
})  # fmt: skip
_RARER_KEYS = frozenset({
    "with_prep", "dative", "complement", "act", "modifiers", "modifiers_not", "modifiers_subject", "modifiers_subject_not",
})  # fmt: skip
_TRIGGER_KEYS = frozenset({"verbs", "nouns", "adjectives", "particle"})
_PLACE_KEYS = frozenset({"actor", "recipient", "location"})
_PLAIN_KEYS = frozenset({
    "type", "mode", "clause", "clause_not", "clause_attitude", "clause_attitude_not", "needs", "active", "dynamic",
    "intransitive", "reflexive", "carried", "befalls", "dated", "anybody", "confidence",
})  # fmt: skip


def _test(words: Iterable[str] | str, classes: Mapping[str, Test]) -> Test:
    if words == "any":
        return _shared(anything=True)
    lemmas: set[str] = set()
    kinds: set[str] = set()
    for word in [words] if isinstance(words, str) else words:
        if word.startswith("@"):
            lemmas |= classes[word[1:]].lemmas
            kinds |= classes[word[1:]].kinds
        elif word in _KINDS:
            kinds.add(word)
        else:
            lemmas.add(word)
    people = _union(*(classes[name].lemmas for name in _PEOPLE if name in classes))
    return _shared(frozenset(lemmas), frozenset(kinds), people=people)


@functools.cache
def _union(*sets: frozenset[str]) -> frozenset[str]:
    """The union of sets, one for all who ask for it."""
    return frozenset().union(*sets)


@functools.cache
def _shared(
    lemmas: frozenset[str] = frozenset(),
    kinds: frozenset[str] = frozenset(),
    anything: bool = False,
    people: frozenset[str] = frozenset(),
) -> Test:
    """The same test for equal sets: thousands of frames ask for the same classes, and often several of the same noun."""
    return Test(lemmas, kinds, anything, people)


def _frame(row: Mapping[str, Any], name: str, word: str, classes: Mapping[str, Test]) -> Frame:
    lemma, _, particle = word.partition(" ")
    values: dict[str, Any] = {"type": name, "word": lemma, "particle": row.get("particle", particle)}
    for key, value in row.items():
        if key in _TEST_KEYS:
            values[key] = _test(value, classes)
        elif key == "with_prep":
            values[key] = {preposition: _test(words, classes) for preposition, words in value.items()}
        elif key in _SET_KEYS:
            values[key] = _test(value, classes).lemmas
        elif key in _PLACE_KEYS:
            values[key] = tuple(value)
        elif key in _PLAIN_KEYS:
            values[key] = value
        elif key not in _TRIGGER_KEYS:
            known = sorted(_TEST_KEYS | _SET_KEYS | _PLACE_KEYS | _PLAIN_KEYS | _TRIGGER_KEYS | {"with_prep"})
            raise SettingsError(
                f"unknown key {key!r} in a frame of {name}",
                where=str(FOLDER / "types" / f"{name.lower()}.yaml"),
                next_step=f"use one of {', '.join(known)}",
            )
    values["asks_clause"] = any(key.startswith("clause") for key in row)
    values["asks_more"] = values["asks_clause"] or not _RARER_KEYS.isdisjoint(row)
    return Frame(**values)


def _noun_words(word: str) -> str:
    """A nominal trigger is found by its last word: "air strike" by "strike", with "air" as the particle before it.

    The parser makes three words of "cease-fire".
    """
    *before, last = word.replace("-", " ").split(" ")
    return f"{last} {' '.join(before)}".strip()


@functools.cache
def load() -> Lexicon:
    """Read every type. SettingsError names the file and key of a frame that can't be read."""
    raw = yaml.load((FOLDER / "classes.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    lexicon = Lexicon()
    for name, words in raw.items():
        lexicon.classes[name] = _test(words, lexicon.classes)
    for path in sorted((FOLDER / "types").glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        name = data["type"]
        lexicon.types[name] = EventType(
            name,
            " ".join(data["description"].split()),
            data["attitude"],
            data.get("actor_kind"),
            tuple(data.get("modes", ())),
            tuple(data["examples"]),
            tuple(data["counter_examples"]),
        )
        for row in data["frames"]:
            kind = row.get("type", name)
            for key, index in (("verbs", lexicon.verbs), ("nouns", lexicon.nouns), ("adjectives", lexicon.adjectives)):
                for word in row.get(key, ()):
                    frame = _frame(row, kind, _noun_words(word) if key == "nouns" else word, lexicon.classes)
                    if key == "nouns" and "actor" not in row:
                        frame = _with_nominal_roles(frame, row)
                    index.setdefault(frame.word, []).append(frame)
    return lexicon


def _with_nominal_roles(frame: Frame, row: Mapping[str, Any]) -> Frame:
    """An event noun tells its participants in other places than a verb does."""
    recipient = tuple(row["recipient"]) if "recipient" in row else ("on", "against", "of", "at", "in")
    return replace(frame, actor=("poss", "by", "subject", "nation"), recipient=recipient)
