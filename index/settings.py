"""What the index needs to know, read once and passed down."""

from dataclasses import dataclass, field
from pathlib import Path

from index.server import ServerSettings
from index.services import Service


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """Where sources and index are, and how passages are found.

    `dense_weight` is the share of the dense score in the mix (0 to 1). `question_context` says whether
    the question that a passage answers is embedded with it. `service` is asked where `embedding` names a
    model of a service; `server` says how a store at a server is reached and laid out.
    """

    sources: Path
    data: Path
    store_url: str
    embedding: str = "minilm"
    dense_weight: float = 0.5
    question_context: bool = True
    passage_words: int = 80
    service: Service | None = None
    server: ServerSettings = field(default_factory=ServerSettings)
