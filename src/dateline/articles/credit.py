"""Who and where an article says it comes from: dateline, byline, contributors and news agencies.

The patterns look at short stretches at a paragraph's beginning and at short paragraphs only, so that time stays linear in length.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.articles.published import DATE_IN_TEXT, WEEKDAY

# A credit stands in a paragraph no longer than this, among the last paragraphs of the text.
MAX_CREDIT = 500
CREDIT_PARAGRAPHS = 8
MAX_BYLINE = 160
MAX_DATELINE = 100
# Characters of story that must follow a dateline.
MIN_STORY = 20


@dataclass(frozen=True, slots=True)
class Dateline:
    """ "KYIV, Ukraine, March 3 (AP) — ": the place as written, the agency and the date if given, and where the story begins."""

    place: str
    agency: str | None
    date: str | None
    end: int


@functools.cache
def _tables() -> dict[str, Any]:
    with Path(__file__).with_suffix(".yaml").open("rb") as file:
        tables: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    names = {name: [name, *others] for name, others in tables["agencies"].items()}
    tables["agency_names"] = {_without_the(other): name for name, others in names.items() for other in others}
    return {**tables, **{key: frozenset(tables[key]) for key in ("jobs", "particles", "not_places")}}


def _without_the(name: str) -> str:
    return re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)


def agency(name: str) -> str | None:
    """The full name of a news agency, however it is written ("AP", "the Associated Press"), or None."""
    found: str | None = _tables()["agency_names"].get(_without_the(name).rstrip("."))
    return found


_DASH = re.compile(r"\s+(?:[-–—―]|--+)(?:\s+|$)|\s*[—―]\s*|\s*--\s*")
_AGENCY = re.compile(r"\s*\(([^()]{2,40})\)\s*")
_TRAILING_DATE = re.compile(rf"[,.]?\s*(?:{WEEKDAY},?\s*)?({DATE_IN_TEXT})$", re.IGNORECASE)


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline at a paragraph's beginning, or None.

    A place in capitals is enough before a dash; one in lower case needs an agency or a date beside it ("Kyiv (AP) —").
    """
    found = _read_head(paragraph)
    return found if found and len(paragraph) - found.end >= MIN_STORY else None


def join_dateline(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs, with a dateline that stands on a line by itself put before the paragraph it belongs to."""
    joined: list[str] = []
    for paragraph in paragraphs:
        alone = _read_head(joined[-1]) if joined and len(joined[-1]) <= MAX_DATELINE else None
        if alone and alone.end >= len(joined[-1]):
            joined[-1] = f"{joined[-1]} {paragraph}"
        else:
            joined.append(paragraph)
    return joined


def _read_head(paragraph: str) -> Dateline | None:
    dash = _DASH.search(paragraph, 0, MAX_DATELINE)
    if dash is None:
        return None
    head = paragraph[: dash.start()]
    source = _AGENCY.search(head)
    head = _AGENCY.sub(" ", head, count=1).strip() if source else head.strip()
    date = _TRAILING_DATE.search(head)
    place = (head[: date.start()] if date else head).strip(" ,")
    if not _is_place(place, known_form=bool(source or date)):
        return None
    name = source.group(1) if source else None
    return Dateline(place, name and (agency(name) or name), date.group(1) if date else None, dash.end())


def _is_place(text: str, *, known_form: bool) -> bool:
    if not text or text.upper() in _tables()["not_places"] or not 2 < len(text) <= 60:
        return False
    if any(char.isdigit() or char in '“”"!?;:()' for char in text):
        return False
    first, *more = re.split(r"\s*[,/]\s*", text)
    words = first.split()
    if len(words) > 5 or any(not part or len(part.split()) > 4 or not part[0].isupper() for part in more):
        return False
    if len(words) > 3 and any(len(part.split()) > 1 and part.isupper() for part in more):
        return False  # a heading in capitals
    if first.isupper():
        return True
    return known_form and all(word[0].isupper() or word in _tables()["particles"] for word in words)


_BYLINE = re.compile(
    r"(?:by|words by|story by|written by|text by|report by)[:\s]\s*(?=\S)(.+)$", re.IGNORECASE | re.DOTALL
)


def read_byline(paragraph: str) -> list[str]:
    """The authors named by a byline ("By Jane Doe and John Roe, Staff Writers"), or an empty list where it isn't one."""
    match = _BYLINE.match(paragraph) if len(paragraph) <= MAX_BYLINE else None
    if not match or match.group(1).endswith(("!", "?")) or len(match.group(1).split()) > 20:
        return []
    first = re.split(r"\s*[|•·]\s*", match.group(1))[0]
    if first.rstrip().endswith("."):
        return []
    people, _, others = _credited(first)
    # "By Monday Morning, …" and the like: the first name must be one.
    return people if people and not (others and not _is_outlet(others)) else []


def _is_outlet(names: Sequence[str]) -> bool:
    return all(name[:1].isupper() or name.split()[-1].lower() in _tables()["jobs"] for name in names)


_SENTENCE_GAP = re.compile(r"(?<![A-Z]\.)(?<=[.!?”\")])\s+(?=[A-Z(“\"])")
_HELPED = re.compile(
    r"^\(?(?P<who>.{3,300}?)\s+(?:also\s+)?contributed\s+"
    r"(?:(?:to|for)\s+(?:this|the)\s+(?:\w+\s+)?(?:report|story|article|piece|post|dispatch)|(?:\w+\s+)?reporting)\b",
    re.DOTALL,
)
_SENT_FROM = re.compile(r"^\(?(?P<who>[^.]{3,200}?)\s+(?:reported\s+from\s+[^.]{2,120}|contributed)\.\)?$")
_REPORTED = re.compile(
    r"^\(?(?:with\s+)?(?:additional\s+|further\s+|extra\s+)?(?:reporting|files|writing|inputs?|material|information)\s+"
    r"(?:by|from)\s*:?\s+(?P<who>[^;()]{3,300})",
    re.IGNORECASE,
)
_CAME_FROM = re.compile(
    r"^\(?(?:some|part|parts)?\s*(?:of\s+(?:the|this)\s+)?(?:information|material|content|reporting)\b.{0,60}?"
    r"\b(?:came|comes|is|was|were|provided|supplied|taken|drawn)\s+(?:from|by)\s+(?P<who>.{2,300})$",
    re.IGNORECASE | re.DOTALL,
)
_SOURCE = re.compile(r"^\(?sources?:\s*(?P<who>.{2,120})$", re.IGNORECASE)


def is_credit(paragraph: str) -> bool:
    """Whether the paragraph does nothing but credit contributors or agencies."""
    sentences = _sentences(paragraph)
    return bool(sentences) and all(_credit(sentence) for sentence in sentences)


def read_credits(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """Contributors and agencies credited at the end of a text, in the order they are named."""
    contributors: list[str] = []
    agencies: list[str] = []
    for paragraph in paragraphs[-CREDIT_PARAGRAPHS:]:
        for sentence in _sentences(paragraph):
            match = _credit(sentence)
            if match is None:
                continue
            people, known, others = _credited(match.group("who"))
            agencies += known
            if match.re is _CAME_FROM:  # material comes from outlets, known to us or not
                agencies += [name for name in people + others if name[:1].isupper()]
            elif match.re is not _SOURCE:
                contributors += people
    return list(dict.fromkeys(contributors)), list(dict.fromkeys(agencies))


def _sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph's end that may be credits: all of a short paragraph, the last two of a longer one."""
    if len(paragraph) <= MAX_CREDIT:
        return _SENTENCE_GAP.split(paragraph)
    return _SENTENCE_GAP.split(paragraph[-MAX_CREDIT:])[1:][-2:]


def _credit(sentence: str) -> re.Match[str] | None:
    for pattern in (_HELPED, _SENT_FROM, _CAME_FROM, _REPORTED, _SOURCE):
        match = pattern.match(sentence)
        if match:
            return match
    return None


_PLACE_OF_REPORTER = re.compile(r"\s+(?:in|from|at|for|of)\s+[^,;]*?(?=\s+and\s+|[,;]|$)")
_BETWEEN_NAMES = re.compile(r"\s*[,;&]\s*(?:and\s+)?|\s+and\s+|\s+with\s+")


def _credited(text: str) -> tuple[list[str], list[str], list[str]]:
    """People, known agencies and whatever else a list of names holds."""
    people: list[str] = []
    agencies: list[str] = []
    others: list[str] = []
    for piece in _BETWEEN_NAMES.split(text.strip().rstrip(".)").strip()):
        piece = piece.strip()
        known = agency(piece)
        if known:
            agencies.append(known)
            continue
        person = _person(_PLACE_OF_REPORTER.sub("", piece))
        if person:
            people.append(person)
        elif piece:
            others.append(piece)
    return people, agencies, others


def _person(text: str) -> str | None:
    """The name at the end of "National Security correspondent Jane Doe" or "VOA’s Jane Doe", or None."""
    words = re.sub(r"^.*\w['’]s\s+(?=\S+\s+\S)", "", text).split()
    tables = _tables()
    for index in range(len(words) - 1, -1, -1):
        lower = words[index].lower()
        if lower in tables["jobs"] or (words[index][0].islower() and lower not in tables["particles"]):
            words = words[index + 1 :]
            break
    if not 2 <= len(words) <= 5 or not words[0][0].isalpha() or _without_the(" ".join(words)) != " ".join(words):
        return None
    if any(not (word[0].isupper() or word in tables["particles"]) or any(c.isdigit() for c in word) for word in words):
        return None
    shouted = all(word.isupper() for word in words) and any(len(word) > 3 for word in words)
    return " ".join(word.title() if shouted and word.isalpha() else word for word in words)
