"""An answer, and an opened passage, as pages with their controls."""

from collections.abc import Sequence

from bot.passages import OpenPassage, render_passage
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


def passage_page(
    passage: OpenPassage, *, row: int, labels: Sequence[str], last: int, tongue: Tongue = ENGLISH
) -> Page:
    """Return a passage with steps to its neighbours, and a menu of the answer's other citations.

    `labels` name the answer's citations; `last` is the ordinal of the source's last turn.
    """
    citation, ordinal = passage.number - 1, passage.turn.ordinal
    before = ShowTurn(row, citation, max(ordinal - 1, 0), tongue.say(BEFORE), disabled=ordinal == 0)
    after = ShowTurn(row, citation, ordinal + 1, tongue.say(AFTER), disabled=ordinal >= last)
    steps = [before, after, *link_buttons(passage, tongue)]
    rows = [steps, *([[ChooseCitation(row, labels, citation, tongue)]] if len(labels) > 1 else [])]
    return Page(render_passage(passage, tongue).blocks, rows)
