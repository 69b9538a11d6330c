"""Answers made of quotations alone: the best sentences of the best passages, in the order they were said."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from bot.answering.ranking import RankedSentence, asks
from bot.answering.types import Draft, DraftClaim, Mode, Quote, Verdict
from index.types import Sentence, Turn, TurnKind
from index.words import split_words

MOST_CLAIMS = 5
MOST_WORDS = 120
"""Quoted words in an answer, about."""
COLUMN_WORDS = 60
"""Quoted words of each speaker where several stand side by side, about."""

# A sentence this much worse than the best is left out; a list, or a comparison, reaches further.
_MARGIN = 0.45
_WIDE_MARGIN = 0.9
# A sentence that begins so leans on the one before it.
_LEANING = frozenset("he she it they this that these those his her its their them so".split())

_SAYING = {
    TurnKind.QUESTION: "asks",
    TurnKind.ANSWER: "says",
    TurnKind.NARRATION: "writes",
    TurnKind.NOTE: "notes",
}

Key = tuple[str, int, int]


def compose(
    ranked: Sequence[RankedSentence],
    *,
    wide: bool = False,
    each: bool = False,
    verdict: Verdict | None = None,
) -> Draft:
    """Make a draft of the sentences that answer best; `ranked` is best first and not empty."""
    chosen = _choose(ranked, wide=wide, each=each)
    return Draft(mode=Mode.EXTRACTIVE, claims=tuple(_claims(chosen)), verdict=verdict)


def compose_columns(columns: Iterable[Sequence[RankedSentence]]) -> Draft:
    """Make a draft of each speaker's best sentences, one speaker after the other."""
    chosen = [
        _choose(ranked, wide=False, each=False, most_words=COLUMN_WORDS) for ranked in columns if ranked
    ]
    claims = tuple(claim for sentences in chosen for claim in _claims(sentences))
    return Draft(mode=Mode.EXTRACTIVE, claims=claims)


def quote_sentences(sentences: Iterable[Sentence], verdict: Verdict | None = None) -> Draft:
    """Make a draft that quotes just these sentences."""
    return Draft(mode=Mode.EXTRACTIVE, claims=tuple(_claims(list(sentences))), verdict=verdict)


def lead(turn: Turn) -> str:
    """Say whose words follow: a question is not its asker's view, a note is not the guest's word."""
    return f"{turn.speaker.name} {_SAYING[turn.kind]}"


def _choose(
    ranked: Sequence[RankedSentence], *, wide: bool, each: bool, most_words: int = MOST_WORDS
) -> list[Sentence]:
    chosen: dict[Key, Sentence] = {}
    words = 0
    for one in _candidates(ranked, wide=wide, each=each):
        added = [sentence for sentence in _with_lead_in(one) if _key(sentence) not in chosen]
        length = sum(len(sentence.text.split()) for sentence in added)
        if chosen and words + length > most_words:
            added = [one.sentence] if _key(one.sentence) not in chosen else []
            length = sum(len(sentence.text.split()) for sentence in added)
        if chosen and (words + length > most_words or _runs(chosen, added) > MOST_CLAIMS):
            continue
        chosen |= {_key(sentence): sentence for sentence in added}
        words += length
    best = _key(ranked[0].sentence)
    return sorted(chosen.values(), key=lambda sentence: _key(sentence) != best)


def _candidates(ranked: Sequence[RankedSentence], *, wide: bool, each: bool) -> list[RankedSentence]:
    margin = _WIDE_MARGIN if wide else _MARGIN
    best = ranked[0]
    near = [
        one
        for one in ranked
        if one.score >= best.score - margin and asks(one.sentence) <= asks(best.sentence)
    ]
    if each:
        firsts = {one.sentence.turn.speaker.id: one for one in reversed(ranked) if not asks(one.sentence)}
        near = sorted(firsts.values(), key=lambda one: -one.score) + near
    return near


def _with_lead_in(one: RankedSentence) -> list[Sentence]:
    """Put the sentence before a leaning one with it, so that the reader knows what "it" is."""
    sentences = one.passage.sentences
    at = sentences.index(one.sentence)
    words = split_words(one.sentence.text)
    leans = bool(words) and words[0].text in _LEANING
    before = sentences[at - 1] if leans and at > 0 else None
    whole = before is not None and before.turn.ordinal == one.sentence.turn.ordinal
    return [before, one.sentence] if before is not None and whole else [one.sentence]


def _key(sentence: Sentence) -> Key:
    return sentence.turn.source, sentence.turn.ordinal, sentence.start


def _runs(chosen: dict[Key, Sentence], added: Sequence[Sentence]) -> int:
    return len(list(_group([*chosen.values(), *added])))


def _claims(sentences: Sequence[Sentence]) -> Iterable[DraftClaim]:
    for run in _group(sentences):
        turn, start, end = run[0].turn, run[0].start, run[-1].end
        words = turn.text[start:end]
        quote = Quote(source=turn.source, turn=turn.ordinal, words=words)
        yield DraftClaim(text=f"{lead(turn)}: “{words}”", quotes=(quote,))


def _group(sentences: Iterable[Sentence]) -> Iterable[list[Sentence]]:
    """Group sentences into runs that follow one another in a turn; the first one's turn leads."""
    given = list(sentences)
    first = _key(given[0])[:2]
    ordered = sorted(given, key=lambda sentence: (_key(sentence)[:2] != first, _key(sentence)))
    numbered = list(enumerate(ordered))
    runs = list[int]()
    for at, sentence in numbered:
        before = ordered[at - 1] if at else None
        joined = (
            before is not None and _key(before)[:2] == _key(sentence)[:2] and sentence.start - before.end <= 1
        )
        runs.append(runs[-1] if joined else at)
    for _, group in groupby(zip(runs, ordered, strict=True), key=lambda pair: pair[0]):
        yield [sentence for _, sentence in group]
