"""Putting a source of a server's own aside, and letting it be asked again."""

from dataclasses import replace

from bot.moderation.rules import GuildRules


def withhold(rules: GuildRules, source: str) -> GuildRules:
    """Return the rules of a server in which a source of its own is not asked."""
    return replace(rules, picks=replace(rules.picks, withheld=rules.picks.withheld | {source}))


def let_ask(rules: GuildRules, source: str) -> GuildRules:
    """Return the rules of a server in which a source of its own may be asked."""
    return replace(rules, picks=replace(rules.picks, withheld=rules.picks.withheld - {source}))
