"""What a quotation looks like from outside: whether it is speech, and whether a sentence begins with it."""

from __future__ import annotations

import re

from dateline.facts.statements.quote import Quotation

# The end of a sentence; not the full stop of an abbreviation or an initial.
STOP = re.compile(r"(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|No|Lt))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt))[.?!;]\W*\s")
WORDS = re.compile(r"\w+")
SENTENCE_ENDS = (".", "?", "!", "…")
DASHES = ("—", "–", "-")


def begins_sentence(text: str, quotation: Quotation) -> bool:
    """Whether a quotation stands at the beginning of a sentence or clause, so that nothing before it belongs to it."""
    before = text[max(0, quotation.start - 4) : quotation.start]
    bare = before.rstrip()
    if not bare or "\n" in before:
        return True
    if bare[-1] == ",":
        return not text[quotation.inner_start].islower()
    return bare.endswith("''") or not (bare[-1].isalnum() or bare[-1] in "'’%$")


def inner_text(text: str, quotation: Quotation) -> str:
    """What stands between the marks, without marks and spaces at its end."""
    return text[quotation.inner_start : quotation.inner_end].rstrip("'’‘\"” ")


def is_speech(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is at least three words that begin in a capital letter and end in a mark."""
    inner = inner_text(text, quotation)
    first = next((c for c in inner if c.isalnum()), "a")
    ends = inner.endswith((*SENTENCE_ENDS, ",", *DASHES)) or text[quotation.end : quotation.end + 1] == ","
    return ends and (first.isupper() or first.isdigit()) and len(WORDS.findall(inner)) >= 3
