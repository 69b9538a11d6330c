"""A process that changes an index until it is killed: `python -m tests.index.killing FOLDER`.

It reads commands, one a line, and does each in a process of its own, forked from it, so that what is slow to
import is imported once. `work STEP POINT COUNT` goes from state to state, and kills itself when it comes to a
point for that time (`-` for none); `check STEP` compares the index with two states.
"""

import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import changing, live_corpus, llama, vectors
from index.library import Library, open_with
from index.live import LiveIndex
from index.making import making_of
from index.manifest import read_manifest
from index.offers import SourceOffer, SourceText
from index.placing import Placing
from index.progress import Silent
from index.retriever import Query
from index.stores import edge_live
from index.transcripts import read_transcript
from index.words import split_words
from tests.index.fakes import hash_embedding
from tests.index.interviews import HARBOUR, settings_for, write_sources

SOURCES = 6
POINTS: dict[str, tuple[type, str]] = {
    "embedded": (vectors.KeptVectors, "embed"),
    "journal": (live_corpus.LiveCorpus, "stage"),
    "points": (llama.PassageIndex, "add"),
    "visible": (live_corpus.LiveCorpus, "put"),
    "removed": (live_corpus.LiveCorpus, "remove"),
    "dropped": (llama.PassageIndex, "remove"),
    "forgotten": (live_corpus.LiveCorpus, "forget_loose"),
    "settled": (live_corpus.LiveCorpus, "settle"),
    "swept": (changing.Changer, "sweep"),
    "copied": (edge_live.LiveShard, "_copy"),
    "arranged": (edge_live.Arranging, "run"),
    "exchanged": (edge_live.EdgeFolder, "write_shape"),
}
"""Where a process may kill itself: when this method of this class has returned."""

State = dict[str, int]
"""The version of each source that is on the shelf."""


def say(what: object) -> None:
    """Write one line that the test reads."""
    os.write(sys.stdout.fileno(), f"{what}\n".encode())


def state_after(step: int) -> State:
    """Return what is on the shelf after so many steps, each of which changes one or two sources."""
    state: State = {}
    for at in range(1, step + 1):
        chance = random.Random(at)  # noqa: S311 - no secret
        for _ in range(chance.choice([1, 1, 2])):
            source = f"s{chance.randrange(SOURCES)}"
            if source in state and chance.random() < 0.3:
                del state[source]
            else:
                state[source] = at
    return state


def text_of(source: str, version: int) -> str:
    """Return the text of one version of a source; most of it is in others, too."""
    chance = random.Random(f"{source} {version}")  # noqa: S311 - no secret
    answers = [f"About {source} I know thing {n}, of which there are many. " * 8 for n in range(60)]
    said = [one for one in answers if chance.random() < 0.9]
    said.insert(chance.randrange(len(said)), f"Now it is version {version} of {source}. " * 12)
    return "\n\n".join(f"Mara Venn: {one}" if n % 2 else f"Tobi Raske: {one}" for n, one in enumerate(said))


def shelf_of(state: State) -> Sequence[SourceOffer]:
    """Return a state as offers."""

    def offer(source: str, version: int) -> SourceOffer:
        text = SourceText(name=f"{source}.txt", data=text_of(source, version).encode(), sidecar=None)
        return SourceOffer(id=source, digest=str(version), owner=None, read=lambda: text)

    return [offer(source, version) for source, version in state.items()]


def work(folder: Path, step: int, point: str, count: int) -> None:
    """Open the index of a state, and go on from state to state, saying when each is reached."""
    if point != "-":
        _kill_at(*POINTS[point], count)
    with _open(folder, step) as library:
        say(f"reached {step}")
        threading.Thread(target=_ask, args=(library,), daemon=True).start()
        while True:
            step += 1
            library.reconcile(shelf_of(state_after(step)), progress=Silent())
            say(f"reached {step}")


def check(folder: Path, step: int) -> None:
    """Compare all that a dead process left with the state that it reached and the one that it was making."""
    settings = settings_for(folder)
    placing = Placing(settings=settings)
    held = placing.take(patience=0)
    manifest = read_manifest(held.path)
    if manifest is None:
        say("ok nothing yet" if step == 0 else "lost all")
        return
    embedding = hash_embedding()
    live = LiveIndex.open(
        held.generation(manifest.generation),
        settings=settings,
        folder=held,
        making=making_of(settings, embedding),
        embedding=embedding,
    )
    live.check_whole()
    wrong = _compare(live, state_after(step), state_after(step + 1))
    live.close()
    held.release()
    say(f"wrong {wrong}" if wrong else "ok")


def _compare(live: LiveIndex, reached: State, making: State) -> str:
    corpus = live.corpus.present
    words: dict[str, int] = {}
    for source in {*reached, *making} | {entry.id for entry in corpus.sources()} - {"harbour"}:
        turns = [(turn.speaker.name, turn.text) for turn in corpus.turns(source)]
        may_be = [_turns_of(source, state.get(source)) for state in (reached, making)]
        if turns not in may_be:
            return f"{source} is neither as it was nor as it was to be"
    for entry in corpus.sources():
        for turn in corpus.turns(entry.id):
            for word in split_words(turn.text):
                words[word.text] = words.get(word.text, 0) + 1
    if dict(corpus.vocabulary()) != words:
        return "words are not counted as they stand"
    nodes = live.store.get_nodes()
    ids = {node.node_id for node in nodes}
    if len(corpus.passages(ids)) != corpus.passage_count:
        return "the stores do not hold the same passages"
    if len(corpus.sentence_vectors(ids)) != len(ids) or len(live.store.vectors(sorted(ids))) != len(ids):
        return "vectors are missing"
    return ""


def _turns_of(source: str, version: int | None) -> list[tuple[str, str]]:
    if version is None:
        return []
    read = read_transcript(text_of(source, version).encode(), f"{source}.txt").transcript
    return [(turn.speaker.name, turn.text) for turn in read.turns]


@dataclass(slots=True)
class _Killing:
    left: int

    def after(self, method: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            returned = method(*arguments, **named)
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return returned

        return call


def _kill_at(owner: type, name: str, count: int) -> None:
    setattr(owner, name, _Killing(left=count).after(getattr(owner, name)))


def _open(folder: Path, step: int) -> Library:
    return open_with(
        settings_for(folder),
        hash_embedding(),
        None,
        progress=Silent(),
        shelf=shelf_of(state_after(step)),
        patience=0,
    )


def _ask(library: Library) -> None:
    while True:
        library.within(None).retriever.retrieve(Query(text="What do you know of the version?", limit=5))
        time.sleep(0.02)


def main(folder: Path) -> None:
    """Do what is told, each in a process of its own."""
    # What is small enough for a test is otherwise never arranged.
    edge_live._MANY = 150  # pyright: ignore[reportPrivateUsage]
    write_sources(folder / "sources", harbour=HARBOUR)
    say("ready")
    for line in sys.stdin:
        what, step, *more = line.split()
        child = os.fork()
        if child == 0:
            if what == "work":
                work(folder, int(step), more[0], int(more[1]))
            check(folder, int(step))
            os._exit(0)
        say(f"doing {child}")
        _, status = os.waitpid(child, 0)
        say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
