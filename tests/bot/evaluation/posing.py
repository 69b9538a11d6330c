"""Questions about the talk at the harbour, and its words as an untouched file."""

from bot.answering.types import Abstention, Answer, Citation, Claim, Mode, Reason, Verdict
from bot.evaluation.expected import Expected, Gold, Posed
from bot.evaluation.originals import Original, Originals
from tests.bot.interview import SOURCE, TURNS, cite

TEXT = "\n".join(turn.text for turn in TURNS) + "\n"
ORIGINALS = Originals(ids=frozenset({SOURCE}), read={SOURCE: Original(text=TEXT)}.__getitem__)
FOG = Gold(line=2, speaker="Mira Okafor", quote="I wait for fog")
STAMPS = Gold(line=3, speaker="Jon Beck", quote="Half of my work is stamps.")
PAY = Gold(line=4, speaker="Pia Roth", quote="what do the ships pay?")


def pose(*gold: Gold, type_: str = "direct", answerable: bool = True, **expected: object) -> Posed:
    """Return a question that is answered by these words."""
    held = {"type": type_, "answerable": answerable, "gold": gold, **expected}
    places = tuple(ORIGINALS.locate(one, None) for one in gold)
    return Posed(id=type_, expected=Expected.model_validate(held), gold=places)


def say(*citations: Citation, text: str = "It was said.", verdict: Verdict | None = None) -> Answer:
    """Return an answer with a sentence for each citation."""
    claims = tuple(Claim(text=text, citations=(citation,)) for citation in citations)
    return Answer(question="?", mode=Mode.EXTRACTIVE, claims=claims, verdict=verdict)


def abstain(*nearest: Citation, verdict: Verdict | None = None) -> Abstention:
    """Return an abstention with what stands nearest."""
    return Abstention(
        question="?",
        mode=Mode.EXTRACTIVE,
        reason=Reason.NOTHING_FOUND,
        text="The sources do not say.",
        nearest=nearest,
        verdict=verdict,
    )


FOG_SAID = cite(1, "Mostly I wait for fog.")
SHIPS_SAID = cite(1, "When it lifts, forty ships want the same quay at once.")
STAMPS_SAID = cite(2, "Half of my work is stamps.")
PAY_ASKED = cite(3, "And what do the ships pay?")
