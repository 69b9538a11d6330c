"""What a check found, in a sentence: who says it, where, and what keeps it from being plain."""

from collections import Counter
from collections.abc import Sequence

from bot.answering.judging.checking import Check
from bot.answering.types import Answer, Finding, Verdict
from bot.phrases import Phrase, join_phrases
from bot.wording import verdicts as wording
from bot.wording.lists import OR, list_with
from index.types import Turn

_BESIDE = 60
"""Characters of what stands before quoted words, its end."""


def verdict_sentence(verdict: Verdict) -> str:
    """Return the sentence that tells a verdict alone."""
    return Phrase(wording.VERDICTS[verdict])


def summary_of(answer: Answer) -> str | None:
    """Return the verdict of an answer in a sentence; None if nothing was checked."""
    return answer.summary or (verdict_sentence(answer.verdict) if answer.verdict else None)


def summarise(check: Check, wanted: Sequence[str] = ()) -> str:
    """Tell a verdict with who said it and where; `wanted` are the names of who is said to have said it."""
    if not check.sentences:
        return _nobody(check.verdict, wanted)
    turn = check.sentences[0].turn
    name, place = turn.speaker.name, _place(turn)
    meant = wording.WORDS_MEANT if check.quoted else wording.CLAIM_MEANT
    circumstance = None if check.verdict is Verdict.SAID_BY_OTHER else check.circumstance
    if circumstance is not None and circumstance in meant:
        return Phrase(meant[circumstance], name=name, place=place, beside=_beside(check.beside))
    return Phrase(_plain(check, wanted), name=name, place=place, wanted=list_with(OR, wanted))


def _plain(check: Check, wanted: Sequence[str]) -> str:
    if check.verdict is Verdict.SAID_BY_OTHER:
        if check.close:
            return wording.LIKE_SAID_BY_NOT if wanted else wording.LIKE_SAID_BY
        return wording.SAID_BY_NOT if wanted else wording.SAID_BY
    return {
        Verdict.SAID: wording.SAID,
        Verdict.NEARLY_SAID: wording.NEARLY_SAID,
        Verdict.SUPPORTED: wording.CLOSE if check.close else wording.SUPPORTED,
        Verdict.CONTRADICTED: wording.CONTRADICTED,
    }.get(check.verdict, wording.VERDICTS[check.verdict])


def _nobody(verdict: Verdict, wanted: Sequence[str]) -> str:
    if not wanted:
        return verdict_sentence(verdict)
    sentence = wording.NOT_SAID_BY if verdict is Verdict.NOT_SAID else wording.NOTHING_BY
    return Phrase(sentence, wanted=list_with(OR, wanted))


def _beside(words: str) -> str:
    if not words:
        return ""
    end = words if len(words) <= _BESIDE else f"… {words[-_BESIDE:].partition(' ')[2]}"
    return Phrase(wording.BESIDE, end=end)


def _place(turn: Turn) -> Phrase:
    kind = Phrase(wording.KINDS[turn.kind]) if turn.kind in wording.KINDS else ""
    if turn.time is None and turn.page is not None:
        return Phrase(wording.PAGE, kind=kind, page=turn.page)
    if turn.time is None:
        return Phrase(wording.LINE, kind=kind, line=turn.line)
    minutes, seconds = divmod(int(turn.time.start), 60)
    hours, minutes = divmod(minutes, 60)
    time = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return Phrase(wording.TIME, kind=kind, time=time)


_WORST = (
    Verdict.CONTRADICTED,
    Verdict.SAID_BY_OTHER,
    Verdict.NEARLY_SAID,
    Verdict.NOT_SAID,
    Verdict.NOT_IN_SOURCES,
    Verdict.SAID,
    Verdict.SUPPORTED,
)
_NOWHERE = frozenset({Verdict.NOT_SAID, Verdict.NOT_IN_SOURCES})


def worst_of(findings: Sequence[Finding]) -> Verdict:
    """Return the verdict on several sentences: the worst, but "nearly" where only some are in the sources."""
    verdicts = {finding.verdict for finding in findings}
    worst = min(verdicts, key=_WORST.index)
    return Verdict.NEARLY_SAID if worst in _NOWHERE and verdicts - _NOWHERE else worst


def summarise_findings(findings: Sequence[Finding], left_out: int = 0) -> str:
    """Count what was found of each sentence, the worst first."""
    counts = Counter(
        wording.COUNTED[verdict] for verdict in sorted((one.verdict for one in findings), key=_WORST.index)
    )
    told = join_phrases(", ", [Phrase(counted, count=count) for counted, count in counts.items()])
    sentence = wording.OF_SENTENCES_MORE if left_out else wording.OF_SENTENCES
    return Phrase(sentence, count=len(findings), told=told, left_out=left_out)
