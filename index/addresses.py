"""Addresses that a sidecar may name: they are shown as links, and never fetched."""

import re
from urllib.parse import quote, urlsplit

LONGEST_ADDRESS = 400
"""Characters; Discord takes 512 under a button, and a second or a page is added to it."""

_HOST = re.compile(
    r"(?=.{4,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}", re.ASCII
)
# What neither a link of Discord's nor one of a terminal can carry, or what would end it early.
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f<>\"'`\\^{|}\[\]]|\s")
_BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = "/:?#@!$&()*+,;=%-._~"


def read_address(text: str) -> str:
    """Return an address as it may be shown; letters beyond ASCII in its path are escaped.

    Raises:
        ValueError: With what is wrong, if it is not a plain https address of a named host.
    """
    if _FORBIDDEN.search(text) or _BAD_ESCAPE.search(text) or not _is_visible(text):
        raise ValueError("it holds white space or signs that no address has")
    # A backslash or a control character, which browsers and Python read otherwise, is refused above.
    parts = urlsplit(text)
    if parts.scheme != "https" or not text[: len("https://")].lower().startswith("https://"):
        raise ValueError("it must begin with https://")
    if "@" in parts.netloc:
        raise ValueError("it may hold no name or password before its host")
    if not _HOST.fullmatch(parts.hostname or "") or not _has_good_port(parts.netloc):
        raise ValueError("its host must be a name with a dot, in plain letters")
    address = "https://" + quote(text[len("https://") :], safe=_KEPT)
    if len(address) > LONGEST_ADDRESS:
        raise ValueError(f"it may have at most {LONGEST_ADDRESS} characters")
    return address


def _is_visible(text: str) -> bool:
    # Marks that turn the direction of writing, or cannot be seen, make an address read as another.
    return all(sign.isprintable() for sign in text)


def _has_good_port(netloc: str) -> bool:
    _, colon, port = netloc.partition(":")
    return not colon or (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 2**16)
