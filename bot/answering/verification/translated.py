"""Sentences in the asker's language over quotations in the source's: what cannot be checked does not pass.

A sentence in another language than its quotations is admitted only where the question is in that language,
and only if code can check what matters most: it names the one speaker whose words it tells, and nobody else,
where one names who speaks; its numbers stand in the quotations; it denies if and only if they do; it is as
careful as they are ("might", "if"); it says "all", "only" and "both" where they do; reported words are told
with their source. That its other words say the same, no code here can tell: the claim is marked as
translated, and the quotations stand under it in their own words.
"""

from collections.abc import Callable, Sequence

from bot.answering.types import Citation
from bot.answering.verification.figures import missing_figures
from bot.answering.verification.frame import SOMEBODY
from bot.answering.verification.hedging import conditions, says_maybe
from bot.answering.verification.languages import Language, put_numbers_in_english
from bot.answering.verification.naming import missing_names
from bot.answering.verification.negation import negates, overstates
from bot.answering.verification.refusals import Refusal
from bot.answering.verification.reported import reported_by
from bot.answering.verification.sayers import People
from index.types import TurnKind
from index.words import carries_matter, split_words

_OPENING = 3


def find_fault_across(
    people: People,
    citations: Sequence[Citation],
    language: Language,
    *,
    around: Sequence[str],
    nouns_are_capital: bool,
) -> Refusal | None:
    """Return the first rule that a sentence in another language breaks, or None."""
    own = people.rest
    words = frozenset(word.text for word in split_words(own))
    quotes = [one.quote for one in citations]
    said = " ".join(quotes)
    opened = f"{own[:1].lower()}{own[1:]}"
    numbers = put_numbers_in_english(own, language)
    rules: tuple[tuple[Refusal, Callable[[], bool]], ...] = (
        (Refusal.OTHER_SPEAKER, lambda: not _names_sayer(people, citations, language)),
        (Refusal.OTHER_SPEAKER, lambda: bool(words & language.joint)),
        (Refusal.FIRST_PERSON, lambda: bool(words & language.first_person)),
        (Refusal.QUESTION_AS_VIEW, lambda: _asks(citations) and not words & language.asking),
        (Refusal.NUMBER_NOT_IN_EVIDENCE, lambda: bool(missing_figures(numbers, quotes, around))),
        (
            Refusal.NAME_NOT_IN_EVIDENCE,
            lambda: not nouns_are_capital and bool(missing_names(opened, quotes, around)),
        ),
        (Refusal.NEGATION_CHANGED, lambda: bool(words & language.denials) != any(map(negates, quotes))),
        (Refusal.HEDGE_CHANGED, lambda: says_maybe(said) and not words & language.hedges),
        (Refusal.CONDITION_DROPPED, lambda: conditions(said) and not words & language.conditions),
        (Refusal.OVERSTATED, lambda: bool(words & language.absolutes) and overstates("all only", [said])),
        (Refusal.REPORTED_AS_OWN, lambda: any(_hides_source(one, words) for one in citations)),
    )
    return next((refusal for refusal, breaks in rules if breaks()), None)


def _names_sayer(people: People, citations: Sequence[Citation], language: Language) -> bool:
    """Tell whether the only name of a speaker is that of who speaks, at the beginning or behind "laut"."""
    spoke = frozenset(one.turn.speaker.id for one in citations)
    if len(spoke) != 1 or people.misspelt or any(one.speakers != spoke for one in people.mentions):
        return False
    words = [word.text for word in split_words(people.rest)]
    places = [at for at, word in enumerate(words) if word == SOMEBODY]
    return any(at < _OPENING or words[at - 1] in language.attributing for at in places)


def _asks(citations: Sequence[Citation]) -> bool:
    return any(one.turn.kind is TurnKind.QUESTION for one in citations)


def _hides_source(citation: Citation, words: frozenset[str]) -> bool:
    who = reported_by(citation)
    if who is None:
        return False
    return not any(carries_matter(word) and word.text in words for word in split_words(who))
