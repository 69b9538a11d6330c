"""Which sources a place may know of: by its rules, by whose they are, and by the age of who reads."""

import discord

from bot.cogs.asking.places import person_of, place_of
from bot.cogs.asking.policy import Policy
from bot.moderation.admitted import admitted
from bot.moderation.decisions import Allowed, Refused
from bot.moderation.picks import Picks
from bot.moderation.places import Place
from index.catalogue import Catalogue, SourceEntry


def visible_sources(catalogue: Catalogue, place: Place, allowed: Allowed) -> frozenset[str]:
    """Return the ids of the sources that may be answered from in a place; none is none, never all."""
    return admitted(
        catalogue.sources(),
        guild=place.guild,
        age_restricted_place=place.age_restricted,
        allowed=allowed.sources,
        picks=allowed.picks,
    )


def visible_entries(catalogue: Catalogue, place: Place, allowed: Allowed) -> tuple[SourceEntry, ...]:
    """Return those sources as they are listed."""
    ids = visible_sources(catalogue, place, allowed)
    return tuple(entry for entry in catalogue.sources() if entry.id in ids)


def is_visible(catalogue: Catalogue, place: Place | None, source: str, picks: Picks) -> bool:
    """Tell whether a source's words may be read in a place at all, whatever may be asked of there."""
    if place is None:
        return False
    return source in admitted(
        catalogue.sources(),
        guild=place.guild,
        age_restricted_place=place.age_restricted,
        allowed=None,
        picks=picks,
    )


async def sources_for(
    interaction: discord.Interaction, policy: Policy, catalogue: Catalogue
) -> tuple[SourceEntry, ...]:
    """Return the sources that whoever acts may ask of, where they act; none where they may not ask."""
    place = place_of(interaction)
    if place is None:
        return ()
    decision = (await policy.judge(place, person_of(interaction))).decision
    return () if isinstance(decision, Refused) else visible_entries(catalogue, place, decision)
