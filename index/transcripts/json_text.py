"""JSON files: their values, and where in the file the characters of a string stand."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from index.errors import SourceError
from index.types import Piece, Span

_ESCAPED = re.compile(
    r"\\u(?P<high>[dD][89abAB][0-9a-fA-F]{2})\\u(?P<low>[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|\\u(?P<code>[0-9a-fA-F]{4})|\\(?P<letter>[bfnrt])|\\(?P<itself>[\"\\/])"
)
# A day of talk with an object for each word has a fifth of it.
_MOST_PARTS = 1_000_000
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_TOKEN = re.compile(r'"(?P<string>[^"\\]*(?:\\.[^"\\]*)*)"|[\[\]{},:]', re.DOTALL)


def parse_json(source: str, name: str) -> object:
    """Return what a JSON file holds, or say where it is broken."""
    parts = source.count("{") + source.count("[")
    if parts > _MOST_PARTS:
        sentence = f"This JSON holds {parts:,} objects and lists; at most {_MOST_PARTS:,} are read. Split it."
        raise SourceError(Path(name), sentence)
    # A byte order mark is no JSON; a space in its place keeps every position.
    text = " " + source[1:] if source.startswith("\ufeff") else source
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        sentence = (
            f"This is not valid JSON ({error.msg[:1].lower()}{error.msg[1:]}). Export the transcript again."
        )
        raise SourceError(Path(name), sentence, line=error.lineno) from error
    except (RecursionError, ValueError) as error:
        sentence = (
            "This JSON cannot be read: it is nested too deep or holds a number too long. Export it again."
        )
        raise SourceError(Path(name), sentence) from error


def find_strings(source: str) -> Iterator[tuple[tuple[str | int, ...], Span]]:
    """Yield each string value of valid JSON: its keys and positions from the root, and where it stands.

    The span is of what is between the quotation marks.
    """
    path: list[str | int] = []
    expects_key = False
    for token in _TOKEN.finditer(source):
        sign = token[0]
        if sign == "{":
            path.append("")
            expects_key = True
        elif sign == "[":
            path.append(0)
        elif sign in {"}", "]"}:
            path.pop()
            expects_key = False
        elif sign == ",":
            last = path[-1]
            expects_key = isinstance(last, str)
            path[-1] = last if isinstance(last, str) else last + 1
        elif sign != ":":
            span = Span(*token.span("string"))
            if expects_key:
                path[-1], expects_key = "".join(piece.text for piece in string_pieces(source, span)), False
            else:
                yield tuple(path), span


def string_pieces(source: str, span: Span) -> list[Piece]:
    """Return what a string says, escape by escape.

    An escaped quotation mark, slash or backslash is taken without its backslash.
    """
    pieces: list[Piece] = []
    position = span.start
    for found in _ESCAPED.finditer(source, span.start, span.end):
        if position < found.start():
            pieces.append(Piece(start=position, end=found.start(), text=source[position : found.start()]))
        pieces.append(_escaped(found))
        position = found.end()
    if position < span.end:
        pieces.append(Piece(start=position, end=span.end, text=source[position : span.end]))
    return pieces


def _escaped(found: re.Match[str]) -> Piece:
    if found["itself"]:
        return Piece(start=found.end() - 1, end=found.end(), text=found["itself"])
    if found["letter"]:
        return Piece(start=found.start(), end=found.end(), text=_LETTERS[found["letter"]])
    if found["high"]:
        high, low = int(found["high"], 16), int(found["low"], 16)
        character = chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
    else:
        character = chr(int(found["code"], 16))
    # Half a character and NUL can be spelled, but neither stored nor shown.
    whole = "\ufffd" if character == "\0" or "\ud800" <= character <= "\udfff" else character
    return Piece(start=found.start(), end=found.end(), text=whole)
