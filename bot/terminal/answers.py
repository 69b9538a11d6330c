"""What `whosaid ask` and `chat` show of an outcome: names, quotations and their context set apart."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from bot.answering.judging.verdicts import summary_of
from bot.answering.types import Answer, Citation, Claim, Mode, Outcome
from bot.citing import cited_place, number_citations
from bot.escaping import plain, shorten
from bot.terminal.differences import show_differences
from bot.terminal.sources import write_time
from index.types import Role, Turn

_INDENT = 4
_ASKED = 200  # characters of a question that is only context
_BY_MODEL = "A model wrote the sentences; the words quoted under them were checked against the source."
_ROLES = {Role.HOST: " (asking)", Role.EDITOR: " (editor)"}


def show_outcome(outcome: Outcome) -> RenderableType:
    """Show an answer or an abstention; numbers in brackets lead from sentences to quotations."""
    page = _Page(outcome)
    if isinstance(outcome, Answer):
        return Group(*_answer_head(outcome), *page.answer(outcome), *page.foot(), *_by_model(outcome))
    parts: list[RenderableType] = [Text(plain(outcome.text), style="yellow"), Text()]
    if outcome.nearest:
        parts += [Text("Nearest passages:", style="dim"), Text()]
        parts += page.citations(outcome.nearest, beside="")
    names = ", ".join(plain(name) for name in outcome.covered)
    covered = [Text.assemble(("Who speaks here: ", "dim"), names)] if names else []
    return Group(*parts, *page.foot(), *covered)


def _answer_head(answer: Answer) -> list[RenderableType]:
    parts: list[RenderableType] = []
    summary = summary_of(answer)
    parts += [Text(plain(summary), style="bold"), Text()] if summary else []
    parts += show_differences(answer.differences)
    parts += [Text(plain(answer.note), style="yellow"), Text()] if answer.note else []
    return parts


def _by_model(answer: Answer) -> list[RenderableType]:
    return [Text(_BY_MODEL, style="dim")] if answer.mode is Mode.GENERATED else []


class _Page:
    """What all parts of one answer share: the numbers, and the question that stands above already."""

    def __init__(self, outcome: Outcome) -> None:
        cited = number_citations(outcome)
        self._numbers = {cited_place(citation): number for number, citation in enumerate(cited, start=1)}
        self._sources = tuple(dict.fromkeys((citation.title, citation.turn.source) for citation in cited))
        self._above: Turn | None = None

    def answer(self, answer: Answer) -> list[RenderableType]:
        """Show what was found: side by side, or of each sentence that was checked, or as it stands."""
        if answer.compared:
            return self._columns(answer)
        parts: list[RenderableType] = []
        for finding in answer.findings:
            checked, summary = plain(finding.checked), plain(finding.summary)
            parts += [Text(f"“{checked}”", style="dim"), Text(summary, style="bold")]
            parts += self.claims(finding.claims)
        found = [claim for finding in answer.findings for claim in finding.claims]
        return parts + self.claims(claim for claim in answer.claims if claim not in found)

    def _columns(self, answer: Answer) -> list[RenderableType]:
        parts: list[RenderableType] = []
        cited = [citation for claim in answer.claims for citation in claim.citations]
        names = (*answer.compared, *(citation.turn.speaker.name for citation in cited))
        for name in dict.fromkeys(names):
            own = [citation for citation in cited if citation.turn.speaker.name == name]
            if own:
                parts += self.citations(own, beside="")
            else:
                silent = " says nothing about this in the sources."
                parts += [Text.assemble((plain(name), "bold cyan"), silent), Text()]
        return parts

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
        places += [f"page {turn.page}"] if turn.page is not None else []
        places += [write_time(turn.time)] if turn.time is not None else []
        places += [plain(citation.title)] if len(self._sources) > 1 else []
        # In a terminal that opens where it leads; where the output is none, rich writes the words alone.
        leading = Style(dim=True, link=citation.links[0].url if citation.links else None)
        return Text.assemble(
            (f"[{self._number(citation)}] ", "dim"),
            (plain(turn.speaker.name), "bold cyan"),
            _ROLES.get(turn.role, ""),
            f", on {plain(citation.informant)}" if citation.informant else "",
            (" · ", "dim"),
            (" · ".join(places), leading),
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
