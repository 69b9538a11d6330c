"""A process that stops while making an index: `python -m tests.index.building FOLDER [SETTING]…`."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from index.library import open_with
from index.minilm import Vectors
from index.progress import Silent
from index.texts import Text
from tests.index.fakes import HashModel, hash_embedding
from tests.index.interviews import settings_for


class Stopping(HashModel):
    """Embeds the first source, says so, and hangs."""

    def embed(self, texts: Sequence[Text]) -> Vectors:
        print("embedding", flush=True)  # noqa: T201 - how the test knows that it may kill this
        time.sleep(60)
        return super().embed(texts)


def main(folder: str, *changed: str) -> None:
    """Make the index of the sources in a folder, as far as it is let, with these settings turned off."""
    settings = settings_for(Path(folder), **dict.fromkeys(changed, False))
    open_with(settings, hash_embedding(Stopping()), None, progress=Silent()).close()


if __name__ == "__main__":
    main(*sys.argv[1:])
