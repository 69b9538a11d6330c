"""Rules told in words: modes, where they come from, who may ask, how much."""

from collections.abc import Iterable, Sequence

from bot.escaping import neutralise, shorten
from bot.moderation.decisions import Effective, Origin
from bot.moderation.rules import Allowance, ChannelMode, Limits, PlaceRules
from bot.translating import Tongue
from bot.wording import overview as words

_MOST = 8  # of one list within a line
_ID = 40  # characters of a source's id
_MODES = {
    ChannelMode.OFF: (words.MODE_OFF, words.OFF_MEANS),
    ChannelMode.PRIVATE: (words.MODE_PRIVATE, words.PRIVATE_MEANS),
    ChannelMode.DRAFT: (words.MODE_DRAFT, words.DRAFT_MEANS),
    ChannelMode.OPEN: (words.MODE_OPEN, words.OPEN_MEANS),
}
_ORIGINS = {
    Origin.THREAD: words.FROM_THREAD,
    Origin.CHANNEL: words.FROM_CHANNEL,
    Origin.OPERATOR: words.FROM_OPERATOR,
    Origin.CATEGORY: words.FROM_CATEGORY,
    Origin.SERVER: words.FROM_SERVER,
    Origin.NOWHERE: words.FROM_NOWHERE,
}


def mode_name(tongue: Tongue, mode: ChannelMode) -> str:
    """Return what a mode is called."""
    return tongue.say(_MODES[mode][0])


def mode_meaning(tongue: Tongue, mode: ChannelMode) -> str:
    """Return what a mode means, in a sentence."""
    return tongue.say(_MODES[mode][1])


def origin_phrase(tongue: Tongue, origin: Origin) -> str:
    """Return where a rule comes from."""
    return tongue.say(_ORIGINS[origin])


def channel_mark(channel: int) -> str:
    """Return what Discord shows as a channel's name."""
    return f"<#{channel}>"


def listed(tongue: Tongue, marks: Iterable[str]) -> str:
    """Return a list with commas; of a long one the beginning, and how many more there are."""
    shown = list(marks)
    head = ", ".join(shown[:_MOST])
    if len(shown) <= _MOST:
        return head
    return tongue.say(words.AND_MORE, shown=head, more=len(shown) - _MOST)


def roles_list(tongue: Tongue, roles: Iterable[int]) -> str:
    """Return roles as Discord shows them."""
    return listed(tongue, (f"<@&{role}>" for role in sorted(roles)))


def people_list(tongue: Tongue, people: Iterable[int]) -> str:
    """Return people as Discord shows them."""
    return listed(tongue, (f"<@{person}>" for person in sorted(people)))


def sources_list(tongue: Tongue, sources: Iterable[str]) -> str:
    """Return ids of sources, safe to show."""
    return listed(tongue, (neutralise(shorten(source, _ID)) for source in sorted(sources)))


def restrictions(tongue: Tongue, held: Effective | PlaceRules) -> str:
    """Return who may ask what, beside the mode; empty where everybody may ask everything."""
    sentences: list[str] = []
    if held.roles:
        sentences.append(tongue.say(words.ONLY_ROLES, roles=roles_list(tongue, held.roles)))
    if held.newcomer_days:
        sentences.append(tongue.say_many(words.SINCE_DAYS, held.newcomer_days))
    if held.sources:
        sentences.append(tongue.say(words.ONLY_SOURCES, sources=sources_list(tongue, held.sources)))
    return " ".join(sentences)


def effective_lines(tongue: Tongue, held: Effective) -> Sequence[str]:
    """Return what holds in one place, a line for each setting with where it comes from."""
    days, since = held.newcomer_days, origin_phrase(tongue, held.newcomer_from)
    return (
        tongue.say(
            words.MODE_LINE,
            mode=mode_name(tongue, held.mode),
            origin=origin_phrase(tongue, held.mode_from),
            meaning=mode_meaning(tongue, held.mode),
        ),
        tongue.say(
            words.ROLES_LINE,
            roles=roles_list(tongue, held.roles) or tongue.say(words.EVERYBODY),
            origin=origin_phrase(tongue, held.roles_from),
        ),
        tongue.say_many(words.DAYS_LINE, days, origin=since)
        if days
        else tongue.say(words.NO_DAYS_LINE, origin=since),
        tongue.say(
            words.SOURCES_LINE,
            sources=sources_list(tongue, held.sources or ()) or tongue.say(words.ALL_SOURCES),
            origin=origin_phrase(tongue, held.sources_from),
        ),
    )


def allowance_words(tongue: Tongue, allowance: Allowance) -> str:
    """Return how much may be asked."""
    asked = (
        tongue.say(words.NO_REQUESTS)
        if allowance.requests is None
        else tongue.say_many(words.REQUESTS, allowance.requests, minutes=f"{allowance.seconds / 60:g}")
    )
    if allowance.dollars is None:
        return asked
    return tongue.say(words.REQUESTS_AND_DOLLARS, requests=asked, dollars=f"{allowance.dollars:f}")


def limits_lines(tongue: Tongue, limits: Limits) -> Sequence[str]:
    """Return what a person, a channel and the server may ask."""
    told = (
        (words.LIMIT_PERSON, limits.person),
        (words.LIMIT_CHANNEL, limits.channel),
        (words.LIMIT_SERVER, limits.server),
    )
    return tuple(
        tongue.say(sentence, allowance=allowance_words(tongue, allowance)) for sentence, allowance in told
    )
