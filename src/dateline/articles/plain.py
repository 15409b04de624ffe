"""Plain text with page furniture: finds headline, byline, captions, dateline and credits, and keeps the body.

What precedes the body is told apart by form, not by position: furniture by the list in furniture.yaml and by lacking the end of
a sentence, captions by their credit or date, the headline by being the first line of some length that is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.articles.credit import is_credit, join_dateline, read_byline, read_credits, read_dateline
from dateline.articles.draft import Draft
from dateline.articles.furniture import cut_after_end, ends_sentence, is_furniture, is_prose
from dateline.articles.published import DATE_IN_TEXT, WEEKDAY

# A headline has at least so many words where a choice is to be made, and no more than so many.
MIN_HEADLINE_WORDS = 4
MAX_HEADLINE_WORDS = 35
# A dateline opens the article only if it is found this early; later ones open the next item of a round-up.
MAX_HEADER = 40
MAX_PROSE_BEFORE_DATELINE = 3
# Fewer words before a date are a date line.
MIN_CAPTION_WORDS = 8
# Lines broken at a margin are no longer than this.
MAX_MARGIN = 125

_BLANK_LINES = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+")
_ODD_SPACE = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": None, "\u00ad": None, "\ufeff": None, "\x0c": "\n"}
)
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
_INDENTED = re.compile(r"\n(?=[ \t]{2,}\S)")


def read_plain(text: str) -> Draft:
    """The parts of an article in a plain text. A text without anything that looks like a body gives an empty `text`."""
    paragraphs = cut_after_end([p for p in split(text) if p])
    kept = join_dateline([p for p in paragraphs if not is_furniture(p)])
    start = _body_start(kept)
    draft = Draft(text="")
    body = _read_header(kept[:start], draft) + kept[start:]
    if not body:  # nothing but short lines: they are all there is to read
        draft = Draft(text="")
        body = kept
    finish(draft, body)
    return draft


def finish(draft: Draft, paragraphs: Sequence[str]) -> None:
    """Settle a draft's text from the paragraphs of its body: captions, dateline and credits go to their fields."""
    body: list[str] = []
    for paragraph in paragraphs:
        if is_caption(paragraph):
            draft.captions.append(paragraph)
        elif not (_date_line(paragraph, draft) or _byline(paragraph, draft)):
            body.append(paragraph)
    while (
        body
        and not ends_sentence(body[-1])
        and not is_prose(body[-1])
        and not is_credit(body[-1])
        and any(map(is_prose, body))
    ):
        body.pop()
    describe(draft, body)
    draft.text = "\n\n".join(body)


def describe(draft: Draft, body: Sequence[str]) -> None:
    """Read dateline and credits from the body's paragraphs into the draft."""
    for paragraph in body[: MAX_PROSE_BEFORE_DATELINE + 1]:
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


def _body_start(paragraphs: Sequence[str]) -> int:
    """Where the body begins: at the dateline, else at the first running text that is neither headline nor caption."""
    prose = 0
    for index, paragraph in enumerate(paragraphs[:MAX_HEADER]):
        if read_dateline(paragraph) and (is_prose(paragraph) or paragraph.endswith(":")):
            return index
        prose += is_prose(paragraph) and not is_caption(paragraph)
        if prose > MAX_PROSE_BEFORE_DATELINE:
            break
    titled = False
    for index, paragraph in enumerate(paragraphs):
        if is_caption(paragraph) or read_byline(paragraph) or _is_date_line(paragraph):
            continue
        if not titled and _is_headline(paragraph) and index + 1 < len(paragraphs):
            titled = len(paragraph.split()) >= MIN_HEADLINE_WORDS
        elif is_prose(paragraph) or (titled and ends_sentence(paragraph)):
            return index
    return len(paragraphs)


def _is_headline(paragraph: str) -> bool:
    words = paragraph.split()
    if len(words) > MAX_HEADLINE_WORDS or is_credit(paragraph):
        return False
    if not paragraph.rstrip("\"'”’").endswith((".", "!")) or paragraph.endswith("..."):
        return True
    # Some outlets end their headlines with a full stop, but capitalise the words.
    long = [word for word in words if len(word) > 3]
    return len(words) >= MIN_HEADLINE_WORDS and sum(
        word[0].isupper() or not word[0].isalpha() for word in long
    ) >= 0.8 * len(long)


def _read_header(paragraphs: Sequence[str], draft: Draft) -> list[str]:
    """Sort what stands before the body into the draft. Running text among it (a standfirst) is handed back: it is body too."""
    candidates: list[str] = []
    running: list[str] = []
    for paragraph in paragraphs:
        if _date_line(paragraph, draft) or _byline(paragraph, draft):
            continue
        if is_caption(paragraph):
            draft.captions.append(paragraph)
        elif _is_headline(paragraph):
            candidates.append(paragraph)
        elif ends_sentence(paragraph):
            running.append(paragraph)
    long_enough = [line for line in candidates if len(line.split()) >= MIN_HEADLINE_WORDS]
    if candidates:
        title = long_enough[0] if long_enough else max(candidates, key=lambda line: len(line.split()))
        draft.title = title.rstrip(" ;:,|")
    return running


def _byline(paragraph: str, draft: Draft) -> bool:
    authors = read_byline(paragraph)
    draft.authors += [name for name in authors if name not in draft.authors]
    return bool(authors)


def _is_date_line(paragraph: str) -> bool:
    if len(paragraph) > 120 or is_prose(paragraph):
        return False
    return bool(_AGO.match(paragraph) or _DATE_LINE.match(paragraph))


def _date_line(paragraph: str, draft: Draft) -> bool:
    """Whether a line gives the date, and nothing else, of publication or of the last change; the draft keeps it."""
    if not _is_date_line(paragraph):
        return False
    match = _DATE_LINE.match(paragraph)
    if match and (match["verb"] or "").lower() in ("updated", "modified"):
        draft.modified.append(paragraph)
        draft.dates.append(paragraph)  # better than nothing, if no other line says when it was published
    elif match:
        draft.dates.insert(0, paragraph)
    return True
