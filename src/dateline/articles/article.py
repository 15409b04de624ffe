"""One item of a source becomes one row of `articles`, or a rejection that says what to do."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from typing import TYPE_CHECKING, Any

from dateline.articles.body import describe, split
from dateline.articles.decode import decode
from dateline.articles.draft import Draft
from dateline.articles.identity import article_id, canonical_id, same_site, text_hash
from dateline.articles.page import read_page
from dateline.articles.plain import read_plain
from dateline.articles.published import MAX_AHEAD, find_modified, find_published
from dateline.errors import InputError, Rejected
from dateline.settings import Settings

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

    from dateline.collect.item import Item

HTML = ("text/html", "application/xhtml+xml")
JSON = ("application/json", "application/x-ndjson", "application/jsonl")

# A shorter text has too few letters to tell its language from; a guess below this probability isn't one.
MIN_CHARS_FOR_LANGUAGE = 40
MIN_LANGUAGE_PROBABILITY = 0.8
_CHARS_FOR_LANGUAGE = 5_000

# A UTF-8 character has at most four bytes: what is longer needn't be decoded to be refused.
_MAX_BYTES_PER_CHAR = 4


def read(item: Item, content: bytes, settings: Settings) -> dict[str, Any] | Rejected:
    """The `articles` row of an item, without `run_id`. `content` is what the archive holds for it.

    An article in another language than English is a row too (its `language` says so); finding no facts in it is left to the
    facts stage. Rejected: what is empty, no text, broken, too long, or a page without an article.
    """
    try:
        draft = _read(item, content, settings)
        _require(draft, settings)
    except InputError as error:
        return Rejected(
            stage="articles",
            source_id=item.source_id,
            location=item.location,
            reason=error.what,
            next_step=error.next_step,
            column_name="text",
            row={"url": item.url, **item.metadata},
            archive_file=item.archive_file,
            archive_offset=item.archive_offset,
            table_name="articles",
        )
    return _row(item, draft)


def _read(item: Item, content: bytes, settings: Settings) -> Draft:
    media_type = item.media_type.split(";")[0].strip().lower()
    limit = max(settings.max_download_bytes, settings.max_article_chars * _MAX_BYTES_PER_CHAR)
    if len(content) > limit:
        raise _too_long(f"{len(content):,} bytes", settings)
    if media_type in JSON:
        return _read_record(item, content)
    text = decode(content, item.metadata.get("charset"))
    latest = item.fetched_at.date() + MAX_AHEAD
    if media_type in HTML or _looks_like_html(text):
        draft = read_page(text, latest)
    else:
        if len(text) > settings.max_article_chars:
            raise _too_long(f"{len(text):,} characters", settings)
        draft = read_plain(text)
    _add_metadata(draft, item.metadata, first=False)
    return draft


def _looks_like_html(text: str) -> bool:
    return bool(
        re.match(
            r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)\b",
            text[:2_000],
            re.IGNORECASE | re.DOTALL,
        )
    )


def _read_record(item: Item, content: bytes) -> Draft:
    """A line of jsonl: its text as it is, so that offsets hold in the source's own file."""
    record = item.metadata
    if "text" not in record:
        try:
            record = json.loads(decode(content))
        except ValueError as error:
            raise InputError(
                f"the line is not valid JSON: {error}", next_step="correct the line; the other lines were read"
            ) from error
        if not isinstance(record, dict):
            raise InputError("the line is not a JSON object", next_step="give one object with a `text` in each line")
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError("`text` is missing or no string", next_step="give each line a `text`")
    # Lone surrogates (from \\ud800 escapes) can't be stored; one replacement character each keeps the offsets.
    draft = Draft(text=re.sub("[\ud800-\udfff]", "\ufffd", text))
    describe(draft, split(draft.text))
    _add_metadata(draft, record, first=True)
    return draft


def _add_metadata(draft: Draft, metadata: dict[str, Any], *, first: bool) -> None:
    """Add what the source says about the item. With `first` it wins; otherwise it fills what the document leaves open.

    A page's own dates are in its own time zone; feeds tend to give the same instant in UTC, which may be another day.
    """
    title = _string(metadata.get("title"))
    draft.title = (title or draft.title) if first else (draft.title or title)
    authors = _names(metadata.get("author") or metadata.get("authors"))
    draft.authors = (authors or draft.authors) if first else (draft.authors or authors)
    draft.stated += [value for value in [metadata.get("published")] if value]
    draft.modified += [value for value in [metadata.get("modified")] if value]
    draft.language = draft.language or _string(metadata.get("language"))


def _string(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    parts = (
        value if isinstance(value, list) else re.split(r"\s*[,;]\s*|\s+and\s+", value) if isinstance(value, str) else []
    )
    return list(dict.fromkeys(name for part in parts if (name := _string(part))))


def _require(draft: Draft, settings: Settings) -> None:
    if not any(char.isalpha() for char in draft.text):
        raise InputError("there is no article text", next_step="check what the source sends, or remove it")
    if len(draft.text) > settings.max_article_chars:
        raise _too_long(f"{len(draft.text):,} characters", settings)


def _too_long(size: str, settings: Settings) -> InputError:
    return InputError(
        f"the text is too long for an article: {size}",
        next_step=f"split it into its articles, or raise DATELINE_MAX_ARTICLE_CHARS (now {settings.max_article_chars:,})",
    )


def _row(item: Item, draft: Draft) -> dict[str, Any]:
    # A page may name its own address better than the link that led to it; another site's address would be another article.
    url = draft.url if draft.url and (item.url is None or same_site(draft.url, item.url)) else item.url
    canonical = canonical_id(url, item.source_id, item.key)
    published = find_published(draft, url, item.fetched_at)
    return {
        "article_id": article_id(canonical, draft.title, draft.text),
        "canonical_id": canonical,
        "source_id": item.source_id,
        "url": url,
        "outlet": item.outlet or draft.outlet,
        "title": draft.title,
        "text": draft.text,
        "caption": draft.captions,
        "dateline_place": draft.dateline_place,
        "authors": draft.authors,
        "contributors": draft.contributors,
        "agencies": draft.agencies,
        "published_on": published.day,
        "published_at": published.at,
        "published_basis": published.basis,
        "modified_at": find_modified(draft, item.fetched_at.date() + MAX_AHEAD),
        "fetched_at": item.fetched_at.astimezone(dt.UTC),
        "language": language_of(draft.text, draft.language),
        "country": _string(item.metadata.get("country")),
        "word_count": len(draft.text.split()),
        "text_hash": text_hash(draft.text),
        "archive_file": item.archive_file,
        "archive_offset": item.archive_offset,
        "archive_line": item.archive_line,
    }


@functools.cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language_of(text: str, declared: str | None) -> str:
    """The ISO 639-1 code of a text's language: as recognised, else as declared ("en-GB" is "en").

    A text too short to tell is taken for English, the language that facts are read from.
    """
    if sum(map(str.isalpha, text[:_CHARS_FOR_LANGUAGE])) >= MIN_CHARS_FOR_LANGUAGE:
        code, probability = _identifier().classify(text[:_CHARS_FOR_LANGUAGE])
        if probability >= MIN_LANGUAGE_PROBABILITY:
            return str(code)
    match = re.match(r"[a-z]{2}(?![a-z])", (declared or "").strip().lower())
    return match.group() if match else "en"
