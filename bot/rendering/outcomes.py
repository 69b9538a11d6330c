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
from bot.translating import ENGLISH, Tongue
from bot.wording import answers as wording
from bot.wording.abstentions import NOTHING_FOUND

_NOTE = 200
_ASKED = 150
_HEADING = 80
_CHECKED = 150
_SUMMARY = 350
_ABSTENTION = 600
_MOST_NAMES = 8
_NAME = 40


def render(
    outcome: Outcome, *, heading: str | None = None, above: tuple[str, ...] = (), tongue: Tongue = ENGLISH
) -> Rendered:
    """Return what is shown of an outcome in the language of who reads it.

    `heading` stands before what was asked, where readers do not see that; None shows neither. `above` are
    blocks of ours that stand first, as they are.
    """
    cited = number_citations(outcome)
    numbers = {cited_place(citation): number for number, citation in enumerate(cited, start=1)}
    titles = tuple(dict.fromkeys(citation.title for citation in cited))
    page = Quotations(numbers=numbers, with_titles=len(titles) > 1, tongue=tongue)
    head = (*above, *_asked(outcome, heading, tongue), *_head(outcome, tongue))
    foot = (*_title(titles, tongue), *_foot(outcome, tongue))
    compared = isinstance(outcome, Answer) and bool(outcome.compared)
    body = fit(_pieces(outcome, page), head + foot, fair=compared, tongue=tongue)
    return Rendered(blocks=(*head, *body, *foot), citations=len(cited))


def _asked(outcome: Outcome, heading: str | None, tongue: Tongue) -> tuple[str, ...]:
    question = neutralise(shorten(plain(outcome.question), _ASKED))
    if not heading or not question:
        return ()
    told = neutralise(shorten(plain(tongue.tell(heading)), _HEADING))
    return (f"-# {tongue.say(wording.ASKED_BEFORE, heading=told, question=question)}",)


def _head(outcome: Outcome, tongue: Tongue) -> tuple[str, ...]:
    if isinstance(outcome, Abstention):
        text = _tell(outcome.text, _ABSTENTION, tongue) or tongue.say(NOTHING_FOUND)
        # The answer to a check is told as one, whether it is yes or no.
        told = text if outcome.verdict is None else f"**{text}**"
        return (told, *((f"-# {tongue.say(wording.NEAREST)}",) if outcome.nearest else ()))
    summary = _tell(summary_of(outcome) or "", _SUMMARY, tongue)
    note = _tell(outcome.note or "", _NOTE, tongue)
    return (
        *((f"**{summary}**",) if summary else ()),
        *show_differences(outcome.differences, tongue),
        *((f"-# {note}",) if note else ()),
    )


def _tell(text: str, limit: int, tongue: Tongue) -> str:
    return neutralise(shorten_sentences(plain(tongue.tell(text)), limit))


def _title(titles: Sequence[str], tongue: Tongue) -> tuple[str, ...]:
    if len(titles) != 1:
        return ()
    return (f"-# {tongue.say(wording.FROM, title=show_title(titles[0]))}",)


def _foot(outcome: Outcome, tongue: Tongue) -> tuple[str, ...]:
    if isinstance(outcome, Answer):
        return (f"-# {tongue.say(wording.BY_MODEL)}",) if outcome.mode is Mode.GENERATED else ()
    names = [show_name(shorten(plain(name), _NAME), tongue) for name in outcome.covered[:_MOST_NAMES]]
    if not names:
        return ()
    more = len(outcome.covered) - len(names)
    sentence = wording.WHO_SPEAKS_AND_MORE if more else wording.WHO_SPEAKS
    return (f"-# {tongue.say(sentence, names=', '.join(names), count=more)}",)


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
    summary = _tell(finding.summary, min(_SUMMARY, room.characters), page.tongue)
    shown = [page.claim(claim, None, room) for claim in finding.claims[: room.citations]]
    cut = len(shown) < len(finding.claims) or any(block.cut for block in shown)
    return Block(
        "\n".join(
            [
                f"-# {page.tongue.say(wording.QUOTE, words=checked)}",
                f"**{summary}**" if summary else page.tongue.say(NOTHING_FOUND),
                *(block.text for block in shown),
            ]
        ),
        cut,
    )
