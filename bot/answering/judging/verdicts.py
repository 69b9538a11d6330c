"""What a check found, in a sentence: who says it, where, and what keeps it from being plain."""

from collections import Counter
from collections.abc import Sequence

from bot.answering.judging.checking import Check
from bot.answering.judging.clauses import Circumstance
from bot.answering.types import Answer, Finding, Verdict
from index.types import Turn, TurnKind

_BESIDE = 60
"""Characters of what stands before quoted words, its end."""

_SENTENCES = {
    Verdict.SAID: "Yes: this was said, in these words.",
    Verdict.NEARLY_SAID: "Nearly: not quite in these words, or not in this sense.",
    Verdict.SAID_BY_OTHER: "It was said, but by someone else.",
    Verdict.NOT_SAID: "No: these words are not in the sources.",
    Verdict.SUPPORTED: "Close to this was said: read the words.",
    Verdict.CONTRADICTED: "What was said points the other way: read the words.",
    Verdict.NOT_IN_SOURCES: "Nothing in the sources says this in so many words.",
}
# How words that stand there are meant: of a quotation …
_WORDS_MEANT = {
    Circumstance.DENIED: "Not in this sense: {name} has these words, but denies them{beside}{place}.",
    Circumstance.ASKED: "Not in this sense: {name} has these words, but in a question{place}.",
    Circumstance.CONDITION: "Not in this sense: {name} has these words, but on a condition{beside}{place}.",
    Circumstance.HEDGED: "Not in this sense: {name} has these words, but less firmly{beside}{place}.",
    Circumstance.REPORTED: "{name} has these words, but as a report of what others say{beside}{place}.",
}
# … and of a claim.
_CLAIM_MEANT = {
    Circumstance.ASKED: "Not quite: {name} only asks this{place}.",
    Circumstance.CONDITION: "Not quite: {name} says it on a condition only{place}.",
    Circumstance.HEDGED: "Not quite: {name} says it less firmly{place}.",
    Circumstance.REPORTED: "Not quite: {name} only reports that others say it{place}.",
    Circumstance.SCOPE: "Not quite: what {name} says goes less far{place}.",
}
_KINDS = {
    TurnKind.QUESTION: ", in asking",
    TurnKind.NARRATION: ", in the text around the talk",
    TurnKind.NOTE: ", in a note",
}


def verdict_sentence(verdict: Verdict) -> str:
    """Return the sentence that tells a verdict alone."""
    return _SENTENCES[verdict]


def summary_of(answer: Answer) -> str | None:
    """Return the verdict of an answer in a sentence; None if nothing was checked."""
    return answer.summary or (verdict_sentence(answer.verdict) if answer.verdict else None)


def summarise(check: Check, wanted: Sequence[str] = ()) -> str:
    """Tell a verdict with who said it and where; `wanted` are the names of who is said to have said it."""
    if not check.sentences:
        return _nobody(check.verdict, wanted)
    turn = check.sentences[0].turn
    name, place = turn.speaker.name, f"{_KINDS.get(turn.kind, '')}{_place(turn)}"
    meant = _WORDS_MEANT if check.quoted else _CLAIM_MEANT
    circumstance = None if check.verdict is Verdict.SAID_BY_OTHER else check.circumstance
    if circumstance is not None and circumstance in meant:
        return meant[circumstance].format(name=name, place=place, beside=_beside(check.beside))
    return _plain(check, wanted).format(name=name, place=place, wanted=_or(wanted))


def _plain(check: Check, wanted: Sequence[str]) -> str:
    not_theirs = ", not {wanted}" if wanted else ""
    like = "something like " if check.close else ""
    return {
        Verdict.SAID: "Yes: {name} says this, in these words{place}.",
        Verdict.NEARLY_SAID: "Nearly: {name} says something like it, in other words{place}.",
        Verdict.SAID_BY_OTHER: f"{{name}} says {like}this{not_theirs}{{place}}.",
        Verdict.SUPPORTED: "Close to this is what {name} says{place}: read the words."
        if check.close
        else "Yes: {name} says this{place}.",
        Verdict.CONTRADICTED: "No: what {name} says points the other way{place}.",
    }.get(check.verdict, verdict_sentence(check.verdict))


def _nobody(verdict: Verdict, wanted: Sequence[str]) -> str:
    if not wanted:
        return verdict_sentence(verdict)
    if verdict is Verdict.NOT_SAID:
        return f"No: these words are not in the sources, from {_or(wanted)} or anybody else."
    return f"Nothing that {_or(wanted)} said in the sources says this in so many words."


def _beside(words: str) -> str:
    if not words:
        return ""
    end = words if len(words) <= _BESIDE else f"… {words[-_BESIDE:].partition(' ')[2]}"
    return f", after “{end}”"


def _place(turn: Turn) -> str:
    if turn.time is None:
        return f" (line {turn.line})"
    minutes, seconds = divmod(int(turn.time.start), 60)
    hours, minutes = divmod(minutes, 60)
    return f" (at {hours}:{minutes:02}:{seconds:02})" if hours else f" (at {minutes}:{seconds:02})"


def _or(names: Sequence[str]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


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
_COUNTED = {
    Verdict.SUPPORTED: "in the sources",
    Verdict.SAID: "in the sources",
    Verdict.CONTRADICTED: "against what was said",
    Verdict.SAID_BY_OTHER: "said by somebody else",
    Verdict.NEARLY_SAID: "not quite what was said",
    Verdict.NOT_SAID: "not in the sources",
    Verdict.NOT_IN_SOURCES: "not in the sources",
}


def worst_of(findings: Sequence[Finding]) -> Verdict:
    """Return the verdict on several sentences: the worst, but "nearly" where only some are in the sources."""
    verdicts = {finding.verdict for finding in findings}
    worst = min(verdicts, key=_WORST.index)
    return Verdict.NEARLY_SAID if worst in _NOWHERE and verdicts - _NOWHERE else worst


def summarise_findings(findings: Sequence[Finding], left_out: int = 0) -> str:
    """Count what was found of each sentence, the worst first."""
    counts = Counter(
        _COUNTED[verdict] for verdict in sorted((one.verdict for one in findings), key=_WORST.index)
    )
    told = ", ".join(f"{count} {found}" for found, count in counts.items())
    more = f" {left_out} more not looked at." if left_out else ""
    return f"Of {len(findings)} sentences: {told}.{more}"
