"""Ids that stay the same: of an article in all its versions, of one version, and of a text however it is typeset."""

from __future__ import annotations

import hashlib
import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from courlan import normalize_url

# Parameters that say where the reader came from, beyond those that courlan knows.
_TRACKING = re.compile(
    r"^(utm_.*|at_.*|mc_.*|ref|ref_?src|source|src|cmp|cmpid|ito|smid|sh|amp|cid|icid|ocid)$", re.IGNORECASE
)
_INDEX = re.compile(r"/(?:index\.(?:html?|php)|amp/?)$")
_MAX_ADDRESS = 2_000


def canonical_address(url: str) -> str:
    """One spelling for all addresses of a page: https, no www. or mobile host, no tracking parameters, fragment or final slash."""
    try:
        parts = urlsplit(normalize_url(url[:_MAX_ADDRESS].strip(), strict=False))
        host = re.sub(r"^(?:www|m|mobile|amp)\.(?=[^.]+\.)", "", (parts.hostname or "").lower())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:  # no address at all; it is still a key
        return url
    kept = [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(key)]
    path = _INDEX.sub("", parts.path).rstrip("/")
    scheme = "https" if parts.scheme in ("http", "https", "") else parts.scheme
    return f"{scheme}://{host}{port}{path}" + (f"?{urlencode(sorted(kept))}" if kept else "")


def same_site(first: str, second: str) -> bool:
    """Whether two addresses are on the same host."""
    hosts = [urlsplit(canonical_address(url)).hostname for url in (first, second)]
    return hosts[0] == hosts[1]


def canonical_id(url: str | None, source_id: str, key: str) -> str:
    """The id that all versions of an article share: from its address, or its key within the source where it has none."""
    return digest(canonical_address(url)) if url else digest(source_id, key)


def article_id(canonical: str, title: str | None, text: str) -> str:
    """The id of one version: the same words give the same id, whenever and wherever they were read."""
    return digest(canonical, title, text)


_TYPESET = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "–": "-", "—": "-", "‑": "-"}
)


def normalise(text: str) -> str:
    """The text without differences of case, white space, quotation marks and dashes."""
    return " ".join(text.translate(_TYPESET).replace("''", '"').casefold().split())


def text_hash(text: str) -> str:
    """A hash that exact copies share."""
    return digest(normalise(text))


def digest(*parts: str | None) -> str:
    """The first 20 hex digits of the SHA-256 of a natural key."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:20]
