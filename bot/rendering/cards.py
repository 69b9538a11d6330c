"""What moderators see of an answer: what was asked, each sentence with its evidence, what it cost.

The same for a draft and for an answer that somebody flags; what stands above it, who shows it says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from bot.answering.types import Abstention, Answer, Citation, Claim, Outcome, Rejection
from bot.escaping import neutralise, plain, shorten, shorten_sentences, weigh
from bot.rendering.blocks import TEXT_LIMIT, Block, Piece, Room
from bot.rendering.quotations import show_link, show_name, show_time, show_title
from bot.translating import Tongue
from bot.wording import reviewing as words
from bot.wording.abstentions import NOTHING_FOUND
from bot.wording.answers import IN_SOURCE, PAGE
from bot.wording.refused_sentences import refused_because
from index.types import Turn

_QUESTION = 300
_REJECTED = 160
_SUMMARY = 350
_MODEL = 60
_MOST_PIECES = 18  # of Discord's 40 components, with room for what stands above, below, and the buttons
_ROOMS = (Room(1500, 8), Room(600, 4), Room(250, 3), Room(120, 2), Room(60, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """An answer with what moderators should know of it.

    `question` is None where its words are not kept; `seconds` is how long it took, None where not known.
    """

    question: str | None
    outcome: Outcome | None
    before: str | None = None
    seconds: float | None = None


def show_drafted(
    tongue: Tongue, drafted: Drafted, head: Sequence[str], *, waiting: bool = True
) -> tuple[str, ...]:
    """Return a message of blocks: `head`, the question, the evidence as far as it fits, and the cost.

    Of a draft that waits it is said if its words cannot be shown any more.
    """
    outcome = drafted.outcome
    above = [*head, _question(tongue, drafted)]
    if outcome is None:
        return (*above, tongue.say(words.NO_DRAFT)) if waiting else tuple(above)
    above += _told(tongue, outcome)
    below = _cost(tongue, outcome, drafted.seconds)
    notice = tongue.say(words.SHORTENED)
    pieces = _pieces(tongue, outcome)
    room = TEXT_LIMIT - sum(map(weigh, (*above, below, notice)))
    blocks, cut = _fit(pieces, room)
    return (*above, *blocks, *((notice,) if cut else ()), below)


def _fit(pieces: Sequence[Piece], room: int) -> tuple[list[str], bool]:
    """Return what fits of the pieces, all shortened alike before any is left out."""
    for size in _ROOMS:
        blocks = [piece(size) for piece in pieces[:_MOST_PIECES]]
        if sum(weigh(block.text) for block in blocks) <= room:
            cut = len(blocks) < len(pieces) or any(block.cut for block in blocks)
            return [block.text for block in blocks], cut
    kept: list[str] = []
    for piece in pieces[:_MOST_PIECES]:
        text = piece(_ROOMS[-1]).text
        if weigh(text) > room:
            break
        kept.append(text)
        room -= weigh(text)
    return kept, True


def _question(tongue: Tongue, drafted: Drafted) -> str:
    question = neutralise(shorten(plain(drafted.question or ""), _QUESTION))
    if not question:
        return tongue.say(words.QUESTION_NOT_KEPT)
    before = neutralise(shorten(plain(drafted.before or ""), _QUESTION))
    if before:
        return tongue.say(words.QUESTION_FOLLOWING, question=question, before=before)
    return tongue.say(words.QUESTION, question=question)


def _told(tongue: Tongue, outcome: Outcome) -> list[str]:
    """Return what is told beside the sentences: the verdict, or that the sources do not say."""
    if isinstance(outcome, Abstention):
        text = neutralise(shorten_sentences(plain(tongue.tell(outcome.text)), _SUMMARY))
        return [
            f"**{text or tongue.say(NOTHING_FOUND)}**",
            *([tongue.say(words.NEAREST)] if outcome.nearest else []),
        ]
    told = [outcome.summary, outcome.note]
    shown = [neutralise(shorten_sentences(plain(tongue.tell(text)), _SUMMARY)) for text in told if text]
    return [f"**{text}**" for text in shown if text]


def _pieces(tongue: Tongue, outcome: Outcome) -> list[Piece]:
    rejected: list[Piece] = [partial(_rejected, tongue, one) for one in outcome.rejected]
    if isinstance(outcome, Answer):
        claims = enumerate(outcome.claims, start=1)
        return [*(partial(_claim, tongue, n, claim) for n, claim in claims), *rejected]
    return [*(partial(_nearest, tongue, citation) for citation in outcome.nearest), *rejected]


def _claim(tongue: Tongue, number: int, claim: Claim, room: Room) -> Block:
    text = plain(tongue.tell(claim.text))
    sentence = shorten_sentences(text, room.characters)
    shown = [_citation(tongue, one, room, beside=sentence) for one in claim.citations[: room.citations]]
    cut = sentence != text or len(shown) < len(claim.citations) or any(block.cut for block in shown)
    lines = [tongue.say(words.SENTENCE, number=number, sentence=neutralise(sentence))]
    return Block("\n".join([*lines, *(block.text for block in shown), _passed(tongue, claim)]), cut)


def _nearest(tongue: Tongue, citation: Citation, room: Room) -> Block:
    return _citation(tongue, citation, room, beside="")


def _citation(tongue: Tongue, citation: Citation, room: Room, *, beside: str) -> Block:
    """Return the words and whose they are; of words that stand `beside` already, only whose."""
    quote = plain(citation.quote)
    shown = shorten_sentences(quote, room.characters)
    values = {
        "speaker": f"**{show_name(citation.turn.speaker.name, tongue)}**",
        "title": show_title(citation.title),
        "place": show_place(tongue, citation),
    }
    said = (
        tongue.say(words.SAID_ON, informant=show_name(citation.informant, tongue), **values)
        if citation.informant
        else tongue.say(words.SAID_BY, **values)
    )
    if shown == quote and quote in beside:
        return Block(said, cut=False)
    quoted = tongue.say(words.QUOTED, quote=neutralise(shown))
    return Block(f"{quoted}\n{said}", shown != quote)


def show_place(tongue: Tongue, citation: Citation) -> str:
    """Return where a citation stands in its source: its turn, its line, its time or page if there is one."""
    place = _place(tongue, citation.turn)
    if not citation.links:
        return place
    link = show_link(tongue.say(IN_SOURCE), citation.links[0])
    return tongue.say(words.PLACE_LINKED, place=place, link=link)


def _place(tongue: Tongue, turn: Turn) -> str:
    at = {"turn": turn.ordinal, "line": turn.line}
    if turn.time is not None:
        return tongue.say(words.PLACE_AT, time=show_time(turn.time), **at)
    if turn.page is not None:
        return tongue.say(words.PLACE_ON, page=tongue.say(PAGE, page=turn.page), **at)
    return tongue.say(words.PLACE, **at)


def _passed(tongue: Tongue, claim: Claim) -> str:
    if claim.translated:
        return tongue.say(words.PASSED_TRANSLATED)
    # A moderator may have put a sentence in words of their own, whoever drafted it.
    sentence = plain(claim.text)
    quoted = all(plain(citation.quote) in sentence for citation in claim.citations)
    return tongue.say(words.PASSED_AS_QUOTED if quoted else words.PASSED_AS_TOLD)


def _rejected(tongue: Tongue, rejection: Rejection, room: Room) -> Block:
    text = plain(tongue.tell(rejection.text))
    sentence = shorten(text, min(room.characters, _REJECTED))
    reason = tongue.say(refused_because(rejection.reason))
    told = tongue.say(words.LEFT_OUT, sentence=neutralise(sentence), reason=reason)
    return Block(told, sentence != text)


def _cost(tongue: Tongue, outcome: Outcome, seconds: float | None) -> str:
    took = "?" if seconds is None else f"{seconds:.1f}"
    spent = outcome.spent
    if spent is None:
        return tongue.say(words.MADE_OF_QUOTATIONS, seconds=took)
    dollars = None if spent.dollars is None else tongue.say(words.COST, dollars=f"{spent.dollars:f}")
    return tongue.say(
        words.MADE_BY_MODEL,
        model=neutralise(shorten(plain(spent.model), _MODEL)),
        calls=spent.calls,
        read=spent.input_tokens,
        written=spent.output_tokens,
        cost=dollars or tongue.say(words.COST_UNKNOWN),
        seconds=took,
    )
