"""An answer as somebody edits it: each sentence keeps its quotations, and is checked against them anew."""

import re
from dataclasses import dataclass, replace

from bot.answering.origins import with_origins
from bot.answering.types import Answer, Claim, Draft, DraftClaim, Mode, Quote, Rejection
from bot.answering.verification.grounding import Evidence, verify
from bot.escaping import plain
from index.catalogue import Catalogue
from index.types import Speaker

_LINE = re.compile(r"\s*(?P<number>[0-9]{1,3})[.):]\s*(?P<text>.*)")


class UnnumberedError(Exception):
    """A line does not begin with the number of a sentence, or two begin with the same."""


class NothingLeftError(Exception):
    """No sentence is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What became of an edit: the answer with what holds, and the sentences that do not with why."""

    answer: Answer
    refused: tuple[Rejection, ...]


def lines_of(answer: Answer) -> str:
    """Return the sentences of an answer, numbered, one a line."""
    return "\n".join(f"{n}. {plain(claim.text)}" for n, claim in enumerate(answer.claims, start=1))


def edit_answer(answer: Answer, text: str, catalogue: Catalogue) -> Edited:
    """Return an answer with the sentences of a text, numbered as `lines_of` gave them.

    A sentence that was left as it was is the same claim; one whose number is missing is left out.

    Raises:
        UnnumberedError: If a line cannot be told to be one of its sentences.
        NothingLeftError: If no line is left.
    """
    written = _read_lines(text, len(answer.claims))
    if not written:
        raise NothingLeftError
    speakers = _speakers(catalogue)
    claims: list[Claim] = []
    refused: list[Rejection] = []
    for number, claim in enumerate(answer.claims, start=1):
        line = written.get(number)
        if line is None:
            continue
        before = claims[-1] if claims else None
        checked = claim if line == plain(claim.text) else _check(answer, claim, line, before, speakers)
        if isinstance(checked, Rejection):
            refused.append(checked)
        else:
            claims.append(checked)
    edited = with_origins(replace(answer, claims=tuple(claims)), catalogue.sources())
    return Edited(answer=edited, refused=tuple(refused))


def _read_lines(text: str, most: int) -> dict[int, str]:
    written: dict[int, str] = {}
    for line in filter(str.strip, text.splitlines()):
        match = _LINE.fullmatch(line)
        number = int(match["number"]) if match else 0
        if match is None or not 1 <= number <= most or number in written:
            raise UnnumberedError
        # A number without words is a sentence that was emptied: left out.
        if words := plain(match["text"]):
            written[number] = words
    return written


def _check(
    answer: Answer, claim: Claim, line: str, before: Claim | None, speakers: tuple[Speaker, ...]
) -> Claim | Rejection:
    """Check a changed sentence against the turns of its own quotations.

    The sentence `before` goes through the check with it: "she" may be whom that one names.
    """
    both = (claim,) if before is None else (before, claim)
    sentences = [DraftClaim(text=one.text, quotes=_quotes_of(one)) for one in both]
    sentences[-1] = replace(sentences[-1], text=line)
    verified = verify(Draft(mode=answer.mode, claims=tuple(sentences)), _evidence(answer, both, speakers))
    if verified.rejected and verified.rejected[-1].text == line:
        return verified.rejected[-1]
    return verified.claims[-1]


def _quotes_of(claim: Claim) -> tuple[Quote, ...]:
    return tuple(
        Quote(source=one.turn.source, turn=one.turn.ordinal, words=one.turn.text[one.start : one.end])
        for one in claim.citations
    )


def _evidence(answer: Answer, claims: tuple[Claim, ...], speakers: tuple[Speaker, ...]) -> Evidence:
    cited = [one for claim in claims for one in claim.citations]
    places = {(one.turn.source, one.turn.ordinal): one for one in cited}
    return Evidence(
        turns={place: one.turn for place, one in places.items()},
        titles={one.turn.source: one.title for one in cited},
        speakers=speakers,
        questions={place: one.question for place, one in places.items() if one.question is not None},
        # A model may write in the language of the question alone, and so may who edits what it wrote.
        asked=answer.question if answer.mode is Mode.GENERATED else "",
    )


def _speakers(catalogue: Catalogue) -> tuple[Speaker, ...]:
    """Return everybody who speaks in the sources: a sentence that names one of them gives words to them."""
    speakers = (listed.speaker for entry in catalogue.sources() for listed in entry.speakers)
    return tuple({speaker.id: speaker for speaker in speakers}.values())
