"""The rules that link names: what they make of single pairs, and that no order changes what they make of many."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lake.entity import cluster, organization, person
from dateline.lake.entity.profile import Profile, conflict, evidence
from dateline.lake.entity.sense import Appearance, senses


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ("Lech Wałęsa", "Lech Walesa", 1.0),
        ("Kim Jong-un", "Kim Jong Un", 1.0),
        ("Yoon Suk-yeol", "Yoon Suk Yeol", 1.0),
        ("Alexei Navalny", "Aleksei Navalny", 0.95),
        ("Sergey Shoigu", "Sergei Shoygu", 0.95),
        ("Aliaksandr Lukashenka", "Alexander Lukashenka", 0.95),
        ("Ann Lee Marlow", "Ann Marlow", 0.9),
        ("Bob Marlow", "Robert Marlow", 0.75),
        ("Günther Öttinger", "Guenther Oettinger", 0.95),
        ("Andriy Hrynenko", "Andrei Grinenko", 0.75),
        ("Yuri Yatsenyuk", "Yurii Iatseniuk", 0.95),
        ("Abdul Rahman Noori", "Abdulrahman Nuri", 0.75),
    ],
)  # fmt: skip
def test_names_that_can_be_one_persons(one: str, other: str, least: float) -> None:
    assert person.likeness(one, other) == person.likeness(other, one) >= least
    assert person.block(one) == person.block(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Carlo Marlow", "Carla Marlow"),
        ("Ann Marlow", "Bob Marlow"),
        ("Ann B. Marlow", "Ann C. Marlow"),
        ("Tom Marlow", "Tom Marlow Jr."),
        ("Tom Marlow Sr.", "Tom Marlow Jr."),
        ("Wang Li", "Wang Lei"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Paul Marlow", "Paula Marlow"),
        ("John Smith", "John Schmidt"),
        ("Hassan Marlow", "Ghassan Marlow"),
        ("Jan Marlow", "Ian Marlow"),
    ],
)
def test_names_that_cannot(one: str, other: str) -> None:
    assert person.likeness(one, other) == person.likeness(other, one) == 0


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Marlow", "marlow"), ("von der Leyen", "leyen"), ("al-Assad", "assad"), ("de Gaulle", "gaulle"), ("Le Pen", "pen"),
        ("Al Gore", "gore"), ("Van Jones", "jones"), ("Xi Jinping", "xi"), ("Ban Ki-moon", "ban"),
        ("Kim Kardashian", "kardashian"), ("Lee Anderson", "anderson"),
    ],
)  # fmt: skip
def test_surnames(name: str, surname: str) -> None:
    assert person.parse(name).surname == surname
    assert person.parse(name).full is (
        name in {"Al Gore", "Van Jones", "Xi Jinping", "Ban Ki-moon", "Kim Kardashian", "Lee Anderson"}
    )


def test_organizations_of_one_name_in_other_words() -> None:
    one, other = (
        organization.parse(name) for name in ("the Ministry of Defence of Kenya", "Kenya’s Ministry of Defense")
    )
    assert (one.key, one.country) == (other.key, other.country) == ("defense ministry", "KE")
    assert organization.parse("Kenyan Defense Ministry").country == "KE"
    assert organization.parse("Defense Ministry").nameless
    assert not organization.parse("State Department").nameless
    assert organization.country_of("Russia") == organization.country_of("the Russian parliament") == "RU"
    assert organization.country_of("Acme") is None


def test_offices_of_two_countries_conflict_and_posts_in_one_do_not() -> None:
    minister, president = evidence([("foreign minister", "Kenya")]), evidence([("president", "Kenya")])
    other, boxer = evidence([("minister", "Peru")]), evidence([("boxer", "")])
    assert not conflict(minister, president)
    assert conflict(minister, other)
    assert conflict(minister, boxer)
    assert not conflict(minister, evidence([("president", "European Commission")]))
    assert not evidence([("spokesman", "army")]).bodies  # every country has one
    assert evidence([("spokesman", "Army Museum")]).bodies


names = st.sampled_from(
    ["Ann Marlow", "Anne Marlow", "A. Marlow", "Marlow", "Ann Marlowe", "Bob Marlow", "Robert Marlow", "Bob L. Marlow",
     "Bob K. Marlow", "Rob Marlow", "Ann Marlow Jr.", "Änn Märlow", "Ann Lee Marlow", "Anna Marlow"]
)  # fmt: skip
roles = st.lists(
    st.tuples(
        st.sampled_from(["president", "minister", "boxer", "head"]),
        st.sampled_from(["", "Kenya", "Peru", "Acme", "Zeta"]),
    ),
    max_size=2,
)
company = st.frozensets(st.sampled_from("abcdef"), max_size=3)


@st.composite
def profiles(draw: st.DrawFn) -> list[Profile]:
    found = []
    for number, name in enumerate(draw(st.lists(names, unique=True))):
        day = dt.date(2025, 1, draw(st.integers(1, 3)))
        found.append(Profile(f"n{number}", f"n{number}", name, day, evidence=evidence(draw(roles)), near=draw(company)))
    return found


@given(profiles(), st.randoms())
def test_people_are_the_same_in_any_order(found: list[Profile], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = cluster.people(found, frozenset()), cluster.people(shuffled, frozenset())
    assert first.links == second.links
    assert first.unclear == second.unclear
    assert {*first.links, *first.unclear} == {profile.node for profile in found}


@given(profiles())
def test_two_full_names_that_cannot_be_ones_never_meet(found: list[Profile]) -> None:
    links = cluster.people(found, frozenset()).links
    for one in found:
        for other in found:
            if (
                person.parse(one.name).full
                and person.parse(other.name).full
                and not person.likeness(one.name, other.name)
            ):
                assert links[one.node].entity_id != links[other.node].entity_id


@given(st.lists(st.tuples(roles, company)), st.randoms())
def test_senses_are_the_same_in_any_order(
    seen: list[tuple[list[tuple[str, str]], frozenset[str]]], chance: object
) -> None:
    appearances = [Appearance(f"a{n}", evidence(held), near) for n, (held, near) in enumerate(seen)]
    shuffled = list(appearances)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert senses(appearances) == senses(shuffled)


@given(st.text(), st.text())
def test_any_text_is_a_name(one: str, other: str) -> None:
    assert person.likeness(one, other) == person.likeness(other, one)
    person.block(one)
    organization.block(one)
