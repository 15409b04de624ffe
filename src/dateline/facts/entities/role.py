"""Who holds which office.

Titles stand before a name ("NATO Secretary-General Jens Stoltenberg"), in apposition to it ("Olaf Scholz, the German
chancellor"), in a predicate ("Ardern is prime minister of New Zealand") or in a clause ("Varga, who heads the agency",
"the agency, led by Varga"). title.py reads the phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.joint import counterpart, shared_titles
from dateline.facts.entities.lexicon import closed_class, lexicon, office_verbs
from dateline.facts.entities.name import Name
from dateline.facts.entities.title import LINKS, SAXON, Status, Title, TitleReader

_LONGEST = 14  # tokens between a name and the end of its apposition
_SERVED = frozenset(("serve", "work", "act"))
_COPULAS = frozenset(("be", "become", "remain"))


def find_titles(document: Document, names: list[Name]) -> list[Title]:
    """The titles of the persons named, in the order of the text; a name can have several."""
    at = {token: name for name in names for token in range(name.first, name.stop)}
    reader = TitleReader(document, at)
    persons = [name for name in names if name.type == "PERSON"]
    shared = shared_titles(reader, persons)
    found: list[Title] = []
    for name in persons:
        for title in _Finder(reader, name).titles():
            if title.title.lower() != "counterpart":
                found.append(title)
            elif (other := counterpart(document, title, found)) is not None:
                found.append(other)
        if name.first in shared:
            found.append(shared[name.first])
    return found


class _Finder:
    """Finds the titles of one name."""

    def __init__(self, reader: TitleReader, name: Name) -> None:
        self.reader, self.name = reader, name
        self.tokens, self.at = reader.tokens, reader.at
        self.sentence = reader.document.sentence_of(reader.tokens[name.first])
        self.last = self.tokens[name.stop - 1]

    def titles(self) -> Iterator[Title]:
        """Before the name, behind it, and in the clauses it has a part in."""
        yield from self._before()
        yield from self._behind()
        for title in (self._predicate(), self._clause(), self._agent()):
            if title is not None:
                yield title

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

    def _before(self) -> Iterator[Title]:
        """ "Former U.S. President X", "Secretary of State X", "the army's commander, Gen. X"."""
        i = self._address(self.name.first - 1)
        token = self._token(i)
        if token is None:
            return
        if self.reader.is_rank(i):
            first = self._rank_from(i)
            front = self._address(first - 1)
            title = self._adjoining(front) if front < first and self._token(front) else None
            yield self._rank(first, i, bare=title is not None)
            if title is not None:
                yield from self._two(title, front)
            else:
                yield from self._leading(front)
            return
        if token.text == ",":
            yield from self._leading(i)
            return
        title = self._adjoining(i)
        if title is not None:
            yield from self._two(title, i)
            if title.first > self.sentence.first and title.stop == self.name.stop:
                yield from self._leading(self._address(title.first - 1), sure=True)

    def _address(self, i: int) -> int:
        """The last token at or before `i` that is no form of address, nor an article in front of one."""
        words, start = lexicon(), i
        while (
            (token := self._token(i))
            and token.lower in words.address
            and not self._office(i)
            and not self.reader.is_rank(i)
        ):
            i -= 1
        if i + 1 != self.name.first and (token := self._token(i)) and token.lower == "the":
            i -= 1
        return i if self._token(i) is not None else min(i, start)

    def _rank_from(self, i: int) -> int:
        """Where a rank of several words begins: "Staff Sgt.", "Lt. Gen."."""
        words = lexicon()
        while (before := self._token(i - 1)) and i - 1 not in self.at:
            if not (self.reader.is_rank(i - 1) or (before.lower in words.grade and before.text[0].isupper())):
                break
            i -= 1
        return i

    def _rank(self, first: int, last: int, *, bare: bool) -> Title:
        """The title that a rank is, of the force before it; `bare`: what stands before it is another title."""
        title = self.reader.read(self.name, first, last + 1, floor=first if bare else 0)
        text = self.reader.text(first, last + 1)
        return title if title.title.endswith(text) else replace(title, title=text)

    def _adjoining(self, i: int) -> Title | None:
        """The title that ends in front of the name."""
        status: Status = "current"
        if self.tokens[i].lower in ("elect", "designate") and self._token(i - 2) and self.tokens[i - 1].text == "-":
            status, i = "elect", i - 2
        if self._office(i):
            return self.reader.read(self.name, i, i + 1, status)
        for j in range(i, max(self.sentence.first, i - 6), -1):
            if self.tokens[j].lower in ("of", "for", "to") and self._office(j - 1):
                if j == i:
                    return None  # "an attorney for X" is another person
                return self.reader.read(self.name, j - 1, i + 1, status)
            if (
                self.tokens[j].pos not in ("PROPN", "NOUN", "ADJ", "CCONJ", "DET", "ADP")
                and self.tokens[j].lower not in SAXON
            ):
                return None
        return None

    def _two(self, title: Title, head: int) -> Iterator[Title]:
        """A title and another that "and" joins to it in front: "the Kenyan vice president and trade minister"."""
        start = head
        while (
            (before := self._token(start - 1)) and before.pos in ("NOUN", "PROPN", "ADJ") and start - 1 not in self.at
        ):
            start -= 1
        link = self._token(start - 1)
        if link is not None and link.lower == "and" and self._office(start - 2) and start - 2 not in self.at:
            yield from self._paired(self.reader.read(self.name, start - 2, start - 1), title)
        else:
            yield title

    def _paired(self, one: Title, other: Title) -> Iterator[Title]:
        """Two titles joined by "and": both are held for the country in front, and for the body behind."""
        behind = other.organization
        entries = gazetteer().find(one.organization or "")
        if other.organization is None and entries and entries[0].kind == "country":
            other.organization = one.organization
        one.organization = one.organization or behind
        other.status = one.status if other.status == "current" else other.status
        yield one
        yield other

    def _leading(self, comma: int, *, sure: bool = False) -> Iterator[Title]:
        """The noun phrase before the comma, if it is a title that the name explains; `sure`: only if the parse says so."""
        behind = self._token(self.name.stop)
        if (
            self._token(comma) is None
            or self.tokens[comma].text != ","
            or not (behind is None or behind.text in (",", ".", ")", ";", "-", "–", "—"))
        ):
            return
        for head in range(comma - 1, max(self.sentence.first - 1, comma - 10), -1):
            token = self.tokens[head]
            if self._office(head) and head not in self.at:
                apposed = (self.last.dep == "appos" and head <= self.last.head.i < comma) or (
                    token.dep == "appos" and token.head is self.last
                )
                beside = head == comma - 1
                linked = self.tokens[head + 1].lower in LINKS or self.reader.is_joined(head)
                if (apposed or (beside and not sure)) and (beside or linked):
                    yield from self._two(self.reader.read(self.name, head, comma), head)
                    return
            if (token.pos in ("VERB", "AUX", "PUNCT") and token.text != "-") or token.lower == "who":
                return

    def _behind(self) -> Iterator[Title]:
        """ "X, the German chancellor", "X, head of the Y", "X (director of Z)"."""
        opening = self._token(self.name.stop)
        if opening is None or opening.text not in (",", "(", "-", "–", "—"):
            return
        start = self.name.stop + 1
        age = self._token(start)
        if age is not None and age.text.isdigit() and self._token(start + 1) and self.tokens[start + 1].text == ",":
            start += 2  # "X, 54, Poland's prime minister"
        begins = self._token(start)
        if begins is not None and begins.pos == "ADP":
            return  # "X, like the president, …"
        for i in range(start, start + _LONGEST):
            token = self._token(i)
            if token is None or self._ends_apposition(token):
                return
            if self._office(i) and not self._office(i + 1) and i not in self.at:
                head = self.reader.whole(i)
                if self.tokens[head].dep in ("nsubj", "nsubjpass"):
                    return  # "…, the mayor said"
                following = self.at.get(head + 1)
                if following is not None and following.type == "PERSON":
                    return
                link, second = self._second(head)
                title = self._held_here(head, limit=link)
                yield from (title,) if second is None else self._paired(title, self._held_here(second))
                return

    def _ends_apposition(self, token: Token) -> bool:
        """Whether no title follows behind this word of an apposition."""
        if token.tag in ("HYPH", "VBN") or token.lower in lexicon().status:
            return False
        return token.pos in ("VERB", "AUX", "SCONJ", "PUNCT")

    def _second(self, head: int) -> tuple[int | None, int | None]:
        """The "and" that joins another title to the one whose noun is `head`, and that title's noun: "founder and owner of Y"."""
        stop = self.reader.end(head, self.sentence.stop)
        for link in range(head + 1, stop + 1):
            token = self._token(link)
            if token is None or token.lower != "and":
                continue
            for i in range(link + 1, link + 5):
                token = self._token(i)
                if token is None or token.pos not in ("NOUN", "PROPN", "ADJ", "DET") or i in self.at:
                    break
                if self._office(i) and not self._office(i + 1):
                    return link, i
        return None, None

    def _held_here(self, head: int, status: Status = "current", limit: int | None = None) -> Title:
        """The title whose noun is `head`, with what stands behind it."""
        return self.reader.read(self.name, head, self.reader.end(head, limit or self.sentence.stop), status)

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
        i = self.name.stop + (self._token(self.name.stop) is not None and self.tokens[self.name.stop].text == ",")
        who = self._token(i)
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
        held = self.reader.held_by(noun)
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
