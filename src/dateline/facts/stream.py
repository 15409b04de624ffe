"""`dateline extract`: documents as JSON lines in, their facts as JSON lines out, in the same order."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TextIO

from dateline.facts.extract import to_json
from dateline.facts.pool import Task, extract_all
from dateline.settings import Settings

_COUNTRY = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the input: its number, its document's id, and what is wrong with it."""

    number: int
    id: Any
    error: str | None = None


def extract_lines(lines: Iterable[bytes], out: TextIO, err: TextIO, settings: Settings) -> bool:
    """Answer every line with a line. True if all could be read.

    Blank lines are passed over. What is wrong with a line is told on `err`, with its number.
    """
    ok = True
    for result in extract_all(
        _tasks(lines, settings.max_article_chars), workers=settings.workers, model=settings.model
    ):
        line: _Line = result.key
        error = line.error or result.error
        answer: dict[str, Any] = {"id": line.id}
        if error or result.facts is None:
            ok = False
            answer["error"] = error
            err.write(f"line {line.number}: {error}\n")
        else:
            answer |= to_json(result.facts)
        # ASCII only: a text may hold lone surrogates, which no encoding can write.
        out.write(json.dumps(answer, separators=(",", ":")) + "\n")
    out.flush()
    return ok


def _tasks(lines: Iterable[bytes], max_chars: int) -> Iterator[Task]:
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            yield _task(number, raw, max_chars)


def _task(number: int, raw: bytes, max_chars: int) -> Task:
    """The task of a line; a bad line is a task with an empty text, so that its answer keeps its place."""
    try:
        document = json.loads(raw)
    except UnicodeDecodeError as error:
        return Task(_Line(number, None, f"not UTF-8: {error.reason} at byte {error.start}"), "")
    except (json.JSONDecodeError, RecursionError) as error:
        return Task(_Line(number, None, f"not JSON: {error}"), "")
    if not isinstance(document, dict):
        return Task(_Line(number, None, "not a JSON object"), "")
    key = document.get("id")
    text, published, title = document.get("text"), document.get("published"), document.get("title")
    country = document.get("country")
    problem = None
    if not isinstance(text, str):
        problem = "field 'text': a string is needed" + ("" if "text" in document else ", but the field is missing")
    elif len(text) > max_chars:
        problem = f"field 'text': {len(text)} characters are more than the {max_chars} of the setting max_article_chars"
    elif title is not None and not isinstance(title, str):
        problem = "field 'title': a string or null is needed"
    elif country is not None and not (isinstance(country, str) and _COUNTRY.fullmatch(country)):
        problem = f"field 'country': {str(country)[:40]!r} is no ISO 3166 code such as GB"
    day = None
    if published is not None and problem is None:
        try:
            day = dt.date.fromisoformat(published[:10])
        except (TypeError, ValueError):
            problem = f"field 'published': {str(published)[:40]!r} is no ISO date such as 2022-03-23"
    if problem or not isinstance(text, str):
        return Task(_Line(number, key, problem), "")
    return Task(_Line(number, key), text, day, title, country)
