"""What would happen if somebody asked, step by step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.moderation.decisions import Refused
from bot.moderation.limits import Limited, Scope, Usage, allowances
from bot.moderation.policy import Explanation, Look, Step
from bot.moderation.rules import ChannelMode, Limits
from bot.rendering.ruling import mode_meaning, mode_name, origin_phrase
from bot.translating import Tongue
from bot.wording import moderating as wording

_LOOKS = MappingProxyType(
    {
        Look.KIND: wording.LOOK_KIND,
        Look.DIRECT: wording.LOOK_DIRECT,
        Look.MEMBER: wording.LOOK_MEMBER,
        Look.BLOCKED: wording.LOOK_BLOCKED,
        Look.TIME_OUT: wording.LOOK_TIME_OUT,
        Look.PAUSE: wording.LOOK_PAUSE,
        Look.MODE: wording.LOOK_MODE,
        Look.OPEN_THREAD: wording.LOOK_OPEN_THREAD,
        Look.WRITING: wording.LOOK_WRITING,
        Look.ROLE: wording.LOOK_ROLE,
        Look.AGE: wording.LOOK_AGE,
    }
)
_WHOSE = MappingProxyType(
    {
        Scope.PERSON: wording.WHOSE_PERSON,
        Scope.CHANNEL: wording.WHOSE_CHANNEL,
        Scope.SERVER: wording.WHOSE_SERVER,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A dry run: `limits` are those that bind this person, `limited` is the one that is used up, if any."""

    person: str
    place: str
    explanation: Explanation
    limits: Limits
    usage: Mapping[Scope, Usage]
    limited: Limited | None
    slowmode: int
    spared: bool


def show_try(tongue: Tongue, tried: Tried) -> tuple[str, ...]:
    """Return the lines of a dry run."""
    return (
        tongue.say(wording.TRY_HEAD, person=tried.person, place=tried.place),
        _verdict(tongue, tried),
        tongue.say(wording.TRY_STEPS),
        *(_step(tongue, step) for step in tried.explanation.steps),
        tongue.say(wording.TRY_LIMITS),
        *_limits(tongue, tried),
        tongue.say(wording.TRY_UNSEEN),
    )


def _verdict(tongue: Tongue, tried: Tried) -> str:
    decision = tried.explanation.decision
    if isinstance(decision, Refused):
        first = next(step for step in tried.explanation.steps if step.refusal is not None)
        return tongue.say(wording.TRY_REFUSED, look=tongue.say(_LOOKS[first.look]))
    if tried.limited is not None:
        return tongue.say(
            wording.TRY_LIMITED,
            whose=tongue.say(_WHOSE[tried.limited.scope]),
            when=f"<t:{tried.limited.again_at}:R>",
        )
    return tongue.say(
        wording.TRY_ANSWERED,
        mode=mode_name(tongue, _mode(tried)),
        meaning=mode_meaning(tongue, _mode(tried)),
    )


def _mode(tried: Tried) -> ChannelMode:
    return tried.explanation.effective.mode


def _step(tongue: Tongue, step: Step) -> str:
    look = tongue.say(_LOOKS[step.look])
    if step.origin is not None:
        look = tongue.say(wording.STEP_ORIGIN, look=look, origin=origin_phrase(tongue, step.origin))
    if step.refusal is None:
        return tongue.say(wording.STEP_SPARED if step.spared else wording.STEP_PASSED, look=look)
    if step.again_at is None:
        return tongue.say(wording.STEP_STOPPED, look=look)
    return tongue.say(wording.STEP_STOPPED_UNTIL, look=look, when=f"<t:{step.again_at}:f>")


def _limits(tongue: Tongue, tried: Tried) -> Iterator[str]:
    if tried.spared:
        yield tongue.say(wording.TRY_SPARED)
    for scope, allowance in allowances(tried.limits).items():
        usage, whose = tried.usage.get(scope, Usage()), tongue.say(_WHOSE[scope])
        if allowance.requests is None:
            yield tongue.say(wording.TRY_UNBOUND, whose=whose)
        else:
            yield tongue.say(
                wording.TRY_USED,
                whose=whose,
                used=usage.requests,
                most=allowance.requests,
                left=max(allowance.requests - usage.requests, 0),
            )
        if allowance.dollars is not None:
            used, most = f"{usage.dollars:.4f}", f"{allowance.dollars:f}"
            yield tongue.say(wording.TRY_DOLLARS, whose=whose, used=used, most=most)
    if tried.slowmode:
        yield tongue.say_many(wording.TRY_SLOWMODE, tried.slowmode)
