"""The format of a server's rules as JSON: which keys there are, and what may stand there."""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from bot.moderation.blocked_words import BlockedWord
from bot.moderation.rules import ChannelMode

VERSION = 1
"""Of the format; grows when an older whosaid could no longer read it."""
MOST_PLACES, MOST_WORDS, MOST_PEOPLE, MOST_ROLES, MOST_SOURCES = 500, 200, 1000, 250, 500

_HIGHEST_ID = 2**63 - 1
_LONGEST_WORD, _LONGEST_SOURCE = 100, 200
_MOST_DOLLARS = Decimal(1_000_000)
_LANGUAGE = re.compile(r"[a-z]{2}(?:-(?:[A-Z]{2}|419))?")


def _whole(least: int, most: int) -> PlainValidator:
    def check(value: object) -> int:
        # A bool is an int to Python, and to nobody else.
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise PydanticCustomError("whole_number", "", {"least": least, "most": most})
        return value

    return PlainValidator(check)


def _check_id(value: object) -> int:
    # Numbers of 64 bits are rounded by many tools, so they are written as text.
    if isinstance(value, str) and re.fullmatch(r"[1-9][0-9]{0,18}", value) and int(value) <= _HIGHEST_ID:
        return int(value)
    raise PydanticCustomError("id", "")


def _check_version(value: object) -> int:
    number = value if isinstance(value, int) and not isinstance(value, bool) else 0
    if number == VERSION:
        return VERSION
    raise PydanticCustomError("newer" if number > VERSION else "version", "", {"version": VERSION})


def _check_switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("yes_or_no", "")


def _check_mode(value: object) -> ChannelMode:
    if isinstance(value, str) and value in {mode.value for mode in ChannelMode}:
        return ChannelMode(value)
    raise PydanticCustomError("choice", "", {"choices": ", ".join(mode.value for mode in ChannelMode)})


def _check_source(value: object) -> str:
    if isinstance(value, str) and 1 <= len(value) <= _LONGEST_SOURCE and value.isprintable():
        return value
    raise PydanticCustomError("text", "", {"most": _LONGEST_SOURCE})


def _check_word(value: object) -> str:
    if isinstance(value, str) and len(value) <= _LONGEST_WORD and BlockedWord.read(value) is not None:
        return value
    raise PydanticCustomError("blocked_word", "", {"most": _LONGEST_WORD})


def _check_language(value: object) -> str:
    if isinstance(value, str) and _LANGUAGE.fullmatch(value):
        return value
    raise PydanticCustomError("language", "")


def _check_dollars(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise PydanticCustomError("dollars", "")
    try:
        dollars = Decimal(str(value))
    except InvalidOperation:
        raise PydanticCustomError("dollars", "") from None
    exponent = dollars.as_tuple().exponent
    # Money is kept in billionths of a dollar.
    if not dollars.is_finite() or not 0 < dollars <= _MOST_DOLLARS or int(exponent) < -9:  # noqa: PLR2004 - see above
        raise PydanticCustomError("dollars", "")
    return dollars


def _list(most: int) -> BeforeValidator:
    return _bounded(list, "list", most)


def _entries(most: int) -> BeforeValidator:
    return _bounded(dict, "entries", most)


def _bounded(kind: type, error: Literal["list", "entries"], most: int) -> BeforeValidator:
    def check(value: Any) -> object:  # noqa: ANN401 - anything that JSON holds
        if not isinstance(value, kind) or len(value) > most:
            raise PydanticCustomError(error, "", {"most": most})
        return value

    return BeforeValidator(check)


_Id = Annotated[int, PlainValidator(_check_id)]
_Roles = Annotated[list[_Id], _list(MOST_ROLES)]
_Switch = Annotated[bool, PlainValidator(_check_switch)]
_Sources = Annotated[list[Annotated[str, PlainValidator(_check_source)]], _list(MOST_SOURCES)]
_Words = Annotated[list[Annotated[str, PlainValidator(_check_word)]], _list(MOST_WORDS)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out(cls, value: Any) -> object:  # noqa: ANN401 - anything that JSON holds
        """Take null for a key that is not there."""
        if not isinstance(value, dict):
            raise PydanticCustomError("object", "")
        return {key: held for key, held in cast("dict[str, object]", value).items() if held is not None}


class PlaceFormat(_Strict):
    """What is set for one place."""

    mode: Annotated[ChannelMode | None, PlainValidator(_check_mode)] = None
    roles: _Roles | None = None
    newcomer_days: Annotated[int | None, _whole(0, 3650)] = None
    sources: _Sources | None = None


class AllowanceFormat(_Strict):
    """How much may be asked; what is left out is without bound."""

    requests: Annotated[int | None, _whole(1, 1_000_000)] = None
    seconds: Annotated[int, _whole(1, 2_592_000)] = 3600
    dollars: Annotated[Decimal | None, PlainValidator(_check_dollars)] = None


class LimitsFormat(_Strict):
    """The allowances of a person, a channel, and the server; what is left out is as it is by default."""

    person: AllowanceFormat | None = None
    channel: AllowanceFormat | None = None
    server: AllowanceFormat | None = None


class RulesFormat(_Strict):
    """Everything that a server can set; all of it but the version may be left out."""

    version: Annotated[int, PlainValidator(_check_version)]
    default: PlaceFormat = PlaceFormat(mode=ChannelMode.OFF)
    places: Annotated[dict[_Id, PlaceFormat], _entries(MOST_PLACES)] = {}
    review_channel: Annotated[int | None, PlainValidator(_check_id)] = None
    moderator_roles: _Roles = []
    curator_roles: _Roles = []
    picked_sources: _Sources | None = None
    withheld_sources: _Sources = []
    staff_exempt: _Switch = True
    blocked_people: Annotated[list[_Id], _list(MOST_PEOPLE)] = []
    blocked_words: _Words = []
    limits: LimitsFormat = LimitsFormat()
    quiet_minutes: Annotated[int, _whole(0, 1440)] = 10
    draft_hours: Annotated[int, _whole(1, 720)] = 24
    strict: _Switch = False
    language: Annotated[str | None, PlainValidator(_check_language)] = None
    paused_at: Annotated[int | None, _whole(0, 2**53)] = None
