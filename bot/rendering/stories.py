"""The whole story of one question: who asked, what was found, drafted, checked, and done about it.

After its texts were forgotten, nothing of anybody's is told but that, and when.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from bot.escaping import neutralise, plain, shorten
from bot.moderation.reviews import ReviewState
from bot.moderation.rules import ChannelMode
from bot.rendering.acts import ToldAct, act_lines
from bot.rendering.pages import Section, paginate_apart
from bot.rendering.ruling import channel_mark, mode_name
from bot.rendering.traces import (
    Json,
    Quoted,
    claims_section,
    cost_section,
    draft_sections,
    found_section,
    versions_section,
)
from bot.translating import Tongue
from bot.wording import why as words

_TEXT = 1200
_SENTENCE = 600
_NAME = 60
_WAYS = MappingProxyType(
    {
        "slash": words.WAY_SLASH,
        "mention": words.WAY_MENTION,
        "menu": words.WAY_MENU,
        "form": words.WAY_FORM,
    }
)
_ENDINGS = MappingProxyType(
    {
        "answered": words.ENDED_ANSWERED,
        "abstained": words.ENDED_ABSTAINED,
        "refused": words.ENDED_REFUSED,
        "failed": words.ENDED_FAILED,
        "interrupted": words.ENDED_INTERRUPTED,
        "forbidden": words.ENDED_FORBIDDEN,
        "gone": words.ENDED_GONE,
        "blocked": words.ENDED_BLOCKED,
        "undelivered": words.ENDED_UNDELIVERED,
        "rejected": words.ENDED_REJECTED,
        "expired": words.ENDED_EXPIRED,
        "stopped": words.ENDED_STOPPED,
        "pointed": words.ENDED_POINTED,
        "screened": words.ENDED_SCREENED,
    }
)
_REVIEWS = MappingProxyType(
    {
        ReviewState.WAITING: words.REVIEW_WAITING,
        ReviewState.APPROVED: words.REVIEW_APPROVED,
        ReviewState.EDITED: words.REVIEW_EDITED,
        ReviewState.REJECTED: words.REVIEW_REJECTED,
        ReviewState.PRIVATE: words.REVIEW_PRIVATE,
        ReviewState.EXPIRED: words.REVIEW_EXPIRED,
        ReviewState.WITHDRAWN: words.REVIEW_WITHDRAWN,
        ReviewState.STOPPED: words.REVIEW_STOPPED,
    }
)
_FLAGS = MappingProxyType(
    {
        "wrong_person": words.WRONG_PERSON,
        "not_supported": words.NOT_SUPPORTED,
        "out_of_context": words.OUT_OF_CONTEXT,
        "off_topic": words.OFF_TOPIC,
        "other": words.OTHER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldReview:
    """What became of the draft; `edited` is the JSON of what a moderator made of it."""

    state: ReviewState
    at: int
    expires_at: int
    who: int | None = None
    reason: str | None = None
    edited: Json | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFlags:
    """How many hold the same against the answer; `open` until moderators dealt with it."""

    reason: str
    open: bool
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything that is kept about a question; times are Unix seconds.

    `asker` is below 1 for somebody whose id is not kept. `draft` and `trace` are JSON as they were kept;
    `quoted` is what the answer cites, told where there is no draft any more. `current` are the SHA-256 of the
    sources as they are now, None while they are not loaded.
    """

    row: int
    asker: int
    channel: int
    way: str
    public: bool
    accepted_at: int
    mode: ChannelMode | None = None
    text: str | None = None
    speaker: str | None = None
    source: str | None = None
    follows: int | None = None
    ending: str | None = None
    ended_at: int | None = None
    erased_at: int | None = None
    withdrawn_at: int | None = None
    link: str | None = None
    draft: Json | None = None
    trace: Json | None = None
    quoted: tuple[Quoted, ...] = ()
    dollars: Decimal | None = None
    current: Mapping[str, str] | None = None
    review: ToldReview | None = None
    flags: tuple[ToldFlags, ...] = ()
    acts: tuple[ToldAct, ...] = ()


def show_story(tongue: Tongue, story: Story) -> tuple[tuple[str, ...], ...]:
    """Return the story as pages of text blocks."""
    return paginate_apart(
        (
            Section(heading=tongue.say(words.HEAD, row=story.row), lines=tuple(_head(tongue, story))),
            *found_section(tongue, story.trace),
            *draft_sections(tongue, story.draft, story.quoted),
            *_review(tongue, story.review),
            *cost_section(tongue, story.draft, story.trace, story.dollars),
            *versions_section(tongue, story.trace, story.current),
            *_flags(tongue, story.flags),
            *_acts(tongue, story.acts),
        )
    )


def _head(tongue: Tongue, story: Story) -> Iterator[str]:
    asker = tongue.say(words.FORGOTTEN) if story.asker <= 0 else f"<@{story.asker}>"
    yield tongue.say(
        words.ASKED,
        asker=asker,
        place=channel_mark(story.channel),
        when=_time(story.accepted_at),
        way=tongue.say(_WAYS[story.way]),
    )
    if story.mode is not None:
        yield tongue.say(words.MODE, mode=mode_name(tongue, story.mode))
    if story.public:
        yield tongue.say(words.PUBLIC)
    elif story.review is None or story.review.state is ReviewState.PRIVATE:
        yield tongue.say(words.PRIVATE)
    yield from _text(tongue, story)
    yield from _ending(tongue, story)


def _text(tongue: Tongue, story: Story) -> Iterator[str]:
    if story.erased_at is not None:
        yield tongue.say(words.ERASED, when=_time(story.erased_at))
        return
    question = _safe(story.text, _TEXT)
    yield tongue.say(words.QUESTION, question=question) if question else tongue.say(words.NO_TEXT)
    if story.speaker:
        yield tongue.say(words.TO_SPEAKER, speaker=_safe(story.speaker, _NAME))
    if story.source:
        yield tongue.say(words.TO_SOURCE, source=_safe(story.source, _NAME))
    if story.follows is not None:
        yield tongue.say(words.FOLLOWS, row=story.follows)


def _ending(tongue: Tongue, story: Story) -> Iterator[str]:
    if story.ending is not None:
        ending = tongue.say(_ENDINGS[story.ending])
        yield tongue.say(words.ENDED, ending=ending, when=_time(story.ended_at or story.accepted_at))
    elif story.review is not None and story.review.state is ReviewState.WAITING:
        yield tongue.say(words.WAITING, when=_time(story.review.expires_at))
    else:
        yield tongue.say(words.RUNNING)
    if story.link is not None:
        yield tongue.say(words.ANSWER_LINK, link=story.link)
    if story.withdrawn_at is not None:
        yield tongue.say(words.WITHDRAWN, when=_time(story.withdrawn_at))


def _review(tongue: Tongue, review: ToldReview | None) -> Iterator[Section]:
    if review is None:
        return
    who = tongue.say(words.FORGOTTEN) if review.who is None or review.who <= 0 else f"<@{review.who}>"
    lines = [tongue.say(_REVIEWS[review.state], when=_time(review.at), who=who)]
    if review.reason:
        lines.append(tongue.say(words.REASON, reason=_safe(review.reason, _SENTENCE)))
    yield Section(heading=tongue.say(words.REVIEW), lines=tuple(lines))
    if review.edited is not None:
        yield from claims_section(tongue, words.EDITED, review.edited)


def _flags(tongue: Tongue, flags: Sequence[ToldFlags]) -> Iterator[Section]:
    if not flags:
        return
    lines = tuple(
        tongue.say(
            words.FLAG_LINE,
            flags=tongue.say_many(
                words.FLAGS_OPEN if one.open else words.FLAGS_HANDLED,
                one.count,
                reason=tongue.say(_FLAGS[one.reason]),
            ),
        )
        for one in flags
    )
    yield Section(heading=tongue.say(words.FLAGS), lines=lines)


def _acts(tongue: Tongue, acts: Sequence[ToldAct]) -> Iterator[Section]:
    if not acts:
        yield Section(lines=(tongue.say(words.NO_ACTS),))
        return
    heading = tongue.say(words.ACTS)
    yield Section(heading=heading, lines=act_lines(tongue, acts, with_question=False), again=heading)


def _safe(text: str | None, limit: int) -> str:
    return neutralise(shorten(plain(text or ""), limit))


def _time(at: int) -> str:
    return f"<t:{at}:f>"
