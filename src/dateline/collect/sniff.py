"""What bytes are, from how they begin."""

from __future__ import annotations

import codecs
import re

_HEAD = 8192
_BOMS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "compressed with gzip",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\xd0\xcf\x11\xe0": "an office document",
}
# Of the control characters, text has tabs, line ends, form feeds, and escape in old wire copy.
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))
_PROLOG = rb"\A(?:\xef\xbb\xbf)?\s*(?>(?:<\?.*?\?>\s*|<!--.*?-->\s*)*)"
_FEED = re.compile(_PROLOG + rb"(?:<!DOCTYPE[^>]*>\s*)?<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_PAGE = re.compile(_PROLOG + rb"<(?:!DOCTYPE\s+html|html)\b", re.DOTALL | re.IGNORECASE)


def binary(content: bytes) -> str | None:
    """What the bytes are if they are not text ("a PDF file", "binary data"); None if they may be."""
    for signature, what in _SIGNATURES.items():
        if content.startswith(signature):
            return what
    head = content[:_HEAD]
    if head.startswith(_BOMS):
        return None
    controls = len(head) - len(head.translate(None, _CONTROL))
    return "binary data" if b"\0" in head or controls > len(head) // 20 else None


def is_feed(content: bytes) -> bool:
    """Whether the root element is that of an RSS, RDF or Atom feed."""
    return bool(_FEED.match(content[:_HEAD]))


def is_page(content: bytes) -> bool:
    """Whether an HTML page begins here."""
    return bool(_PAGE.match(content[:_HEAD]))
