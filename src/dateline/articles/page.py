"""HTML pages: the text by trafilatura, the dates by the page's own metadata and htmldate, the credits by our own reader."""

from __future__ import annotations

import datetime as dt
import json
import re
import warnings
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import html

from dateline.articles.body import finish
from dateline.articles.credit import join_dateline
from dateline.articles.draft import Draft
from dateline.articles.furniture import cut_after_end, is_furniture
from dateline.articles.identity import normalise
from dateline.articles.published import read_url
from dateline.errors import InputError

with warnings.catch_warnings():
    # On import, urllib3 warns that a package it can do without is missing.
    warnings.simplefilter("ignore")
    import trafilatura

# A page with fewer words of text than this is a shell, an index or a notice, not an article.
MIN_WORDS = 20

_PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
              "dc.date.issued", "dcterms.created", "dc.date", "pubdate", "publishdate", "publish-date", "date")  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_CAPTIONS = (
    "//figcaption | //*[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')]"
    " | //p[contains(@class, 'caption')]"
)
_TIMES = "//time[@pubdate or @itemprop='datePublished']/@datetime"
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_TEXT = "the page has no article text"
_NO_TEXT_STEP = (
    "open the address: if the text is loaded by scripts or behind a wall, use the publisher's feed or an export instead"
)


def read_page(text: str, latest: dt.date) -> Draft:
    """The parts of an article in an HTML page. `latest` is the last possible day. InputError where there is no article text."""
    try:
        found = trafilatura.bare_extraction(
            text,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": latest.isoformat()},
        )
        tree = html.document_fromstring(_XML_DECLARATION.sub("", text))
    except Exception as error:  # whatever a broken page does to the parsers, it must not stop the others
        raise InputError(f"the page can't be parsed: {error}"[:300], next_step=_NO_TEXT_STEP) from error
    if found is None or isinstance(found, dict) or found.body is None:
        raise InputError(_NO_TEXT, next_step=_NO_TEXT_STEP)
    captions = list(dict.fromkeys(filter(None, (_flat(element) for element in tree.xpath(_CAPTIONS)))))
    elsewhere = {normalise(part) for part in [*captions, found.title or ""]}
    paragraphs = [
        p for p in cut_after_end(list(_paragraphs(found.body))) if not is_furniture(p) and normalise(p) not in elsewhere
    ]
    if sum(len(p.split()) for p in paragraphs) < MIN_WORDS:
        raise InputError(_NO_TEXT, next_step=_NO_TEXT_STEP)
    links = tree.xpath("//link[@rel='canonical']/@href")
    url = links[0].strip() if links and links[0].strip().startswith(("http://", "https://")) else None
    linked = list(_linked_data(tree))
    draft = Draft(
        text="",
        title=found.title,
        captions=captions,
        authors=[name for name in map(str.strip, (found.author or "").split(";")) if name],
        outlet=found.sitename,
        url=url,
        language=tree.get("lang"),
        stated=[*_meta(tree, _PUBLISHED), *_values(linked, "datePublished"), *tree.xpath(_TIMES)],
        modified=[*_meta(tree, _MODIFIED), *_values(linked, "dateModified")],
    )
    # htmldate also reads the canonical address; that is no metadata, and is looked at later.
    if found.date and not (url and found.date == str(read_url(url, latest))):
        draft.stated.append(found.date)
    finish(draft, join_dateline(paragraphs))
    return draft


def _flat(element: html.HtmlElement) -> str:
    """An element's text on one line."""
    return " ".join("".join(element.itertext()).split())


def _paragraphs(body: html.HtmlElement) -> Iterator[str]:
    """The text of each block of trafilatura's tree; list items and quoted paragraphs are blocks of their own."""
    for block in body.iterchildren():
        inner = [part for part in block.iter("item", "p") if part is not block and part.find(".//p") is None]
        for element in inner or [block]:
            paragraph = _flat(element)
            if paragraph:
                yield paragraph


def _meta(tree: html.HtmlElement, names: Sequence[str]) -> list[str]:
    """The contents of the page's <meta> elements with one of these names, in the order of the names."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = (element.get("content") or "").strip()
        if content:
            found.setdefault(name, content)
    return [found[name] for name in names if name in found]


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD, and of the graphs in it."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text_content())
        except (ValueError, RecursionError):
            continue
        for thing in data if isinstance(data, list) else [data]:
            if isinstance(thing, dict):
                yield thing
                graph = thing.get("@graph")
                yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _values(things: Sequence[dict[str, Any]], key: str) -> list[str]:
    return [thing[key] for thing in things if isinstance(thing.get(key), str)]
