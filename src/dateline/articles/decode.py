"""From bytes to text: UTF-8 first, then what the sender declared, then what the bytes look like."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from dateline.errors import InputError

# Broken characters a text may have (one in this many) and still be worth reading.
CHARS_PER_REPLACEMENT = 200

# A text with at most one byte in this many outside ASCII is in a Western language.
FOREIGN_SHARE = 10

# What the encoding is guessed from: more bytes make it slower, not better.
_SAMPLE = 100_000

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip

_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\xd0\xcf\x11\xe0": "an office document",
}

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of these bytes. `declared` is the charset the sender named, if any; a page's own <meta> is looked up.

    Line ends become "\\n". InputError for empty input, for anything that isn't text, and where too many characters are broken.
    """
    if not content.strip():
        raise InputError("the file is empty", next_step="check whether the source still publishes it, or remove it")
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            raise InputError(f"this is {kind}, not text", next_step="convert it to text or HTML, or remove it")
    text = _decode(content, declared)
    control = len(_CONTROL.findall(text))
    if control * CHARS_PER_REPLACEMENT > len(text):
        raise InputError("this is binary data, not text", next_step="convert it to text or HTML, or remove it")
    broken = text.count("\ufffd")
    if broken * CHARS_PER_REPLACEMENT > len(text):
        raise InputError(
            f"the encoding is broken: {broken} of {len(text)} characters can't be read",
            next_step="save the file as UTF-8, or have the server name the right charset",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(content: bytes, declared: str | None) -> str:
    for bom, name in _BOMS:
        if content.startswith(bom):
            return content.decode(name, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # UTF-8 with a few broken bytes is still UTF-8: a legacy charset would turn every good accent into rubbish.
    lenient = content.decode("utf-8", errors="replace")
    sound = sum(1 for char in lenient[:_SAMPLE] if char > "\x7f" and char != "\ufffd")
    if sound > 2 * lenient[:_SAMPLE].count("\ufffd"):
        return lenient
    meta = _META_CHARSET.search(content, 0, 4096)
    for charset in (declared, meta.group(1).decode("ascii") if meta else None):
        text = _strict(content, charset)
        if text is not None:
            return text
    # Almost all ASCII, nothing declared: an English or Western European page in what browsers take by default. Too few
    # other bytes to guess from, and the guess would be any of the old DOS code pages.
    foreign = sum(1 for byte in content[:_SAMPLE] if byte > 0x7F)
    if foreign * FOREIGN_SHARE <= len(content[:_SAMPLE]):
        western = _strict(content, "cp1252")
        if western is not None:
            return western
    best = from_bytes(content[:_SAMPLE]).best()
    if best is None or b"\x00" in content[:_SAMPLE]:
        return lenient
    return content.decode(best.encoding, errors="replace")


def _strict(content: bytes, charset: str | None) -> str | None:
    """The text in this charset, or None where it is unknown or doesn't fit. Browsers read Latin-1 as Windows-1252, so do we."""
    if not charset:
        return None
    try:
        codec = codecs.lookup(charset.strip("\"' ")).name
        return content.decode("cp1252" if codec in ("iso8859-1", "ascii") else codec)
    except (LookupError, UnicodeError):
        return None
