"""What `whosaid eval` shows: what was counted in all, and by type of question."""

from collections.abc import Iterable

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.escaping import plain
from bot.evaluation.marks import Measure
from bot.evaluation.scoreboard import SHARES, Failure, Scoreboard, Scores

_BY_TYPE = (
    Measure.HIT,
    Measure.FIRST,
    Measure.ALL_GOLD,
    Measure.ANSWERED,
    Measure.ABSTAINED,
    Measure.VERDICT,
)
_MEANINGS = {
    Measure.HIT: "answerable questions whose answer cites words that answer",
    Measure.FIRST: "the same, in its first sentence",
    Measure.ALL_GOLD: "words that answer and are cited, where there are several",
    Measure.ANSWERED: "answerable questions that got an answer",
    Measure.ABSTAINED: "unanswerable questions that got none",
    Measure.SPEAKER: "citations of words that answer, under who said them",
    Measure.VERBATIM: "citations that the untouched file holds",
    Measure.VERDICT: "checks that found what they should",
    Measure.WITHDRAWN: "withdrawn answers that did not come back",
    Measure.PRESENT: "questions that had an outcome",
}


def show_scoreboard(board: Scoreboard, *, failures: bool) -> RenderableType:
    """Show the scoreboard, with each count that is not good if `failures` are wanted."""
    parts: list[RenderableType] = [_totals(board), Text(), _types(board)]
    if failures and board.failures:
        parts += [Text(), _failures(board.failures)]
    return Group(*parts)


def _totals(board: Scoreboard) -> RenderableType:
    table = Table("", "Share", "Good", "Of", "What is counted", box=box.SIMPLE_HEAD)
    for column in table.columns[1:4]:
        column.justify = "right"
    for measure in SHARES:
        if (count := board.all.counts.get(measure)) is not None:
            table.add_row(
                measure.value, f"{count.share:.3f}", str(count.good), str(count.of), _MEANINGS[measure]
            )
    broken = Text(str(board.all.broken), style="bold red" if board.all.broken else "")
    table.add_row("broken", "", broken, "", "what must never be shown")
    words, seconds = board.words, board.seconds
    spread = (
        f"{board.all.questions} questions. Quoted words in an answer: median {words.median:.0f}, "
        f"most {words.most:.0f}. Seconds: median {seconds.median:.3f}, most {seconds.most:.3f}."
    )
    return Group(table, Text(spread))


def _types(board: Scoreboard) -> Table:
    table = Table(
        "Type", "n", *(measure.value.replace("-", " ") for measure in _BY_TYPE), box=box.SIMPLE_HEAD
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for name, scores in board.types.items():
        table.add_row(Text(plain(name)), str(scores.questions), *_cells(scores))
    return table


def _cells(scores: Scores) -> list[str]:
    counts = [scores.counts.get(measure) for measure in _BY_TYPE]
    return [f"{count.good}/{count.of}" if count else "" for count in counts]


def _failures(failures: Iterable[Failure]) -> Table:
    table = Table("Question", "Type", "Not good", "Why", box=box.SIMPLE_HEAD)
    for one in failures:
        identity = "—" if one.id is None else str(one.id)
        cells = (identity, one.type, one.measure.value, one.why)
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table
