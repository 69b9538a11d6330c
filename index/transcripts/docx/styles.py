"""The styles of a DOCX file, as far as they tell headings and bold print."""

from dataclasses import dataclass, field

from index.transcripts.docx.parsing import Attributes, is_on, parse_part

_HEADINGS = ("heading", "title", "subtitle")
# Where no styles are kept, their ids alone must tell.
_HEADING_IDS = (*_HEADINGS, "berschrift", "titre", "titel")
_CONTENTS = ("toc",)
_LONGEST_CHAIN = 10


@dataclass(slots=True, kw_only=True)
class Style:
    """One style; `bold` is None where its base decides."""

    name: str = ""
    base: str | None = None
    bold: bool | None = None


@dataclass(slots=True, kw_only=True)
class Styles:
    """The styles of a file by their ids."""

    by_id: dict[str, Style] = field(default_factory=dict[str, Style])

    def is_bold(self, identity: str | None) -> bool:
        """Tell whether a style, or what it is based on, is bold."""
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(identity or "")
            if style is None:
                return False
            if style.bold is not None:
                return style.bold
            identity = style.base
        return False

    def is_heading(self, identity: str | None) -> bool:
        """Tell whether a paragraph's style is a heading's or a title's."""
        return self._is_named(identity, _HEADINGS, _HEADING_IDS)

    def is_contents(self, identity: str | None) -> bool:
        """Tell whether a paragraph's style is that of a table of contents."""
        return self._is_named(identity, _CONTENTS, _CONTENTS)

    def _is_named(self, identity: str | None, names: tuple[str, ...], ids: tuple[str, ...]) -> bool:
        if identity is None:
            return False
        style = self.by_id.get(identity)
        if style is not None and style.name:
            return style.name.casefold().startswith(names)
        return identity.casefold().lstrip("üÜ").startswith(ids)


def read_styles(data: bytes | None, name: str) -> Styles:
    """Read the part that holds the styles; a file without one has none."""
    styles = Styles()
    if data is None:
        return styles
    style: Style | None = None

    def begin(element: str, attributes: Attributes, _place: int) -> None:
        nonlocal style
        value = attributes.get("val")
        if element == "style":
            style = styles.by_id.setdefault(attributes.get("styleId", ""), Style())
        elif style is None:
            return
        elif element == "name":
            style.name = value or ""
        elif element == "basedOn":
            style.base = value
        elif element == "b":
            style.bold = is_on(value)

    def end(element: str) -> None:
        nonlocal style
        style = None if element == "style" else style

    parse_part(data, name, begin=begin, end=end)
    return styles
