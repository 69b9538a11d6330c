"""What a model is sent for one question: instructions, and everything else fenced as data."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.answering.generation.generating import Brief, Excerpt
from bot.answering.generation.instructions import INSTRUCTIONS, refusal_in_words
from bot.answering.generation.replies import MOST_SENTENCES, Place
from bot.answering.types import Rejection
from index.types import Role, TurnKind

_MOST_REFUSED = MOST_SENTENCES
_KINDS = {
    TurnKind.QUESTION: "a question",
    TurnKind.NARRATION: "narration by the editor",
    TurnKind.NOTE: "a note by the editor",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to a model."""

    role: Literal["system", "user"]
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """The messages for one question, and the place of the turn behind each label."""

    messages: tuple[Message, ...]
    places: Mapping[str, Place]

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return sum(len(message.content.encode()) for message in self.messages)


def build_prompt(brief: Brief, *, make_label: Callable[[], str], most_words: int) -> Prompt:
    """Return what a model is sent for a question.

    `make_label` gives a random word at each call; what occurs in any text is not taken, so that no source
    can close its own fence or name another's. Excerpts beyond `most_words` words are left out, best first.
    """
    excerpts = _within(brief.excerpts, most_words)
    labels = _Labels(make_label, _texts(brief))
    fenced = [(labels.new(), excerpt) for excerpt in excerpts]
    parts = [
        "The excerpts:",
        *(_fence(label, _lines(excerpt)) for label, excerpt in fenced),
        *_repair(brief.refused, labels),
        *_earlier(brief.after, labels),
        "The question:",
        _fence(labels.new(), (brief.question,)),
        *_wanted(brief.wanted),
    ]
    return Prompt(
        messages=(
            Message(role="system", content=INSTRUCTIONS),
            Message(role="user", content=_writable("\n\n".join(parts))),
        ),
        places={
            label: (excerpt.passage.turn.source, excerpt.passage.turn.ordinal) for label, excerpt in fenced
        },
    )


class _Labels:
    """Gives words that stand nowhere in what is sent, each once."""

    def __init__(self, make: Callable[[], str], texts: Iterable[str]) -> None:
        self._make = make
        self._taken = "\n".join(texts)

    def new(self) -> str:
        label = self._make()
        while label in self._taken:
            label = self._make()
        self._taken += f"\n{label}"
        return label


def _texts(brief: Brief) -> Iterable[str]:
    """Yield every text of others that is sent, or could be."""
    yield from (INSTRUCTIONS, brief.question, *brief.after, *brief.wanted)
    yield from (rejection.text for rejection in brief.refused)
    for excerpt in brief.excerpts:
        turn = excerpt.passage.turn
        yield from (turn.text, turn.speaker.name, excerpt.title)
        if excerpt.question is not None:
            yield from (excerpt.question.text, excerpt.question.speaker.name)


def _within(excerpts: Iterable[Excerpt], most_words: int) -> list[Excerpt]:
    """Return the excerpts that fit, best first; at least one."""
    taken: list[Excerpt] = []
    words = 0
    for excerpt in excerpts:
        words += len(excerpt.passage.text.split())
        if taken and words > most_words:
            break
        taken.append(excerpt)
    return taken


def _lines(excerpt: Excerpt) -> Iterable[str]:
    turn, question = excerpt.passage.turn, excerpt.question
    role = "" if turn.role is Role.UNKNOWN else f", {turn.role.value}"
    yield f"speaker: {_one_line(turn.speaker.name)}{role}"
    yield f"source: {_one_line(excerpt.title)}"
    if turn.kind in _KINDS:
        yield f"kind: {_KINDS[turn.kind]}"
    if question is not None:
        yield f"asked, by {_one_line(question.speaker.name)}: {_one_line(question.text)}"
    yield f"text: {excerpt.passage.text}"


def _fence(label: str, lines: Iterable[str]) -> str:
    return "\n".join((f"--- {label} begins ---", *lines, f"--- {label} ends ---"))


def _repair(refused: Iterable[Rejection], labels: _Labels) -> Iterable[str]:
    told = list(refused)[:_MOST_REFUSED]
    if not told:
        return
    yield "You answered before, and these sentences were refused:"
    for rejection in told:
        yield f"Refused because {refusal_in_words(rejection.reason)}:"
        yield _fence(labels.new(), (rejection.text,))
    yield (
        "Write the whole answer anew: mend what was refused, or leave it out where the excerpts do not "
        "carry it. Use the labels of the excerpts above, which are new."
    )


def _earlier(after: Iterable[str], labels: _Labels) -> Iterable[str]:
    questions = tuple(after)
    if questions:
        yield "Asked before in the same conversation, oldest first, to understand what is meant:"
        yield _fence(labels.new(), questions)


def _wanted(names: Iterable[str]) -> Iterable[str]:
    wanted = ", ".join(_one_line(name) for name in names)
    if wanted:
        yield f"Quote nobody but: {wanted}."


def _writable(text: str) -> str:
    """Put a question mark for half a character (a lone surrogate), which nobody can send."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _one_line(text: str) -> str:
    return " ".join(text.split())
