"""Stretches of digits that are codes and count nothing: phone numbers, labels such as "No. 10", 007, 4x100."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.facts.quantities.line import Line

# So many lexemes can stand before a code's first digit, and these begin it: "H.R. 10", "p. 5", "(212) 555-0187".
_LABEL = 4
_OPENING = frozenset(
    {"no", "nos", "nr", "art", "sec", "ch", "fig", "vol", "p", "pp", "ext", "h", "+", "(", "#", "prop", "reg", "cl"}
)

_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# Every alternative begins with a sign, a bracket, a digit or a label, and none repeats within a repetition, so that no text
# makes them slow.
_CODE = re.compile(
    r"(?<![\w.])(?:"
    r"\+\d{1,3}(?:[ .-]?\(?\d{2,5}\)?){1,2}(?:[ .-]\d{2,5}){1,3}"  # +44 20 5550 0199
    r"|\(\d{3}\)\s?\d{3}[ .-]\d{4}"  # (212) 555-0187
    r"|\d{3}[ .-]\d{3}[ .-]\d{4}"  # 212-555-0187
    r"|\d{1,5}(?:-\d{1,7}){2,5}"  # 978-3-16-148410-0
    r"|0\d{2,4}(?:[ -]\d{2,4}){2,3}"  # 020 7946 0958
    r"|0\d+(?![\d.,:])"  # 007, 0199
    r"|[A-Z]{2}\d{2}(?: \d{4}){2,7}(?: \d{1,3})?"  # an IBAN
    r"|\d{1,6}(?:\.\d{1,9})?[eE][+-]?\d{1,5}|(?!10\^)\d{1,6}(?:\.\d{1,9})?\^-?\d{1,5}"  # 1e5, 2^10; powers of ten are numbers
    r"|\d{1,3}\.\d{1,2}(?:\.\d{1,5})+|10\.\d{4,5}/[\w./-]{1,60}"  # version 2.0.1, a DOI
    r"|\d{1,3}\.\d{1,8}° ?[NSEW]|\d{1,2}\.\d{1,8} ?[NS], \d{1,3}\.\d{1,8} ?[EW]"  # coordinates
    r"|\d{1,2}\.\d{3,8}, -?\d{1,3}\.\d{3,8}"
    r"|\d\.\d{1,2}x\d{2}mm|#\d+|9-to-5|\d0-somethings"
    r"|\d{1,5} [NSEW]\.? (?:\d{1,3}(?:st|nd|rd|th)"  # 22 W 4th St
    r"|(?:[A-Z][\w.]* ){1,3}(?:St|Ave|Rd|Blvd|Street|Avenue|Road|Boulevard|Drive)\b)"  # 400 N Main St
    r"|\d{1,3}x\d{1,3}(?!\d|\s?(?:m|mm|cm|ft|in|feet|inch|inches|meters|metres)\b)"  # the 4x100 relay, a 4x4
    r"|(?:\d,)?\d{3,4}\s?[x×]\s?(?:\d,)?\d{3,4}(?: pixels?\b)?"  # 2556 x 1179 pixels
    r"(?!\d|\s?(?:m|mm|cm|km|ft|feet|meters|metres)\b)"
    r"|(?<![$£€¥])[48]K|(?:480|720|1080|1440|2160)[pi]"  # the resolution of a screen: 4K, but not a price of 480p
    r"(?=[^.;\n]{0,30}\b(?:models?|videos?|displays?|screens?|monitors?|panels?|resolution|cameras?|HD|streams?|streaming|films?|fps)\b)"
    r"|PS[1-6](?!\d|[.,]\d|\s?(?:million|billion|m|bn|k)\b)"  # a console, but not PS5bn
    r"|1-8\d\d-[A-Z0-9][\w-]{3,20}"  # 1-800-FLOWERS
    r"|\d{1,3} (?:U\.S\.|U\.S\.C\.|USC|C\.F\.R\.|CFR|F\.[23]d|S\. ?Ct\.) ?§{0,2} ?\d{1,5}"  # 18 U.S.C. 922
    r"|1\. FC|5-HT"
    r"|\d{1,3}\([a-z]\)(?:\(\d\))?s?"  # 401(k), 501(c)(3)
    r"|(?<![Oo]ver[- ])(?<![Uu]nder[- ])\d{1,4}s(?!\w)"  # Model 3s, the 50s, but not over-60s
    rf"|\d{{1,2}}-(?i:{_WORDS})"  # 7-Eleven
    r"|(?:[Nn]os?|[Nn]r|[Aa]rt|[Ss]ec|[Cc]h|[Ff]ig|[Vv]ol|[Pp]rop|[Rr]eg|[Cc]l|pp?|ext|H\.R)\. ?\d+(?:-\d+)?"  # No. 10
    r"|(?P<phone>\d{3}[ .-]\d{4})"  # 555-0199, but not 500-1000 workers
    r")(?![\w%])"
)
# Before "40s" that are an age: "in his late 40s".
_AGES = re.compile(
    r"\b(?:his|her|their|my|our|your) (?:(?:early|late|mid)[ -])?(?:\d0s (?:and|or|to) (?:(?:early|late|mid)[ -])?)?$"
)
_PHONE_WORD = re.compile(
    r"(?:\b(?:call|dial|phone|telephone|tel|fax|hotline|helpline|text|ring|whatsapp|number)\b|☎)[^!?]{0,40}$",
    re.IGNORECASE,
)


def spans(line: Line, numerals: Sequence[int], end: int) -> list[tuple[int, int]]:
    """The code points of the codes in a line that ends at `end`, in order; `numerals` are the indexes of its numerals, in order."""
    text, words = line.text, line.words
    places = set(numerals)
    places.update(n - 1 for n in numerals if line.close(n) and len(words[n - 1]) == 2)  # an IBAN's country
    if not _OPENING.isdisjoint(words):
        for numeral in numerals:
            places.update(index for index in range(max(0, numeral - _LABEL), numeral) if words[index] in _OPENING)
    found: list[tuple[int, int]] = []
    stop = 0
    for index in sorted(places):
        start = line.starts[index]
        match = _CODE.match(text, start, end) if start >= stop else None
        if match is None or (text[match.end() - 1] == "s" and _AGES.search(text, max(0, start - 30), start)):
            continue
        if match["phone"] is None or _is_phone(text, max(line.starts[0], start - 60), start):
            found.append(match.span())
            stop = match.end()
    return found


def _is_phone(text: str, low: int, start: int) -> bool:
    """Whether seven digits are a phone number: one of fiction, or behind a word for it."""
    return text.startswith("555", start) or _PHONE_WORD.search(text, low, start) is not None
