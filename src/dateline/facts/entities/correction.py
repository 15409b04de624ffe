"""Types of names corrected by what is known of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.facts.document import Document
from dateline.facts.entities.gazetteer import gazetteer
from dateline.facts.entities.lexicon import closed_class, lexicon

if TYPE_CHECKING:
    from dateline.facts.entities.name import Name

_KNOWN_CITY = 100_000  # inhabitants of the smallest city that no hint of its country is needed for


def correct_places(document: Document, names: list[Name]) -> None:
    """Make places of known places, cities from some size on, that nothing else says are persons ("Chernihiv")."""
    words, known = lexicon(), gazetteer()
    surnames = {name.text.split()[-1] for name in names if name.type == "PERSON" and " " in name.text}
    for name in names:
        if name.type != "PERSON" or name.stop - name.first > 1 or name.text in surnames or name.text in words.given:
            continue
        entries = known.find(name.text)
        token = document.tokens[name.first]
        opens = name.text.isupper() and len(name.text) > 3 and document.paragraphs[token.paragraph].first == name.first
        if not entries or entries[0].type != "PLACE" or entries[0].kind == "province":
            continue
        if entries[0].kind == "city" and entries[0].population < _KNOWN_CITY and not opens:
            continue
        before = document.tokens[name.first - 1].lower if name.first else ""
        speaks = token.dep in ("nsubj", "poss") and token.head.lemma in closed_class("speech")
        if not speaks and before not in words.address and before not in words.office:
            name.type, name.entries = "PLACE", entries
