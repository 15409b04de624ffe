"""Who holds which office.

Titles stand before a name ("NATO Secretary-General Jens Stoltenberg"), in apposition to it ("Olaf Scholz, the German
chancellor"), in a predicate ("Ardern is prime minister of New Zealand") or in a clause ("Varga, who heads the agency",
"the agency, led by Varga"; clause.py). title.py reads the phrases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.facts.document import Document, Token
from dateline.facts.entities.clause import ClauseFinder
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.held import SAXON
from dateline.facts.entities.joint import counterpart, share_country, shared_titles
from dateline.facts.entities.lexicon import lexicon
from dateline.facts.entities.name import Name
from dateline.facts.entities.title import LINKS, Status, Title, TitleReader

_LONGEST = 14  # tokens between a name and the end of its apposition


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
    share_country(document, found)
    return found


class _Finder(ClauseFinder):
    """Finds the titles of one name."""

    def titles(self) -> Iterator[Title]:
        """Before the name, behind it, and in the clauses it has a part in."""
        yield from self._before()
        yield from self._behind()
        yield from self.in_clauses()

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
                linked = (
                    self.tokens[head + 1].lower in LINKS
                    or self.reader.is_joined(head)
                    or (self.tokens[head + 1].pos == "ADV" and head + 2 == comma)  # "its coordinator there, X"
                )
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
        if begins is not None and begins.pos in ("ADP", "CCONJ"):
            return  # "X, like the president, …", "X, and his deputy, …"
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
                if token is None or i in self.at:
                    break
                if token.pos not in ("NOUN", "PROPN", "ADJ", "DET") and token.lower not in lexicon().status:
                    break
                if self._office(i) and not self._office(i + 1):
                    return link, i
        return None, None
