"""The body of an article, whatever it was read from: its paragraphs, and which of them are captions, date lines and credits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.articles.credit import is_credit, read_byline, read_credits, read_dateline
from dateline.articles.draft import Draft
from dateline.articles.furniture import ends_sentence, is_prose
from dateline.articles.published import DATE_IN_TEXT, WEEKDAY

# A dateline stands no later than at this paragraph of the body.
DATELINE_PARAGRAPHS = 4
# Fewer words before a date are a date line.
MIN_CAPTION_WORDS = 8
# Lines broken at a margin are no longer than this.
MAX_MARGIN = 125

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_ODD_SPACE = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": None, "\u00ad": None, "\ufeff": None, "\x0c": "\n"}
)
_INDENTED = re.compile(r"\n(?=[ \t]{2,}\S)")
_DATE_LINE = re.compile(
    rf"^(?:(?:first |last )?(?P<verb>published|posted|updated|modified|issued|date|filed)\b(?: on| at)?:?\s*)?"
    rf"(?:on\s)?(?:{WEEKDAY},?\s+)?(?:\d{{1,2}}:\d{{2}}\s*(?:[ap]\.?m\.?)?\s*\w{{0,4}},?\s+)?"
    rf"(?:{DATE_IN_TEXT}|\d{{4}}-\d{{2}}-\d{{2}})"
    rf"(?:[\s,|·•/–—-]*(?:at\s|\d{{1,2}}[:.]\d{{2}}|[ap]\.?m\b\.?|(?-i:[A-Z]{{2,5}})\b|(?:last )?updated\b.{{0,40}}))*\s*$",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"^(?:published|posted|updated)?:?\s*(?:\d+|an?|one)\s+(?:min(?:ute)?|hour|hr|day|week|month)s?\s+ago$",
    re.IGNORECASE,
)
_CAPTION_START = re.compile(
    r"^(?:FILE(?: PHOTO| IMAGE)?|File photo|Photo caption|Image caption|Caption)\b\s*(?:[-–—―:.,]|\(|of\b)"
    r"|^(?:In this|This) (?:\w+ ){0,3}(?:photo|image|picture|handout|video frame)\b"
)
_CAPTION_END = re.compile(
    r"\((?:courtesy\b[^()]{0,60}|[^().!?]{0,60}(?:\bphotos?\b|getty images|\w{2}\s?/\s?\w{2}|\bhandout\b|\bpool\b)[^()!?]{0,60})"
    r"\)\.?$"
    r"|\b(?:Photo|Photograph|Image|Picture|Credit)s?(?: by|:)\s.{2,60}$"
    r"|[.!?]\s+(?:[\w .]{2,40}/\s?)?(?:Getty Images|Reuters|AFP|AP|EPA)$",
    re.IGNORECASE,
)
_ENDS_IN_DATE = re.compile(rf",\s(?:on\s)?(?:{WEEKDAY},?\s)?(?:{DATE_IN_TEXT})\.?$", re.IGNORECASE)
_YEAR_AT_END = re.compile(r"\b\d{4}\.?$")
_TELLS = re.compile(r"\b(?:said|says|told|was|were|had|has|have|according|will|would)\b")
_SENTENCE_GAP = re.compile(r"(?<![A-Z]\.)(?<=[.!?])[\"”’)]*\s+(?=[A-Z“\"])")


def finish(draft: Draft, paragraphs: Sequence[str]) -> None:
    """Settle a draft's text from the paragraphs of its body: captions, dateline and credits go to their fields."""
    body: list[str] = []
    for paragraph in paragraphs:
        if is_caption(paragraph):
            draft.captions.append(paragraph)
        elif not (take_date_line(paragraph, draft) or take_byline(paragraph, draft)):
            body.append(paragraph)
    if any(map(is_prose, body)):
        while not (ends_sentence(body[-1]) or is_prose(body[-1]) or is_credit(body[-1])):
            body.pop()  # links and headings that were left behind the last paragraph
    describe(draft, body)
    draft.text = "\n\n".join(body)


def describe(draft: Draft, body: Sequence[str]) -> None:
    """Read dateline and credits from the body's paragraphs into the draft."""
    for paragraph in body[:DATELINE_PARAGRAPHS]:
        dateline = read_dateline(paragraph)
        if dateline:
            draft.dateline_place, draft.dateline_date = dateline.place, dateline.date
            break
    else:
        dateline = None
    draft.contributors, draft.agencies = read_credits(body)
    if dateline and dateline.agency and dateline.agency not in draft.agencies:
        draft.agencies.insert(0, dateline.agency)


def split(text: str) -> list[str]:
    """The paragraphs of a text: parted by blank lines, by indents, or by line ends where lines are not merely wrapped."""
    paragraphs = []
    for block in _BLANK_LINES.split(text.translate(_ODD_SPACE)):
        for part in _INDENTED.split(block):
            lines = [line for line in (" ".join(line.split()) for line in part.split("\n")) if line]
            paragraphs += [" ".join(lines)] if _is_wrapped(lines) else lines
    return paragraphs


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken at a margin: all but the last of like length, none of them long.

    Two lines that end no sentence may be a headline and what stands below it; they belong together if the second goes on in
    lower case.
    """
    full = lines[:-1]
    if not full or all(map(ends_sentence, full)):
        return False
    widest = max(map(len, lines))
    if not 40 <= widest <= MAX_MARGIN or min(map(len, full)) < 0.6 * widest:
        return False
    return len(lines) > 2 or ends_sentence(lines[-1]) or lines[1][0].islower()


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph describes a picture: it says so, carries a picture credit, or is one sentence set off by a date."""
    if len(paragraph) > 600:
        return False
    if _CAPTION_START.match(paragraph) or _CAPTION_END.search(paragraph[-140:]):
        return True
    ending = _ENDS_IN_DATE.search(paragraph[-60:])
    if not ending or len(paragraph.split()) < MIN_CAPTION_WORDS:
        return False
    if len(_SENTENCE_GAP.split(paragraph)) > 1 or read_dateline(paragraph):
        return False
    # "…, March 23, 2022." in the present tense; a sentence that tells the past may end in a date as well.
    return bool(_YEAR_AT_END.search(paragraph)) and not _TELLS.search(paragraph)


def take_byline(paragraph: str, draft: Draft) -> bool:
    """Whether a line is a byline; the draft keeps the names."""
    authors = read_byline(paragraph)
    draft.authors += [name for name in authors if name not in draft.authors]
    return bool(authors)


def is_date_line(paragraph: str) -> bool:
    """Whether a line gives the date of publication or of the last change, and nothing else."""
    if len(paragraph) > 120 or is_prose(paragraph):
        return False
    return bool(_AGO.match(paragraph) or _DATE_LINE.match(paragraph))


def take_date_line(paragraph: str, draft: Draft) -> bool:
    """Whether a line is a date line; the draft keeps it."""
    if not is_date_line(paragraph):
        return False
    match = _DATE_LINE.match(paragraph)
    if match and (match["verb"] or "").lower() in ("updated", "modified"):
        draft.modified.append(paragraph)
        draft.dates.append(paragraph)  # better than nothing, if no other line says when it was published
    elif match:
        draft.dates.insert(0, paragraph)
    return True
