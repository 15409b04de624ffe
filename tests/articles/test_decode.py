from __future__ import annotations

import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles.decode import decode
from dateline.errors import InputError

TEXT = "Der Bürgermeister sagte am Montag, die Brücke über die Saône werde für 3 Millionen € erneuert – „endlich“.\n"


@pytest.mark.parametrize(
    ("content", "declared"),
    [
        (TEXT.encode(), None),
        (TEXT.encode(), "iso-8859-1"),  # a server that declares what it always declares
        (TEXT.encode("utf-8-sig"), None),
        (TEXT.encode("utf-16"), None),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), None),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("cp1252"), "ISO-8859-1"),  # browsers read it as Windows-1252
        (TEXT.encode("cp1252"), "no-such-charset"),
        (TEXT.encode("cp1252") * 5, None),
        (TEXT.replace("\n", "\r\n").encode(), None),
    ],
)
def test_encodings(content: bytes, declared: str | None) -> None:
    assert decode(content, declared).startswith(TEXT)


def test_a_page_names_its_charset() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Мэр сказал</body></html>'
    assert decode(page.encode("cp1251")) == page


def test_a_few_broken_bytes_are_borne() -> None:
    content = (TEXT * 10).encode()
    broken = content[:500] + b"\xff" + content[500:]
    assert decode(broken).count("\ufffd") <= 2
    assert "Brücke" in decode(broken)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00\x01\x02text" * 50, "binary"),
        ("é".encode() * 30 + b"\xff\xfe\xfd" * 3 + b"abc" * 10, "encoding is broken"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        decode(content)
    assert caught.value.next_step


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_an_input_error(content: bytes) -> None:
    with contextlib.suppress(InputError):
        assert isinstance(decode(content), str)
