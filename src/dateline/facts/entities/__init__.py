"""Who and where: mentions of persons, organizations and places, whom they refer to, and the roles persons hold.

Names are found first (name.py) and linked to chains (chain.py); then titles (role.py), places (place.py), descriptions
(description.py) and pronouns (pronoun.py) are read in the light of the chains. reference.py answers the other kinds of facts.
"""

from __future__ import annotations

from bisect import bisect_left

from dateline.facts.document import Document, Token
from dateline.facts.entities.body import resolve_bodies
from dateline.facts.entities.bridging import Bridge
from dateline.facts.entities.chain import Chain, link_names
from dateline.facts.entities.description import Describer, Description
from dateline.facts.entities.mention import (
    acting_role,
    credit_roles,
    description_mention,
    name_mention,
    pronoun_mention,
    role_record,
)
from dateline.facts.entities.name import Name, find_names
from dateline.facts.entities.place import choose_entries
from dateline.facts.entities.pronoun import likeliest, load_weights, resolve_pronouns
from dateline.facts.entities.quotation import first_persons
from dateline.facts.entities.reference import head_of
from dateline.facts.entities.role import find_titles
from dateline.facts.entities.title import Title
from dateline.facts.record import Mention, Role, Statement


def find(document: Document) -> tuple[list[Mention], list[Role]]:
    """The mentions and roles of a document, in the order of the text."""
    names, inner = find_names(document)
    every = sorted([*names, *inner], key=lambda name: (name.first, -name.stop))
    chains, of_name = link_names(document, every)
    choose_entries(document, every, chains)
    titles = find_titles(document, names)
    _note(titles, of_name)
    describer = Describer(document, names, of_name, titles)
    descriptions = describer.by_form()
    bodies = resolve_bodies(document, describer.chain_at)
    owners = {body.token.i: body.chain for body in bodies if body.chain}
    _complete(titles, descriptions, owners, Bridge(document, describer.chain_at))
    roles = _roles(document, titles, chains, of_name)
    heads = person_heads(document, names, of_name)
    heads += [(item.head, item.chain, "nominal") for item in descriptions if item.chain and item.type == "PERSON"]
    described = {item.head.i for item in descriptions if item.chain is not None}
    heads += [(token, chain, "unnamed") for token, chain in describer.unnamed(described)]
    heads.sort(key=lambda item: item[0].i)
    pronouns = resolve_pronouns(document, heads, load_weights(), likeliest)
    standing_for = {pronoun.token.i: pronoun.chain for pronoun in pronouns if pronoun.chain}
    descriptions += describer.by_predicate(standing_for, {item.head.i for item in descriptions})
    credits = credit_roles(document)
    mentions = [pronoun_mention(document, pronoun) for pronoun in [*pronouns, *bodies]]
    mentions += [description_mention(document, item) for item in descriptions]
    for name in every:
        last = document.tokens[name.stop - 1]
        role = credits.get(last.i) if name.type != "PLACE" else None
        mentions.append(name_mention(document, name, of_name[name.first, name.stop], role or acting_role(last)))
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return mentions, roles


def _note(titles: list[Title], of_name: dict[tuple[int, int], Chain | None]) -> None:
    """Note the titles in the chains of their holders, for the descriptions."""
    for title in titles:
        chain = of_name[title.name.first, title.name.stop]
        if chain is not None:
            chain.titles.append((title.title, title.organization))


def _complete(titles: list[Title], descriptions: list[Description], owners: dict[int, Chain], bridge: Bridge) -> None:
    """Say for whom titles are held that say it only together with the text before them: "its", "the agency", nothing."""
    meant = {item.head.i: item.chain for item in descriptions if item.chain is not None}
    for title in titles:
        if title.organization is None:
            body = meant.get(title.body.i) if title.body is not None else None
            body = body or owners.get(title.first - 1) or bridge.body(title)
            title.organization = body.name if body is not None else None


def _roles(
    document: Document, titles: list[Title], chains: list[Chain], of_name: dict[tuple[int, int], Chain | None]
) -> list[Role]:
    """The records of titles; bodies and countries go by the name that the text has for them."""
    named = _names_again(chains)
    roles = []
    for title in titles:
        chain = of_name[title.name.first, title.name.stop]
        if chain is not None:
            roles.append(role_record(document, title, chain, named))
    return sorted(roles, key=lambda role: (role.start, role.end))


def _names_again(chains: list[Chain]) -> dict[str, str]:
    """What the text calls persons and bodies, and what the gazetteer calls them → the names of their chains."""
    named = {name.text: chain.name for chain in chains if chain.type == "PERSON" for name in chain.names}
    named |= {chain.entry.name: chain.name for chain in chains if chain.entry is not None}
    words: dict[str, set[str]] = {}  # "Federation" → the chains of organizations called so
    for chain in chains:
        if chain.type == "ORG" and chain.entry is None:
            for name in chain.names:
                if " " not in name.text:
                    words.setdefault(name.text, set()).add(chain.name)
    return named | {word: next(iter(full)) for word, full in words.items() if len(full) == 1}


def person_heads(
    document: Document, names: list[Name], of_name: dict[tuple[int, int], Chain | None]
) -> list[tuple[Token, Chain, str]]:
    """The head words of persons' names with their chains."""
    return [
        (document.tokens[name.stop - 1], chain, "name")
        for name in names
        if name.type == "PERSON" and (chain := of_name.get((name.first, name.stop)))
    ]


def add_first_persons(document: Document, mentions: list[Mention], statements: list[Statement]) -> None:
    """Take in the "I" of quotations, now that their speakers are known."""
    mentions += first_persons(document, statements)
    mentions.sort(key=lambda mention: (mention.start, mention.end))


def mark_sources(document: Document, mentions: list[Mention], statements: list[Statement]) -> None:
    """Set `mention_role` to "source" on mentions that speak: those of the speaker's chain, or all in the phrase if it is open.

    Where an unnamed source is ("residents of Omdurman"), or whose it is ("Mali's army"), says nothing.
    """
    starts = [mention.start for mention in mentions]
    for statement in statements:
        for start, end in statement.speaker:
            inside = [m for m in mentions[bisect_left(starts, start) : bisect_left(starts, end)] if m.end <= end]
            speaking = [m for m in inside if m.entity is not None and m.entity == statement.speaker_entity]
            head = head_of(document, start, end)
            for mention in speaking or [m for m in inside if m.type != "PLACE" or _is_among(head, m, document)]:
                mention.mention_role = "source"


def _is_among(head: Token | None, mention: Mention, document: Document) -> bool:
    """Whether a mention is what a phrase is about, alone or with others: "Paris and Berlin"."""
    last = document.tokens_in(mention.start, mention.end)[-1]
    while last is not head and last.dep in ("conj", "compound") and last.head is not last:
        last = last.head
    return last is head
