"""From names, pronouns and descriptions to the records of mentions and roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.facts.dateline import find_dateline
from dateline.facts.document import Document, Stretch, Token
from dateline.facts.entities.chain import Chain
from dateline.facts.entities.description import Description
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.name import Name
from dateline.facts.entities.place import precision
from dateline.facts.entities.pronoun import Resolved
from dateline.facts.entities.title import Title
from dateline.facts.record import Mention, MentionRole, Role

_BYLINE = re.compile(
    r"contributed to (?:this|the) (?:report|story|article)"
    r"|^(?:by|reporting by|writing by|reported by|written by|edited by|editing by)\b"
    r"|\b(?:reporting|writing|editing) by\b"
)
_CREDIT = re.compile(
    r"^\(?(?:photo|image|picture|file|credit|video|graphic)s?\b[^.]{0,40}(?::|\bby\b|©)"
    r"|\((?:photo|image)s?(?: by|:)|\bphoto/|\bimage:|©"
)
_BYLINE_UNDER = re.compile(r"\n(?=(?:By|BY) [A-Z])")
# No credit is without one of these; telling so is cheap.
_CREDIT_SIGNS = ("by", ":", "©", "photo", "image", "contributed to")
_ACTING = frozenset(("nsubj", "agent"))


def name_mention(document: Document, name: Name, chain: Chain | None, role: MentionRole | None) -> Mention:
    """The record of a name; a place's comes with its country and coordinates."""
    entry = chain.entry if chain else None
    place = entry if name.type == "PLACE" else None
    return Mention(
        start=document.tokens[name.first].start,
        end=document.tokens[name.stop - 1].end,
        type=name.type,
        kind="name",
        name=chain.name if chain else None,
        entity=chain.number if chain else None,
        mention_role=role,
        reason=None if chain else "more than one person of this name is mentioned",
        country=entry.country if entry else None,
        geonames_id=place.geonames_id if place else None,
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        geo_precision=precision(place) if place and place.latitude is not None else None,
        confidence=name.confidence,
    )


def pronoun_mention(document: Document, pronoun: Resolved) -> Mention:
    """The record of a he, she, it or they."""
    chain = pronoun.chain
    return Mention(
        start=pronoun.token.start,
        end=pronoun.token.end,
        type=chain.type if chain else "PERSON",
        kind="pronoun",
        name=chain.name if chain else None,
        entity=chain.number if chain else None,
        mention_role=acting_role(pronoun.token),
        reason=None if chain else "nobody named before it fits well enough",
        country=chain.entry.country if chain and chain.entry else None,
        confidence=round(pronoun.probability, 2),
    )


def description_mention(document: Document, item: Description) -> Mention:
    """The record of a description."""
    chain = item.chain
    return Mention(
        start=document.tokens[item.first].start,
        end=item.head.end,
        type=item.type,
        kind="nominal",
        name=chain.name if chain else None,
        entity=chain.number if chain else None,
        mention_role=acting_role(item.head),
        reason=item.reason,
        country=chain.entry.country if chain and chain.entry else None,
        confidence=0.7 if chain else 0.5,
    )


def acting_role(token: Token) -> MentionRole:
    """ "actor" where the mention does something in its clause, else "subject": it is written about."""
    return "actor" if token.dep in _ACTING or (token.dep == "pobj" and token.head.dep == "agent") else "subject"


def credit_roles(document: Document) -> dict[int, MentionRole]:
    """Tokens in credits of writers, photographers and agencies, with the role of the names in them."""
    roles: dict[int, MentionRole] = {}
    for sentence in document.sentences:
        if sentence.end - sentence.start < 400:
            for start, end in _lines(document, sentence):
                role = _credit(document.text[start:end].lower())
                if role is not None:
                    roles |= dict.fromkeys((token.i for token in document.tokens_in(start, end)), role)
    dateline = find_dateline(document)
    if dateline is not None:
        roles |= dict.fromkeys((token.i for token in document.tokens_in(*dateline)), "credit")
    return roles


def _lines(document: Document, sentence: Stretch) -> Iterator[tuple[int, int]]:
    """The sentence; in two where a byline follows on a headline without a stop."""
    cut = _BYLINE_UNDER.search(document.text, sentence.start, sentence.end)
    if cut is not None:
        yield sentence.start, cut.start()
    yield (cut.start() + 1 if cut is not None else sentence.start), sentence.end


def _credit(text: str) -> MentionRole | None:
    """What kind of credit a line in small letters is."""
    if not any(sign in text for sign in _CREDIT_SIGNS):
        return None
    if _CREDIT.search(text):
        return "credit"
    return "byline" if _BYLINE.search(text) else None


def role_record(document: Document, title: Title, chain: Chain, named: Mapping[str, str]) -> Role:
    """The record of a title. `named` gives the text's own name of a known organization or place by its entry's name."""
    organization = title.organization
    if organization is not None:
        entries = gazetteer().find(organization)
        organization = named.get(entries[0].name if entries else organization, organization)
    return Role(
        start=document.tokens[title.first].start,
        end=document.tokens[title.stop - 1].end,
        person=chain.name,
        title=title.title if organization else f"{title.title} {title.tail}".strip(),
        organization=organization,
        status=title.status,
        entity=chain.number,
        confidence=0.8 if organization else 0.7,
    )
