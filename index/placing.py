"""Where the parts of an index are: its own files in a folder, its vectors there too or at a server."""

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

from index.errors import StoreGoneError
from index.folder import Generation, IndexFolder, is_in_use, open_folder
from index.manifest import Making, damaged
from index.settings import IndexSettings
from index.stores import PassageStore, StoreShape, folder_of, is_server, open_store, place_of

_PLAIN = re.compile(r"[^A-Za-z0-9.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """The places that settings name.

    An index at a server has a folder of this machine's own beside it, for what was said and by whom, and one
    collection for each way of making it: who makes it otherwise disturbs nobody.
    """

    settings: IndexSettings

    @property
    def at_server(self) -> bool:
        """Whether the vectors are at a server, which other processes may share."""
        return is_server(self.settings.store_url)

    @property
    def path(self) -> Path:
        """The folder of the index's own files; IndexFolderError if the setting names no store."""
        url = self.settings.store_url
        if not self.at_server:
            return folder_of(url)
        name = f"{place_of(url)}-{self.settings.server.collection}"
        return self.settings.data / f"index-at-{_PLAIN.sub('-', name)}"

    def take(self, *, patience: float) -> IndexFolder:
        """Take the folder for this process; IndexInUseError if another keeps it for `patience` seconds."""
        return open_folder(f"edge:{self.path}", patience=patience)

    def is_in_use(self) -> bool:
        """Tell whether some process on this machine has the index open at this moment."""
        return is_in_use(f"edge:{self.path}")

    def collection(self, making: Making) -> str:
        """Return the collection at a server for an index made this way."""
        made = hashlib.sha256(TypeAdapter(Making).dump_json(making)).hexdigest()
        return f"{self.settings.server.collection}-{made[:12]}"

    def check_count(self, folder: IndexFolder, store: PassageStore, known: int) -> None:
        """Check that a store holds all passages that the corpus knows; a server may hold others' too.

        Raises:
            IndexFolderError: If a folder does not hold the very same.
            StoreGoneError: If a server lacks some: they are put there anew.
        """
        held = store.count()
        if self.at_server and held < known:
            raise StoreGoneError(
                f"Passages are missing at {place_of(self.settings.store_url)}; start again, and they are "
                "put there anew."
            )
        if not self.at_server and held != known:
            raise damaged(folder.path, "passages are missing")

    def open_store(self, generation: Generation, making: Making, *, create: bool = False) -> PassageStore:
        """Open the vectors of a generation; with `create`, they are made where there are none."""
        shape = StoreShape(dense=making.dimension or None, average_words=making.average_words)
        url = self.settings.store_url if self.at_server else generation.store
        server = replace(self.settings.server, collection=self.collection(making))
        return open_store(url, create=shape if create else None, server=server)
