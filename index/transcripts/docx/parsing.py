"""Parsing the XML of a DOCX file: no document types, no entities of its own, no depth without end."""

from collections.abc import Callable, Mapping
from pathlib import Path
from xml.parsers import expat

from index.errors import SourceError

_NAMESPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
# Word's own files reach about twenty, with tables in tables about fifty.
_DEEPEST = 200
_OTHER = "?"

Attributes = Mapping[str, str]
Begin = Callable[[str, Attributes, int], None]
End = Callable[[str], None]
Words = Callable[[str, int], None]


def parse_part(data: bytes, name: str, *, begin: Begin, end: End, words: Words | None = None) -> None:
    """Walk through a part; elements and attributes go by their names without prefix, others' as "?name".

    `begin` and `words` are told the byte at which an element or characters stand.
    """
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    depth = 0

    def on_begin(element: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise SourceError(Path(name), "Its elements are nested too deep. Save it again as DOCX.")
        begin(
            _local(element),
            {_local(key): value for key, value in attributes.items()},
            parser.CurrentByteIndex,
        )

    def on_end(element: str) -> None:
        nonlocal depth
        depth -= 1
        end(_local(element))

    def on_document_type(*_: object) -> None:
        sentence = "It declares a document type, as no word processor does. Save it again as DOCX."
        raise SourceError(Path(name), sentence)

    parser.StartElementHandler = on_begin
    parser.EndElementHandler = on_end
    parser.StartDoctypeDeclHandler = on_document_type
    if words is not None:
        told = words
        parser.CharacterDataHandler = lambda text: told(text, parser.CurrentByteIndex)
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
    except expat.ExpatError as error:
        sentence = "The document in it is damaged. Save it again as DOCX, and try again."
        raise SourceError(Path(name), sentence) from error


def is_on(value: str | None) -> bool:
    """Tell whether a property that is present, such as bold, is on."""
    return value not in {"0", "false", "off", "none"}


def _local(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return local if namespace in _NAMESPACES or not namespace else _OTHER + local
