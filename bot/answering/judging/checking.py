"""What a check of a quotation or of a claim found."""

from dataclasses import dataclass

from bot.answering.judging.clauses import Circumstance
from bot.answering.types import Difference, Verdict
from index.types import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The verdict, and the sentences that show it (none where nothing does).

    `circumstance` is what keeps the words from being simply said, and `beside` what stands before them there.
    `close` says that the wording is another: of a quotation, with its `differences`. `quoted` tells the check
    of a quotation from that of a claim.
    """

    verdict: Verdict
    sentences: tuple[Sentence, ...] = ()
    circumstance: Circumstance | None = None
    beside: str = ""
    close: bool = False
    differences: tuple[Difference, ...] = ()
    quoted: bool = False
