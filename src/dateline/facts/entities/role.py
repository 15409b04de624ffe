"""Who holds which office: titles before a name, in apposition, and in clauses ("X, who heads Y")."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import lexicon
from dateline.facts.entities.name import Name
from dateline.facts.record import Role

_NOUNS = ("NOUN", "PROPN", "ADJ", "NUM")


@dataclass(slots=True)
class Title:
    """A title as read from the text: tokens `first` up to, not including, `stop`."""

    first: int
    stop: int
    head: int
    title: str
    organization: str | None
    status: str


def find_titles(document: Document, names: list[Name]) -> list[tuple[Name, Title]]:
    """Each person's titles, with the name they were given to."""
    at = {token: name for name in names for token in range(name.first, name.stop)}
    found = []
    for name in names:
        if name.type != "PERSON":
            continue
        for title in (_before(document, name, at), _behind(document, name, at)):
            if title:
                found.append((name, title))
    return found


def _is_office(token: Token) -> bool:
    words = lexicon()
    lemma = token.lemma.lower()
    return (token.lower in words.office or lemma in words.office) and token.pos in ("NOUN", "PROPN", "ADJ")


def _before(document: Document, name: Name, at: dict[int, Name]) -> Title | None:
    """ "NATO Secretary-General", "Secretary of State", "former U.S. President" in front of the name."""
    tokens = document.tokens
    words = lexicon()
    i = name.first - 1
    while i >= 0 and tokens[i].lower in words.address and not _is_office(tokens[i]):
        i -= 1
    if i >= 0 and tokens[i].lower == ",":
        return _leading_apposition(document, name, at)
    stop = i + 1
    head = i
    # "Secretary of State X": the head stands before "of"
    j = i
    while (
        j > 0 and tokens[j].pos in ("PROPN", "NOUN", "ADJ", "CCONJ", "DET") and not _is_office(tokens[j]) and i - j < 6
    ):
        j -= 1
    if j > 0 and tokens[j].lower in ("of", "for", "to") and j < i and _is_office(tokens[j - 1]):
        head = j - 1
    elif not (i >= 0 and _is_office(tokens[i])):
        return None
    if tokens[head].sentence != tokens[name.first].sentence:
        return None
    return _title(document, head, stop, at)


def _leading_apposition(document: Document, name: Name, at: dict[int, Name]) -> Title | None:
    """ "The team's coach, X,": the name stands in apposition to the title."""
    tokens = document.tokens
    head = tokens[name.stop - 1].head
    if tokens[name.stop - 1].dep == "appos" and head.i < name.first and _is_office(head) and head.i not in at:
        return _title(document, head.i, min(head.last + 1, name.first - 1), at)
    return None


def _behind(document: Document, name: Name, at: dict[int, Name]) -> Title | None:
    """ "X, the German chancellor", "X, head of the Y", "X, who heads Y"."""
    tokens = document.tokens
    i = name.stop
    if i + 1 >= len(tokens) or tokens[i].lower not in (",", "(", "is", "was", "-", "–", "—"):
        return None
    i += 1
    limit = min(len(tokens), i + 14)
    for j in range(i, limit):
        token = tokens[j]
        if (
            token.sentence != tokens[name.first].sentence
            or token.pos in ("VERB", "AUX", "SCONJ")
            or token.lower in (",", ")", "(", ";")
        ):
            return None
        if _is_office(token) and not (j + 1 < limit and _is_office(tokens[j + 1])) and j not in at:
            if j + 1 < limit and tokens[j + 1].pos == "PROPN" and j + 1 in at and at[j + 1].type == "PERSON":
                return None
            return _title(document, j, _end(document, j), at)
    return None


def _end(document: Document, head: int) -> int:
    """Where the title ends: behind "of …", "for …" or "to …" if it has one, else behind its head."""
    tokens = document.tokens
    if head + 1 < len(tokens) and tokens[head + 1].lower in ("of", "for", "to", "at", "in", "with"):
        stop = head + 2
        while stop < len(tokens) and (
            tokens[stop].pos in ("PROPN", "NOUN", "ADJ", "DET", "PART")
            or tokens[stop].lower in ("of", "and", "'s", "’s", "-", "&")
        ):
            stop += 1
        while stop > head + 1 and not tokens[stop - 1].is_word:
            stop -= 1
        if stop > head + 2:
            return stop
    return head + 1


def _title(document: Document, head: int, stop: int, at: dict[int, Name]) -> Title:
    """Split the noun phrase around an office noun into title, organization and status."""
    tokens = document.tokens
    words = lexicon()
    first = head
    while first > 0 and tokens[first - 1].sentence == tokens[head].sentence:
        before = tokens[first - 1]
        if (
            before.pos in _NOUNS
            or before.tag in ("POS", "HYPH", "VBN")
            or before.lower in ("'s", "’s", "-")
            or before.lower in words.status
        ):
            first -= 1
        else:
            break
    status = "current"
    organization = None
    title_first = first
    for i in range(first, head):
        token = tokens[i]
        if token.lower in words.status:
            status = words.status[token.lower]
            title_first = i + 1
        elif token.text in gazetteer().adjectives:
            organization = gazetteer().countries[gazetteer().adjectives[token.text]].name
            title_first = i + 1
        elif token.tag == "POS":
            title_first = i + 1
        elif i in at and at[i].type != "PERSON" and token.lower not in words.modifier:
            organization = at[i].text
            title_first = at[i].stop
    title_first = min(title_first, head)
    title_stop = stop
    for i in range(head + 1, stop):
        if tokens[i].lower in ("of", "for", "to", "at", "in", "with"):
            inner = next((at[k] for k in range(i + 1, stop) if k in at and at[k].type != "PERSON"), None)
            if inner is not None and organization is None:
                organization = inner.text
            if inner is not None and tokens[i + 1].lower != "state":
                title_stop = i
            break
    if head + 2 < len(tokens) and tokens[head + 1].text == "-" and tokens[head + 2].lower in words.status:
        status = words.status[tokens[head + 2].lower]
    start = tokens[title_first].start
    return Title(
        first, stop, head, document.text[start : tokens[max(title_stop, head + 1) - 1].end], organization, status
    )


def to_role(document: Document, name: Name, title: Title, person: str, number: int) -> Role:
    """The record of a title somebody holds."""
    tokens = document.tokens
    return Role(
        start=min(tokens[title.first].start, tokens[name.first].start),
        end=max(tokens[title.stop - 1].end, tokens[name.stop - 1].end),
        person=person,
        title=title.title,
        organization=title.organization,
        status=title.status,  # type: ignore[arg-type]
        entity=number,
    )
