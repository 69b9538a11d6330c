"""How a Qdrant server is reached, and how its collections are laid out: each of it a setting."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """What an operator can say of a Qdrant server.

    `collection` begins the name of each collection made there. `shards` and `replicas` are those of a
    collection (at least two copies survive the loss of a node). With `quantized` a copy of the vectors in
    int8 is kept in memory and ranks first; `on_disk` leaves the vectors themselves on disk. `timeout` is in
    seconds, for each request.
    """

    api_key: str | None = field(default=None, repr=False)
    collection: str = "whosaid"
    shards: int = 1
    replicas: int = 1
    quantized: bool = True
    on_disk: bool = False
    timeout: float = 10.0

    @property
    def acknowledged(self) -> int:
        """How many copies must have what is written before it counts as written: more than half."""
        return self.replicas // 2 + 1
