"""What the head of a page says of it: title, date, publisher, address, language, licence."""

import re
from collections.abc import Mapping

from index.addresses import read_address
from index.sidecar import Sidecar

_NAMES = {
    "og:title": "title_shared",
    "twitter:title": "title_shared",
    "og:site_name": "publisher",
    "application-name": "publisher",
    "og:url": "url",
    "article:published_time": "date",
    "date": "date",
    "dc.date": "date",
    "dcterms.date": "date",
    "datepublished": "date",
    "content-language": "language",
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?=\Z|[T ])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_LONGEST = 300


def note_head(head: dict[str, str], tag: str, attributes: Mapping[str, str]) -> None:
    """Keep what a tag says of the page; what was said first holds."""
    if tag == "html":
        _keep(head, "language", attributes.get("lang", ""))
    elif tag == "meta":
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        key = _NAMES.get(name.casefold())
        if key:
            _keep(head, key, attributes.get("content", ""))
    elif tag in {"link", "a"}:
        for relation in attributes.get("rel", "").casefold().split():
            key = {"canonical": "url_canonical", "license": "licence"}.get(relation)
            if key and (tag == "link" or key == "licence"):
                _keep(head, key, attributes.get("href", ""))


def _keep(head: dict[str, str], key: str, value: str) -> None:
    words = " ".join(value.split())
    if words and len(words) <= _LONGEST:
        head.setdefault(key, words)


def with_head(sidecar: Sidecar, head: Mapping[str, str], heading: str | None) -> Sidecar:
    """Take from a page's head what the sidecar does not say."""
    day = _DATE.match(head.get("date", ""))
    language = head.get("language", "")
    found = {
        "title": heading or head.get("title_shared") or head.get("title"),
        "publisher": head.get("publisher"),
        "url": _address(head.get("url_canonical") or head.get("url") or ""),
        "date": day[0] if day else None,
        "language": language if _LANGUAGE.fullmatch(language) else None,
        "licence": head.get("licence"),
    }
    missing = {key: value for key, value in found.items() if value and getattr(sidecar, key) is None}
    return sidecar.model_copy(update=missing)


def _address(words: str) -> str | None:
    try:
        return read_address(words)
    except ValueError:
        return None
