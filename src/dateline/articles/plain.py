"""Plain text with page furniture: finds headline, byline, captions, dateline and credits, and keeps the body.

What precedes the body is told apart by form, not by position: furniture by the list in furniture.yaml and by lacking the end of
a sentence, captions by their credit or date, the headline by being the first line of some length that is none of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.articles.body import finish, is_caption, is_date_line, split, take_byline, take_date_line
from dateline.articles.credit import is_credit, join_dateline, read_byline, read_dateline
from dateline.articles.draft import Draft
from dateline.articles.furniture import cut_after_end, ends_sentence, is_furniture, is_prose

# A headline has at least so many words where a choice is to be made, and no more than so many.
MIN_HEADLINE_WORDS = 4
MAX_HEADLINE_WORDS = 35
# A dateline opens the article only if it is found this early; later ones open the next item of a round-up.
MAX_HEADER = 40
MAX_PROSE_BEFORE_DATELINE = 3


def read_plain(text: str) -> Draft:
    """The parts of an article in a plain text. Where there is nothing but furniture, `text` is empty."""
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
        if is_caption(paragraph) or read_byline(paragraph) or is_date_line(paragraph):
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
        if take_date_line(paragraph, draft) or take_byline(paragraph, draft):
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
