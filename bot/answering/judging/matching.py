"""Which words of a claim stand in a sentence of a source, and which do not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.judging.statement import Matter, Statement
from index.types import Sentence
from index.words import Word, fold, split_words

# Besides names, so many words must stand in a sentence itself where others stand around it.
_FEWEST = 2
_CONTEXT = 700  # characters before a sentence that its "it" and "they" may point back to
_POINTS_BACK = re.compile(
    r"\b(?:it|its|they|them|their|theirs|he|him|his|she|her|this|these|those|there|here|one)\b|^\W*(?:that|and)\b",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_OWN = frozenset("i i'm i've i'd i'll me my mine we we've we're we'd we'll us our ours myself".split())
_JOINS = re.compile(r"\b(?:because|before|after|until|so|if|when|while|although|though)\b", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\b.*\bby\b", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """A claim laid over one sentence.

    `pairs` are words of the claim with the same word of the sentence; `self_named` are names of who speaks
    the sentence in the first person; `around` stand in what its "it" points back to; `missing` nowhere.
    """

    claim: Statement
    told: Statement
    pairs: tuple[tuple[Matter, Matter], ...]
    self_named: tuple[Matter, ...]
    around: tuple[Matter, ...]
    missing: tuple[Matter, ...]

    @property
    def in_order(self) -> bool:
        """Tell whether the claim's words are in the sentence's order, so that no roles are exchanged."""
        pairs = [pair for pair in self.pairs if self._has_place(pair)]
        claimed, told = _agent_start(self.claim), _agent_start(self.told)
        if claimed is not None and told is None:
            words = [(one.start >= claimed, other) for one, other in pairs]
        elif told is not None and claimed is None:
            words = [(other.start >= told, one) for one, other in pairs]
        else:
            words = []
        if any(does for does, _ in words):
            return _doers_lead(words)
        places = [other.start for _, other in pairs]
        return places == sorted(places)

    @property
    def main(self) -> int | None:
        """The clause of the sentence that holds most of the claim; None if none does."""
        named = [other.clause for one, other in self.pairs if not one.name]
        clauses = named or [other.clause for _, other in self.pairs]
        return max(set(clauses), key=lambda clause: (clauses.count(clause), -clause), default=None)

    @property
    def told_words(self) -> list[Word]:
        """The words of the sentence's clauses that hold some of the claim."""
        held = {other.clause for _, other in self.pairs}
        stretches = [one for at, one in enumerate(self.told.clauses) if at in held]
        return [
            word for word in self.told.words if any(one.start <= word.start < one.end for one in stretches)
        ]

    @property
    def rests_on_itself(self) -> bool:
        """Tell whether the sentence itself, not only what stands around it, holds enough of the claim."""
        own = [one for one, _ in self.pairs if not one.name]
        around = [one for one in self.around if not one.name]
        names_alone = all(one.name for one in self.claim.matter)
        if around and len(own) < _FEWEST:
            return False
        return len(own) >= max(len(around) + bool(around), 0 if names_alone else 1)

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing of the claim is missing, and what an "it" stands for is the least of it."""
        own = sum(not one.name for one, _ in self.pairs)
        return not self.missing and self.rests_on_itself and (own >= _FEWEST or not self.around)

    def _has_place(self, pair: tuple[Matter, Matter]) -> bool:
        """Tell whether a word's place tells who does what: not in a phrase of place or time.

        In another clause it does only where the claim joins clauses itself, as "because" does.
        """
        one, other = pair
        if one.adjunct and other.adjunct:
            return False
        moved = [mine for mine, theirs in self.pairs if mine.adjunct != theirs.adjunct]
        if one in moved and len(moved) == 1:
            return False
        return other.clause == self.main or _JOINS.search(self.claim.text) is not None


def match(claim: Statement, sentence: Sentence, asked: str = "") -> Matching:
    """Lay a claim over a sentence; `asked` is the question that its turn answers."""
    told = Statement(sentence.text)
    pairs = _pair(claim.matter, told.matter)
    paired = {one.start for one, _ in pairs}
    rest = [one for one in claim.matter if one.start not in paired]
    own = _own_names(sentence) if told.texts & _OWN else frozenset[str]()
    self_named = tuple(one for one in rest if one.text.removesuffix("'s") in own)
    before = (
        Statement(f"{asked} {_before(sentence)}") if _POINTS_BACK.search(sentence.text) else Statement("")
    )
    left = [one for one in rest if one not in self_named]
    around = tuple(
        one
        for one in left
        if any(one.means(other) for other in before.matter) and _is_pointed_at(one, told, pairs)
    )
    missing = tuple(one for one in left if one not in around)
    return Matching(
        claim=claim, told=told, pairs=pairs, self_named=self_named, around=around, missing=missing
    )


def _is_pointed_at(one: Matter, told: Statement, pairs: Sequence[tuple[Matter, Matter]]) -> bool:
    """Tell whether the sentence has an "it" or "they" just where the claim has this word."""
    left = max(
        (pair for pair in pairs if pair[0].start < one.start), key=lambda pair: pair[0].start, default=None
    )
    right = min(
        (pair for pair in pairs if pair[0].start > one.start), key=lambda pair: pair[0].start, default=None
    )
    end = len(told.text) if right is None else right[1].start
    start = 0 if left is None else left[1].end
    if start > end and right is not None:
        start = told.clauses[right[1].clause].start
    # "Their" stands for whose it is, be it a name, and not for what is theirs.
    between = told.text[start:end] if one.name else _WHOSE.sub("", told.text[start:end])
    return _POINTS_BACK.search(between) is not None


def _pair(claim: Sequence[Matter], told: Sequence[Matter]) -> tuple[tuple[Matter, Matter], ...]:
    """Pair as many words in the same order as there can be; then what is left, wherever it stands."""
    pairs = _drawn_together(_longest(claim, told), told)
    used = {other.start for _, other in pairs}
    taken = {one.start for one, _ in pairs}
    for one in claim:
        if one.start in taken:
            continue
        other = next((other for other in told if other.start not in used and one.means(other)), None)
        if other is not None:
            pairs.append((one, other))
            used.add(other.start)
    return tuple(sorted(pairs, key=lambda pair: pair[0].start))


def _drawn_together(
    pairs: Sequence[tuple[Matter, Matter]], told: Sequence[Matter]
) -> list[tuple[Matter, Matter]]:
    """Let each word pair with the last of its like before the next one, so that they stand together."""
    drawn: list[tuple[Matter, Matter]] = []
    for one, other in reversed(pairs):
        before = drawn[-1][1].start if drawn else other.end
        last = next(like for like in reversed(told) if like.start < before and one.means(like))
        drawn.append((one, last))
    return drawn[::-1]


def _longest(claim: Sequence[Matter], told: Sequence[Matter]) -> list[tuple[Matter, Matter]]:
    """Return the longest common run of words, in order and with gaps."""
    lengths = [[0] * (len(told) + 1) for _ in range(len(claim) + 1)]
    for i in range(len(claim) - 1, -1, -1):
        for j in range(len(told) - 1, -1, -1):
            same = claim[i].means(told[j])
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(lengths[i + 1][j], lengths[i][j + 1])
    pairs: list[tuple[Matter, Matter]] = []
    i = j = 0
    while i < len(claim) and j < len(told):
        if claim[i].means(told[j]):
            pairs.append((claim[i], told[j]))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _agent_start(statement: Statement) -> int | None:
    """Return where the doer begins in "was taken by the storm"; None if a statement is not said so."""
    passive = _PASSIVE.search(statement.text)
    return None if passive is None else passive.end()


def _doers_lead(words: Sequence[tuple[bool, Matter]]) -> bool:
    """Tell whether who does it comes first where the other of the two has "by" before it."""
    doers = [one.start for does, one in words if does]
    others = [one.start for does, one in words if not does]
    return all(doer < other for doer in doers for other in others)


def _own_names(sentence: Sentence) -> frozenset[str]:
    speaker = sentence.turn.speaker
    return frozenset(
        word.text for name in (speaker.name, *speaker.aliases) for word in split_words(fold(name))
    )


def _before(sentence: Sentence) -> str:
    return sentence.turn.text[max(0, sentence.start - _CONTEXT) : sentence.start]
