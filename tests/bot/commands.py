"""The command line as a person has it: in a folder of one's own, with one small interview in it."""

from collections.abc import Callable
from dataclasses import dataclass

TALK = """\
Talk at the lock

Host: Why does the lock need a keeper?

Ines Marrow: Boats do not read signs. Last spring nine barges went through against the red light.

Host: What does the water do in winter?

Olaf Tender: The water rises by two metres in January, and the lower gate stays shut for a week.

Host: Who pays for the new gate?

Ines Marrow: The town pays a third of the gate. The canal company has promised the rest since 2009.

Host: What do the skippers bring?

Olaf Tender: Eels, mostly, and stories about the sea that I do not believe.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


Whosaid = Callable[..., Ended]
