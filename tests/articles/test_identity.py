from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles.identity import article_id, canonical_address, canonical_id, same_site, text_hash

ADDRESS = "https://ledger.example/2025/03/11/flood"


@pytest.mark.parametrize(
    "url",
    [
        ADDRESS,
        ADDRESS + "/",
        "http://www.ledger.example/2025/03/11/flood/",
        "https://m.ledger.example/2025/03/11/flood#top",
        "HTTPS://Ledger.Example:443/2025/03/11/flood?utm_source=feed&utm_medium=rss",
        ADDRESS + "/index.html?fbclid=abc",
        ADDRESS + "/amp/",
    ],
)
def test_addresses_of_one_page(url: str) -> None:
    assert canonical_address(url) == ADDRESS
    assert canonical_id(url, "a", "1") == canonical_id(ADDRESS, "b", "2")


def test_parameters_that_name_the_page_stay() -> None:
    first = canonical_address("https://ledger.example/story?id=3&page=1")
    assert first == canonical_address("https://ledger.example/story?page=1&id=3&utm_campaign=x")
    assert first != canonical_address("https://ledger.example/story?id=4&page=1")
    assert canonical_address("http://ledger.example:8080/a") == "https://ledger.example:8080/a"


def test_without_an_address_the_source_names_the_article() -> None:
    assert canonical_id(None, "a", "1") == canonical_id(None, "a", "1")
    assert len({canonical_id(None, "a", "1"), canonical_id(None, "a", "2"), canonical_id(None, "b", "1")}) == 3


def test_every_version_has_its_id() -> None:
    assert article_id("c", "T", "text") == article_id("c", "T", "text")
    assert (
        len(
            {
                article_id("c", "T", "text"),
                article_id("c", None, "text"),
                article_id("c", "T", "text."),
                article_id("d", "T", "text"),
            }
        )
        == 4
    )


def test_text_hash_ignores_typography() -> None:
    assert text_hash("“It’s late” – he said\n\nand left") == text_hash('"It\'s LATE" - he said and left')
    assert text_hash("a") != text_hash("b")


def test_same_site() -> None:
    assert same_site("https://www.ledger.example/a", "http://ledger.example/b")
    assert not same_site("https://ledger.example/a", "https://courier.example/a")


@given(st.text(max_size=60))
def test_any_string_is_an_address_of_sorts(url: str) -> None:
    assert canonical_address(url) == canonical_address(url)
    assert len(canonical_id(url, "s", "k")) == 20
