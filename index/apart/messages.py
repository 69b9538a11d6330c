"""What goes to the process that reads and comes back from it: JSON that is validated on both sides."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from index.sidecar import Sidecar
from index.transcripts import Reading

# A line before each message tells its length; no honest one is longer.
LONGEST_HEAD = 20


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Request(_Message):
    """What is to be read; the file's own bytes follow it."""

    name: str
    size: int
    sidecar: Sidecar | None = None


class Understood(_Message):
    """The file was read."""

    kind: Literal["understood"] = "understood"
    reading: Reading


class Refused(_Message):
    """The file, or its sidecar, cannot be read: why, for a person; `absent` is who has no turn in it."""

    kind: Literal["refused"] = "refused"
    name: str
    sentence: str
    line: int | None = None
    sidecar: bool = False
    absent: str | None = None


class Exhausted(_Message):
    """Reading took more memory than it may."""

    kind: Literal["exhausted"] = "exhausted"


class Failed(_Message):
    """A fault of ours, and where it is."""

    kind: Literal["failed"] = "failed"
    fault: str


Reply = Understood | Refused | Exhausted | Failed


def encode(message: BaseModel) -> bytes:
    """Return a message with its length before it."""
    body = message.model_dump_json().encode()
    return b"%d\n%b" % (len(body), body)


def decode_request(body: bytes) -> Request:
    """Read a request."""
    return Request.model_validate_json(body)


def decode_reply(body: bytes) -> Reply:
    """Read a reply; ValueError if it is none."""
    adapter: TypeAdapter[Reply] = TypeAdapter(Annotated[Reply, Field(discriminator="kind")])
    return adapter.validate_json(body)
