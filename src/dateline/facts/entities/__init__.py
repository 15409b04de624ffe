"""Who and where: mentions of persons, organizations and places, whom they refer to, and the roles persons hold."""

from __future__ import annotations

from dateline.facts.document import Document, Token
from dateline.facts.entities.chain import Chain, link_names
from dateline.facts.entities.description import Describer
from dateline.facts.entities.name import Name, find_names
from dateline.facts.entities.pronoun import likeliest, load_weights, resolve_pronouns
from dateline.facts.entities.role import find_titles, to_role
from dateline.facts.record import Mention, Role, Statement


def find(document: Document) -> tuple[list[Mention], list[Role]]:
    """The mentions and roles of a document, in the order of the text."""
    names, inner = find_names(document)
    _, of_name = link_names(document, [*names, *inner])
    roles = []
    for name, title in find_titles(document, names):
        chain = of_name.get((name.first, name.stop))
        if chain is not None:
            chain.titles.append((title.title, title.organization))
            roles.append(to_role(document, name, title, chain.name, chain.number))
    mentions = []
    for name in [*names, *inner]:
        chain = of_name.get((name.first, name.stop))
        entry = chain.entry if chain else None
        mentions.append(
            Mention(
                start=document.tokens[name.first].start,
                end=document.tokens[name.stop - 1].end,
                type=name.type,
                kind="name",
                name=chain.name if chain else None,
                entity=chain.number if chain else None,
                reason=None if chain else "several persons have this name",
                country=entry.country if entry else None,
                geonames_id=entry.geonames_id if entry and name.type == "PLACE" else None,
                latitude=entry.latitude if entry and name.type == "PLACE" else None,
                longitude=entry.longitude if entry and name.type == "PLACE" else None,
                geo_precision=entry.kind if entry and name.type == "PLACE" else None,
            )
        )
    describer = Describer(document, names, of_name)
    descriptions = describer.by_form()
    heads = person_heads(document, names, of_name)
    heads += [(item.head, item.chain, "nominal") for item in descriptions if item.chain and item.type == "PERSON"]
    heads.sort(key=lambda item: item[0].i)
    pronouns = resolve_pronouns(document, heads, load_weights(), likeliest)
    standing_for = {pronoun.token.i: pronoun.chain for pronoun in pronouns if pronoun.chain}
    descriptions += describer.by_predicate(standing_for, {item.head.i for item in descriptions})
    for item in descriptions:
        mentions.append(
            Mention(
                start=document.tokens[item.first].start,
                end=item.head.end,
                type=item.type,
                kind="nominal",
                name=item.chain.name if item.chain else None,
                entity=item.chain.number if item.chain else None,
                reason=item.reason,
                confidence=0.6,
            )
        )
    for pronoun in pronouns:
        chain = pronoun.chain
        mentions.append(
            Mention(
                start=pronoun.token.start,
                end=pronoun.token.end,
                type="PERSON",
                kind="pronoun",
                name=chain.name if chain else None,
                entity=chain.number if chain else None,
                reason=None if chain else "no person before it fits",
                confidence=round(pronoun.probability, 2),
            )
        )
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    return mentions, sorted(roles, key=lambda role: (role.start, role.end))


def person_heads(
    document: Document, names: list[Name], of_name: dict[tuple[int, int], Chain | None]
) -> list[tuple[Token, Chain, str]]:
    """The head words of persons' names with their chains."""
    return [
        (document.tokens[name.stop - 1], chain, "name")
        for name in names
        if name.type == "PERSON" and (chain := of_name.get((name.first, name.stop)))
    ]


def mark_sources(mentions: list[Mention], statements: list[Statement]) -> None:
    """Set `mention_role` to "source" on mentions that speak."""
    from bisect import bisect_left

    starts = [mention.start for mention in mentions]
    for statement in statements:
        for start, end in statement.speaker:
            for mention in mentions[bisect_left(starts, start) : bisect_left(starts, end)]:
                if mention.end <= end:
                    mention.mention_role = "source"
