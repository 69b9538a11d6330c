"""How an index of any size behaves: `python -m benchmarks.scale PASSAGES [--folder FOLDER]`.

Talk without meaning goes the whole way into an index of whosaid's, embedding aside, and is searched, changed
and opened again there. Beside it stands exact search in numpy. One JSON object is printed.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from llama_index.core.vector_stores.types import VectorStoreQuery

from benchmarks.synthetic import PASSAGES, Clustered, Talk, speaker, words
from index.library import Library, open_with
from index.offers import SourceOffer, SourceText
from index.progress import Silent
from index.records import Vectors
from index.retriever import Query
from index.settings import IndexSettings

_QUESTIONS = 200
_NEAR = 0.35
Figures = dict[str, object]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("passages", type=int)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--cold", action="store_true")
    given = parser.parse_args()
    if given.cold:
        print(json.dumps(_cold(Talk(sources=given.passages // PASSAGES), given.folder)))
        return
    folder: Path = given.folder or Path(tempfile.mkdtemp(prefix="whosaid-scale-"))
    talk = Talk(sources=given.passages // PASSAGES)
    try:
        print(json.dumps(_measure(talk, folder), indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(talk: Talk, folder: Path) -> Figures:
    embedding, offers = Clustered(), talk.offers()
    made = _timed(lambda: open_with(_settings(folder), embedding, None, progress=Silent(), shelf=offers))
    library, wall, cpu = made
    with library:
        count = library.corpus.passage_count
        figures: Figures = {"passages": count, "load": os.getloadavg()[0]}
        busy = cpu - embedding.cpu
        figures["made"] = {
            "a second": round(count / (wall - embedding.cpu)),
            "a CPU second": round(count / busy),
        }
        print(json.dumps(figures), file=sys.stderr)
        ids, matrix = _vectors(library)
        asked = _ask(embedding, matrix)
        named = frozenset(
            entry.speaker.id
            for one in library.corpus.sources()
            for entry in one.speakers
            if entry.speaker.name == speaker(3)
        )
        figures["hybrid, one speaker"] = _each(
            asked, lambda text, _: library.retriever.retrieve(Query(text=text, speakers=named))
        )
        figures["hybrid"] = _each(asked, lambda text, _: library.retriever.retrieve(Query(text=text)))
        figures["dense alone"] = _each(
            asked,
            lambda _, vector: library.live.store.rank_dense(
                VectorStoreQuery(query_embedding=vector.tolist()), 10
            ),
        )
        figures["recall@10"] = _recall(library, ids, matrix, asked)
        figures["RssAnon MB"] = _anonymous()
        figures["exact numpy"] = _each(asked[:50], lambda _, vector: _exact(matrix, vector))
        figures |= _changed(library, offers)
        figures["load after"] = os.getloadavg()[0]
    figures["disk MB"] = sum(file.stat().st_blocks for file in folder.rglob("*") if file.is_file()) // 2048
    figures["cold"] = _in_another(talk, folder)
    return figures


def _settings(folder: Path) -> IndexSettings:
    sources = folder / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    return IndexSettings(sources=sources, data=folder, store_url=f"edge:{folder / 'index'}")


def _timed(make: Callable[[], Library]) -> tuple[Library, float, float]:
    began, busy = time.perf_counter(), time.process_time()
    made = make()
    return made, time.perf_counter() - began, time.process_time() - busy


def _vectors(library: Library) -> tuple[list[str], Vectors]:
    ids: list[str] = []
    rows: list[Vectors] = []
    for page in library.live.store.pages():
        ids += [node.node_id for node in page]
        rows.append(np.array([node.embedding for node in page], dtype=np.float32))
    return ids, np.concatenate(rows)


def _ask(embedding: Clustered, matrix: Vectors) -> list[tuple[str, Vectors]]:
    rng = np.random.default_rng(7)
    vocabulary = words()
    asked: list[tuple[str, Vectors]] = []
    for number in range(_QUESTIONS):
        near = matrix[rng.integers(0, len(matrix))]
        vector = near + _NEAR / np.sqrt(len(near)) * rng.standard_normal(len(near)).astype(np.float32)
        drawn: list[int] = rng.integers(0, 3000, 4).tolist()
        text = " ".join(vocabulary[word] for word in (*drawn, number))
        asked.append((text, (vector / np.linalg.norm(vector)).astype(np.float32)))
        embedding.ask(*asked[-1])
    return asked


def _each(asked: Sequence[tuple[str, Vectors]], find: Callable[[str, Vectors], object]) -> Figures:
    """Return percentiles of the wall time, and the mean CPU time, in ms; what is cold is not counted."""
    for text, vector in asked[:20]:
        find(text, vector)
    walls: list[float] = []
    busy = time.process_time()
    for text, vector in asked:
        began = time.perf_counter()
        find(text, vector)
        walls.append(time.perf_counter() - began)
    cpu = (time.process_time() - busy) / len(asked)
    p50, p95, p99 = np.percentile(np.array(walls) * 1000, [50, 95, 99])
    return {
        "p50": round(float(p50), 2),
        "p95": round(float(p95), 2),
        "p99": round(float(p99), 2),
        "cpu": round(cpu * 1000, 2),
    }


def _exact(matrix: Vectors, vector: Vectors) -> list[int]:
    """Return the places of the ten nearest, which each of all is compared for."""
    best: list[int] = np.argpartition(-(matrix @ vector), 10)[:10].tolist()
    return best


def _recall(library: Library, ids: list[str], matrix: Vectors, asked: Sequence[tuple[str, Vectors]]) -> float:
    found = 0
    for _, vector in asked[:100]:
        best = {ids[place] for place in _exact(matrix, vector)}
        query = VectorStoreQuery(query_embedding=vector.tolist())
        found += len(best & library.live.store.rank_dense(query, 10).keys())
    return found / 1000


def _changed(library: Library, offers: list[SourceOffer]) -> Figures:
    """Add and remove a source of one passage, each durable and visible when it is done."""
    walls: dict[str, list[float]] = {"added": [], "removed": []}
    for number in range(15):
        data = f"Mara Venn: {' '.join(words()[number * 50 : number * 50 + 60])}.".encode()
        one = SourceOffer(
            id="one",
            digest=str(number),
            owner=None,
            read=lambda data=data: SourceText(name="one.txt", data=data, sidecar=None),
        )
        for kind, shelf in (("added", [*offers, one]), ("removed", offers)):
            began = time.perf_counter()
            library.reconcile(shelf, progress=Silent())
            walls[kind].append(time.perf_counter() - began)
    return {
        f"{kind}, ms": {"p50": round(float(np.median(held)) * 1000, 1), "most": round(max(held) * 1000, 1)}
        for kind, held in walls.items()
    }


def _anonymous() -> int:
    status = Path("/proc/self/status").read_text("utf-8")
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("RssAnon"))


def _in_another(talk: Talk, folder: Path) -> Figures:
    command = [
        sys.executable,
        "-m",
        "benchmarks.scale",
        str(talk.sources * PASSAGES),
        "--cold",
        "--folder",
        str(folder),
    ]
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - this very script
    return {"wall s": round(time.perf_counter() - began, 2), **json.loads(done.stdout)}


def _cold(talk: Talk, folder: Path) -> Figures:
    """Open an index that is there, and retrieve once."""
    embedding = Clustered()
    embedding.ask(
        "baba cebaba", np.ones(embedding.dimension, dtype=np.float32) / np.sqrt(embedding.dimension)
    )
    settings, shelf = _settings(folder), talk.offers()
    with open_with(settings, embedding, None, progress=Silent(), shelf=shelf, build=False) as library:
        library.retriever.retrieve(Query(text="baba cebaba"))
        return {"cpu s": round(time.process_time(), 2), "RssAnon MB": _anonymous()}


if __name__ == "__main__":
    main()
