"""What a model is asked to send back, and reading it as a draft."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.answering.generation.strict_json import NotJSONError, read_json
from bot.answering.types import Draft, DraftClaim, Mode, Quote

Place = tuple[str, int]
"""A source's id and the ordinal of a turn in it."""

MOST_SENTENCES = 5
_MOST_QUOTES, _FEW_QUOTES = 4, 2
_LONGEST = 20_000
"""Characters of a whole reply: more than its bounded tokens hold, whatever a server does with bounds."""
_LONGEST_TEXT = 300
"""Characters of a sentence, and of a quotation, after which a small model must come to an end."""
_NOWHERE: Place = ("", -1)
"""Where a label leads that was never given: nothing stands there, so checking refuses the sentence."""


class ReplyQuote(BaseModel):
    """Words, and the label of the excerpt in which they stand."""

    model_config = ConfigDict(extra="forbid", strict=True)

    label: str
    words: str


class ReplySentence(BaseModel):
    """One sentence and what carries it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    # A sentence without a quotation is refused by itself; the others need not fall with it.
    text: str
    quotes: list[ReplyQuote] = Field(max_length=_MOST_QUOTES, json_schema_extra={"minItems": 1})


class Reply(BaseModel):
    """What is asked for: sentences with the words that carry each, none where the excerpts do not answer."""

    model_config = ConfigDict(extra="forbid", strict=True)

    sentences: list[ReplySentence] = Field(max_length=MOST_SENTENCES)


class UnreadableReplyError(Exception):
    """A reply is not what was asked for; nothing of it is used, and nothing of it is repeated here."""


def reply_schema(labels: Iterable[str] | None = None) -> dict[str, Any]:
    """Return the JSON schema of a reply.

    With `labels`, no other can be written, and nothing goes on without end: a help to small models. OpenAI
    prepares each new schema for seconds and keeps it, so there it had better be always the same; and it
    knows no bound for a text.
    """
    schema = Reply.model_json_schema()
    if labels is not None:
        quote, sentence = (schema["$defs"][name]["properties"] for name in ("ReplyQuote", "ReplySentence"))
        quote["label"]["enum"] = list(labels)
        quote["words"]["maxLength"] = sentence["text"]["maxLength"] = _LONGEST_TEXT
        sentence["quotes"]["maxItems"] = _FEW_QUOTES
    return schema


def read_reply(text: str, places: Mapping[str, Place]) -> Draft:
    """Return the draft that a reply is, its labels resolved to turns.

    Raises:
        UnreadableReplyError: If it is not wholly what was asked for.
    """
    if len(text) > _LONGEST:
        raise UnreadableReplyError("The reply is too long.")
    try:
        reply = Reply.model_validate(read_json(text))
    except (NotJSONError, ValidationError):
        raise UnreadableReplyError("The reply has another form.") from None
    claims = tuple(
        DraftClaim(text=one.text, quotes=tuple(_quote(quote, places) for quote in one.quotes))
        for one in reply.sentences
    )
    return Draft(mode=Mode.GENERATED, claims=claims)


def _quote(quote: ReplyQuote, places: Mapping[str, Place]) -> Quote:
    source, turn = places.get(quote.label.strip(), _NOWHERE)
    return Quote(source=source, turn=turn, words=quote.words)
