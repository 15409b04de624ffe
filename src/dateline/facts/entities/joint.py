"""Titles that persons have in common: "Presidents X of Senegal and Y of Mali", "President X and his French counterpart, Y"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dateline.facts.document import Document, Token
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.name import Name
from dateline.facts.entities.title import Title, TitleReader

_LIST = frozenset((",", "and", "&"))
_NEAR = 3  # sentences, quotations included


def counterpart(document: Document, title: Title, found: list[Title]) -> Title | None:
    """ "French President X and his Turkish counterpart, Y": the title of whoever was named last, if that isn't long ago."""
    other = next((one for one in reversed(found) if one.name.text != title.name.text), None)
    if other is None or title.organization is None:
        return None
    tokens = document.tokens
    near = tokens[title.name.first].sentence - tokens[other.name.first].sentence <= _NEAR
    return replace(title, title=other.title) if near and other.organization != title.organization else None


def share_country(document: Document, found: list[Title]) -> None:
    """ "President X, Prime Minister Y and Foreign Minister Z of Chile": three or more different titles of one list are held for
    the country that stands behind the last.

    Of two, the first may be the host: "President X and Prime Minister Y of India".
    """
    run: list[Title] = []
    for title in found:
        run = [*run, title] if run and _listed(document, run[-1], title) else [title]
        country = title.organization
        if country is None or len(run) < 3 or len({one.title.lower() for one in run}) < len(run):
            continue
        entries = gazetteer().find(country)
        if entries and entries[0].kind == "country" and all(one.organization is None for one in run[:-1]):
            for one in run[:-1]:
                one.organization = country


def _listed(document: Document, one: Title, other: Title) -> bool:
    """Whether a title and name follow upon others with nothing but a comma or "and" between them."""
    between = document.tokens[one.stop : other.first]
    beside = document.tokens[one.stop - 1].sentence == document.tokens[other.first].sentence
    return beside and 0 < len(between) <= 2 and all(token.lower in _LIST for token in between)


def shared_titles(reader: TitleReader, persons: list[Name]) -> dict[int, Title]:
    """ "Presidents X of Senegal and Y of Mali": titles in the plural that several names share, by the first token of the name."""
    tokens, found = reader.tokens, {}
    following = dict(pairwise([*(name.first for name in persons), -1]))
    by_first = {name.first: name for name in persons}
    for name in persons:
        head = name.first - 1
        if head < 0 or head in reader.at or not reader.is_office(head, plural=True):
            continue
        phrase = reader.read(name, head, head + 1)
        single = phrase.title.removesuffix(tokens[head].text) + _singular(tokens[head])
        one: Name | None = name
        while one is not None:
            found[one.first] = replace(
                phrase, name=one, title=single, first=min(phrase.first, one.first), stop=one.stop
            )
            if one is not name:
                found[one.first].first = one.first
            found[one.first].organization = reader.holder.beyond(one, one.stop) or phrase.organization
            beyond = by_first.get(following[one.first])
            one = beyond if beyond is not None and _joined(reader, one, beyond) else None
    return found


def _singular(noun: Token) -> str:
    return noun.lemma.capitalize() if noun.text[0].isupper() else noun.lemma.lower()


def _joined(reader: TitleReader, one: Name, other: Name) -> bool:
    """Whether two names stand in one list, with nothing but whom each of them speaks for between them."""
    between = reader.tokens[one.stop : other.first]
    own = [token for token in between if token.i not in reader.at and token.lower not in ("of", "the")]
    return bool(own) and len(own) <= 2 and all(token.lower in _LIST for token in own)
