from __future__ import annotations

import pytest

from dateline.articles.credit import agency, read_byline, read_credits, read_dateline

STORY = "The port was closed on Monday after a fire, the harbor office said."


@pytest.mark.parametrize(
    ("head", "place", "source", "date"),
    [
        ("PENTAGON — ", "PENTAGON", None, None),
        ("KYIV, Ukraine (AP) - ", "KYIV, Ukraine", "The Associated Press", None),
        ("LONDON, March 3 – ", "LONDON", None, "March 3"),
        ("MANCHESTER, N.H. -- ", "MANCHESTER, N.H.", None, None),
        ("ST. LOUIS, Mo., Sept. 4 (UPI) -- ", "ST. LOUIS, Mo.", "United Press International", "Sept. 4"),
        ("MOSCOW. March 3 (Interfax) - ", "MOSCOW", "Interfax", "March 3"),
        ("PARIS, 3 March 2025 (AFP) — ", "PARIS", "Agence France-Presse", "3 March 2025"),
        ("RIO DE JANEIRO, Monday, March 3, 2025 — ", "RIO DE JANEIRO", None, "March 3, 2025"),
        ("WASHINGTON/BRUSSELS (Reuters) - ", "WASHINGTON/BRUSSELS", "Reuters", None),
        ("San José de la Mata (EFE) — ", "San José de la Mata", "EFE", None),
        ("SÃO PAULO—", "SÃO PAULO", None, None),
        ("LINDSUND (Coast Radio) — ", "LINDSUND", "Coast Radio", None),
    ],
)
def test_datelines(head: str, place: str, source: str | None, date: str | None) -> None:
    found = read_dateline(head + STORY)
    assert found is not None
    assert (found.place, found.agency, found.date) == (place, source, date)
    assert (head + STORY)[found.end :] == STORY


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "",
        "UPDATE — " + STORY,
        "FILE - " + STORY,
        "Lindsund — " + STORY,
        "The mayor — a former nurse — said that the port was closed on Monday.",
        "“LINDSUND — " + STORY,
        "A LONG HEADING IN CAPITALS OF MANY WORDS — " + STORY,
        "POLLS NOT QUITE WRONG, ONLY TOO EARLY — " + STORY,
        "LONDON — short",
        "1,200 — " + STORY,
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Jane Doe", ["Jane Doe"]),
        ("by Jane Doe and J. K. O’Hara", ["Jane Doe", "J. K. O’Hara"]),
        ("By Jane Doe, Staff Writer", ["Jane Doe"]),
        ("By Jane Doe, Ludwig van der Berg and Omar al Hadi", ["Jane Doe", "Ludwig van der Berg", "Omar al Hadi"]),
        ("By Jane Doe in Lagos and John Roe in Port of Spain", ["Jane Doe", "John Roe"]),
        ("BY JANE DOE | THE CAPE GAZETTE", ["Jane Doe"]),
        ("Story by Jane Doe", ["Jane Doe"]),
        ("Words by: Željko Ilić", ["Željko Ilić"]),
        ("By Tuesday evening", []),
        ("By then the boats had left the harbor.", []),
        ("By Rail Across Europe!", []),
        ("By", []),
        ("Passed by John Roe", []),
        ("By " + "Jane Doe, " * 40, []),
    ],
)
def test_bylines(line: str, authors: list[str]) -> None:
    assert read_byline(line) == authors


@pytest.mark.parametrize(
    ("paragraph", "people", "agencies"),
    [
        ("Jane Doe contributed to this report.", ["Jane Doe"], []),
        ("Jane Doe in Lima and John Roe also contributed to this story.", ["Jane Doe", "John Roe"], []),
        ("U.N. correspondent Jane Doe contributed to this report.", ["Jane Doe"], []),
        ("The Gazette’s Jane Doe and VOA's John Roe contributed reporting.", ["Jane Doe", "John Roe"], []),
        ("Additional reporting by Jane Doe; editing by John Roe.", ["Jane Doe"], []),
        ("(Reporting by Jane Doe and Ana Roe in Quito; Writing by John Roe)", ["Jane Doe", "Ana Roe"], []),
        ("With files from The Canadian Press", [], ["The Canadian Press"]),
        ("With reporting from the Associated Press and AFP.", [], ["The Associated Press", "Agence France-Presse"]),
        ("Some material in this report came from Reuters and Coast Radio.", [], ["Reuters", "Coast Radio"]),
        ("Source: dpa", [], ["Deutsche Presse-Agentur"]),
        ("Jane Doe and Reuters contributed to this article.", ["Jane Doe"], ["Reuters"]),
        ("It rained. Jane Doe contributed to this report.", ["Jane Doe"], []),
        ("Heavy Rain contributed to the flood.", [], []),
        ("Information from the ministry was scarce.", [], []),
    ],
)
def test_credits(paragraph: str, people: list[str], agencies: list[str]) -> None:
    assert read_credits([STORY, paragraph]) == (people, agencies)


def test_credits_stand_at_the_end() -> None:
    assert read_credits(["Jane Doe contributed to this report.", *[STORY] * 30]) == ([], [])
    assert read_credits([STORY * 20 + " Jane Doe contributed to this report."]) == (["Jane Doe"], [])


def test_agencies_have_one_name() -> None:
    assert agency("the Associated Press") == agency("AP") == "The Associated Press"
    assert agency("Coast Radio") is None
