"""Answers made of quotations alone: the best sentences of the best passages, the best of all first."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from bot.answering.budgets.allowances import Allowance
from bot.answering.search.ranking import RankedSentence, asks, is_question
from bot.answering.types import Draft, DraftClaim, Mode, Quote, Verdict
from bot.phrases import Phrase
from bot.wording import sayings as wording
from index.quoting import count_quoted
from index.types import Sentence, Turn
from index.words import split_words

MOST_CLAIMS = 5
MOST_WORDS = 120
"""Quoted words in an answer, about."""
COLUMN_WORDS = 60
"""Quoted words of each speaker where several stand side by side, about."""

# A sentence this much worse than the best is left out; a list, or a comparison, reaches further.
_MARGIN = 0.45
_WIDE_MARGIN = 0.9
# An answer of a smaller share of the words it may have goes on with the sentence after the best, which
# often completes it: 2 of 176 questions more are answered by what is quoted, for 5 words an answer.
_SHORT = 1 / 3
# "In January." says nothing beside an answer, unless just that is what was asked.
_CRUMB_WORDS = 5
_ANSWERS = 0.5
# A sentence that begins so leans on the one before it.
_LEANING = frozenset("he she it they this that these those his her its their them so".split())

Key = tuple[str, int, int]

NO_LIMITS: Mapping[str, Allowance] = MappingProxyType({})
"""Of no source is it limited what is shown."""


def compose(
    ranked: Sequence[RankedSentence],
    *,
    wide: bool = False,
    each: bool = False,
    verdict: Verdict | None = None,
    allowances: Mapping[str, Allowance] = NO_LIMITS,
) -> Draft:
    """Make a draft of the sentences that answer best; `ranked` is best first and not empty.

    What goes beyond the best keeps to what its source allows.
    """
    chosen = _choose(ranked, wide=wide, each=each, allowances=allowances)
    return Draft(mode=Mode.EXTRACTIVE, claims=tuple(_claims(chosen)), verdict=verdict)


def compose_columns(
    columns: Iterable[Sequence[RankedSentence]], *, allowances: Mapping[str, Allowance] = NO_LIMITS
) -> Draft:
    """Make a draft of each speaker's best sentences, one speaker after the other."""
    chosen = [
        _choose(ranked, wide=False, each=False, most_words=COLUMN_WORDS, allowances=allowances)
        for ranked in columns
        if ranked
    ]
    claims = tuple(claim for sentences in chosen for claim in _claims(sentences))
    return Draft(mode=Mode.EXTRACTIVE, claims=claims)


def quote_sentences(sentences: Iterable[Sentence], verdict: Verdict | None = None) -> Draft:
    """Make a draft that quotes just these sentences."""
    return Draft(mode=Mode.EXTRACTIVE, claims=tuple(_claims(list(sentences))), verdict=verdict)


def lead(turn: Turn) -> Phrase:
    """Say whose words follow: a question is not its asker's view, a note is not the guest's word."""
    return Phrase(wording.LEADS[turn.kind], name=turn.speaker.name)


def _choose(
    ranked: Sequence[RankedSentence],
    *,
    wide: bool,
    each: bool,
    allowances: Mapping[str, Allowance],
    most_words: int = MOST_WORDS,
) -> list[Sentence]:
    """Choose the best sentences, then as much of what stands around them as there is room for."""
    chosen = _Chosen(most_words, allowances)
    best, *others = _candidates(ranked, wide=wide, each=each)
    chosen.add(best.sentence)
    chosen.offer(_lead_in(best))
    kept = [one for one in others if chosen.offer(one.sentence)]
    for one in kept:
        chosen.offer(_lead_in(one))
    following = _beside(best, 1)
    if chosen.words < most_words * _SHORT and following is not None and not is_question(following):
        chosen.offer(following)
    leading = _key(ranked[0].sentence)
    return sorted(chosen.sentences.values(), key=lambda sentence: _key(sentence) != leading)


class _Chosen:
    """Sentences within the limits of an answer."""

    def __init__(self, most_words: int, allowances: Mapping[str, Allowance]) -> None:
        self.sentences: dict[Key, Sentence] = {}
        self.words = 0
        self._most_words = most_words
        self._allowances = allowances

    def add(self, sentence: Sentence) -> None:
        """Take a sentence, whatever its length."""
        self.sentences[_key(sentence)] = sentence
        self.words += len(sentence.text.split())

    def offer(self, sentence: Sentence | None) -> bool:
        """Take a sentence if there is one, and room for it; tell whether it is in."""
        if sentence is None or _key(sentence) in self.sentences:
            return sentence is not None
        fits = self.words + len(sentence.text.split()) <= self._most_words
        groups = _group([*self.sentences.values(), sentence])
        if not fits or len(groups) > MOST_CLAIMS or not self._allows(sentence, groups):
            return False
        self.add(sentence)
        return True

    def _allows(self, sentence: Sentence, groups: Sequence[Sequence[Sentence]]) -> bool:
        """Tell whether its source lets a sentence be shown with those that are chosen."""
        allowance = self._allowances.get(sentence.turn.source)
        if allowance is None:
            return True
        own = [run for run in groups if run[0].turn.source == sentence.turn.source]
        lengths = [count_quoted(run[0].turn.text[run[0].start : run[-1].end]) for run in own]
        return allowance.allows(max(lengths), sum(lengths))


def _candidates(ranked: Sequence[RankedSentence], *, wide: bool, each: bool) -> list[RankedSentence]:
    margin = _WIDE_MARGIN if wide else _MARGIN
    best = ranked[0]
    near = [
        one
        for one in ranked
        if one.score >= best.score - margin and asks(one.sentence) <= asks(best.sentence)
    ]
    told = {_key(one.sentence)[:2] for one in near if one is best or not _is_crumb(one)}
    near = [one for one in near if _key(one.sentence)[:2] in told]
    if each:
        firsts = {one.sentence.turn.speaker.id: one for one in reversed(ranked) if not asks(one.sentence)}
        near = sorted(firsts.values(), key=lambda one: -one.score) + near
    return near


def _is_crumb(one: RankedSentence) -> bool:
    """Tell whether a sentence of a few words has none of the question's, and answers no such question."""
    few = len(one.sentence.text.split()) < _CRUMB_WORDS and one.sentence.cosine is not None
    return few and one.covered == 0 and one.asked < _ANSWERS


def _lead_in(one: RankedSentence) -> Sentence | None:
    """Return the sentence before a leaning one, so that the reader knows what "it" is."""
    words = split_words(one.sentence.text)
    leans = bool(words) and words[0].text in _LEANING
    return _beside(one, -1) if leans else None


def _beside(one: RankedSentence, step: int) -> Sentence | None:
    sentences = one.passage.sentences
    at = sentences.index(one.sentence) + step
    if not 0 <= at < len(sentences) or sentences[at].turn.ordinal != one.sentence.turn.ordinal:
        return None
    return sentences[at]


def _key(sentence: Sentence) -> Key:
    return sentence.turn.source, sentence.turn.ordinal, sentence.start


def _claims(sentences: Sequence[Sentence]) -> Iterable[DraftClaim]:
    for run in _group(sentences):
        turn, start, end = run[0].turn, run[0].start, run[-1].end
        words = turn.text[start:end]
        quote = Quote(source=turn.source, turn=turn.ordinal, words=words)
        yield DraftClaim(text=Phrase(wording.QUOTED, lead=lead(turn), words=words), quotes=(quote,))


def _group(sentences: Iterable[Sentence]) -> list[list[Sentence]]:
    """Group sentences into runs that follow one another in a turn.

    The run of the first one leads, then the others of its turn and those of other turns, as they were said.
    """
    given = list(sentences)
    turn = _key(given[0])[:2]
    runs = list[list[Sentence]]()
    for sentence in sorted(given, key=lambda sentence: (_key(sentence)[:2] != turn, _key(sentence))):
        if runs and _follows(runs[-1][-1], sentence):
            runs[-1].append(sentence)
        else:
            runs.append([sentence])
    return sorted(runs, key=lambda run: given[0] not in run)


def _follows(before: Sentence, sentence: Sentence) -> bool:
    return _key(before)[:2] == _key(sentence)[:2] and sentence.start - before.end <= 1
