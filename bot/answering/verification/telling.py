"""Whether a sentence of a draft, with the quotations that stand, tells the truth about them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.answering.types import Citation
from bot.answering.verification.answered import answered_question
from bot.answering.verification.bearing import find_fault
from bot.answering.verification.bounds import changes_bound, misplaces_figure
from bot.answering.verification.evidence import Reading
from bot.answering.verification.figures import missing_figures
from bot.answering.verification.frame import SOMEBODY, speaks_as_itself, tells_of_asking, without_lead
from bot.answering.verification.ground import Ground, lay_ground
from bot.answering.verification.languages import read_languages, tell_language
from bot.answering.verification.naming import missing_names, name_stems
from bot.answering.verification.negation import overstates
from bot.answering.verification.parts import Told, misattributes, tell_apart
from bot.answering.verification.refusals import Refusal
from bot.answering.verification.safety import is_unsafe
from bot.answering.verification.sayers import People, name_people, names_other, tells_of_stranger
from bot.answering.verification.support import bear_out, share
from bot.answering.verification.translated import find_fault_across
from bot.answering.verification.vocabulary import read_vocabulary
from bot.answering.verification.voicing import name_speaker
from bot.answering.verification.wordings import GAP, Wording, take_apart
from index.types import Speaker

_CAPITAL_NOUNS = frozenset({"de"})
_ONLY = re.compile(r"(?<=[a-z] )only ")
# Of what is told of several together, each must have said some.
_EACH = 0.4
_HE_OR_SHE = re.compile(r"\b(?:he|she|his|her|him)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A sentence as it may be shown; `translated` where it is in another language than its quotations."""

    text: str
    translated: bool = False


def check_sentence(
    text: str, citations: tuple[Citation, ...], reading: Reading, before: Speaker | None
) -> Sound | Refusal:
    """Return a sentence as it may be shown, its speaker named, or the first rule that it breaks."""
    wording, people = _read(text, citations, reading)
    if wording.misquoted:
        return Refusal.QUOTE_NOT_FOUND
    if not text.strip() or GAP in text or is_unsafe(people.rest):
        return Refusal.UNSAFE_TEXT
    code = _language_of_both(people.rest, reading)
    if code is not None:
        fault = _check_across(people, citations, reading, code)
        return fault or Sound(text=text, translated=True)
    return _check_named(text, citations, reading, before)


def _read(text: str, citations: tuple[Citation, ...], reading: Reading) -> tuple[Wording, People]:
    wording = take_apart(text, citations)
    around = " ".join(reading.around(citations))
    return wording, name_people(wording.outside, reading.evidence.speakers, citations, around)


def _language_of_both(own: str, reading: Reading) -> str | None:
    """Return the code of the language that both a sentence and its question are in, None for English."""
    code = tell_language(own, read_languages())
    return code if code == tell_language(reading.evidence.asked, read_languages()) else None


def _check_across(
    people: People, citations: tuple[Citation, ...], reading: Reading, code: str
) -> Refusal | None:
    return find_fault_across(
        people,
        citations,
        read_languages()[code],
        around=reading.around(citations),
        nouns_are_capital=code in _CAPITAL_NOUNS,
    )


def _check_named(
    text: str, citations: tuple[Citation, ...], reading: Reading, before: Speaker | None
) -> Sound | Refusal:
    wording, people = _read(text, citations, reading)
    around = reading.around(citations)
    if names_other(people, wording.outside, citations) or tells_of_stranger(
        people.rest, citations, " ".join(around)
    ):
        return Refusal.OTHER_SPEAKER
    named = text if people.sayers else name_speaker(text, citations, before)
    if isinstance(named, Refusal):
        return named
    if named != text:
        wording, people = _read(named, citations, reading)
    fault = _check_words(people, wording, citations, reading)
    if fault is Refusal.OVERSTATED and _ONLY.search(named):
        # "Only two are left" over "there are two" says too much by a word that it can do without.
        return check_sentence(_ONLY.sub("", named), citations, reading, before)
    return fault or Sound(text=named)


def _check_words(
    people: People, wording: Wording, citations: tuple[Citation, ...], reading: Reading
) -> Refusal | None:
    """Return the first rule that a sentence's own words break over evidence that stands."""
    quotes = [one.quote for one in citations]
    around = reading.around(citations)
    own = people.rest
    rules: tuple[tuple[Refusal, Callable[[], bool]], ...] = (
        (Refusal.QUESTION_AS_VIEW, lambda: _affirms_question(own, wording)),
        (Refusal.FIRST_PERSON, lambda: speaks_as_itself(own)),
        (
            Refusal.NUMBER_NOT_IN_EVIDENCE,
            lambda: bool(missing_figures(_without_counts(own, citations), quotes, around)),
        ),
        (Refusal.NUMBER_BOUND_CHANGED, lambda: changes_bound(own, quotes)),
        (Refusal.NUMBER_MISPLACED, lambda: misplaces_figure(own, quotes)),
        (Refusal.NAME_NOT_IN_EVIDENCE, lambda: bool(missing_names(own, quotes, reading.before(citations)))),
        (Refusal.OVERSTATED, lambda: overstates(own, quotes)),
    )
    broken = next((refusal for refusal, breaks in rules if breaks()), None)
    return broken or _check_parts(people, wording, citations, reading)


def _check_parts(
    people: People, wording: Wording, citations: tuple[Citation, ...], reading: Reading
) -> Refusal | None:
    """Check what is told of each speaker against that speaker's words alone."""
    told = tell_apart(people, wording, citations)
    if misattributes(told, wording):
        return Refusal.OTHER_SPEAKER
    names = name_stems(people.rest) | {SOMEBODY}
    for part in told:
        fault = _check_part(part, citations, reading, names, shown=wording.shows)
        if fault is not None:
            return fault
    return None


def _check_part(
    part: Told, citations: Sequence[Citation], reading: Reading, names: frozenset[str], *, shown: bool
) -> Refusal | None:
    own = without_lead(part.text)
    ground = _ground(part.speakers, citations, reading)
    fault = find_fault(bear_out(own, ground, names), part.text, ground, shown=shown)
    if fault is not None or len(part.speakers) == 1:
        return fault
    # Nobody knows which of the two "she" is; and what both say, each has to say.
    apart = [
        share(bear_out(own, _ground(frozenset({one}), citations, reading), names)) for one in part.speakers
    ]
    return Refusal.OTHER_SPEAKER if _HE_OR_SHE.search(own) or min(apart) < _EACH else None


def _ground(speakers: frozenset[str], citations: Sequence[Citation], reading: Reading) -> Ground:
    theirs = [one for one in citations if one.turn.speaker.id in speakers]
    return lay_ground(
        read_vocabulary(),
        [one.quote for one in theirs],
        reading.around(theirs),
        [clause for one in theirs if (clause := answered_question(one)) is not None],
    )


def _without_counts(own: str, citations: Sequence[Citation]) -> str:
    """Take out "both", "two of them" and the like where as many speakers are cited."""
    count = len({one.turn.speaker.id for one in citations})
    words = {2: "two|2", 3: "three|3", 4: "four|4"}.get(count)
    if words is None:
        return own
    return re.sub(
        rf"\b(?:{words})(?=\s+(?:of them|guests|speakers|people|authors|participants|interviewees)\b)",
        "",
        own,
        flags=re.IGNORECASE,
    )


def _affirms_question(own: str, wording: Wording) -> bool:
    """Tell whether what was asked is told as if it had been said."""
    asked = any(one.quote.rstrip("\"'”’) ").endswith("?") for one in wording.paraphrased)
    return asked and not tells_of_asking(own)
