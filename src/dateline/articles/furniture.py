"""Page furniture: what stands around an article and is no part of it. The known lines are data, in furniture.yaml."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

# A notice longer than this is a paragraph about cookies or newsletters, not a notice about ours.
MAX_NOTICE_WORDS = 60
MAX_LINK_WORDS = 25
# A paragraph of so many words is prose: whatever marker stood before it, the article went on.
PROSE_WORDS = 25

_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_MARKS_ONLY = re.compile(r"^[\W\d_]*$")
_OPENING_QUOTE = ('"', "“", "'", "‘", "«", "„")
_COPYRIGHT = re.compile(r"^(?:©|\(c\)\s|copyright\b).{0,200}$", re.IGNORECASE)
_WIRE_MARK = re.compile(r"^(?:-30-|#{2,}|\(?more\)?|/?ends/?|\[\d+\])$", re.IGNORECASE)
_COUNTER = re.compile(
    r"^(?:\d+\s+(?:comments?|shares?|likes?|views?|min(?:ute)?s?(?:\s+read)?)|(?:listen|read)\s*\(?\d+\s*min\w*\)?"
    r"|list (?:of )?\d+.{0,12})$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
_PHOTO_CREDIT = re.compile(
    r"^(?:[\w .,'’-]{2,60}/\s?[\w .,'’-]{2,40}\bvia [\w .'’-]{2,40}"
    r"|(?:[\w .'’-]{2,40}/\s?)?(?:Getty Images|AFP|Reuters|AP|AP Photo|EPA))$"
)
_BREADCRUMB = re.compile(r"^(?:[\w&' -]{2,25}\s*[›»>|/•·]\s*)+[\w&' -]{2,40}$")
_FORMS = (_MARKS_ONLY, _COPYRIGHT, _WIRE_MARK, _COUNTER, _ADDRESS, _PHOTO_CREDIT)
_WORD_END = re.compile(r"[.!?…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class _Known:
    lines: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    end_markers: frozenset[str]


@functools.cache
def _known() -> _Known:
    with Path(__file__).with_suffix(".yaml").open("rb") as file:
        table = yaml.load(file, Loader=yaml.CSafeLoader)
    markers = frozenset(_bare(line) for line in table["end_markers"])
    return _Known(
        frozenset(_bare(line) for line in table["lines"]) | markers,
        tuple(table["starts"]),
        tuple(table["contains"]),
        markers,
    )


def _bare(line: str) -> str:
    """The line without case, digits and the marks around it, curly apostrophes made straight."""
    return " ".join(_AROUND.sub("", line.replace("’", "'")).lower().split())


def is_furniture(paragraph: str) -> bool:
    """Whether a line or paragraph is known furniture, or nothing but marks and numbers."""
    if len(paragraph) > 800:
        return False
    if any(form.match(paragraph) for form in _FORMS):
        return True
    known = _known()
    if _bare(paragraph) in known.lines:
        return True
    if paragraph.startswith(_OPENING_QUOTE):
        return False
    lower = paragraph.replace("’", "'").lower()
    words = len(lower.split())
    if words <= MAX_LINK_WORDS and lower.startswith(known.starts):
        return True
    if words <= MAX_NOTICE_WORDS and any(phrase in lower for phrase in known.contains):
        return True
    return words <= 12 and not ends_sentence(paragraph) and _is_menu(paragraph)


def _is_menu(paragraph: str) -> bool:
    """Links side by side: "Home › World › Europe", "World | Politics | Sport"."""
    if not _BREADCRUMB.match(paragraph):
        return False
    parts = re.split(r"\s*[›»>|/•·]\s*", paragraph)
    return any(_bare(part) in _known().lines for part in parts[:-1])


def is_end_marker(paragraph: str) -> bool:
    """Whether a heading opens what follows an article: "Most read", "More from World"."""
    bare = _bare(paragraph) if len(paragraph) <= 60 else ""
    return bare in _known().end_markers or (
        bare.startswith(("more from ", "more in ")) and not ends_sentence(paragraph)
    )


def ends_sentence(paragraph: str) -> bool:
    """Whether a paragraph ends as a sentence does."""
    return bool(_WORD_END.search(paragraph[-12:].rstrip()))


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph is running text: it ends as a sentence does and is long enough for one, or is simply long."""
    words = len(paragraph[:2_000].split())
    return (words >= 8 and ends_sentence(paragraph)) or words >= 2 * PROSE_WORDS


def cut_after_end(paragraphs: list[str]) -> list[str]:
    """The paragraphs up to the first end marker behind which there is no long paragraph and less prose than before it."""
    prose = [0 if is_furniture(text) or not is_prose(text) else len(text.split()) for text in paragraphs]
    total, before = sum(prose), 0
    last_long = max((index for index, words in enumerate(prose) if words >= PROSE_WORDS), default=-1)
    for index, paragraph in enumerate(paragraphs):
        before += prose[index]
        if index > last_long and before > total - before and is_end_marker(paragraph):
            return paragraphs[:index]
    return paragraphs
