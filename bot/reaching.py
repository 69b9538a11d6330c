"""How far one can look around quotations: all that is shown of a source for one answer stays in its budget.

Whoever presses, and however often, sees of an answer the same: the quotations, and around each as much as its
part of what is left allows, turn by turn outwards.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.answering.budgets.allowances import Allowance
from index.quoting import count_quoted, take_back, take_words
from index.stretches import Shown
from index.types import Span, Turn

TurnAt = Callable[[int], Turn | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Quoted words where they stand now: `turn.text[start:end]`."""

    turn: Turn
    start: int
    end: int


@dataclass(slots=True, kw_only=True)
class Reach:
    """What may be shown around one quotation; `left` are words beyond all that the answer quotes."""

    turn_at: TurnAt
    quoted: Quoted
    last: int
    longest: int | None
    left: int | None
    told: frozenset[int] | None
    """The ordinals of the questions that the answer tells; None is whatever there is."""
    _windows: dict[int, Span] = field(default_factory=dict[int, Span])
    _walked: int = 0

    def window(self, ordinal: int) -> Span | None:
        """Return the part of a turn that may be shown, None if that is nothing."""
        if not 0 <= ordinal <= self.last:
            return None
        if self.left is None:
            return self._unbounded(ordinal)
        while self._walked <= abs(ordinal - self.quoted.turn.ordinal) and self._more():
            self._walk()
        return self._windows.get(ordinal)

    def step(self, ordinal: int) -> int | None:
        """Return an ordinal if one can step to it."""
        return ordinal if self.window(ordinal) is not None else None

    def tells(self, question: Turn, *, quoted: bool) -> bool:
        """Tell whether the question that a turn answers is shown above it."""
        return self.told is None or (quoted and question.ordinal in self.told)

    def _more(self) -> bool:
        return self._walked == 0 or bool(self.left)

    def _walk(self) -> None:
        """Go one turn further to both sides, as far as words are left."""
        at, step = self.quoted.turn.ordinal, self._walked
        self._walked += 1
        if step == 0:
            self._windows[at] = self._take(self.quoted.turn, self._around())
            return
        for ordinal in (at + step, at - step):
            turn = self.turn_at(ordinal) if 0 <= ordinal <= self.last else None
            if turn is not None and self.left:
                end = take_words(turn.text, _least(self.longest, self.left))
                if end:
                    self._windows[ordinal] = self._take(turn, Span(0, end))

    def _take(self, turn: Turn, window: Span) -> Span:
        spent = count_quoted(turn.text[window.start : window.end])
        if turn is self.quoted.turn:
            spent -= count_quoted(turn.text[self.quoted.start : self.quoted.end])
        self.left = max((self.left or 0) - max(spent, 0), 0)
        return window

    def _unbounded(self, ordinal: int) -> Span | None:
        if ordinal == self.quoted.turn.ordinal:
            return self._around()
        turn = self.turn_at(ordinal)
        if turn is None:
            return None
        end = len(turn.text) if self.longest is None else take_words(turn.text, self.longest)
        return Span(0, end)

    def _around(self) -> Span:
        """Return the quoted words with as many around them as may be: half before, the rest behind."""
        text, start, end = self.quoted.turn.text, self.quoted.start, self.quoted.end
        if self.longest is None and self.left is None:
            return Span(0, len(text))
        if self.longest is not None and count_quoted(text[start:end]) > self.longest:
            # It was quoted before the source was limited.
            return Span(start, start + take_words(text[start:end], self.longest))
        beyond = None if self.longest is None else max(self.longest - count_quoted(text[start:end]), 0)
        room = _least(beyond, self.left)
        low = start - take_back(text[:start], room // 2)
        high = end + take_words(text[end:], room - count_quoted(text[low:start]))
        return Span(start - take_back(text[:start], room - count_quoted(text[end:high])), high)


def reach_of(
    allowance: Allowance, turn_at: TurnAt, quoted: Sequence[Quoted], chosen: Quoted, *, last: int
) -> Reach:
    """Return the reach around one of an answer's quotations of a source; `last` is its last ordinal."""
    if allowance == Allowance():
        return Reach(turn_at=turn_at, quoted=chosen, last=last, longest=None, left=None, told=None)
    shown, told = Shown(), set[int]()
    for one in quoted:
        shown.add(one.turn, one.start, one.end)
    source = chosen.turn.source
    for one in quoted:
        question = None if one.turn.answers is None else turn_at(one.turn.answers)
        if question is None:
            continue
        end = len(question.text)
        if allowance.allows(count_quoted(question.text), shown.words(source) + shown.cost(question, 0, end)):
            shown.add(question, 0, end)
            told.add(question.ordinal)
    left = None if allowance.answer is None else max(allowance.answer - shown.words(source), 0)
    return Reach(
        turn_at=turn_at,
        quoted=chosen,
        last=last,
        longest=allowance.longest,
        left=None if left is None else left // max(len(quoted), 1),
        told=frozenset(told),
    )


def _least(*numbers: int | None) -> int:
    return min(number for number in numbers if number is not None)
