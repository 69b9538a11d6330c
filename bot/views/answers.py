"""An answer, and an opened passage, as pages with their controls."""

from collections.abc import Sequence

from bot.opening import Opened
from bot.passages import KeptWords, render_kept, render_passage
from bot.rendering.blocks import Rendered
from bot.translating import ENGLISH, Tongue
from bot.views.acting import Act, ActButton
from bot.views.controls import (
    AskMore,
    ChooseCitation,
    DeleteAnswer,
    ShareAnswer,
    ShowPassage,
    ShowTurn,
)
from bot.views.leading import link_buttons
from bot.views.page import Page
from bot.wording.controls import AFTER, BEFORE


def answer_page(rendered: Rendered, row: int, tongue: Tongue = ENGLISH) -> Page:
    """Return an answer with *Show passage*, if it quotes any, *Ask more*, *Flag*, and *Delete*."""
    show = [ShowPassage(row, tongue)] if rendered.citations else []
    flag = ActButton(Act.FLAG, row, tongue)
    return Page(rendered.blocks, [[*show, AskMore(row, tongue), flag, DeleteAnswer(row, tongue)]])


def private_page(rendered: Rendered, row: int, *, shareable: bool, tongue: Tongue = ENGLISH) -> Page:
    """Return an answer that its asker alone sees, with *Share* where the place lets it become public."""
    show = [ShowPassage(row, tongue)] if rendered.citations else []
    share = [ShareAnswer(row, tongue)] if shareable else []
    flag = ActButton(Act.FLAG, row, tongue)
    return Page(rendered.blocks, [[*show, AskMore(row, tongue), *share, flag, DeleteAnswer(row, tongue)]])


def passage_page(opened: Opened, *, row: int, labels: Sequence[str], tongue: Tongue = ENGLISH) -> Page:
    """Return a passage with steps to its neighbours, and a menu of the answer's other citations.

    `labels` name the answer's citations.
    """
    shown = opened.shown
    citation = shown.number - 1
    choice = [[ChooseCitation(row, labels, citation, tongue)]] if len(labels) > 1 else []
    if isinstance(shown, KeptWords):
        return Page(render_kept(shown, tongue).blocks, choice)
    before = _step(row, citation, opened.before, tongue.say(BEFORE), near=shown.turn.ordinal - 1)
    after = _step(row, citation, opened.after, tongue.say(AFTER), near=shown.turn.ordinal + 1)
    steps = [before, after, *link_buttons(shown, tongue)]
    return Page(render_passage(shown, tongue).blocks, [steps, *choice])


def _step(row: int, citation: int, to: int | None, label: str, *, near: int) -> ShowTurn:
    return ShowTurn(row, citation, max(near, 0) if to is None else to, label, disabled=to is None)
