"""Noun phrases that stand for somebody named: "the alliance chief", "his father, Johann", "she is an architect", "the ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from dateline.facts.document import Document, Token
from dateline.facts.entities.chain import Chain
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import lexicon
from dateline.facts.entities.name import Name
from dateline.facts.entities.phrase import (
    complement,
    first_conjunct,
    has_possessor,
    is_definite,
    is_person,
    modifiers_of,
    phrase_start,
    phrase_text,
    subject_of,
)
from dateline.facts.entities.title import Title
from dateline.facts.record import EntityType

_AGE = re.compile(r"\d{1,3}-year-old")
Recent = dict[int, tuple[int, Chain]]  # chains by number, with the token of the last mention, the latest last
_HORIZON = 60  # chains mentioned last among whom one is looked for, so that time stays linear
_STANDING = frozenset(("nsubj", "nsubjpass", "dobj"))  # where a noun stands for somebody, and isn't said of one
_INDEFINITE = frozenset(("a", "an", "another", "one", "my"))
_NEAR = 3  # sentences within which "the city" means the last city


@dataclass(slots=True)
class Description:
    """A noun phrase: tokens `first` to `head`, and whom it stands for. `reason` says why that is open."""

    first: int
    head: Token
    type: EntityType
    chain: Chain | None
    reason: str | None = None


class Describer:
    """Resolves the descriptions of one document."""

    def __init__(
        self,
        document: Document,
        names: list[Name],
        of_name: Mapping[tuple[int, int], Chain | None],
        titles: Iterable[Title] = (),
    ) -> None:
        self.document = document
        self.chain_at: dict[int, Chain] = {}  # token → the chain it mentions
        self.name_at = {i: name for name in names for i in range(name.first, name.stop)}
        self.nouns: dict[int, set[str]] = {}  # chain → nouns it was described by
        self.kin: dict[tuple[int, str], Chain] = {}  # (whose, "father") → who
        self.latest: list[tuple[int, Chain]] = []  # mentions in the order of the text
        self.holder: dict[
            int, Chain
        ] = {}  # token of a title in front of a comma or "as" and its holder's name → the holder
        for title in titles:
            chain = of_name.get((title.name.first, title.name.stop))
            comma = title.name.first - 1
            if chain is not None and title.first < comma and document.tokens[comma].text in (",", "as"):
                noun = title.title.split(" of ")[0].split(" for ")[0].split()[-1]
                self.holder.update((i, chain) for i in range(title.first, comma) if document.tokens[i].text == noun)
        for name in sorted(names, key=lambda name: name.first):
            chain = of_name.get((name.first, name.stop))
            if chain is not None:
                self.latest.append((name.first, chain))
                for i in range(name.first, name.stop):
                    self.chain_at[i] = chain

    def by_form(self) -> list[Description]:
        """Appositions, and definite phrases that repeat a title or the kind of thing a name is."""
        found: list[Description] = []
        position = 0
        recent: Recent = {}
        for token in self.document.tokens:
            while position < len(self.latest) and self.latest[position][0] <= token.i:
                at, chain = self.latest[position]
                recent.pop(chain.number, None)
                recent[chain.number] = (at, chain)
                position += 1
            if token.pos not in ("NOUN", "PROPN") or token.i in self.name_at:
                continue
            description = self._read(token, recent)
            if description is not None:
                found.append(description)
                if description.chain is not None:
                    self.chain_at.setdefault(token.i, description.chain)
                    recent.pop(description.chain.number, None)
                    recent[description.chain.number] = (token.i, description.chain)
        return found

    def unnamed(self, described: set[int]) -> list[tuple[Token, Chain]]:
        """The head words of phrases for single persons whom the text doesn't name: "a diplomat, who …", and "the diplomat" again.

        Each person gets a chain without names.
        """
        genders = lexicon().person
        found: list[tuple[Token, Chain]] = []
        chains: dict[str, Chain] = {}
        for token in self.document.tokens:
            if token.dep not in _STANDING or token.i in self.name_at or token.i in described or not is_person(token):
                continue
            noun = token.lemma.lower()
            if any(child.lower in _INDEFINITE for child in token.children):
                gender = genders.get(noun)
                chains[noun] = Chain(-1 - token.i, "PERSON", token.text, gender=gender if gender != "any" else None)
            elif noun not in chains or not is_definite(token):
                continue
            found.append((token, chains[noun]))
        return found

    def by_predicate(self, pronouns: Mapping[int, Chain], known: set[int]) -> list[Description]:
        """ "She is an architect", "he served as a judge": descriptions of a subject, once the pronouns are resolved."""
        who = {**self.chain_at, **pronouns}
        found = []
        for token in self.document.tokens:
            if token.i in known or token.i in self.name_at or not is_person(token):
                continue
            subject = subject_of(first_conjunct(token))
            chain = who.get(subject.i) if subject is not None else None
            if chain is not None and chain.type == "PERSON":
                found.append(Description(phrase_start(self.document, token), token, "PERSON", chain))
        return found

    def _read(self, token: Token, recent: Recent) -> Description | None:
        if is_person(token):
            chain = self._apposed(token)
            whose = self._possessor(token)
            if chain is not None:
                self.nouns.setdefault(chain.number, set()).add(token.lemma.lower())
                if whose is not None:
                    self.kin[whose.number, token.lemma.lower()] = chain
            elif whose is not None:
                chain = self.kin.get((whose.number, token.lemma.lower()))
            if chain is None:
                chain = self._repeated(token, recent)
            if chain is not None:
                return Description(phrase_start(self.document, token), token, "PERSON", chain)
            if is_definite(token) and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "agent"):
                return Description(
                    phrase_start(self.document, token), token, "PERSON", None, "nobody named fits this description"
                )
            return None
        if is_definite(token) and token.dep not in ("compound", "amod", "nmod"):
            chain = self._thing(token, recent)
            if chain is not None:
                return Description(phrase_start(self.document, token), token, chain.type, chain)
        return None

    def _apposed(self, token: Token) -> Chain | None:
        """The person a noun stands in apposition to, on either side."""
        tokens = self.document.tokens
        candidates = [child.i for child in token.children if child.dep == "appos" and child.i > token.i]
        if token.dep == "appos":
            candidates.append(token.head.i)
        if token.i + 2 < len(tokens) and tokens[token.i + 1].text == "," and is_definite(token):
            name = self.name_at.get(token.i + 2)
            if name is not None and name.stop < len(tokens) and tokens[name.stop].text in (",", "."):
                candidates.append(name.stop - 1)
        behind = self.name_at.get(token.i + 1)
        if behind is not None and (
            token.child("poss") is not None
            or (
                token.dep in ("compound", "nmod")
                and behind.first <= token.head.i < behind.stop
                and has_possessor(token)
            )
        ):
            candidates.insert(0, behind.stop - 1)
        for i in candidates:
            chain = self.chain_at.get(i)
            if chain is not None and chain.type == "PERSON" and i in self.name_at:
                return chain
        return self.holder.get(token.i) if is_definite(token) or token.child("poss") is not None else None

    def _possessor(self, token: Token) -> Chain | None:
        possessor = token.child("poss")
        if possessor is None and token.dep == "compound":
            possessor = token.head.child("poss")
        return self.chain_at.get(possessor.i) if possessor is not None else None

    def _repeated(self, token: Token, recent: Recent) -> Chain | None:
        """The person last mentioned whose title, or earlier description, the phrase repeats."""
        if not is_definite(token) or token.dep in ("compound", "nmod", "attr", "appos") or token.tag in ("NNS", "NNPS"):
            return None
        words = lexicon()
        noun = token.lemma.lower()
        gender = words.person.get(noun)
        if _AGE.search(phrase_text(self.document, token)):
            return self._last_subject(token, recent)
        modifiers = modifiers_of(self.document, token)
        for exact in (True, False):
            fitting = []
            for at, chain in _latest(recent):
                if chain.type != "PERSON" or (gender in ("he", "she") and chain.gender not in (None, gender)):
                    continue
                if self._has_title(chain, token, noun, modifiers, exact=exact):
                    fitting.append((at, chain))
            if fitting:
                tokens = self.document.tokens
                if len(fitting) > 1 and tokens[fitting[0][0]].sentence == tokens[fitting[1][0]].sentence:
                    return None
                return fitting[0][1]
        return None

    def _has_title(self, chain: Chain, token: Token, noun: str, modifiers: list[Token], *, exact: bool) -> bool:
        words, names = lexicon(), gazetteer()
        whose = complement(self.document, token)
        for title, organization in chain.titles:
            told_of = {*title.lower().partition(" of ")[2].split(), *(organization or "").lower().split()}
            if whose and not whose & told_of:
                continue  # "the secretary of state" is no secretary of defense
            core = title.lower().split(" of ")[0].split(" for ")[0].replace(",", " ").split()
            if not core:
                continue
            held = core[-1]
            if not (noun == held if exact else noun in words.same.get(held, ())):
                continue
            body = {word.lower() for word in (organization or "").split()}
            called: set[str] = set()
            for entry in names.find(organization or "")[:1]:
                called = {entry.name.lower(), *entry.nouns}
                called.update(adjective.lower() for adjective, place in names.adjectives.items() if place is entry)
            told = [
                t.lower in core or t.lower in body or t.lower in called or self._names(t, organization)
                for t in modifiers
            ]
            unlike = [
                t
                for t, ok in zip(modifiers, told, strict=True)
                if not ok and (t.pos != "ADJ" or t.text in names.adjectives)
            ]
            if not unlike and (exact or any(told)):
                return True
        return exact and noun in self.nouns.get(chain.number, ()) and not any(token.pos != "ADJ" for token in modifiers)

    def _names(self, token: Token, organization: str | None) -> bool:
        """Whether a word is one of the text's names of an organization: "DUP" for the Democratic Unionist Party."""
        chain = self.chain_at.get(token.i)
        return chain is not None and any(name.text == organization for name in chain.names)

    def _last_subject(self, token: Token, recent: Recent) -> Chain | None:
        """The only person mentioned in this or the last sentence, or the one who was its subject."""
        tokens = self.document.tokens
        near = [
            (at, chain)
            for at, chain in _latest(recent)
            if chain.type == "PERSON" and token.sentence - tokens[at].sentence <= 1
        ]
        subjects = [
            chain
            for at, chain in near
            if any(t.dep == "nsubj" and self.chain_at.get(t.i) is chain for t in tokens[at : at + 5])
        ]
        if len(near) == 1:
            return near[0][1]
        return subjects[0] if len(subjects) == 1 else None

    def _thing(self, token: Token, recent: Recent) -> Chain | None:
        """The organization or place last mentioned that "the ministry" or "the city" can mean."""
        words = lexicon()
        noun = token.lemma.lower()
        if token.tag in ("NNS", "NNPS") or any(
            child.dep in ("prep", "relcl", "poss", "acl") for child in token.children
        ):
            return None
        modifiers = [
            t for t in modifiers_of(self.document, token) if t.pos != "ADJ" or t.text in gazetteer().adjectives
        ]
        if modifiers:
            return None
        if noun in words.organization_again:
            for _, chain in _latest(recent):
                if chain.type == "ORG" and noun in _kinds(chain):
                    return chain
        kind = words.place_again.get(noun)
        if kind is not None:
            return _capital(recent) if kind == "capital" else self._place(token, kind, recent)
        return None

    def _place(self, token: Token, kind: str, recent: Recent) -> Chain | None:
        """The only place of a kind in the last sentence that mentions one; an adjective ("Russian") mentions its country."""
        tokens = self.document.tokens
        near: int | None = None
        fitting: dict[int, Chain] = {}
        for at, chain in _latest(recent):
            if chain.type == "PLACE" and chain.entry is not None and _place_kind(chain.entry.kind) == kind:
                near = tokens[at].sentence if near is None else near
                if tokens[at].sentence == near:
                    fitting[chain.number] = chain
        lowest = max(0, token.sentence - _NEAR)
        if kind == "country":
            adjectives = gazetteer().adjectives
            by_entry = {chain.entry.name: chain for _, chain in _latest(recent) if chain.entry is not None}
            for other in reversed(tokens[self.document.sentences[lowest].first : token.i]):
                if near is not None and other.sentence < near:
                    break
                meant = adjectives.get(other.text)
                if meant is None or meant.kind != "country":
                    continue
                if near is None or other.sentence > near:
                    near, fitting = other.sentence, {}
                country = by_entry.get(meant.name)
                if country is None:
                    return None
                fitting[country.number] = country
        return next(iter(fitting.values())) if len(fitting) == 1 and near is not None and near >= lowest else None


def _capital(recent: Recent) -> Chain | None:
    """The only capital of a country mentioned so far."""
    seats, found = gazetteer().seats, {}
    for _, chain in _latest(recent):
        country = seats.get(chain.entry.name) if chain.type == "PLACE" and chain.entry is not None else None
        if country is not None and chain.entry is not None and country.country == chain.entry.country:
            found[chain.number] = chain
    return next(iter(found.values())) if len(found) == 1 else None


def _latest(recent: Recent) -> Iterator[tuple[int, Chain]]:
    return islice(reversed(recent.values()), _HORIZON)


def _kinds(chain: Chain) -> Iterator[str]:
    """Nouns an organization can be called by: those of its entry, and the head of its name."""
    if chain.entry is not None:
        yield from chain.entry.nouns
    core = re.split(r"\s(?:of|for)\s", chain.name.lower())[0].split()
    if core:
        yield core[-1]


def _place_kind(kind: str) -> str:
    return "region" if kind == "province" else kind
