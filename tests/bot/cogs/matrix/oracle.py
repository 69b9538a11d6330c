"""What must come of a combination, written down anew: nothing of `bot.moderation` is asked."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot import wording
from bot.storage.questions import Ending, QuestionState
from bot.wording import corpus, flagging, moderating, privacy, refusals, reviewing, sharing
from tests.bot.cogs.matrix.axes import (
    ASKING,
    CLOSED,
    CURATORS,
    DIRECT,
    MACHINES,
    ON_DRAFT,
    ON_MENTION,
    ON_SHELF,
    STAFF,
    UNNAMED,
    Combination,
    Mode,
    What,
    Where,
    Who,
)

ANSWER = "*Mira Okafor waits for the weather."
PASSAGE = "*Mostly I wait for fog."
STORY = "**Question "
OFF = "I am off here."
UNDERSTOOD = "*Nothing is stored yet."
OWN = "*of 200 sources, "


class Fate(StrEnum):
    """What became of the answer or the draft that somebody acted on."""

    KEPT = "kept"
    DELETED = "deleted"
    FLAGGED = "flagged"
    WITHDRAWN = "withdrawn"
    SHARED = "shared"
    SUBMITTED = "submitted"
    """A private answer that moderators are to see."""
    SHOWN = "shown"
    SHOWN_PRIVATELY = "shown privately"
    REJECTED = "rejected"
    STORED = "stored"
    REMOVED = "removed"
    STOPPED = "stopped"
    """Let out, and yet not shown: it may not be there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is kept of a new question."""

    state: QuestionState = QuestionState.ENDED
    ending: Ending | None = Ending.ANSWERED
    public: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What must come of it.

    `told` is how that begins which who acts alone reads, `posted` each new message of the bot that
    everybody there reads (a star stands for words before it); `form` whether a form opened first.
    `carded` is whether moderators get a new card; `pinged` whether a reply may ping who asked.
    """

    told: str | None = None
    posted: tuple[str, ...] = ()
    form: bool = False
    carded: bool = False
    pinged: bool = False
    row: Row | None = None
    fate: Fate = Fate.KEPT
    paused: bool = False


NOTHING = Expected()
_WAITING = Row(state=QuestionState.WAITING, ending=None, public=False)
_PRIVATE = Expected(told=ANSWER, row=Row(public=False))
_BARRED = {
    Who.BOT: refusals.BOT,
    Who.BLOCKED: refusals.BLOCKED,
    Who.BLOCKED_CURATOR: refusals.BLOCKED,
    Who.BLOCKED_MODERATOR: refusals.BLOCKED,
    Who.TIMED_OUT: refusals.TIMED_OUT,
    Who.TIMED_OUT_MODERATOR: refusals.TIMED_OUT,
}
_WANTING = {Who.ROLELESS: refusals.ROLE, Who.NEWCOMER: refusals.NEWCOMER}
_MAY_NOT_FLAG = frozenset({*_BARRED, Who.WEBHOOK})


def expected(one: Combination) -> Expected:
    """Return what must come of a combination."""
    if one.what in ASKING:
        return _asked(one)
    if one.what in ON_DRAFT | ON_MENTION:
        return _decided(one)
    return _acted(one)


def mode_of(one: Combination) -> Mode:
    """Return how the bot speaks there, whoever asks: what is paused is open besides."""
    if one.where in DIRECT:
        return Mode.PRIVATE if one.where is Where.DIRECT_ALLOWED else Mode.OFF
    if one.where in UNNAMED:
        return Mode.OFF
    return Mode.OPEN if one.mode is Mode.PAUSED else one.mode


def speaks(one: Combination) -> bool:
    """Tell whether the bot answers anybody there at all."""
    return mode_of(one) is not Mode.OFF and one.mode is not Mode.PAUSED and one.where not in CLOSED


def why_not(one: Combination) -> str | None:  # noqa: PLR0911 - one reason a line
    """Return the sentence for who is not answered there, None for who is."""
    if one.where in DIRECT:
        if one.who is Who.BOT:
            return refusals.BOT
        return None if one.where is Where.DIRECT_ALLOWED else refusals.DIRECT_MESSAGES
    if one.who in _BARRED:
        return _BARRED[one.who]
    if one.mode is Mode.PAUSED:
        return refusals.PAUSED
    if mode_of(one) is Mode.OFF:
        return OFF
    if one.where in CLOSED:
        return refusals.CLOSED
    if one.who is Who.HUSHED and mode_of(one) is not Mode.PRIVATE:
        return refusals.MAY_NOT_WRITE
    return _WANTING.get(one.who)


def _asked(one: Combination) -> Expected:
    form = one.what is What.ASK_MORE
    refusal, mode = why_not(one), mode_of(one)
    if one.what is What.MENTION:
        # A message has no private way: whoever is not answered is passed over.
        return NOTHING if refusal is not None or one.who in MACHINES else _mentioned(mode)
    if refusal is not None:
        return Expected(told=refusal, form=form)
    if mode is Mode.PRIVATE or one.what in {What.ASK_PRIVATELY, What.MENU}:
        return replace(_PRIVATE, form=form)
    if mode is Mode.DRAFT:
        return Expected(told=refusals.WAITS, form=form, carded=True, row=_WAITING)
    return Expected(posted=(ANSWER,), form=form, row=Row())


def _mentioned(mode: Mode) -> Expected:
    if mode is Mode.PRIVATE:
        return Expected(posted=(refusals.PRIVATE_HERE,), pinged=True)
    if mode is Mode.DRAFT:
        return Expected(posted=(refusals.WAITS,), pinged=True, carded=True, row=_WAITING)
    return Expected(posted=(ANSWER,), pinged=True, row=Row())


def _decided(one: Combination) -> Expected:
    """Return what comes of a decision about a draft: cards are for who moderates now."""
    form = one.what in {What.EDIT, What.REJECT, What.REJECT_MENTION}
    if one.who not in STAFF:
        return Expected(told=reviewing.NOT_A_MODERATOR)
    if one.what is What.REJECT:
        return Expected(told=reviewing.REJECTED_BY, form=form, fate=Fate.REJECTED)
    if one.what is What.REJECT_MENTION:
        told_openly = speaks(one) and mode_of(one) in {Mode.DRAFT, Mode.OPEN}
        posted = (reviewing.TOLD_REJECTED_OPENLY,) if told_openly else ()
        return Expected(told=reviewing.REJECTED_BY, form=form, posted=posted, fate=Fate.REJECTED)
    if one.mode is Mode.PAUSED:
        return Expected(told=reviewing.PAUSED, form=form)
    return _let_out(one, form=form)


def _let_out(one: Combination, *, form: bool) -> Expected:
    told = {What.EDIT: reviewing.EDITED_BY, What.ANSWER_PRIVATELY: reviewing.PRIVATE_BY}.get(
        one.what, reviewing.APPROVED_BY
    )
    privately = one.what is What.ANSWER_PRIVATELY
    enough = {Mode.DRAFT, Mode.OPEN} | ({Mode.PRIVATE} if privately else set[Mode]())
    if not speaks(one) or mode_of(one) not in enough:
        return Expected(told=told, form=form, fate=Fate.STOPPED)
    if privately:
        return Expected(told=told, fate=Fate.SHOWN_PRIVATELY)
    pinged = one.what is What.APPROVE_MENTION
    return Expected(told=told, form=form, posted=(ANSWER,), pinged=pinged, fate=Fate.SHOWN)


def _curated(one: Combination) -> Expected:  # noqa: PLR0911 - one act a line
    """Return what comes of what curators may do, and of what beside moderators only who added it."""
    if one.what is What.PICK:
        return Expected(told=moderating.ADMINS_ONLY)
    if one.who not in CURATORS:
        return Expected(told=corpus.CURATORS_ONLY)
    if one.what in ON_SHELF and one.who not in STAFF:
        return Expected(told=corpus.NOT_YOURS)
    match one.what:
        case What.STORE:
            return Expected(told=corpus.STORED, fate=Fate.STORED)
        case What.REMOVE:
            return Expected(told=corpus.REMOVED, carded=True, fate=Fate.REMOVED)
        case What.ADD:
            return Expected(told=UNDERSTOOD)
        case _:
            return Expected(told=OWN)


def _acted(one: Combination) -> Expected:  # noqa: PLR0911 - one act a line
    match one.what:
        case What.ADD | What.STORE | What.REMOVE | What.LIST | What.PICK:
            return _curated(one)
        case What.PASSAGE:
            return Expected(told=PASSAGE)
        case What.PRIVACY:
            return Expected(told=privacy.TITLE)
        case What.FLAG:
            if one.who in _MAY_NOT_FLAG:
                return Expected(told=flagging.MAY_NOT_FLAG)
            return Expected(told=flagging.THANKS, form=True, carded=True, fate=Fate.FLAGGED)
        case What.DELETE_OWN | What.DELETE_PRIVATE:
            return Expected(fate=Fate.DELETED)
        case What.SHARE_ANOTHERS:
            return Expected(told=wording.NOT_YOURS)
        case What.SHARE:
            return _shared(one)
        case _:
            return _moderated(one)


def _shared(one: Combination) -> Expected:
    refusal, mode = why_not(one), mode_of(one)
    if refusal is not None:
        return Expected(told=refusal)
    if mode is Mode.PRIVATE:
        return Expected(told=sharing.NOT_TO_SHARE)
    if mode is Mode.DRAFT:
        return Expected(told=sharing.SHARED_FOR_REVIEW, carded=True, fate=Fate.SUBMITTED)
    return Expected(told=sharing.SHARED, posted=(ANSWER,), fate=Fate.SHARED)


def _moderated(one: Combination) -> Expected:
    """Return what comes of what moderators alone may do, anywhere and at any time."""
    staff = one.who in STAFF
    match one.what:
        case What.DELETE:
            return Expected(fate=Fate.DELETED) if staff else Expected(told=wording.MAY_NOT_DELETE)
        case What.WITHDRAW:
            if not staff:
                return Expected(told=reviewing.NOT_A_MODERATOR)
            return Expected(told=flagging.WITHDRAWN, form=True, fate=Fate.WITHDRAWN)
        case What.WHY:
            return Expected(told=STORY if staff else moderating.STAFF_ONLY)
        case _:
            if not staff:
                return Expected(told=moderating.STAFF_ONLY)
            already = one.mode is Mode.PAUSED
            told = moderating.PAUSED_ALREADY if already else moderating.PAUSED
            return Expected(told=told, paused=not already)


def begins(text: str, sentence: str) -> bool:
    """Tell whether a text begins with a sentence, whatever its values; after a star, anywhere."""
    anywhere = sentence.startswith("*") and not sentence.startswith("**")
    plain = sentence[1:] if anywhere else sentence
    pattern = ".+?".join(re.escape(part) for part in re.split(r"\{\w+\}", plain))
    return re.match(f"(?s:{'.*' if anywhere else ''}{pattern})", text) is not None
