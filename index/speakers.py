"""Speakers mentioned in a question: by name, by a misspelt name, or by what they are."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import OSA

from index.roles import find_roles
from index.speech import FOREIGN_SAYING, HELPING, OPINIONS, SAYING, speaks_foreign
from index.types import Speaker
from index.words import Word, carries_matter, fold, fold_words, split_words

_DETERMINERS = frozenset(
    "the a an this that these those my your our their its his her some any no each every to on in".split()
)
# Names that are English words too: written small they are names only where somebody says something.
_WORDS_TOO = frozenset(
    """
    amber angel art bell bill black brown cash chance chase chin chip christian cook dawn dean drew duke
    earl faith field fields ford frank gates grace grant gray green guy hall harmony hill holly hope
    hunter iris jack jay jean joy king lake lance lane lily long major mark mason may mercy miles min
    nick olive page park pat patience penny price ray reed rich rob robin rose ruby sage skip star stone
    storm sue summer violet wade ward west white will wood woods young
    """.split()
)
# Shorter names leave too little to read a slip; from the long ones on a slip in the first letter is
# forgiven, and the longest have two.
_SHORTEST = 4
_LONG = 6
_LONGEST = 8
_INITIALS = 2
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le al el bin ibn ter ten of the and".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Words of a question that mean speakers, by their ids.

    `exact` unless read as a misspelling; `role` if they tell what the speakers are ("the authors").
    """

    speakers: frozenset[str]
    start: int
    end: int
    exact: bool
    text: str
    role: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Names:
    """The words of names, each with who bears it, and the names that are one word."""

    tokens: dict[str, frozenset[str]]
    whole: frozenset[str]


def find_mentions(
    text: str, speakers: Sequence[Speaker], known_word: Callable[[str], bool] | None = None
) -> tuple[Mention, ...]:
    """Return the speakers that a question mentions, in its order.

    `known_word` tells of a folded word whether it is known otherwise (in the sources, say): such a word is
    never read as a misspelt name.
    """
    words = split_words(text)
    whole = frozenset(fold(speaker.name) for speaker in speakers)
    names = _Names(tokens=_collect_tokens(speakers), whole=whole)
    found = [_match(text, words, at, names, known_word) for at in range(len(words))]
    _extend(text, words, found, names.tokens)
    named = _joined(text, [mention for mention in found if mention is not None])
    kept = [mention for mention in named if not _is_somebody_else(text, words, mention)]
    meant = [
        Mention(
            speakers=role.speakers,
            start=role.start,
            end=role.end,
            exact=True,
            text=text[role.start : role.end],
            role=True,
        )
        for role in find_roles(words, speakers)
    ]
    return tuple(sorted([*kept, *meant], key=lambda mention: mention.start))


def _collect_tokens(speakers: Iterable[Speaker]) -> dict[str, frozenset[str]]:
    """Return each folded word of names and aliases with the ids of those who bear it."""
    tokens: defaultdict[str, set[str]] = defaultdict(set)
    for speaker in speakers:
        for name in (speaker.name, *speaker.aliases):
            for word in fold_words(name):
                if len(word) > 1 and word not in _PARTICLES:
                    tokens[word].add(speaker.id)
    return {word: frozenset(ids) for word, ids in tokens.items()}


def _match(
    text: str,
    words: Sequence[Word],
    at: int,
    names: _Names,
    known_word: Callable[[str], bool] | None,
) -> Mention | None:
    bare = _bare(words[at].text)
    if bare in names.tokens:
        meant = _is_meant(text, words, at) or (bare in names.whole and _is_the_one(words, at))
        return _mention(text, words[at], names.tokens[bare], exact=True) if meant else None
    if known_word is not None and known_word(bare):
        return None
    near = _nearest(bare, names.tokens)
    strong = len(bare) >= _LONG and _is_capital(text, words[at]) and at > 0
    if near is None or not (strong or _says_something(words, at)):
        return None
    return _mention(text, words[at], names.tokens[near], exact=False)


def _mention(text: str, word: Word, ids: frozenset[str], *, exact: bool) -> Mention:
    return Mention(
        speakers=ids, start=word.start, end=word.end, exact=exact, text=text[word.start : word.end]
    )


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _is_meant(text: str, words: Sequence[Word], at: int) -> bool:
    """Tell whether a word that is a name, and may be an ordinary word as well, is meant as the name."""
    word = words[at]
    bare = _bare(word.text)
    ordinary = bare in _WORDS_TOO or not carries_matter(word)
    if _says_something(words, at):
        return True
    if len(bare) <= _INITIALS and not text[word.start : word.end].isupper():
        return False
    if _is_capital(text, word) and (at > 0 or not ordinary):
        return True
    return not ordinary and not (at > 0 and words[at - 1].text in _DETERMINERS - {"to", "on", "in"})


def _is_the_one(words: Sequence[Word], at: int) -> bool:
    """Tell whether "the" before a name that is a common noun ("the audience") means who is called so."""
    before = [word.text for word in words[max(0, at - 2) : at]]
    after = words[at + 1].text if at + 1 < len(words) else ""
    return before[-1:] == ["the"] and (after in SAYING or before[0] in HELPING)


def _is_capital(text: str, word: Word) -> bool:
    return text[word.start].isupper()


def _says_something(words: Sequence[Word], at: int) -> bool:
    """Tell whether what stands around a word is what stands around somebody who speaks."""
    before = words[at - 1].text if at else ""
    after = [word.text for word in words[at + 1 : at + 4]]
    if words[at].text in SAYING or words[at].text in HELPING:
        return bool(after) and before in HELPING and after[0] in SAYING
    if before in _DETERMINERS - {"to", "on", "in"}:
        return False
    if speaks_foreign([word.text for word in words]):
        return before in FOREIGN_SAYING or (bool(after) and after[0] in FOREIGN_SAYING)
    owns = words[at].text.endswith("'s")
    if after and ((after[0] in SAYING and before not in {"to", "will"}) or (owns and after[0] in OPINIONS)):
        return True
    if before in HELPING and any(word in SAYING for word in after[:2]):
        return True
    return before == "to" and at > 1 and words[at - 2].text == "according"


def _nearest(word: str, tokens: Iterable[str]) -> str | None:
    """Return the one name that this word is a likely misspelling of."""
    if len(word) < _SHORTEST - 1:
        return None
    near = [(distance, name) for name in tokens if (distance := _distance(word, name)) is not None]
    near.sort()
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    return near[0][1]


def _distance(word: str, name: str) -> int | None:
    """Return how many slips lie between two words, or None if they are too many for their length."""
    if len(name) < _SHORTEST or (len(word) < _SHORTEST and not name.startswith(word)):
        return None
    budget = 1 if min(len(word), len(name)) < _LONGEST else 2
    same_start = word[0] == name[0] or sorted(word[:2]) == sorted(name[:2])
    if not same_start and min(len(word), len(name)) < _LONG:
        return None
    distance = OSA.distance(word, name, score_cutoff=budget)
    return distance if distance <= budget else None


def _extend(
    text: str, words: Sequence[Word], found: list[Mention | None], tokens: dict[str, frozenset[str]]
) -> None:
    """Read a word beside a name as the misspelt rest of it."""
    for at in range(len(words)):
        if found[at] is not None:
            continue
        beside = [found[near] for near in (at - 1, at + 1) if 0 <= near < len(words)]
        ids = frozenset[str]().union(*(mention.speakers for mention in beside if mention is not None))
        theirs = {name: held & ids for name, held in tokens.items() if held & ids}
        bare = _bare(words[at].text)
        if bare in theirs:
            found[at] = _mention(text, words[at], theirs[bare], exact=True)
        elif (near := _nearest(bare, theirs)) is not None:
            found[at] = _mention(text, words[at], theirs[near], exact=False)


def _joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Join neighbours that are parts of one name."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        both = last.speakers & mention.speakers if last else frozenset[str]()
        if last and both and text[last.end : mention.start].strip(". ") == "":
            whole = text[last.start : mention.end]
            exact = last.exact and mention.exact
            joined[-1] = replace(last, speakers=both, end=mention.end, exact=exact, text=whole)
        else:
            joined.append(mention)
    return joined


def _is_somebody_else(text: str, words: Sequence[Word], mention: Mention) -> bool:
    """Tell whether a capitalised neighbour makes this the name of another person ("Josh Brown")."""
    if " " in mention.text or not mention.text[0].isupper():
        return False
    for first, second in pairwise(words):
        beside = text[first.end : second.start] == " "
        owns = mention.text.endswith(("'s", "’s")) and first.start == mention.start
        if not beside or owns:
            continue
        if first.start == mention.start and _is_name_beside(text, second):
            return True
        if second.start == mention.start and first is not words[0] and _is_name_beside(text, first):
            return True
    return False


def _is_name_beside(text: str, word: Word) -> bool:
    capital = _is_capital(text, word) and not text[word.start : word.end].isupper()
    return capital and carries_matter(word) and word.text not in SAYING | {"mr", "mrs", "ms", "dr"}
