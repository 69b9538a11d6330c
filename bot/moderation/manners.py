"""Good manners: the bot keeps out where staff answer, and lets people finish what they type."""

from collections import OrderedDict

from bot.moderation.places import Person, Place, PlaceKind
from bot.moderation.policy import is_staff
from bot.moderation.rules import GuildRules

_MOST_THREADS = 5000
_MOST_STAFF = 8  # of one thread; who wrote longest ago is forgotten
_MOST_TYPING = 5000
_TYPING = 10.0  # seconds that Discord shows one as typing
_LONGEST = 5.0  # seconds in all that anybody is waited for
_LOOK = 0.5  # seconds until one looks again
_THREADS = frozenset({PlaceKind.THREAD, PlaceKind.PRIVATE_THREAD, PlaceKind.FORUM_POST})


class StaffWatch:
    """Remembers who of the staff wrote when in which thread, for the most recent threads."""

    def __init__(self, *, most_threads: int = _MOST_THREADS) -> None:
        self._most = most_threads
        self._threads: OrderedDict[int, OrderedDict[int, int]] = OrderedDict()

    def wrote(self, rules: GuildRules, place: Place, person: Person, *, to_bot: bool, at: int) -> None:
        """Learn of a message, at that time in Unix seconds; only those of staff in threads count.

        `to_bot` is for one that mentions the bot: whoever asks it does not want it to be quiet.
        """
        if to_bot or place.kind not in _THREADS or not is_staff(rules, person):
            return
        spoken = self._threads.setdefault(place.channel, OrderedDict())
        self._threads.move_to_end(place.channel)
        spoken[person.id] = at
        spoken.move_to_end(person.id)
        if len(spoken) > _MOST_STAFF:
            spoken.popitem(last=False)
        if len(self._threads) > self._most:
            self._threads.popitem(last=False)

    def quiet_until(self, rules: GuildRules, place: Place, asker: Person, now: int) -> int | None:
        """Return until when the bot keeps out of a thread, in Unix seconds; None if it does not.

        It never does so for staff: they know what they ask for.
        """
        spoken = self._threads.get(place.channel)
        if spoken is None or is_staff(rules, asker):
            return None
        times = [at for person, at in spoken.items() if person != asker.id]
        # A clock that was set back keeps nobody waiting for longer.
        until = min(max(times, default=0), now) + rules.quiet_minutes * 60
        return until if times and until > now else None

    def forget(self, thread: int) -> None:
        """Forget a thread that is gone."""
        self._threads.pop(thread, None)


class Typing:
    """Remembers who types where; times are seconds of one clock that never goes back."""

    def __init__(self, *, most: int = _MOST_TYPING) -> None:
        self._most = most
        self._typing: OrderedDict[tuple[int, int], float] = OrderedDict()

    def began(self, channel: int, person: int, now: float) -> None:
        """Learn that somebody types; Discord says so again every few seconds."""
        self._typing[channel, person] = now
        self._typing.move_to_end((channel, person))
        if len(self._typing) > self._most:
            self._typing.popitem(last=False)

    def wrote(self, channel: int, person: int) -> None:
        """Learn that somebody sent what they typed."""
        self._typing.pop((channel, person), None)

    def still_typing(self, channel: int, person: int, now: float) -> bool:
        """Tell whether somebody types there now, as far as is known."""
        began = self._typing.get((channel, person))
        return began is not None and now - began < _TYPING

    def pause(self, channel: int, person: int, *, waited: float, now: float) -> float:
        """Return how many seconds to wait before one looks again; 0 is to go on.

        `waited` is how long this person was waited for already: they may type without end.
        """
        if not self.still_typing(channel, person, now):
            return 0.0
        return max(0.0, min(_LOOK, _LONGEST - waited))
