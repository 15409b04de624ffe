"""Titles as phrases: where one begins and ends around its noun ("deputy defense minister"); held.py reads for whom it is held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.held import SAXON, WHERE, Held, HolderReader, employs
from dateline.facts.entities.lexicon import lexicon
from dateline.facts.entities.name import Name

Status = Literal["current", "former", "acting", "elect"]

LINKS = frozenset(("of", "for", "to", "at", "in", "with", "from"))
_JOINED = ("-elect", "-designate")
# Beats are part of a reporter's title: a "U.N. correspondent" doesn't work for the U.N., but a "BBC correspondent" for the BBC.
_BEATS = frozenset(("correspondent", "reporter", "editor", "columnist", "analyst", "expert", "bureau"))


@dataclass(slots=True)
class Title:
    """A title a name was given: `name`'s and the title's tokens lie in `first` up to, not including, `stop`.

    `organization` is whom it is held for, as the text or the gazetteer names it. Where the text says "the agency", `body` is
    that noun, and `tail` what the title says of it ("of the agency").
    """

    name: Name
    first: int
    stop: int
    title: str
    organization: str | None
    status: Status
    tail: str = ""
    body: Token | None = None


class TitleReader:
    """Reads the titles of one document's persons. `at` are the names by their tokens."""

    def __init__(self, document: Document, at: dict[int, Name]) -> None:
        self.document, self.tokens, self.at = document, document.tokens, at
        self.holder = HolderReader(document, at)
        self.text = self.holder.text

    def is_office(self, i: int, *, plural: bool = False) -> bool:
        """Whether the token is a title's noun; for one person, unless `plural`."""
        token = self.tokens[i]
        if (token.tag in ("NNS", "NNPS")) is not plural or token.pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        words = lexicon()
        return any(word in words.office or word in words.occupation for word in (token.lower, token.lemma.lower()))

    def is_rank(self, i: int) -> bool:
        """Whether the token is a rank or an office abbreviated, which is a title right before a name only."""
        return self.tokens[i].lower in lexicon().rank

    def whole(self, i: int) -> int:
        """The last word of the title whose noun this is: "secretary-general", "deputy defense minister"."""
        head = self.tokens[i].head.i
        modifies = self.tokens[i].dep in ("compound", "amod", "nmod") and i < head < i + 5
        if modifies and self.is_office(head) and head not in self.at and i not in self.at:
            i = head
        while i + 2 < len(self.tokens) and self.tokens[i + 1].text == "-":
            if self.is_office(i + 2):
                i += 2
            elif self._is_in_chief(i + 4):
                return i + 4
            else:
                break
        return i

    def _is_in_chief(self, i: int) -> bool:
        """Whether a token ends "editor-in-chief", which the tokenizer cuts at its hyphens."""
        words = [token.lower for token in self.tokens[max(0, i - 3) : i + 1]]
        return words == ["-", "in", "-", "chief"]

    def end(self, head: int, limit: int) -> int:
        """Where a title that isn't in front of its name ends: behind "of …", "for …" if it has one, else behind its head."""
        tokens, stop = self.tokens, head + (3 if self.is_joined(head) else 1)
        if stop >= limit or tokens[stop].lower not in LINKS:
            return stop
        stop += 1
        while stop < limit and (
            tokens[stop].pos in ("PROPN", "NOUN", "ADJ", "DET", "PART")
            or tokens[stop].lower in ("of", "and", "-", "&", *SAXON)
            or (tokens[stop].tag == "VBN" and tokens[stop - 1].text == "-")
        ):
            stop += 1
        while not tokens[stop - 1].is_word or tokens[stop - 1].lower in ("of", "and"):
            stop -= 1
        return stop if stop > head + 2 else head + 1

    def is_joined(self, head: int) -> bool:
        """Whether "-elect" or "-designate" stands behind a title's noun."""
        return head + 2 < len(self.tokens) and self.text(head + 1, head + 3).lower() in _JOINED

    def read(self, name: Name, head: int, stop: int, status: Status = "current", floor: int = 0) -> Title:
        """Split the phrase around a title's noun into title, organization and status. It begins at `floor` or later."""
        tokens = self.tokens
        floor = max(floor, self.document.sentence_of(tokens[head]).first)
        first = self._begin(name, head, floor)
        start, held, status = self._in_front(first, head, status)
        if tokens[head].text[0].isupper():
            while start < head and tokens[start].text[0].islower():
                start += 1  # "conservative Justice X"
        link = head + 1
        if self.is_joined(head):
            status, link = "elect", head + 3
        title_stop, stop, tail = head + 1, max(stop, link), ""
        if link + 1 < stop and tokens[link].lower in LINKS:
            behind = self.holder.behind(link + 1, stop, head)
            if held.organization is None and (behind.organization is not None or behind.body is not None):
                held, tail = behind, self.text(link, stop) if behind.organization is None else ""
            elif behind.organization is not None:
                # "the British ambassador to Moscow" keeps Moscow
                title_stop = stop if tokens[link].lower == "to" else title_stop
            elif tokens[link].lower not in WHERE or self._is_post(first, link):
                title_stop = stop
        organization = held.organization or self.holder.beyond(name, stop)
        if organization is None and held.body is None and tokens[head].lower not in _BEATS:
            held = self.holder.in_title(start, head)
            organization = held.organization
        if stop <= name.first:
            first, stop = first, name.stop
        return Title(
            name,
            min(first, name.first),
            max(stop, name.stop),
            self.text(start, title_stop),
            organization,
            status,
            tail if organization is None else "",
            held.body if organization is None else None,
        )

    def _is_post(self, first: int, link: int) -> bool:
        """Whether "in Basra" belongs to a title: "the representative in Basra", but not "a baker in Basra"."""
        place = self.at.get(link + 1)
        definite = first == 0 or self.tokens[first - 1].lower not in ("a", "an")
        return place is not None and place.type == "PLACE" and definite

    def _begin(self, name: Name, head: int, floor: int) -> int:
        """Where the phrase in front of a title's noun begins."""
        words, tokens, first = lexicon(), self.tokens, head
        while first > floor:
            before = tokens[first - 1]
            if name.first <= first - 1 < name.stop or before.ent in ("DATE", "TIME"):
                break
            if (
                before.pos not in ("NOUN", "PROPN", "ADJ", "NUM")
                and before.tag not in ("POS", "HYPH")
                and not (before.tag == "VBN" and first <= before.head.i <= head)
                and before.lower not in words.status
                and before.text != "-"
                and not (before.lower == "in" and self._is_in_chief(first + 1))
            ):
                break
            if before.lower in words.address and not self.is_office(first - 1):
                break
            first -= 1
        return first

    def _in_front(self, first: int, head: int, status: Status) -> tuple[int, Held, Status]:
        """Where the title itself begins in the words before its noun, and for whom and how it is held."""
        words, names, tokens = lexicon(), gazetteer(), self.tokens
        held, start = Held(), first
        cut = self.at.get(first)  # "Ministry of Foreign Affairs spokesperson X"
        if cut is not None and cut.type == "ORG" and cut.first < first and cut.stop <= head:
            held, start = Held(cut.text), cut.stop
        beat = tokens[head].lower in _BEATS
        for i in range(start, head):
            token, name, nation = tokens[i], self.at.get(i), names.nationality(tokens, i)
            if token.lower in words.status or (token.lower + "-" in words.status and tokens[i + 1].text == "-"):
                status = words.status.get(token.lower, "former")  # type: ignore[assignment]
                start = i + 1
            elif (start == i and (token.tag in ("POS", "HYPH") or token.text == "-")) or token.lower in SAXON:
                if token.lower in SAXON and self.holder.is_body(i - 1):
                    held = self.holder.body(first, i)  # "the Congolese army's"
                elif token.lower in SAXON and held.organization is None:
                    held = self.holder.owner(start, i)
                start = i + 1
            elif name is not None and beat and not employs(name):
                continue
            elif name is not None and name.type == "ORG" and name.first == i < name.stop - 1 and name.stop <= head:
                held, start = Held(name.text), name.stop
            elif nation is not None and i + nation[1] <= head and i >= start and not beat:
                held, start = Held(nation[0].name), i + nation[1]
            elif name is None and i == start and (country := self.holder.seat(token)) is not None:
                held, start = Held(country), i + 1
            elif name is not None and token.lower not in words.modifier:
                if name.type != "PLACE" or held.organization is None:
                    held = Held(name.text)  # but "Oxfam's Yemen director" is Oxfam's
                start = min(name.stop, head)
        while start < head and not tokens[start].is_word:
            start += 1
        return start, held, status
