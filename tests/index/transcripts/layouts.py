"""Invented interviews in the layouts that people bring."""

from index.sidecar import Sidecar
from index.transcripts import Reading, read_transcript

QUESTION_AND_ANSWER = """\
Bees on the Roof

Q: When did you start keeping bees?

A: In 1999, after the flood. My aunt gave me a hive.

It was painted green, and it leaked.

Q: Did they like the roof?

A: They did. Honestly: more than I did.
"""

FIRST_NAMES = """\
Two bridge builders, Marta Okafor and Piet van Dijk, spoke with us in June.

Why did the old bridge fall?

Marta: The bolts were rusting from the inside. Nobody looked [for years].

Piet: I looked. [Editor's note: Mr van Dijk inspected it in 2011.] Nobody read what I wrote.

Could it happen again?

Piet: Of course it could.

Marta: Not this year.
"""

BOLD = """\
# The lighthouse keeper

**How do you sleep with the lamp turning?**

I do not sleep, I *doze*. The lamp is
a kind of company.

**And the storms?**

They come from the west. See [the log](https://example.org/log).
"""

BOLD_LABELS = """\
**Ana Ruiz:** What does a seed bank do?

**Tomas Berg**: It waits. That is all it does.

**Ana Ruiz:** For what?

*Tomas Berg:* For a bad year.
"""

BARE_BOLD = """\
**Ana Ruiz** What does a seed bank do?

**Tomas Berg** It waits.

**Ana Ruiz** For what?

**Tomas Berg** For a bad year.
"""

INITIALS = """\
JD = Jane Doering

Sam Ito (SI) asked her about the archive.

SI: Who reads these letters?

JD: Students, mostly.

SI: And you?

JD: On Sundays.
"""

CAPITALS = """\
HOST: Welcome. Who taught you to weld?
NOOR HADDAD: My mother did,
in a garage without light.
HOST: Was it dangerous?
NOOR HADDAD: Yes: very.
"""

SINGLE_LINES = "ANA: One?\r\nBEN: Two.\r\nANA: Three?\r\nBEN: Four.\r\n"

ALL = {
    "question and answer": QUESTION_AND_ANSWER,
    "first names": FIRST_NAMES,
    "bold": BOLD,
    "bold labels": BOLD_LABELS,
    "bare bold": BARE_BOLD,
    "initials": INITIALS,
    "capitals": CAPITALS,
    "single lines": SINGLE_LINES,
}


def read(text: str, sidecar: Sidecar | None = None, name: str = "talk.txt") -> Reading:
    """Read a text as if it were a file."""
    return read_transcript(text.encode(), name, sidecar)


def said(reading: Reading) -> list[tuple[str, str, str]]:
    """Return each turn as its kind, its speaker and its words."""
    return [(turn.kind.value, turn.speaker.name, turn.text) for turn in reading.transcript.turns]
