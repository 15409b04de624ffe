"""Which names name the same: chains of mentions within one article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dateline.facts.document import Document
from dateline.facts.entities.gazetteer import Entry, gazetteer, plain
from dateline.facts.entities.lexicon import closed_class, lexicon
from dateline.facts.entities.name import Name
from dateline.facts.record import EntityType

_NAMESAKES = 40  # chains that share a word among whom one is looked for, so that time stays linear
_SMALL_WORDS = {"of", "the", "and", "for", "in", "on", "&", "de", "la", "du"}


@dataclass(slots=True, eq=False)
class Chain:
    """A person, organization or place of the article. `titles` are (title, organization) pairs, `gender` "he", "she" or None."""

    number: int
    type: EntityType
    name: str
    names: list[Name] = field(default_factory=list)
    forms: dict[str, Name] = field(default_factory=dict)  # the first name of each wording
    gender: str | None = None
    entry: Entry | None = None
    titles: list[tuple[str, str | None]] = field(default_factory=list)
    within: str | None = None  # the country or state that the text gives with a place's name

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return surname_of(self.name)


def surname_of(name: str) -> str:
    """The last word of a person's name, without "Jr." and the like."""
    words = [word for word in name.replace(",", " ").split() if word.rstrip(".") not in ("Jr", "Sr", "II", "III", "IV")]
    return words[-1] if words else name


def qualifier(document: Document, name: Name, by_start: Mapping[int, Name]) -> Name | None:
    """The place behind a comma or "in" that says where a place lies: "Springfield, Illinois", "Cordoba in Spain"."""
    tokens = document.tokens
    if name.type != "PLACE" or name.stop + 1 >= len(tokens) or tokens[name.stop].lower not in (",", "in"):
        return None
    following = by_start.get(name.stop + 1)
    return following if following is not None and following.type == "PLACE" else None


def _within(document: Document, name: Name, by_start: Mapping[int, Name]) -> str | None:
    """The country or state that the text gives with a city's name, by its own name."""
    larger = qualifier(document, name, by_start)
    if larger is None or not larger.entries or not name.entries or name.entries[0].kind != "city":
        return None
    return larger.entries[0].name if larger.entries[0].kind in ("country", "state", "region", "province") else None


def _lies_abroad(chain: Chain, within: str) -> bool:
    """Whether a city named before without more lies in another country than the text says now: "Paris … Paris, Texas"."""
    said = gazetteer().find(within)
    return chain.within is None and chain.entry is not None and bool(said) and said[0].country != chain.entry.country


def link_names(document: Document, names: list[Name]) -> tuple[list[Chain], dict[tuple[int, int], Chain | None]]:
    """Chains, and for each name (by its tokens) its chain, or None where two would do."""
    chains: list[Chain] = []
    by_key: dict[tuple[str, str], list[Chain]] = {}
    chains_by_noun: dict[str, Chain] = {}
    of_name: dict[tuple[int, int], Chain | None] = {}
    by_start = {name.first: name for name in names}
    order = sorted(names, key=lambda name: (name.type != "PLACE" and " " not in name.text, name.first))
    for name in order:
        keys = _keys(name)
        candidates = _unique(chain for key in keys for chain in by_key.get((name.type, key), [])[-_NAMESAKES:])
        within = _within(document, name, by_start)
        fitting = [chain for chain in candidates if _fits(document, name, chain)]
        if within is not None:  # Cambridge, England, isn't the Cambridge, Massachusetts, of before
            fitting = [chain for chain in fitting if chain.within in (None, within) and not _lies_abroad(chain, within)]
        chain = _choose(name, fitting) or _called_again(name, chains_by_noun)
        if chain is None and fitting:
            of_name[name.first, name.stop] = None
            continue
        if chain is None:
            chain = Chain(len(chains), name.type, _in_natural_case(name))
            chains.append(chain)
        chain.within = chain.within or within
        chain.names.append(name)
        chain.forms.setdefault(name.text, name)
        of_name[name.first, name.stop] = chain
        if name.entries and chain.entry is None:
            chain.entry = name.entries[0]
        if name.type == "PERSON":
            chain.gender = chain.gender or _gender(document, name)
            if len(name.text.split()) > len(chain.name.split()):
                chain.name = name.text
        else:
            chain.name = _fuller(chain.name, name.text)
        for key in keys:
            held = by_key.setdefault((name.type, key), [])
            if chain not in held:
                held.append(chain)
        for noun in _nouns(name):
            chains_by_noun[noun] = chain
    return chains, of_name


def _nouns(name: Name) -> set[str]:
    """The nouns by which an organization can be called again in capitals: "the Federation" for the Federation of Weavers."""
    words = name.text.lower().split()
    return {words[0], words[-1]} & lexicon().organization_again if name.type == "ORG" and len(words) > 1 else set()


def _called_again(name: Name, chains_by_noun: Mapping[str, Chain]) -> Chain | None:
    """The organization named last whose noun a name of one word is."""
    return chains_by_noun.get(name.text.lower()) if name.type == "ORG" and not name.entries else None


def _fuller(one: str, other: str) -> str:
    """The better of two names of an organization or place: not in capitals by accident, then the longer one, then the first."""
    shouted, other_shouted = _is_shouted(one), _is_shouted(other)
    if shouted != other_shouted:
        return other if shouted else one
    return other if len(other) > len(one) else one


def _is_shouted(name: str) -> bool:
    """Whether a name stands in capitals that it isn't known by ("PENTAGON", not "NATO")."""
    return name.isupper() and len(name) > 3 and name not in gazetteer().entries


def _in_natural_case(name: Name) -> str:
    """The name; one in capitals as the gazetteer writes it: as its entry's own name, not "Hong Kong" for Victoria."""
    if not name.entries or not _is_shouted(name.text):
        return name.text
    own = (entry.name for entry in name.entries if plain(entry.name).upper() == plain(name.text))
    return next(own, name.entries[0].name if name.type == "ORG" else name.text.title())


def _unique(chains: object) -> list[Chain]:
    return list(dict.fromkeys(chains))  # type: ignore[call-overload]


def _keys(name: Name) -> list[str]:
    """The strings under which a chain is found again."""
    text = name.text.replace("’", "'")
    if name.type == "PERSON":
        words = text.split()
        keys = [surname_of(text).casefold()]
        if len(words) > 1:
            keys.append(words[0].casefold())
        return keys
    bare = text.replace(".", "")
    words = [word for word in bare.split() if word.lower() not in _SMALL_WORDS]
    first = "begins with " + words[0].casefold() if words else ""
    if name.entries:
        return [name.entries[0].name, first] if name.type == "ORG" and len(words) > 1 else [name.entries[0].name]
    keys = [bare.casefold().removeprefix("the ")]
    if name.type == "ORG":
        # An abbreviation and what it abbreviates share a key; two long names with the same initials don't.
        if len(words) > 1:
            keys += ["initials of " + _initials(bare), first]
        elif bare.isupper() and len(bare) > 1:
            keys.append("initials of " + bare)
        else:
            keys.append(first)
    return keys


def _fits(document: Document, name: Name, chain: Chain) -> bool:
    if name.type != "PERSON":
        return _share_name(name, chain)
    mine, theirs = name.text.split(), chain.name.split()
    while len(mine) > 1 and mine[0].lower() in closed_class("particles"):
        mine = mine[1:]  # "de Blasio" is a surname
    if len(mine) > 1 and len(theirs) > 1:
        if mine == theirs:
            return True
        if surname_of(name.text).casefold() != chain.surname.casefold():
            return False
        if mine[0] in (word.strip('"“”') for word in theirs[:-1]):
            return True  # a nickname: 'Robert "Bobby" Scott', "Bobby Scott"
        a, b = mine[0].rstrip("."), theirs[0].rstrip(".")
        return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) or (min(len(a), len(b)) > 2 and a[:3] == b[:3])
    gender = _gender(document, name)
    return not (gender and chain.gender and gender != chain.gender)


def _share_name(name: Name, chain: Chain) -> bool:
    """Whether a name of an organization or place is one of the chain's, or abbreviates one, or the other way round."""
    return any(_is_same(name, other) for other in chain.forms.values())


def _is_same(one: Name, other: Name) -> bool:
    if one.entries and other.entries:
        return one.entries[0].name == other.entries[0].name
    a, b = one.text.replace(".", ""), other.text.replace(".", "")
    firms = one.type == "ORG" and (_is_short_for(one.text, other.text) or _is_short_for(other.text, one.text))
    return a.casefold() == b.casefold() or _abbreviates(a, b) or firms


def _abbreviates(one: str, other: str) -> bool:
    """Whether one of two names is the other's initials."""
    short, full = (one, other) if one.isupper() else (other, one)
    return short.isupper() and not full.isupper() and short == _initials(full)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word.lower() not in _SMALL_WORDS).upper()


def _is_short_for(short: str, full: str) -> bool:
    """Whether a firm's name is another's without its legal form ("Acme Foods", "Acme Foods Plc"), or its first word ("Acme")."""
    brief, words = _bare_words(short), _bare_words(full)
    if len(brief) > 1 or len(words) < 2:
        return brief == words
    general = lexicon()
    word = brief[0] if brief else ""
    common = word in general.organization or word in general.place or word in general.other or word in general.office
    return word == words[0] and words[1] != "of" and not common and short not in gazetteer().adjectives


def _bare_words(name: str) -> list[str]:
    """The words of a firm's name without its legal form, in small letters."""
    words = [word.rstrip(",").replace(".", "").casefold() for word in name.split() if word != "&"]
    while len(words) > 1 and words[-1] in closed_class("legal_forms"):
        words.pop()
    return words


def _choose(name: Name, fitting: list[Chain]) -> Chain | None:
    """The only chain that fits, or the one whose surname, not given name, this is, or the one named before."""
    if len(fitting) > 1 and name.type == "PERSON":
        word = name.text.split()[-1].casefold()
        by_surname = [chain for chain in fitting if chain.surname.casefold() == word]
        fitting = by_surname or fitting
        before = [chain for chain in fitting if chain.names[0].first < name.first]
        fitting = before or fitting
        bare = [chain for chain in fitting if any(" " not in other.text for other in chain.names)]
        fitting = bare if len(bare) == 1 else fitting  # the surname alone has meant this one before
    if len(fitting) > 1 and name.type != "PERSON":
        return max(fitting, key=lambda chain: chain.names[-1].first) if name.type == "PLACE" else fitting[0]
    return fitting[0] if len(fitting) == 1 else None


def _gender(document: Document, name: Name) -> str | None:
    """What the title in front and the given name tell."""
    words = lexicon()
    i = name.first - 1
    if i >= 0:
        before = document.tokens[i].lower
        told = words.address.get(before) or words.person.get(before)
        if told in ("he", "she"):
            return told
    first, *others = name.text.split()
    if not others or first.lower() in closed_class("particles"):
        return None  # "Van der Berg" tells nothing, though Van is a given name
    for part in (first, *reversed(first.split("-"))):  # "Jean-Claude" goes by its second half
        told = words.given.get(part)
        if told in ("he", "she"):
            return told
    return None
