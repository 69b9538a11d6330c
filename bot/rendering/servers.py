"""How a server is laid out, as far as its rules speak of it."""

from dataclasses import dataclass

from bot.moderation.places import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A channel or thread, and the permissions that the bot lacks there (names of ours, in English)."""

    place: Place
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A category with its channels, in the order of the server; None holds those without one."""

    category: int | None
    name: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A whole server: `sources` are the ids that may be asked here, None while they are not known."""

    guild: int
    shelves: tuple[Shelf, ...]
    threads: tuple[Spot, ...] = ()
    roles: frozenset[int] = frozenset()
    sources: frozenset[str] | None = None

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every channel, without the threads."""
        return tuple(spot for shelf in self.shelves for spot in shelf.spots)

    @property
    def ids(self) -> frozenset[int]:
        """Everything that a rule can be set for."""
        categories = (shelf.category for shelf in self.shelves if shelf.category is not None)
        return frozenset([*categories, *(spot.place.channel for spot in (*self.spots, *self.threads))])
