"""An answer or an abstention as one message."""

from collections.abc import Sequence
from functools import partial

from bot.answering.judging.verdicts import summary_of
from bot.answering.types import Abstention, Answer, Claim, Finding, Mode, Outcome
from bot.citing import cited_place, number_citations
from bot.escaping import neutralise, plain, shorten, shorten_sentences
from bot.rendering.blocks import Block, Piece, Rendered, Room, fit
from bot.rendering.columns import column_pieces
from bot.rendering.differences import show_differences
from bot.rendering.quotations import Quotations, one_question, show_name, show_title

_NOTE = 200
_ASKED = 150
_HEADING = 80
_CHECKED = 150
_SUMMARY = 350
_ABSTENTION = 600
_MOST_NAMES = 8
_NAME = 40
_NOTHING = "The sources do not say."
_BY_MODEL = "-# A model wrote the sentences; the words quoted under them were checked against the source."


def render(outcome: Outcome, *, heading: str | None = None) -> Rendered:
    """Return what is shown of an outcome.

    `heading` stands before what was asked, where readers do not see that; None shows neither.
    """
    cited = number_citations(outcome)
    numbers = {cited_place(citation): number for number, citation in enumerate(cited, start=1)}
    titles = tuple(dict.fromkeys(citation.title for citation in cited))
    page = Quotations(numbers=numbers, with_titles=len(titles) > 1)
    head = (*_asked(outcome, heading), *_head(outcome))
    foot = (*((f"-# From “{show_title(titles[0])}”",) if len(titles) == 1 else ()), *_foot(outcome))
    compared = isinstance(outcome, Answer) and bool(outcome.compared)
    body = fit(_pieces(outcome, page), head + foot, fair=compared)
    return Rendered(blocks=(*head, *body, *foot), citations=len(cited))


def _asked(outcome: Outcome, heading: str | None) -> tuple[str, ...]:
    question = neutralise(shorten(plain(outcome.question), _ASKED))
    if not heading or not question:
        return ()
    return (f"-# {neutralise(shorten(plain(heading), _HEADING))}: “{question}”",)


def _head(outcome: Outcome) -> tuple[str, ...]:
    if isinstance(outcome, Abstention):
        text = neutralise(shorten_sentences(plain(outcome.text), _ABSTENTION)) or _NOTHING
        # The answer to a check is told as one, whether it is yes or no.
        told = text if outcome.verdict is None else f"**{text}**"
        return (told, *(("-# Nearest passages:",) if outcome.nearest else ()))
    summary = neutralise(shorten_sentences(plain(summary_of(outcome) or ""), _SUMMARY))
    note = neutralise(shorten_sentences(plain(outcome.note or ""), _NOTE))
    return (
        *((f"**{summary}**",) if summary else ()),
        *show_differences(outcome.differences),
        *((f"-# {note}",) if note else ()),
    )


def _foot(outcome: Outcome) -> tuple[str, ...]:
    if isinstance(outcome, Answer):
        return (_BY_MODEL,) if outcome.mode is Mode.GENERATED else ()
    names = [show_name(shorten(plain(name), _NAME)) for name in outcome.covered[:_MOST_NAMES]]
    more = len(outcome.covered) - len(names)
    return (f"-# Who speaks here: {', '.join(names)}{f' and {more} more' if more else ''}",) if names else ()


def _pieces(outcome: Outcome, page: Quotations) -> list[Piece]:
    if isinstance(outcome, Abstention):
        known = [None, *(citation.question for citation in outcome.nearest)]
        nearest = zip(outcome.nearest, known, strict=False)
        return [partial(page.passage, citation, before) for citation, before in nearest]
    if outcome.compared:
        return column_pieces(outcome, page)
    found = [claim for finding in outcome.findings for claim in finding.claims]
    others = [claim for claim in outcome.claims if claim not in found]
    return [*(partial(_finding, page, finding) for finding in outcome.findings), *_claims(others, page)]


def _claims(claims: Sequence[Claim], page: Quotations) -> list[Piece]:
    known = [None, *(one_question(claim.citations) for claim in claims)]
    return [partial(page.claim, claim, before) for claim, before in zip(claims, known, strict=False)]


def _finding(page: Quotations, finding: Finding, room: Room) -> Block:
    """Return what was found of one sentence of a text: the sentence, the verdict, the words that show it."""
    checked = neutralise(shorten(plain(finding.checked), min(_CHECKED, room.characters)))
    summary = neutralise(shorten_sentences(plain(finding.summary), min(_SUMMARY, room.characters)))
    shown = [page.claim(claim, None, room) for claim in finding.claims[: room.citations]]
    cut = len(shown) < len(finding.claims) or any(block.cut for block in shown)
    return Block(
        "\n".join(
            [f"-# “{checked}”", f"**{summary}**" if summary else _NOTHING, *(block.text for block in shown)]
        ),
        cut,
    )
