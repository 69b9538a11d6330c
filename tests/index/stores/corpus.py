"""A few invented passages, with vectors that are easy to reckon with."""

from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from llama_index.core.schema import NodeRelationship, RelatedNodeInfo, TextNode

from index.stores import StoreShape
from index.stores.lexical import average_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One passage of the test corpus."""

    name: str
    text: str
    vector: list[float]
    speakers: list[str]
    source: str = "harbour"
    year: int = 2020
    rating: float = 1.5
    extra: dict[str, object] = field(default_factory=dict[str, object])

    @property
    def id(self) -> str:
        return id_of(self.name)

    def node(self, *, dense: bool = True) -> TextNode:
        metadata = {
            "speakers": self.speakers,
            "source": self.source,
            "year": self.year,
            "rating": self.rating,
            **self.extra,
        }
        return TextNode(
            id_=self.id,
            text=self.text,
            metadata=metadata,
            embedding=self.vector if dense else None,
            excluded_embed_metadata_keys=list(metadata),
            relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=f"doc-{self.source}")},
        )


def id_of(name: str) -> str:
    return str(uuid5(NAMESPACE_URL, name))


SAMPLES = (
    Sample(
        name="crane",
        text="The crane lifted the container off the deck.",
        vector=[1, 0, 0, 0],
        speakers=["mara"],
        year=2019,
        extra={"dotted.key": "a b", "empty": []},
    ),
    Sample(
        name="tide",
        text="We wait for the tide, and the pilot waits with us.",
        vector=[0.8, 0.6, 0, 0],
        speakers=["mara", "o'neil"],
        year=2021,
        rating=2.25,
    ),
    Sample(
        name="pilot",
        text="A pilot boards every ship before the bar.",
        vector=[0, 1, 0, 0],
        speakers=["o'neil"],
        extra={"server": 1_152_921_504_606_846_977},
    ),
    Sample(
        name="bakery",
        text="Rye bread needs a long rest, said the baker.",
        vector=[0, 0, 1, 0],
        speakers=["juno"],
        source="bakery",
        year=2022,
        rating=4.0,
        extra={"server": 1_152_921_504_606_846_978, "title": "Bread and O'Neil"},
    ),
)

SHAPE = StoreShape(dense=4, average_words=average_words(sample.text for sample in SAMPLES))
LEXICAL_SHAPE = StoreShape(dense=None, average_words=SHAPE.average_words)
