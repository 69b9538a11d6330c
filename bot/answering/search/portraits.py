"""Questions about a speaker: only what tells of them answers, and of nobody else in their place."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering.search.nearness import is_near
from bot.answering.search.ranking import RankedSentence, asks
from bot.answering.search.terms import Terms, stems_of
from index.types import Speaker
from index.words import carries_matter, split_words

_LOOKED_AT = 5
# Another's sentence holds so much of what is asked, and so much more of it than any that tells of them.
_HOLDS = 0.5
_MUCH_MORE = 0.25
# What somebody is or does shares words with the question, or is close to it: what they say of other matters
# may be near to anything.
_SHARES = 0.3
_CLOSE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """Who is asked about: their ids, and the stems of their names."""

    ids: frozenset[str]
    stems: frozenset[str]

    def without_names(self, topic: str) -> str | None:
        """Return what is asked of them, without their names; None if nothing is."""
        for word in reversed(split_words(topic)):
            if word.stem in self.stems:
                topic = f"{topic[: word.start]} {topic[word.end :]}"
        return " ".join(topic.split()) if any(map(carries_matter, split_words(topic))) else None

    def tells(self, one: RankedSentence) -> bool:
        """Tell whether a sentence is theirs or names them, or one beside it does."""
        return one.sentence.turn.speaker.id in self.ids or bool(self.stems & (one.stems | one.around))


def portray(ids: frozenset[str], speakers: Sequence[Speaker]) -> Portrait:
    """Return the portrait of these speakers."""
    names = [name for one in speakers if one.id in ids for name in (one.name, *one.aliases)]
    return Portrait(ids=ids, stems=frozenset[str]().union(*map(stems_of, names)))


def telling_of(portrait: Portrait, bare: Sequence[RankedSentence], terms: Terms) -> list[RankedSentence]:
    """Return what is near to the question, asked without the name, and tells of who is asked about."""
    theirs = [one for one in bare if portrait.tells(one)]
    return [
        one
        for one in theirs[:_LOOKED_AT]
        if is_near(one, terms) and (one.supported >= _SHARES or one.cosine >= _CLOSE or terms.foreign)
    ]


def naming_them(portrait: Portrait, ranked: Sequence[RankedSentence], terms: Terms) -> list[RankedSentence]:
    """Return sentences of others that are near to the whole question and call them by name."""
    named = [one for one in ranked[:_LOOKED_AT] if portrait.stems & one.stems]
    return [one for one in named if one.sentence.turn.speaker.id not in portrait.ids and is_near(one, terms)]


def of_another(
    portrait: Portrait, bare: Sequence[RankedSentence], others: frozenset[str]
) -> list[RankedSentence]:
    """Return the sentences that tell of another what is asked of these; `others` are stems of others' names.

    A question says it of nobody, unless it names somebody.
    """
    most = max((one.covered for one in bare if portrait.tells(one)), default=0.0)
    return [
        one
        for one in bare
        if one.covered >= max(_HOLDS, most + _MUCH_MORE)
        and not portrait.tells(one)
        and (not asks(one.sentence) or others & one.stems)
    ]
