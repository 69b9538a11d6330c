"""Whether a claim in words of its own comes close to a sentence."""

from bot.answering.judging.doers import subject_of
from bot.answering.judging.lexicon import LIGHT
from bot.answering.judging.matching import Matching
from bot.answering.judging.statement import Matter

# So many words of a claim must stand in the sentence …
_FEWEST = 3
# … and of its words at most this share may be its own.
_OWN_WORDS = 0.45
_ONE_BETWEEN = 2
# Cosine of claim and sentence: where it only describes more, and where it says a thing in other words.
_CLOSE = 0.5
_CLOSE_REWORDED = 0.7
# Adds a fact of its own wherever it stands.
_WHEN = frozenset(
    """
    today yesterday tomorrow tonight now then midnight noon morning evening night day week month year decade
    spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december daily weekly monthly recently later soon
    """.split()
)
# Says which way a thing went (roots): another word for it is too likely its contrary.
_TURNS = frozenset(
    """
    rise fall increas decreas grow shrink doubl halv drop declin improv worsen open close start begin stop end
    ban allow permit support oppos accept die kill sue steal buy sell quit resign leav arriv
    """.split()
)


def is_close(matching: Matching, cosine: float | None) -> bool:
    """Tell whether a claim in words of its own comes close to a sentence; never without its meaning."""
    own = [one for one in matching.missing if one.text not in LIGHT]
    held = len(matching.pairs) + len(matching.self_named)
    if cosine is None or held < _FEWEST or not matching.rests_on_itself:
        return False
    subject = subject_of(matching)
    if subject is not None and subject in own and not _describes(subject, matching):
        return False
    if len(own) > _OWN_WORDS * len(matching.claim.matter):
        return False
    if any(_adds(one, matching) for one in own):
        return False
    reworded = any(not _describes(one, matching) for one in own)
    return cosine >= (_CLOSE_REWORDED if reworded else _CLOSE)


def _adds(one: Matter, matching: Matching) -> bool:
    """Tell whether a word of the claim brings something that the sentence has otherwise, or not at all."""
    if one.figures or one.name or one.text in _WHEN or one.root in _TURNS:
        return True
    return _stands_for_one(one, matching)


def _stands_for_one(one: Matter, matching: Matching) -> bool:
    """Tell whether just one other word has this one's place: "spared" for "took"."""
    claim, told = matching.claim.matter, matching.told.matter
    paired = {mine.start: other for mine, other in matching.pairs}
    at = next(number for number, mine in enumerate(claim) if mine.start == one.start)
    before, after = (paired.get(claim[i].start) if 0 <= i < len(claim) else None for i in (at - 1, at + 1))
    if before is None and after is None:
        return False
    places = [number for number, other in enumerate(told) if other in (before, after)]
    if before is not None and after is not None:
        return places[-1] - places[0] == _ONE_BETWEEN
    return at == len(claim) - 1 and places[0] == len(told) - _ONE_BETWEEN


def _describes(one: Matter, matching: Matching) -> bool:
    """Tell whether a word only describes the next, which the claim and the sentence have in common."""
    claim = matching.claim.matter
    at = next(number for number, mine in enumerate(claim) if mine.start == one.start)
    if not matching.claim.text[: one.start].strip():
        return False
    return (
        at + 1 < len(claim)
        and claim[at + 1] not in matching.missing
        and not matching.claim.text[one.end : claim[at + 1].start].strip()
    )
