"""Several speakers side by side: on a phone, one under the other."""

from collections.abc import Sequence
from functools import partial

from bot.answering.types import Answer, Citation
from bot.escaping import plain, shorten_sentences
from bot.rendering.blocks import Block, Piece, Room
from bot.rendering.quotations import Quotations
from bot.wording.answers import SILENT


def column_pieces(answer: Answer, page: Quotations) -> list[Piece]:
    """Return a piece for each speaker of a comparison: their words alone, or that there are none."""
    cited = [citation for claim in answer.claims for citation in claim.citations]
    speaking = (citation.turn.speaker.name for citation in cited)
    names = dict.fromkeys((*answer.compared, *speaking))
    return [
        partial(_column, page, name, [one for one in cited if one.turn.speaker.name == name])
        for name in names
    ]


def _column(page: Quotations, name: str, citations: Sequence[Citation], room: Room) -> Block:
    if not citations:
        return Block(page.tongue.say(SILENT, name=f"**{page.name(name)}**"), cut=False)
    shown = citations[: room.citations]
    words = [plain(citation.quote) for citation in shown]
    quotes = [shorten_sentences(quote, room.characters) for quote in words]
    lines = [f"**{page.name(name)}**{page.role(shown[0].turn)}"]
    for citation, quote in zip(shown, quotes, strict=True):
        lines.append(
            " · ".join(
                [
                    f"> **{page.number(citation)}** {page.quoted(quote)}",
                    *page.informant(citation),
                    *page.place(citation, room),
                ]
            )
        )
    return Block("\n".join(lines), cut=quotes != words or len(shown) < len(citations))
