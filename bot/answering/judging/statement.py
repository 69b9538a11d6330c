"""A sentence as checks compare it: its words that name something, in order, and how each is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.answering.judging.clauses import Clause, is_denied, read_clauses, without_stretches
from bot.answering.judging.lexicon import mean_same, root_of
from bot.answering.verification.figures import Figure, read_figures
from index.words import Word, carries_matter, split_words

_NUMBER = (
    r"(?:\d[\d.,]*\d|\d|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundred|thousand|million|billion|trillion|dozen|half|thirds?|quarters?|fifths?|twice)"
)
_FIGURE = re.compile(
    rf"(?:[$€£¥]\s?|\b(?:a|an)\s+)?\b{_NUMBER}(?:(?:\s+and\s+(?:a\s+)?|\s+an?\s+|[\s-]+){_NUMBER})*\b"
    r"(?:\s?%|\s+(?:percent|per\s+cent|pounds|dollars|euros|times)\b)?",
    re.IGNORECASE,
)
_ONE_FIGURE = re.compile(rf"[$€£¥]?\b{_NUMBER}\b(?:\s?%|\s+(?:percent|per\s+cent)\b)?", re.IGNORECASE)
_CAPITAL = re.compile(r"['’]?s?\s+[^\W\d_a-zà-þ]")
# What these say is read off the clause: they are no matter of their own.
_FRAMING = frozenset(
    """
    probably perhaps maybe possibly likely presumably apparently seem seems seemed always never entirely
    completely nobody none hardly barely doubt doubts doubted suspect suspects guess hope hopes unable longer
    only sometimes often usually mostly might sure certain certainly definitely surely
    """.split()
)
# They join nothing: "more" and "less" are what a sentence says.
_DEGREES = frozenset({"more"})
# A thing of which a phrase of place, time or manner tells may stand anywhere in a sentence.
_ADJUNCT = re.compile(
    r"\b(?:in|at|on|with|for|from|after|before|during|since|until|near|under|over|through|about)\s+"
    r"(?:(?:the|a|an|his|her|its|our|my|their|this|that|each|every)\s+)?(?:[\w'’-]+\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A word or a number that names something.

    `clause` counts the sentence's clauses; `figures` are what a number says, empty for a word. `name` says
    that it is written as a name, `adjunct` that a phrase of place, time or manner holds it.
    """

    text: str
    root: str
    start: int
    end: int
    clause: int
    denied: bool
    name: bool = False
    adjunct: bool = False
    figures: frozenset[Figure] = frozenset()

    def means(self, other: "Matter") -> bool:
        """Tell whether both name the same."""
        if self.figures or other.figures:
            return self.figures == other.figures
        return mean_same(self.root, other.root)


@dataclass(frozen=True)
class Statement:
    """A sentence with what was worked out of it, each once and when it is needed."""

    text: str

    @cached_property
    def words(self) -> list[Word]:
        """All its words."""
        return split_words(self.text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses."""
        return read_clauses(self.text)

    @cached_property
    def matter(self) -> tuple[Matter, ...]:
        """Its words and numbers that name something, in order."""
        return tuple(sorted((*self._numbers, *self._named()), key=lambda one: one.start))

    @cached_property
    def texts(self) -> frozenset[str]:
        """All its words, folded."""
        return frozenset(word.text for word in self.words)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of all its words."""
        return frozenset(map(root_of, self.words))

    @cached_property
    def _numbers(self) -> tuple[Matter, ...]:
        found = ((match, read_figures(match[0])) for match in self._figures())
        return tuple(
            self._matter(match[0], match[0], match.start(), match.end(), figures=figures)
            for match, figures in found
            if figures
        )

    def _figures(self) -> Iterator[re.Match[str]]:
        """Find numbers; where several stand in a row ("in 2020 and 2021"), each by itself."""
        for match in _FIGURE.finditer(self.text):
            if len(read_figures(match[0])) > 1:
                yield from _ONE_FIGURE.finditer(self.text, match.start(), match.end())
            else:
                yield match

    @cached_property
    def _without(self) -> list[tuple[int, int]]:
        return without_stretches(self.text)

    def _named(self) -> Iterator[Matter]:
        for word in self.words:
            counted = any(one.start <= word.start < one.end for one in self._numbers)
            matters = carries_matter(word) or word.text in _DEGREES
            if matters and word.text not in _FRAMING and not counted:
                yield self._matter(word.text, root_of(word), word.start, word.end)

    def _is_name(self, start: int, end: int) -> bool:
        """Tell whether a word is written as a name; the first of a sentence only with another beside it."""
        begins = not re.search(r"\w", self.text[:start])
        return self.text[start].isupper() and (not begins or bool(_CAPITAL.match(self.text, end)))

    def _matter(
        self, text: str, root: str, start: int, end: int, figures: frozenset[Figure] = frozenset()
    ) -> Matter:
        clause = next(at for at, one in enumerate(self.clauses) if start < one.end)
        alone = any(low <= start < high for low, high in self._without)
        return Matter(
            text=text,
            root=root,
            start=start,
            end=end,
            clause=clause,
            denied=self.clauses[clause].denied != alone,
            name=not figures and self._is_name(start, end) and not is_denied(text),
            adjunct=_ADJUNCT.search(self.text[:start]) is not None,
            figures=figures,
        )
