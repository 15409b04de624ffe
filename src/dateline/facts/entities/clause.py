"""Titles that a verb gives a name: "Ardern is prime minister", "Varga, who heads the agency", "the agency, led by Varga"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.facts.document import Token
from dateline.facts.entities.lexicon import closed_class, lexicon, office_verbs
from dateline.facts.entities.name import Name
from dateline.facts.entities.title import Status, Title, TitleReader

_SERVED = frozenset(("serve", "work", "act"))
_IDENTIFIED = frozenset(("identify", "name"))
_COPULAS = frozenset(("be", "become", "remain"))


class ClauseFinder:
    """Finds the titles of one name in the clauses it has a part in."""

    def __init__(self, reader: TitleReader, name: Name) -> None:
        self.reader, self.name = reader, name
        self.tokens, self.at = reader.tokens, reader.at
        self.sentence = reader.document.sentence_of(reader.tokens[name.first])
        self.last = self.tokens[name.stop - 1]

    def _token(self, i: int) -> Token | None:
        return self.tokens[i] if self.sentence.first <= i < self.sentence.stop else None

    def _office(self, i: int) -> bool:
        """Whether the token is a title's noun, for one person, and no given name of the person's ("Dean Walker")."""
        if self._token(i) is None or not self.reader.is_office(i):
            return False
        words, token = lexicon(), self.tokens[i]
        if i in self.at and token.lower in words.occupation:
            return False  # the National Guard is none
        return i + 1 != self.name.first or token.text not in words.given or token.lower in words.address

    def _held_here(self, head: int, status: Status = "current", limit: int | None = None) -> Title:
        """The title whose noun is `head`, with what stands behind it."""
        return self.reader.read(self.name, head, self.reader.end(head, limit or self.sentence.stop), status)

    def in_clauses(self) -> Iterator[Title]:
        """The titles that verbs give the name."""
        for title in (self._predicate(), self._clause(), self._agent(), self._identified()):
            if title is not None:
                yield title

    def _predicate(self) -> Title | None:
        """ "X is prime minister of Y", "X was elected president", "voters elected X as president"."""
        verb = self.last.head
        if self.last.dep not in ("nsubj", "nsubjpass", "dobj") or verb.child("neg") is not None:
            return None
        return self._predicated(verb, self.last.dep)

    def _predicated(self, verb: Token, part: str) -> Title | None:
        """The title that a verb says of its subject or object."""
        takes, leaves = closed_class("as"), closed_class("leaving")
        if verb.lemma in closed_class("replacing"):  # "X succeeded Y as mayor": X is, Y was
            leaving, noun = part != "nsubj", self._as(verb)
        elif verb.lemma in leaves:
            leaving, noun = True, self._as(verb)
        elif verb.lemma in takes:
            perfect = any(child.dep == "aux" and child.lemma == "have" for child in verb.children)
            leaving, noun = (
                verb.lemma in _SERVED and verb.tag == "VBD" and not perfect,
                self._as(verb) or (verb.child("oprd") if part != "dobj" else None),
            )
        elif part == "dobj":
            return None
        else:
            leaving, noun = False, verb.child("attr") if verb.lemma in _COPULAS else verb.child("oprd")
        return self._held(noun, verb, leaving=leaving)

    def _as(self, verb: Token) -> Token | None:
        """The noun behind "as": "served as mayor"."""
        link = next((child for child in verb.children if child.lower == "as" and child.i > verb.i), None)
        return link.child("pobj") if link is not None else None

    def _held(self, noun: Token | None, verb: Token, *, leaving: bool = False) -> Title | None:
        """The title that a noun in the predicate is."""
        if noun is None or noun.i in self.at or noun.i < self.name.stop or not self._office(noun.i):
            return None
        past = verb.lemma == "be" and verb.tag == "VBD" and not any(c.lower in ("a", "an") for c in noun.children)
        return self._held_here(self.reader.whole(noun.i), "former" if past or leaving else "current")

    def _clause(self) -> Title | None:
        """ "X, who heads Y", "X, who was finance minister", "X, who has run the agency since 2019"."""
        who = self._token(self._past_asides(self.name.stop))
        if who is None or who.lower != "who" or who.dep not in ("nsubj", "nsubjpass"):
            return None
        verb = who.head
        if verb.child("neg") is not None:
            return None
        if verb.lemma not in office_verbs() or verb.pos != "VERB":
            return self._predicated(verb, who.dep)
        target = verb.child("dobj")
        if target is None or target.i < verb.i:
            return None
        perfect = any(child.dep == "aux" and child.lemma == "have" for child in verb.children)
        return self._of_verb(
            verb, target, "former" if verb.tag == "VBD" and not perfect else "current", target.last + 1
        )

    def _past_asides(self, i: int) -> int:
        """The token behind what can stand between a name and "who": "of Texas,", "54,", "D-Ohio,"."""
        for _ in range(3):
            token = self._token(i)
            if token is not None and token.text == ",":
                i += 1
            token, beside = self._token(i), self._token(i + 1)
            if token is None or beside is None:
                break
            if token.lower == "of" and i + 1 in self.at:
                i = self.at[i + 1].stop
            elif token.text.isdigit() and beside.text == ",":
                i += 1
            elif token.text in ("R", "D", "I") and beside.text == "-" and i + 2 in self.at:
                i = self.at[i + 2].stop
            else:
                break
        return i

    def _agent(self) -> Title | None:
        """ "Y is led by X", "Y, headed by Commodore X, …"."""
        by = self.last.head
        verb = by.head
        if by.lower != "by" or self.last.dep != "pobj" or verb.tag != "VBN" or verb.lemma not in office_verbs():
            return None
        noun = verb.child("nsubjpass")
        if noun is None or noun.lower in ("which", "that"):
            noun = self._described(verb)
        if noun is None or noun.i >= self.name.first:
            return None
        past = any(child.dep == "auxpass" and child.lower in ("was", "were") for child in verb.children)
        return self._of_verb(verb, noun, "former" if past else "current", self.name.stop)

    def _identified(self) -> Title | None:
        """ "The engineer, identified by his employer as X", "the pilot was named as X"."""
        link = self.last.head
        verb = link.head
        if link.lower != "as" or self.last.dep != "pobj" or verb.tag != "VBN" or verb.lemma not in _IDENTIFIED:
            return None
        noun = verb.child("nsubjpass") or (verb.head if verb.dep in ("acl", "relcl") else None)
        if noun is None or noun.i >= self.name.first or noun.i in self.at or not self._office(noun.i):
            return None
        return self.reader.read(self.name, noun.i, noun.i + 1)

    def _described(self, verb: Token) -> Token | None:
        """The noun that a participle says something of: the body just before it, whatever the parser hangs it on."""
        i = verb.i - 1
        while i > self.sentence.first and (self.tokens[i].text == "," or self.tokens[i].pos in ("ADV", "AUX", "PRON")):
            i -= 1
        name = self.at.get(i)
        if name is not None and name.type == "ORG":
            return self.tokens[i]
        return verb.head if verb.dep in ("acl", "relcl") else None

    def _of_verb(self, verb: Token, noun: Token, status: Status, stop: int) -> Title | None:
        """The title of whoever heads, leads or commands what a noun names."""
        held = self.reader.holder.by_noun(noun)
        if held.organization is None and held.body is None:
            return None
        tail = f"of the {noun.text}" if held.organization is None else ""
        first = min(self.name.first, noun.i)
        return Title(
            self.name,
            first,
            max(stop, self.name.stop),
            office_verbs()[verb.lemma],
            held.organization,
            status,
            tail,
            held.body,
        )
