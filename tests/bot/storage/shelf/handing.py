"""What is handed over in these tests, and by whom."""

from bot.storage.shelf.kept import Author, Handed
from index.sidecar import Sidecar

ANN, BOB = 501, 502
HERE, THERE = 11, 12
BY_ANN = Author(person=ANN, guild=HERE)
BY_BOB = Author(person=BOB, guild=THERE)


def handed(
    data: bytes = b"Ann: It rains.", *, name: str = "talk.txt", sidecar: Sidecar | None = None, words: int = 2
) -> Handed:
    """Return a file with what was counted in it."""
    return Handed(name=name, data=data, sidecar=sidecar or Sidecar(), words=words, turns=1)
