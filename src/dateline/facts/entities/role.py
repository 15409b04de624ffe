"""Who holds which office.

Titles stand before a name ("NATO Secretary-General Jens Stoltenberg"), in apposition to it ("Olaf Scholz, the German
chancellor"), in a predicate ("Ardern is prime minister of New Zealand") or in a clause ("Varga, who heads the agency").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon, office_verbs
from dateline.facts.entities.name import Name

Status = Literal["current", "former", "acting", "elect"]

_LINKS = ("of", "for", "to", "at", "in", "with")
_SAXON = ("'s", "’s", "'", "’")
_LONGEST = 14  # tokens between a name and the end of its apposition
_COPULAS = frozenset(("be", "become", "remain"))
_CORPORATE = frozenset(("executive", "ceo", "cfo", "coo", "chairman", "chairwoman", "founder", "co-founder", "owner"))
# Beats are part of a reporter's title: a "U.N. correspondent" doesn't work for the U.N., but a "BBC correspondent" for the BBC.
_BEATS = frozenset(("correspondent", "reporter", "editor", "columnist", "analyst", "expert", "bureau"))


_EMPLOYERS = frozenset(
    ("company", "bank", "newspaper", "magazine", "broadcaster", "website", "university", "institute", "firm")
)


@dataclass(slots=True)
class Title:
    """A title a name was given: `name`'s and the title's tokens lie in `first` up to, not including, `stop`.

    `organization` is whom it is held for, as the text or the gazetteer names it.
    """

    name: Name
    first: int
    stop: int
    title: str
    organization: str | None
    status: Status


def find_titles(document: Document, names: list[Name]) -> list[Title]:
    """The titles of the persons named, in the order of the text; a name can have several."""
    at = {token: name for name in names for token in range(name.first, name.stop)}
    found: list[Title] = []
    for name in names:
        if name.type == "PERSON":
            reader = _Reader(document, at, name)
            found.extend(reader.titles())
    return found


def _employs(name: Name) -> bool:
    """Whether a body is one whose analysts, editors and reporters work for it."""
    if name.type != "ORG":
        return False
    told = {noun for entry in name.entries for noun in entry.nouns} | {name.text.split()[-1].lower()}
    return bool(told & _EMPLOYERS)


class _Reader:
    """Reads the titles of one name."""

    def __init__(self, document: Document, at: dict[int, Name], name: Name) -> None:
        self.document, self.tokens, self.at, self.name = document, document.tokens, at, name
        self.sentence = document.sentences[document.tokens[name.first].sentence]

    def titles(self) -> Iterator[Title]:
        """Before the name, behind it, and in the clause it is the subject of."""
        for title in (self._before(), self._behind(), self._predicate(), self._clause()):
            if title is not None:
                yield title

    def _token(self, i: int) -> Token | None:
        return self.tokens[i] if self.sentence.first <= i < self.sentence.stop else None

    def _office(self, i: int) -> bool:
        """Whether the token is a title's head noun, for one person."""
        token = self._token(i)
        if token is None or token.tag in ("NNS", "NNPS") or token.pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        words = lexicon()
        adjoins = i + 1 == self.name.first
        if adjoins and token.lower in words.rank:
            return True
        given = adjoins and token.text in words.given and token.lower not in words.address
        return (token.lower in words.office or token.lemma.lower() in words.office) and not given

    def _whole(self, i: int) -> int:
        """The last word of the title whose office noun this is: "secretary-general", "deputy defense minister"."""
        head = self.tokens[i].head.i
        modifies = self.tokens[i].dep in ("compound", "amod", "nmod") and i < head < i + 5
        if modifies and self._office(head) and head not in self.at and i not in self.at:
            i = head
        while self._office(i + 2) and self.tokens[i + 1].text == "-":
            i += 2
        return i

    def _before(self) -> Title | None:
        """ "Former U.S. President X", "Secretary of State X", "the team's coach, X"."""
        words = lexicon()
        i = self.name.first - 1
        while (token := self._token(i)) and token.lower in words.address and not self._office(i):
            i -= 1
        if token is None:
            return None
        if token.text == "," and self._ends_apposition():
            return self._leading(i)
        status: Status = "current"
        if token.lower in ("elect", "designate") and i - 2 >= self.sentence.first and self.tokens[i - 1].text == "-":
            status, i = "elect", i - 2
        if self._office(i):
            return self._read(i, i + 1, status)
        for j in range(i, max(self.sentence.first, i - 6), -1):
            if self.tokens[j].lower in ("of", "for", "to") and self._office(j - 1):
                return self._read(j - 1, i + 1, status)
            if (
                self.tokens[j].pos not in ("PROPN", "NOUN", "ADJ", "CCONJ", "DET", "ADP")
                and self.tokens[j].lower not in _SAXON
            ):
                return None
        return None

    def _ends_apposition(self) -> bool:
        behind = self._token(self.name.stop)
        return behind is None or behind.text in (",", ".", ")", ";", "-", "–", "—")

    def _leading(self, comma: int) -> Title | None:
        """The noun phrase before the comma, if it is a title that the name explains."""
        for head in range(comma - 1, max(self.sentence.first - 1, comma - 10), -1):
            token = self.tokens[head]
            if self._office(head) and head not in self.at:
                last = self.tokens[self.name.stop - 1]
                apposed = (last.dep == "appos" and head <= last.head.i < comma) or (
                    token.dep == "appos" and token.head is last
                )
                if (apposed or head == comma - 1) and (head == comma - 1 or self.tokens[head + 1].lower in _LINKS):
                    return self._read(head, comma, "current")
                return None
            if token.pos in ("VERB", "AUX", "PUNCT") or token.lower == "who":
                return None
        return None

    def _behind(self) -> Title | None:
        """ "X, the German chancellor", "X, head of the Y", "X (director of Z)"."""
        opening = self._token(self.name.stop)
        if opening is None or opening.text not in (",", "(", "-", "–", "—"):
            return None
        start = self.name.stop + 1
        age = self._token(start)
        if age is not None and age.text.isdigit() and self._token(start + 1) and self.tokens[start + 1].text == ",":
            start += 2  # "X, 54, Poland's prime minister"
        for i in range(start, start + _LONGEST):
            token = self._token(i)
            if token is None or (
                token.pos in ("VERB", "AUX", "SCONJ", "PUNCT") and token.tag != "HYPH" and token.tag != "VBN"
            ):
                return None
            if self._office(i) and not self._office(i + 1) and i not in self.at:
                head = self._whole(i)
                if self.tokens[head].dep in ("nsubj", "nsubjpass"):
                    return None  # "…, the mayor said"
                following = self.at.get(head + 1)
                if following is not None and following.type == "PERSON":
                    return None
                return self._read(head, self._end(head), "current")
        return None

    def _predicate(self) -> Title | None:
        """ "X is prime minister of Y", "X was elected president", "voters elected X as president"."""
        word = self.tokens[self.name.stop - 1]
        verb = word.head
        if word.dep not in ("nsubj", "nsubjpass", "dobj") or verb.child("neg") is not None:
            return None
        if word.dep == "dobj":
            noun = self._as(verb) if verb.lemma in closed_class("as") else None
        else:
            noun = verb.child("attr") if verb.lemma in _COPULAS else verb.child("oprd") or self._as(verb)
        return self._held(noun, verb)

    def _as(self, verb: Token) -> Token | None:
        """The noun behind "as": "served as mayor"."""
        if verb.lemma not in closed_class("as"):
            return None
        link = next((child for child in verb.children if child.lower == "as" and child.i > verb.i), None)
        return link.child("pobj") if link is not None else None

    def _held(self, noun: Token | None, verb: Token) -> Title | None:
        """The title that a noun in the predicate is."""
        if noun is None or noun.i in self.at or noun.i < self.name.stop or not self._office(noun.i):
            return None
        head = self._whole(noun.i)
        past = verb.lemma == "be" and verb.tag == "VBD" and not any(c.lower in ("a", "an") for c in noun.children)
        return self._read(head, self._end(head), "former" if past else "current")

    def _clause(self) -> Title | None:
        """ "X, who heads Y", "X, who was finance minister"."""
        i = self.name.stop + (self._token(self.name.stop) is not None and self.tokens[self.name.stop].text == ",")
        who = self._token(i)
        verb = self._token(i + 1)
        if who is None or verb is None or who.lower != "who":
            return None
        if verb.lemma in _COPULAS:
            return self._held(verb.child("attr"), verb)
        if verb.lemma not in office_verbs() or verb.pos != "VERB":
            return None
        target = verb.child("dobj")
        name = (
            next((self.at[k] for k in range(target.first, target.last + 1) if k in self.at), None) if target else None
        )
        if name is None or name.type == "PERSON":
            return None
        status: Status = "former" if verb.tag == "VBD" else "current"
        return Title(self.name, self.name.first, name.stop, office_verbs()[verb.lemma], name.text, status)

    def _end(self, head: int) -> int:
        """Where a title behind its name ends: behind "of …", "for …" if it has one, else behind its head."""
        stop = head + 1
        token = self._token(stop)
        if token is None or token.lower not in _LINKS:
            return stop
        stop += 1
        while (token := self._token(stop)) and (
            token.pos in ("PROPN", "NOUN", "ADJ", "DET", "PART") or token.lower in ("of", "and", "-", "&", *_SAXON)
        ):
            stop += 1
        while not self.tokens[stop - 1].is_word or self.tokens[stop - 1].lower in ("of", "and"):
            stop -= 1
        return stop if stop > head + 2 else head + 1

    def _read(self, head: int, stop: int, status: Status) -> Title | None:
        """Split the phrase around an office noun into title, organization and status."""
        words, names, tokens = lexicon(), gazetteer(), self.tokens
        first = head
        while before := self._token(first - 1):
            if first - 1 in range(self.name.first, self.name.stop) or before.ent in ("DATE", "TIME"):
                break
            if (
                before.pos not in ("NOUN", "PROPN", "ADJ", "NUM")
                and before.tag not in ("POS", "HYPH")
                and not (before.tag == "VBN" and first <= before.head.i <= head)
                and before.lower not in words.status
                and before.text != "-"
            ):
                break
            if before.lower in words.address and not self._office(first - 1):
                break
            first -= 1
        organization: str | None = None
        start = first
        cut = self.at.get(first)  # "Ministry of Foreign Affairs spokesperson X"
        if cut is not None and cut.type == "ORG" and cut.first < first and cut.stop <= head:
            organization, first, start = cut.text, cut.first, cut.stop
        beat = tokens[head].lower in _BEATS
        for i in range(start, head):
            token = tokens[i]
            name = self.at.get(i)
            nation = names.nationality(tokens, i)
            if token.lower in words.status or (token.lower + "-" in words.status and tokens[i + 1].text == "-"):
                status = words.status.get(token.lower, "former")  # type: ignore[assignment]
                start = i + 1
            elif (start == i and (token.tag in ("POS", "HYPH") or token.text == "-")) or token.lower in _SAXON:
                start = i + 1
            elif name is not None and beat and not _employs(name):
                continue
            elif name is not None and name.type == "ORG" and name.first == i < name.stop - 1 and name.stop <= head:
                organization, start = name.text, name.stop
            elif nation is not None and i + nation[1] <= head and i >= start and not beat:
                organization, start = nation[0].name, i + nation[1]
            elif name is not None and token.lower not in words.modifier:
                organization, start = name.text, min(name.stop, head)
        while start < head and not tokens[start].is_word:
            start += 1
        if tokens[head].text[0].isupper():
            while start < head and tokens[start].text[0].islower():
                start += 1  # "conservative Justice X"
        title_stop, stop = stop, max(stop, head + 1)
        link = self._token(head + 1)
        if link is not None and link.lower in _LINKS and head + 2 < stop:
            inner = next(
                (self.at[k] for k in range(head + 2, stop) if k in self.at and self.at[k].type != "PERSON"), None
            )
            if inner is not None and tokens[head + 2].lower != "state":
                if organization is None:
                    organization, title_stop = inner.text, head + 1
                elif link.lower != "to":  # "the British ambassador to Moscow" keeps Moscow
                    title_stop = head + 1
            elif organization is None and (body := self._body(head + 2, stop)) is not None:
                organization, title_stop = body, head + 1
        if organization is None:
            organization = self._beyond(stop)
        if stop <= self.name.first:
            first, stop = first, self.name.stop
        text = self.document.text[tokens[start].start : tokens[max(title_stop, head + 1) - 1].end]
        return Title(
            self.name,
            min(first, self.name.first),
            max(stop, self.name.stop),
            " ".join(text.split()),
            organization,
            status,
        )

    def _body(self, first: int, stop: int) -> str | None:
        """A body described by its nation, "the Lebanese central bank", or an unknown company ("CEO of Acmex")."""
        tokens = self.tokens
        while first < stop and tokens[first].lower in ("the", "a", "an"):
            first += 1
        if first == stop:
            return None
        text = " ".join(self.document.text[tokens[first].start : tokens[stop - 1].end].split())
        if gazetteer().nationality(tokens, first) and tokens[stop - 1].lower in lexicon().organization:
            return text
        alone = all(token.pos == "PROPN" and token.text[0].isupper() for token in tokens[first:stop])
        return text if alone and tokens[first - 2].lower in _CORPORATE else None

    def _beyond(self, stop: int) -> str | None:
        """The organization behind a comma or the name: "commander, U.S. Central Command", "Foreign Minister X of Norway"."""
        for i, mark in ((stop, ","), (self.name.stop, "of")):
            token = self._token(i)
            name = self.at.get(i + 1)
            fits = name is not None and (name.type == "ORG" or (mark == "of" and name.type == "PLACE"))
            if name is not None and fits and token is not None and token.lower == mark:
                return name.text
        return None
