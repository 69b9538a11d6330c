"""The sidecar of a source: what its text does not tell, written beside it as TOML."""

import re
import tomllib
from datetime import date as calendar_date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from index.errors import SidecarError
from index.types import Role

_HOST = "host:"
_SERVER = re.compile(r"[0-9]{1,20}")
_TOML_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def _as_text(value: object) -> object:
    # TOML has dates of its own; people write them with and without quotes.
    return value.isoformat() if isinstance(value, calendar_date) else value


def _as_server(value: object) -> object:
    # Ids are copied with or without quotes; `true` is 1 to Python, and no server to anybody.
    if isinstance(value, bool):
        raise ValueError("this is no id")  # noqa: TRY004 - Pydantic takes no TypeError
    return int(value) if isinstance(value, str) and _SERVER.fullmatch(value.strip()) else value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ServerId = Annotated[int, BeforeValidator(_as_server), Field(ge=1, lt=2**64)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DeclaredSpeaker(_Part):
    """A speaker as the sidecar names them; `aliases` are the labels that the text uses."""

    name: Words
    aliases: tuple[Words, ...] = ()
    role: Role = Role.UNKNOWN


class Body(_Part):
    """The words that the source begins and ends with; what stands outside nobody said."""

    first: Words | None = None
    last: Words | None = None


class Sidecar(_Part):
    """What is known of a source beside its text; every key is optional.

    `servers` are the ids of those that may be answered from it: absent all, empty none.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,128}$")] | None = None
    title: Words | None = None
    publisher: Words | None = None
    date: Annotated[Words | None, BeforeValidator(_as_text)] = None
    url: Words | None = None
    licence: Words | None = None
    language: Words | None = None
    servers: frozenset[ServerId] | None = None
    age_restricted: bool = False
    speakers: tuple[DeclaredSpeaker, ...] = ()
    unlabelled: Annotated[str, StringConstraints(pattern=r"^(?:continues|host:\s*\S.*)$")] | None = None
    narrator: Words | None = None
    body: Body = Field(default_factory=Body)
    skip: tuple[Words, ...] = ()

    @property
    def asker(self) -> str | None:
        """Whose questions the paragraphs without a label are, if they are questions."""
        if self.unlabelled is None or not self.unlabelled.startswith(_HOST):
            return None
        return self.unlabelled.removeprefix(_HOST).strip()


def sidecar_path(source: Path) -> Path:
    """Return where the sidecar of a source would stand."""
    return source.with_suffix(".toml")


def source_id(name: str, sidecar: Sidecar | None = None) -> str:
    """Return the source's id: the sidecar's, else the file's stem with other characters as `_`."""
    if sidecar is not None and sidecar.id is not None:
        return sidecar.id
    return re.sub(r"[^A-Za-z0-9._-]", "_", Path(name).stem)[:128] or "_"


def read_sidecar(path: Path) -> Sidecar:
    """Read a sidecar, or say in one sentence what is wrong with it and where."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SidecarError(path, "This is not UTF-8 text. Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise SidecarError(
            path, f"It cannot be read ({error.strerror}). Check the file and its rights."
        ) from error
    return parse_sidecar(text, path)


def parse_sidecar(text: str, path: Path) -> Sidecar:
    """Read a sidecar's text; `path` is what errors name."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(text, path, error) from error
    try:
        return Sidecar.model_validate(values)
    except ValidationError as error:
        raise _not_a_sidecar(text, path, error) from error


def _not_toml(text: str, path: Path, error: tomllib.TOMLDecodeError) -> SidecarError:
    found = _TOML_LINE.search(str(error))
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    what = _TOML_LINE.sub("", str(error)).rstrip(".")
    return SidecarError(path, f"This is not valid TOML ({what}). Correct the line and try again.", line=line)


def _not_a_sidecar(text: str, path: Path, error: ValidationError) -> SidecarError:
    first = error.errors(include_url=False)[0]
    place = ".".join(str(step + 1) if isinstance(step, int) else step for step in first["loc"])
    line = _line_of_key(text, first["loc"])
    return SidecarError(path, f"{_what_is_wrong(place, first['type'], first['msg'])}", line=line)


def _what_is_wrong(place: str, kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        known = ", ".join(Sidecar.model_fields)
        return f"The key “{place}” is not known here. Remove it or correct its spelling; known are {known}."
    if place == "unlabelled":
        return '“unlabelled” must be "continues" or "host:NAME" with the name of who asks.'
    if place.startswith("servers"):
        return '“servers” must be a list of ids of Discord servers, such as ["1048576000000000000"].'
    if place == "age_restricted":
        return "“age_restricted” must be true or false, without quotes."
    if place == "id":
        return "“id” must be 1 to 128 characters of A-Z, a-z, 0-9, dot, underscore and hyphen."
    return f"“{place}” cannot be read ({message[:1].lower()}{message[1:]}). Correct its value."


def _line_of_key(text: str, loc: tuple[int | str, ...]) -> int | None:
    """Find the line of a key; the position in an array of tables says which one is meant."""
    keys = [step for step in loc if isinstance(step, str)]
    nth = next((step for step in loc if isinstance(step, int)), 0) if loc[0] == "speakers" else 0
    pattern = re.compile(rf"^[^#\n\"]*?\b{re.escape(keys[-1])}\b", re.MULTILINE)
    lines = [text.count("\n", 0, found.start()) + 1 for found in pattern.finditer(text)]
    return lines[min(nth, len(lines) - 1)] if lines else None
