"""Whom he, she and their forms stand for.

The persons a reader has in mind are scored by where and how they were last mentioned, how often, and what the pronoun's own
place in the sentence asks for. The weights are in data/pronoun_weights.json; training/pronouns.py says how they were made.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from math import exp
from pathlib import Path

from dateline.facts.document import Document, Token
from dateline.facts.entities.chain import Chain
from dateline.facts.entities.lexicon import closed_class

PRONOUNS: Mapping[str, str] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
_MEMORY = 12  # persons a reader keeps in mind
_HORIZON = 60  # persons mentioned last among whom they are looked for, so that time stays linear
_PLACE_OF = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "dobj": "object", "iobj": "object", "dative": "object",
    "pobj": "oblique", "poss": "possessor", "appos": "apposition", "conj": "conjunct", "compound": "modifier", "attr": "predicate",
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Person:
    """A person in the reader's mind: the last mention's head, what kind it was, and the counts of mentions and of subjects."""

    chain: Chain
    last: Token
    kind: str
    count: int = 0
    subjects: int = 0


@dataclass(slots=True)
class Memory:
    """The persons mentioned so far, the latest last."""

    persons: dict[int, Person] = field(default_factory=dict)

    def mention(self, chain: Chain, token: Token, kind: str) -> None:
        """Take note of a mention whose head is `token`."""
        person = self.persons.pop(chain.number, None) or Person(chain, token, kind)
        person.last, person.kind = token, kind
        person.count += 1
        person.subjects += place_of(token) == "subject"
        self.persons[chain.number] = person

    def candidates(self, gender: str) -> list[Person]:
        """The latest persons the pronoun's gender allows, and the one mentioned most."""
        latest = islice(reversed(self.persons.values()), _HORIZON)
        allowed = [person for person in latest if person.chain.gender in (None, gender)]
        if len(allowed) > _MEMORY:
            top = max(allowed, key=lambda person: person.count)
            allowed = allowed[:_MEMORY] + [top] * (top not in allowed[:_MEMORY])
        return allowed


def place_of(token: Token) -> str:
    """What the token is in its clause: subject, object, possessor …"""
    return _PLACE_OF.get(token.dep, "other")


@functools.cache
def load_weights() -> dict[str, float]:
    """The weights that come with Dateline."""
    path = Path(__file__).parent / "data" / "pronoun_weights.json"
    weights: dict[str, float] = json.loads(path.read_text(encoding="utf-8"))
    return weights


def quoted(document: Document) -> list[bool]:
    """For each token, whether it stands between quotation marks; a paragraph's end closes them."""
    inside, paragraph, out = False, -1, []
    for token in document.tokens:
        if token.paragraph != paragraph:
            inside, paragraph = False, token.paragraph
        if token.text in ('"', "''", "``"):
            inside = not inside
        elif token.text == "“":
            inside = True
        elif token.text == "”":
            inside = False
        out.append(inside)
    return out


def quoting(mentions: Iterable[tuple[Token, Chain, str]], inside: list[bool]) -> dict[int, Chain]:
    """By paragraph, who alone speaks in it: in quotations, he and she are others."""
    found: dict[int, set[Chain]] = {}
    for token, chain, _ in mentions:
        if not inside[token.i] and token.dep == "nsubj" and token.head.lemma in closed_class("speech"):
            found.setdefault(token.paragraph, set()).add(chain)
    return {paragraph: next(iter(chains)) for paragraph, chains in found.items() if len(chains) == 1}


def ahead(token: Token, at: Mapping[int, Chain]) -> Chain | None:
    """The subject of the main clause that the pronoun's fronted phrase leads up to ("Before his departure, Biden warned")."""
    top = token
    for above in token.ancestors():
        if above.dep in ("ROOT", "ccomp", "conj") and above.i > token.i:
            subject = above.child("nsubj", "nsubjpass")
            if subject is not None and subject.i > token.i and top.dep in ("prep", "advcl", "npadvmod", "advmod"):
                return at.get(subject.i)
            return None
        top = above
    return None


def features(token: Token, person: Person, rank: int, among: int, most: int, inside: list[bool]) -> list[str]:
    """What speaks for and against a candidate.

    `rank` is how many other candidates were mentioned since, `among` how many there are, `most` the highest count of mentions.
    """
    last = person.last
    mine, theirs = place_of(token), place_of(last)
    far = token.sentence - last.sentence
    gender = "known" if person.chain.gender else "open"
    out = [
        f"gender={gender}",
        f"far={min(far, 4)}",
        f"rank={min(rank, 4)}",
        f"rank={min(rank, 2)},far={min(far, 2)}",
        f"last={theirs}",
        f"last={theirs},far={min(far, 2)}",
        f"places={mine},{theirs}",
        f"kind={person.kind}",
        f"count={min(person.count, 5)}",
    ]
    if person.count == most:
        out.append("most" if most > 1 else "most-once")
        if most > 3:
            out.append(f"most,far={min(far, 3)}")
    if person.subjects:
        out.append(f"subjects={min(person.subjects, 3)}")
    if token.paragraph == last.paragraph:
        out.append("paragraph")
    if among == 1:
        out.append("only")
    if inside[token.i] != inside[last.i]:
        out.append("quote-edge=" + ("in" if inside[token.i] else "out"))
        if far == 0 and inside[token.i] and theirs == "subject" and last.head.lemma in closed_class("speech"):
            out.append("speaker-outside")
    elif inside[token.i]:
        out.append("both-quoted")
    if far == 0:
        verb, other = clause(token), clause(last)
        if verb is other and theirs == "subject" and mine in ("object", "oblique") and not token.lower.endswith("self"):
            out.append("same-clause")
        if last.head is token.head and theirs in ("subject", "object") and mine == "object":
            out.append("same-verb")
        if mine == "subject" and not person.chain.names and last.first <= token.i <= last.last:
            out.append("own-clause")  # "a diplomat, who left because he …"
        if mine == "possessor" and token.head is last:
            out.append("own-head")
        if token.lower.endswith("self") and verb is other and theirs == "subject":
            out.append("reflexive")
    elif mine == "subject" and token.head.lemma in closed_class("speech"):
        out.append("says," + ("said" if theirs == "subject" and last.head.lemma in closed_class("speech") else "other"))
    if person.chain.names and " " not in person.chain.name:
        out.append("one-word")
    return out


def clause(token: Token) -> Token:
    """The verb (or root) the token's phrase hangs on."""
    for above in token.ancestors():
        if above.pos in ("VERB", "AUX"):
            return above
    return token


def choose(
    token: Token,
    memory: Memory,
    cataphor: Chain | None,
    inside: list[bool],
    weights: Mapping[str, float],
    barred: Chain | None = None,
) -> tuple[list[tuple[Chain, list[str], float]], float]:
    """The candidates but the `barred` one with features and probabilities, best first, and the probability that it is none."""
    gender = PRONOUNS[token.lower]
    persons = [person for person in memory.candidates(gender) if person.chain is not barred]
    cataphor = None if cataphor is barred else cataphor
    most = max((person.count for person in persons), default=0)
    rows: list[tuple[Chain, list[str], float]] = []
    for rank, person in enumerate(persons):
        row = features(token, person, rank, len(persons), most, inside)
        if person.chain is cataphor:
            row.append("ahead")
        rows.append((person.chain, row, sum(weights.get(feature, 0.0) for feature in row)))
    if (
        cataphor is not None
        and cataphor.gender in (None, gender)
        and all(chain is not cataphor for chain, _, _ in rows)
    ):
        row = ["ahead", "ahead-new", "gender=" + ("known" if cataphor.gender else "open")]
        rows.append((cataphor, row, sum(weights.get(feature, 0.0) for feature in row)))
    nobody = weights.get("nobody", 0.0)
    top = max((score for _, _, score in rows), default=0.0)
    shares = [exp(score - top) for _, _, score in rows]
    rest = exp(min(nobody - top, 50.0))
    total = sum(shares) + rest
    ranked = [(chain, row, share / total) for (chain, row, _), share in zip(rows, shares, strict=True)]
    ranked.sort(key=lambda item: -item[2])
    return ranked, rest / total


@dataclass(slots=True)
class Resolved:
    """A pronoun, the chain it stands for (None where it is open), and the probability."""

    token: Token
    chain: Chain | None
    probability: float


Decide = Callable[[Token, list[tuple[Chain, list[str], float]], float], Chain | None]


def resolve_pronouns(
    document: Document, heads: Iterable[tuple[Token, Chain, str]], weights: Mapping[str, float], decide: Decide
) -> list[Resolved]:
    """Every he and she of the document, with whom it stands for.

    `heads` are the mentions known so far, in the order of the text: head token, chain, "name", "nominal" or "unnamed". A pronoun
    that stands for a chain without names is left open.
    """
    mentions = list(heads)
    at = {token.i: chain for token, chain, _ in mentions}
    memory, inside, found, position = Memory(), quoted(document), [], 0
    speakers = quoting(mentions, inside)
    for token in document.tokens:
        if token.lower not in PRONOUNS:
            continue
        while position < len(mentions) and mentions[position][0].i < token.i:
            head, chain, kind = mentions[position]
            memory.mention(chain, head, kind)
            position += 1
        barred = speakers.get(token.paragraph) if inside[token.i] else None
        ranked, nobody = choose(token, memory, ahead(token, at), inside, weights, barred)
        picked = decide(token, ranked, nobody)
        probability = next((share for chain, _, share in ranked if chain is picked), nobody)
        found.append(Resolved(token, picked if picked is not None and picked.names else None, probability))
        if picked is not None:
            picked.gender = picked.gender or PRONOUNS[token.lower]
            memory.mention(picked, token, "pronoun")
    return found


def likeliest(token: Token, ranked: list[tuple[Chain, list[str], float]], nobody: float) -> Chain | None:
    """The best candidate, unless nobody is likelier."""
    if ranked and ranked[0][2] > nobody:
        return ranked[0][0]
    return None
