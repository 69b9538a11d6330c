"""What Discord shows of an outcome: blocks of Markdown, within Discord's limits.

Every word that is not ours goes through `neutralise`. A message of components holds 4,000 characters of
text in all; what does not fit is left out at a sentence's border, with its markers, and the reader is told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from bot.answering.types import Answer, Citation, Claim, Outcome
from bot.answering.verdicts import summary_of
from bot.citing import cited_place, number_citations
from bot.escaping import neutralise, plain, shorten, shorten_sentences, weigh
from index.types import Role, Seconds, Turn

TEXT_LIMIT = 4000  # Discord: all text displays of one message together
_BLOCKS = 20  # of Discord's 40 components; the rest is for buttons and lines of our own
_QUESTION = 120
_NOTICE = 120
_TITLE = 120
_NAME = 80
_NOTE = 300
_ASKED = 200
_HEADING = 80
_SENTENCES = 600
_NOTHING = "The sources do not say."
_ROLES = {Role.HOST: " (asking)", Role.EDITOR: " (editor)"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Blocks of text to show, one under the other, and how many citations they number."""

    blocks: tuple[str, ...]
    citations: int = 0


class _Room(NamedTuple):
    """How much of one claim is shown: characters of each of its texts, and number of citations."""

    characters: int
    citations: int


class _Block(NamedTuple):
    """One block, and whether something of it was left out."""

    text: str
    cut: bool


# Tried one after the other until a claim fits; the last always does, even if all of it is escaped.
_ROOMS = (_Room(TEXT_LIMIT, 20), _Room(600, 4), _Room(250, 3), _Room(100, 2))


def render(outcome: Outcome, *, heading: str | None = None) -> Rendered:
    """Return what is shown of an outcome.

    `heading` stands before what was asked, where readers do not see that; None shows neither.
    """
    cited = number_citations(outcome)
    numbers = {cited_place(citation): number for number, citation in enumerate(cited, start=1)}
    titles = tuple(dict.fromkeys(citation.title for citation in cited))
    page = _Page(numbers=numbers, with_titles=len(titles) > 1)
    head = (*(_asked(outcome, heading) if heading else ()), *_head(outcome))
    foot = (f"-# From “{neutralise(shorten(plain(titles[0]), _TITLE))}”",) if len(titles) == 1 else ()
    if isinstance(outcome, Answer):
        known = [None, *(_one_question(claim.citations) for claim in outcome.claims)]
        pieces = [
            partial(page.claim, claim, before) for claim, before in zip(outcome.claims, known, strict=False)
        ]
    else:
        known = [None, *(citation.question for citation in outcome.nearest)]
        pieces = [
            partial(page.passage, citation, before)
            for citation, before in zip(outcome.nearest, known, strict=False)
        ]
    body = _fit(pieces, TEXT_LIMIT - sum(map(weigh, head + foot)) - _NOTICE)
    return Rendered(blocks=(*head, *body, *foot), citations=len(cited))


def _asked(outcome: Outcome, heading: str) -> tuple[str, ...]:
    question = neutralise(shorten(plain(outcome.question), _ASKED))
    return (f"-# {neutralise(shorten(plain(heading), _HEADING))}: “{question}”",) if question else ()


def _one_question(citations: Sequence[Citation]) -> Turn | None:
    """Return the question that all of these answer, if it is one."""
    first = citations[0].question
    return first if all(citation.question == first for citation in citations) else None


def _head(outcome: Outcome) -> tuple[str, ...]:
    lines: list[str] = []
    if isinstance(outcome, Answer):
        summary = summary_of(outcome)
        lines += [f"**{neutralise(shorten_sentences(plain(summary), _SENTENCES))}**"] if summary else []
        lines += [f"-# {neutralise(shorten_sentences(plain(outcome.note), _NOTE))}"] if outcome.note else []
    else:
        lines.append(neutralise(shorten_sentences(plain(outcome.text), _SENTENCES)) or _NOTHING)
        lines += ["-# Nearest passages:"] if outcome.nearest else []
    return tuple(lines)


def _fit(pieces: Sequence[Callable[[_Room], _Block]], room: int) -> tuple[str, ...]:
    blocks: list[str] = []
    cut = False
    for piece in pieces[:_BLOCKS]:
        # Only the first may be shortened inside: a later one that does not fit is left out whole.
        tries = [piece(size) for size in (_ROOMS if not blocks else _ROOMS[:1])]
        block = next((block for block in tries if weigh(block.text) <= room), None)
        if block is None:
            break
        blocks.append(block.text)
        cut = cut or block.cut
        room -= weigh(block.text)
    left_out = len(pieces) - len(blocks)
    if left_out:
        blocks.append(f"-# Shortened: {left_out} more would not fit in one message.")
    elif cut:
        blocks.append("-# Shortened to fit in one message.")
    return tuple(blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What all blocks of one message share."""

    numbers: Mapping[tuple[str, int, int, int], int]
    with_titles: bool

    def claim(self, claim: Claim, before: Turn | None, room: _Room) -> _Block:
        """Return a sentence with its markers, and under it whose words carry it.

        `before` is the question that stands above already, so that it need not stand here again.
        """
        shown = claim.citations[: room.citations]
        text = plain(claim.text)
        sentence = shorten_sentences(text, room.characters)
        markers = " ".join(
            dict.fromkeys(f"**[{self.numbers[cited_place(citation)]}]**" for citation in shown)
        )
        known = [before, *(_one_question(shown[:end]) for end in range(1, len(shown)))]
        cited = [
            self._citation(citation, room, beside=sentence, before=above)
            for citation, above in zip(shown, known, strict=True)
        ]
        cut = sentence != text or len(shown) < len(claim.citations) or any(block.cut for block in cited)
        return _Block("\n".join([f"{neutralise(sentence)} {markers}", *(block.text for block in cited)]), cut)

    def passage(self, citation: Citation, before: Turn | None, room: _Room) -> _Block:
        """Return a passage that stands near, without a sentence of ours."""
        return self._citation(citation, min(room, _Room(400, 1)), beside="", before=before)

    def _citation(self, citation: Citation, room: _Room, *, beside: str, before: Turn | None) -> _Block:
        words = plain(citation.quote)
        quote = shorten_sentences(words, room.characters)
        # A sentence made of the quotation itself shows the words once.
        repeated = quote == words and words in beside
        lines = [f"> {self._speaker(citation)}"]
        lines += [] if repeated else [f"> “{neutralise(quote)}”"]
        if citation.question is not None and citation.question != before:
            question = neutralise(shorten(plain(citation.question.text), _QUESTION))
            lines.append(f"> -# answering “{question}”")
        return _Block("\n".join(lines), quote != words)

    def _speaker(self, citation: Citation) -> str:
        turn = citation.turn
        parts = [f"**[{self.numbers[cited_place(citation)]}] {show_name(turn)}**{_ROLES.get(turn.role, '')}"]
        if self.with_titles:
            parts.append(neutralise(shorten(plain(citation.title), _TITLE)))
        if turn.time is not None:
            parts.append(show_time(turn.time))
        return " · ".join(parts)


def show_name(turn: Turn) -> str:
    """Return the name of who speaks in a turn, safe to show."""
    return neutralise(shorten(plain(turn.speaker.name), _NAME)) or "Unknown"


def show_time(time: Seconds) -> str:
    """Return where a stretch of a recording begins, as people write it: 12:04 or 1:02:03."""
    minutes, seconds = divmod(max(int(time.start), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
