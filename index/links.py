"""Links to where words stand: the published page, or the second of the recording.

Made by code of the addresses in a source's sidecar. Of the source's words nothing but escaped letters gets
in, behind the sign that opens a fragment, which no server is sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from index.catalogue import SourceEntry
from index.types import Turn

LONGEST_LINK = 512
"""Discord's limit for the address under a button."""

_YOUTUBE = ("youtube.com", "youtu.be", "youtube-nocookie.com")
_QUERY_OF_SECONDS = ("open.spotify.com", "podcasts.apple.com")
_TEXT = ":~:text="
# So many words from both ends of a quotation find it on its page, whatever markup stands between.
_ENDS = 4


class LinkKind(StrEnum):
    """What a link leads to."""

    PAGE = "page"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that we made: `url` is https and plain ASCII, with nothing in it that ends a link early."""

    kind: LinkKind
    url: str


def links_to(entry: SourceEntry, turn: Turn, words: str = "") -> tuple[Link, ...]:
    """Return the links to words of a turn, the nearest to them first; none where no address is known."""
    page = () if entry.url is None else (Link(kind=LinkKind.PAGE, url=_page(entry.url, turn, words)),)
    if entry.recording is None:
        return page
    if turn.time is None:
        return (*page, Link(kind=LinkKind.RECORDING, url=entry.recording))
    return (Link(kind=LinkKind.RECORDING, url=link_second(entry.recording, int(turn.time.start))), *page)


def link_second(recording: str, second: int) -> str:
    """Return the address of a second of a recording, in the way that its host knows."""
    parts, second = urlsplit(recording), max(second, 0)
    host = (parts.hostname or "").lower()
    if _is_of(host, _YOUTUBE):
        name, value = ("start", f"{second}") if parts.path.startswith("/embed/") else ("t", f"{second}s")
        return _fit(_with_query(parts, name, value), recording)
    if _is_of(host, ("twitch.tv",)):
        hours, minutes = divmod(second // 60, 60)
        return _fit(_with_query(parts, "t", f"{hours}h{minutes}m{second % 60}s"), recording)
    if host in _QUERY_OF_SECONDS:
        return _fit(_with_query(parts, "t", f"{second}"), recording)
    # W3C's media fragments, which browsers know for files of sound and film; Vimeo wants its "s".
    seconds = f"{second}s" if _is_of(host, ("vimeo.com",)) else f"{second}"
    return _fit(parts._replace(fragment=f"t={seconds}").geturl(), recording)


def link_page(url: str, number: int) -> str:
    """Return the address of a page (from 1) of a PDF; of another file its own."""
    parts = urlsplit(url)
    return _fit(parts._replace(fragment=f"page={number}").geturl(), url) if _is_pdf(parts) else url


def link_words(url: str, words: Sequence[str]) -> str:
    """Return the address at which a browser that knows text fragments marks these words on the page."""
    if not words or _TEXT in url or _is_pdf(urlsplit(url)):
        return url
    ends = (words,) if len(words) <= 2 * _ENDS else (words[:_ENDS], words[-_ENDS:])
    text = ",".join(_escape(" ".join(some)) for some in ends)
    return _fit(f"{url}{'' if '#' in url else '#'}{_TEXT}{text}", url)


def _page(url: str, turn: Turn, words: str) -> str:
    return link_words(url, words.split()) if turn.page is None else link_page(url, turn.page)


def _escape(text: str) -> str:
    # Of what is safe in an address, the hyphen has a meaning in a text fragment, underscores and tildes have
    # one in Discord; lone surrogates have none.
    escaped = quote(text.encode(errors="replace"), safe="")
    return escaped.replace("-", "%2D").replace("~", "%7E").replace("_", "%5F")


def _with_query(parts: SplitResult, name: str, value: str) -> str:
    kept = [
        (key, held)
        for key, held in parse_qsl(parts.query, keep_blank_values=True)
        if key not in {"t", "start", "time_continue"}
    ]
    return parts._replace(query=urlencode([*kept, (name, value)])).geturl()


def _is_pdf(parts: SplitResult) -> bool:
    return parts.path.lower().endswith(".pdf")


def _is_of(host: str, names: Sequence[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)


def _fit(link: str, plain: str) -> str:
    return link if len(link) <= LONGEST_LINK else plain
