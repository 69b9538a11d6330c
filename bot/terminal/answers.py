"""What `whosaid ask` and `chat` show of an outcome: names, quotations and their context set apart."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bot.answering.types import Answer, Citation, Claim, Outcome
from bot.answering.verdicts import summary_of
from bot.citing import cited_place, number_citations
from bot.escaping import plain, shorten
from bot.terminal.sources import write_time
from index.types import Role, Turn

_INDENT = 4
_ASKED = 200  # characters of a question that is only context
_ROLES = {Role.HOST: " (asking)", Role.EDITOR: " (editor)"}


def show_outcome(outcome: Outcome) -> RenderableType:
    """Show an answer or an abstention; numbers in brackets lead from sentences to quotations."""
    parts: list[RenderableType] = []
    summary = summary_of(outcome) if isinstance(outcome, Answer) else None
    if summary is not None:
        parts += [Text(plain(summary), style="bold"), Text()]
    page = _Page(outcome)
    if isinstance(outcome, Answer):
        parts += [Text(plain(outcome.note), style="yellow"), Text()] if outcome.note else []
        parts += page.claims(outcome.claims)
    else:
        parts += [Text(plain(outcome.text), style="yellow"), Text()]
        if outcome.nearest:
            parts += [Text("Nearest passages:", style="dim"), Text()]
            parts += page.citations(outcome.nearest, beside="")
    return Group(*parts, *page.foot())


class _Page:
    """What all parts of one answer share: the numbers, and the question that stands above already."""

    def __init__(self, outcome: Outcome) -> None:
        cited = number_citations(outcome)
        self._numbers = {cited_place(citation): number for number, citation in enumerate(cited, start=1)}
        self._sources = tuple(dict.fromkeys((citation.title, citation.turn.source) for citation in cited))
        self._above: Turn | None = None

    def claims(self, claims: Iterable[Claim]) -> list[RenderableType]:
        """Show sentences, each with its quotations under it."""
        parts: list[RenderableType] = []
        for claim in claims:
            text = plain(claim.text)
            marks = "".join(dict.fromkeys(f" [{self._number(citation)}]" for citation in claim.citations))
            parts.append(_sentence(text, claim).append(marks, "dim"))
            parts += self.citations(claim.citations, beside=text)
        return parts

    def citations(self, citations: Iterable[Citation], *, beside: str) -> list[RenderableType]:
        """Show whose words these are and where they stand; words that stand `beside` are not repeated."""
        return [Padding(self._citation(citation, beside), (0, 0, 1, _INDENT)) for citation in citations]

    def foot(self) -> list[RenderableType]:
        """Show the sources' titles."""
        return [
            Text.assemble(("From ", "dim"), f"“{plain(title)}”", (f"  {plain(source)}", "dim"))
            for title, source in self._sources
        ]

    def _citation(self, citation: Citation, beside: str) -> RenderableType:
        lines = [self._head(citation)]
        quote = plain(citation.quote)
        if quote not in beside:
            lines.append(Text(f"“{quote}”", style="green"))
        if citation.question is not None and citation.question != self._above:
            asker = plain(citation.question.speaker.name)
            lines.append(
                Text(
                    f"answering {asker}: “{shorten(plain(citation.question.text), _ASKED)}”",
                    style="dim italic",
                )
            )
        self._above = citation.question
        return Group(*lines)

    def _head(self, citation: Citation) -> Text:
        turn = citation.turn
        places = [f"line {turn.line}"]
        places += [write_time(turn.time)] if turn.time is not None else []
        places += [plain(citation.title)] if len(self._sources) > 1 else []
        return Text.assemble(
            (f"[{self._number(citation)}] ", "dim"),
            (plain(turn.speaker.name), "bold cyan"),
            _ROLES.get(turn.role, ""),
            (f" · {' · '.join(places)}", "dim"),
        )

    def _number(self, citation: Citation) -> int:
        return self._numbers[cited_place(citation)]


def _sentence(text: str, claim: Claim) -> Text:
    """Return a sentence in which the name that it begins with, and the words it quotes, stand out."""
    shown = Text(text)
    for citation in claim.citations:
        shown.highlight_words([plain(citation.quote)], "green")
        name = plain(citation.turn.speaker.name)
        if name and text.startswith(name):
            shown.stylize("bold cyan", 0, len(name))
    return shown
