"""The sidecar of a source: what its text does not tell, written beside it as TOML."""

import re
import tomllib
from datetime import date as calendar_date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)

from index.addresses import read_address
from index.errors import SidecarError
from index.quoting import QuoteBudget
from index.types import Role

_HOST = "host:"
_SERVER = re.compile(r"[0-9]{1,20}")
_PER_CENT = re.compile(r"\s*([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*%\s*", re.ASCII)
_TOML_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

_SHARE_MEANT = 'a part of the text, above 0 and at most 1, such as 0.1 or "10 %".'
_MUST_BE = MappingProxyType(
    {
        "id": "1 to 128 characters of A-Z, a-z, 0-9, dot, underscore and hyphen.",
        "unlabelled": '"continues" or "host:NAME" with the name of who asks.',
        "age_restricted": "true or false, without quotes.",
        "quoting.longest": "a number of words, at least 1, such as 60.",
        "quoting.answer_share": _SHARE_MEANT,
        "quoting.day_share": _SHARE_MEANT,
    }
)


def _as_text(value: object) -> object:
    # TOML has dates of its own; people write them with and without quotes.
    return value.isoformat() if isinstance(value, calendar_date) else value


def _as_server(value: object) -> object:
    # Ids are copied with or without quotes; `true` is 1 to Python, and no server to anybody.
    if isinstance(value, bool):
        raise ValueError("this is no id")  # noqa: TRY004 - Pydantic takes no TypeError
    return int(value) if isinstance(value, str) and _SERVER.fullmatch(value.strip()) else value


def _as_share(value: object) -> object:
    # A share is a number, or per cent as people write it.
    if isinstance(value, bool):
        raise ValueError("this is no share")  # noqa: TRY004 - as above
    written = _PER_CENT.fullmatch(value) if isinstance(value, str) else None
    return float(written[1]) / 100 if written else value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ServerId = Annotated[int, BeforeValidator(_as_server), Field(ge=1, lt=2**64)]
Address = Annotated[Words, AfterValidator(read_address)]
Share = Annotated[float, BeforeValidator(_as_share), Field(gt=0, le=1, strict=True)]


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


class Quoting(_Part):
    """How much may be shown: words of one quotation, and shares of the text in an answer and in a day."""

    longest: Annotated[int, Field(ge=1, le=100_000, strict=True)] | None = None
    answer_share: Share | None = None
    day_share: Share | None = None

    @property
    def budget(self) -> QuoteBudget:
        """The same as a value of the index."""
        return QuoteBudget(longest=self.longest, answer_share=self.answer_share, day_share=self.day_share)


class Sidecar(_Part):
    """What is known of a source beside its text; every key is optional.

    `servers` are the ids of those that may be answered from it: absent all, empty none. `url` is where it was
    published, `recording` where it can be heard or seen.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,128}$")] | None = None
    title: Words | None = None
    publisher: Words | None = None
    date: Annotated[Words | None, BeforeValidator(_as_text)] = None
    url: Address | None = None
    recording: Address | None = None
    licence: Words | None = None
    language: Words | None = None
    servers: frozenset[ServerId] | None = None
    age_restricted: bool = False
    speakers: tuple[DeclaredSpeaker, ...] = ()
    unlabelled: Annotated[str, StringConstraints(pattern=r"^(?:continues|host:\s*\S.*)$")] | None = None
    narrator: Words | None = None
    quoting: Quoting = Field(default_factory=Quoting)
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
    if place in {"url", "recording"}:
        why = message.removeprefix("Value error, ")
        return f"“{place}” cannot be shown as a link: {why}. Copy it from a browser, or remove it."
    if place.startswith("servers"):
        return '“servers” must be a list of ids of Discord servers, such as ["1048576000000000000"].'
    told = _MUST_BE.get(place)
    if told is not None:
        return f"“{place}” must be {told}"
    return f"“{place}” cannot be read ({message[:1].lower()}{message[1:]}). Correct its value."


def _line_of_key(text: str, loc: tuple[int | str, ...]) -> int | None:
    """Find the line of a key; the position in an array of tables says which one is meant."""
    keys = [step for step in loc if isinstance(step, str)]
    nth = next((step for step in loc if isinstance(step, int)), 0) if loc[0] == "speakers" else 0
    pattern = re.compile(rf"^[^#\n\"]*?\b{re.escape(keys[-1])}\b", re.MULTILINE)
    lines = [text.count("\n", 0, found.start()) + 1 for found in pattern.finditer(text)]
    return lines[min(nth, len(lines) - 1)] if lines else None
