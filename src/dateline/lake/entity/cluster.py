"""Which names are one entity's: pure functions of what the lake says of the names of one block, in whatever order they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.lake.entity import organization, person
from dateline.lake.entity.fold import fold, skeleton
from dateline.lake.entity.profile import (
    ONE_ACQUAINTANCE,
    Evidence,
    Link,
    Profile,
    agreement,
    conflict,
    context,
    together,
    united,
)

# Names this likely to be one person's are.
ENOUGH = 0.85
# A second candidate, as likely but for this, makes a likeness uncertain.
MARGIN = 0.1
SURNAME_SCORE, ACRONYM_SCORE, WORDING_SCORE = 0.8, 0.8, 0.95
# An abbreviation this long is one by chance so seldom that nothing else is asked for.
_LONG_ACRONYM = 4


@dataclass
class Clustered:
    """Links by node, and the short names whose bearer only the single article can tell.

    `unclear`: name id → the entities that could be meant, each with its evidence; none where the name alone (a given name)
    says nothing.
    """

    links: dict[str, Link] = field(default_factory=dict)
    unclear: dict[str, list[tuple[str, Evidence]]] = field(default_factory=dict)


def compared(profiles: Sequence[Profile]) -> Iterator[tuple[Profile, Profile, float]]:
    """Pairs of full names that can be one person's, with the likeness of the names."""
    by_given = defaultdict(list)
    for profile in sorted(profiles, key=lambda profile: profile.node):
        for key in person.given_keys(person.parse(profile.name)):
            by_given[key].append(profile)
    seen = set()
    for group in by_given.values():
        for index, a in enumerate(group):
            for b in group[index + 1 :]:
                if (a.node, b.node) not in seen:
                    seen.add((a.node, b.node))
                    likeness = person.likeness(a.name, b.name)
                    if likeness:
                        yield a, b, likeness


def people(profiles: Iterable[Profile], given_names: frozenset[str]) -> Clustered:
    """The people of one block. `given_names` (folded) alone name somebody else in every article."""
    found = Clustered()
    full: list[Profile] = []
    short: list[Profile] = []
    for profile in sorted(profiles, key=lambda profile: profile.node):
        (full if person.parse(profile.name).full else short).append(profile)
    clusters = _clusters(full)
    known: dict[str, list[tuple[str, list[Profile]]]] = defaultdict(list)
    for members in clusters:
        entity = _earliest(profile for profile, _ in members)
        for profile, score in members:
            found.links[profile.node] = Link(entity, "name" if profile.node == entity else "spelling", score)
        for surname in {_surname(profile) for profile, _ in members}:
            known[surname].append((entity, [profile for profile, _ in members]))
    for profile in short:
        _place_short(profile, known[_surname(profile)], given_names, found)
    return found


def _surname(profile: Profile) -> str:
    """The surname, alike in all its spellings."""
    return skeleton(person.parse(profile.name).surname)


def _clusters(full: list[Profile]) -> list[list[tuple[Profile, float]]]:
    """Full names joined while all of a cluster can be one person's, the surest pairs first; each with its best score."""
    edges, neighbours = [], defaultdict(list)
    for a, b, likeness in compared(full):
        score = likeness + context(a, b)
        if together(a, b) and likeness < person.SPELT:
            # An article that means two people by "Paul Marlow" and "John Paul Marlow" would say so.
            if not person.shortened(a.name, b.name):
                continue
            score += ONE_ACQUAINTANCE
        if score >= ENOUGH:
            edges.append((score, likeness, a, b))
            neighbours[a.node].append((score, b))
            neighbours[b.node].append((score, a))
    cluster_of = {profile.node: [profile] for profile in full}
    best: dict[str, float] = {}
    for score, likeness, a, b in sorted(edges, key=lambda edge: (-edge[0], edge[2].node, edge[3].node)):
        one, other = cluster_of[a.node], cluster_of[b.node]
        if one is other:
            continue
        if likeness < person.SPELT and (_rivals(a, b, score, neighbours) or _rivals(b, a, score, neighbours)):
            continue
        if all(person.likeness(x.name, y.name) and not _homonyms(x, y) for x in one for y in other):
            one.extend(other)
            cluster_of.update(dict.fromkeys((profile.node for profile in other), one))
            for profile in (a, b):
                best[profile.node] = max(best.get(profile.node, 0.0), min(1.0, round(score, 2)))
    distinct = {id(cluster): cluster for cluster in cluster_of.values()}
    return [[(profile, best.get(profile.node, 1.0)) for profile in cluster] for cluster in distinct.values()]


def _homonyms(a: Profile, b: Profile) -> bool:
    """Whether two profiles are one name in two senses."""
    return a.name_id == b.name_id


def _rivals(a: Profile, b: Profile, score: float, neighbours: Mapping[str, list[tuple[float, Profile]]]) -> bool:
    """Whether somebody who can't be b is about as likely to be a."""
    return any(
        rival >= score - MARGIN and other is not b and not person.likeness(other.name, b.name)
        for rival, other in neighbours[a.node]
    )


def _place_short(
    profile: Profile, known: list[tuple[str, list[Profile]]], given_names: frozenset[str], found: Clustered
) -> None:
    """Give a surname, with or without an initial, to the one person of that surname."""
    name = person.parse(profile.name)
    candidates = [
        (entity, [member.evidence for member in members])
        for entity, members in known
        if any(
            person.same_surname(name.surname, other.surname)
            and person.agrees(name.given, other.given)
            and name.suffix in ("", other.suffix)
            for other in (person.parse(member.name) for member in members)
        )
    ]
    if len(candidates) == 1 and not any(conflict(profile.evidence, known) for known in candidates[0][1]):
        found.links[profile.node] = Link(candidates[0][0], "surname", SURNAME_SCORE)
    elif candidates or (not name.given and fold(profile.name) in given_names):
        found.unclear[profile.name_id] = [(entity, united(several)) for entity, several in candidates]
    else:
        found.links[profile.node] = Link(profile.node, "name", 1.0)


def choose(here: Evidence, candidates: Sequence[tuple[str, Evidence]]) -> Link | None:
    """Which of several people of one surname an article means, by the role it gives; None where that doesn't tell."""
    scores = sorted(((agreement(here, known), entity) for entity, known in candidates), reverse=True)
    if not scores or scores[0][0] <= 0 or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return None
    return Link(scores[0][1], "surname", SURNAME_SCORE)


def organizations(profiles: Iterable[Profile]) -> Clustered:
    """The organizations of one block: those whose names have the same words, and the abbreviations of one of them."""
    found = Clustered()
    groups: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
    for profile in profiles:
        name = organization.parse(profile.name)
        # The sense of a name is the country whose body it is, or else the one article that has it.
        country = profile.sense if profile.sense.isupper() else name.country
        groups[(name.key, country, "" if country else profile.sense)].append(profile)
    long = {key: _earliest(members) for key, members in groups.items()}
    by_initials: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for key, members in groups.items():
        for profile in members:
            by_initials[organization.parse(profile.name).initials].add(key)
    for key, members in groups.items():
        entity, method = long[key], "spelling"
        acronyms = {organization.parse(profile.name).acronym for profile in members} - {""}
        spelt_out = {
            other
            for acronym in acronyms
            for other in by_initials[acronym] - {key}
            if len(acronym) >= _LONG_ACRONYM or any(acronym in profile.aliases for profile in groups[other])
        }
        if len(spelt_out) == 1:
            entity, method = long[spelt_out.pop()], "acronym"
        for profile in members:
            score = ACRONYM_SCORE if method == "acronym" else WORDING_SCORE
            own = profile.node == entity
            found.links[profile.node] = Link(entity, "name" if own else method, 1.0 if own else score)
    return found


def _earliest(profiles: Iterable[Profile]) -> str:
    """The node that was seen first: the id of the entity that it belongs to."""
    return min((profile.first_seen, profile.node) for profile in profiles)[1]
