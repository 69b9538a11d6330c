"""`/corpus settings`: what is known of a source beside its text, and whether it is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import discord

from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.naming import address_in
from bot.cogs.curating.owned import find_own, title_of
from bot.cogs.curating.rights import require_curator
from bot.cogs.curating.stored import Stored
from bot.cogs.moderating.means import guild_of
from bot.escaping import neutralise, plain, shorten
from bot.moderation.rules import GuildRules
from bot.moderation.withholding import let_ask, withhold
from bot.rendering.quotations import show_title
from bot.rendering.stored import code
from bot.storage.shelf.kept import ShelfSource
from bot.translating import Tongue
from bot.views.intake import CardButton, Deed, Subject, source_mark
from bot.views.page import Page
from bot.wording import corpus as words
from index.sidecar import Quoting, Sidecar

_VALUE = 200
_LINES = (
    ("date", words.SETTING_DATE),
    ("publisher", words.SETTING_PUBLISHER),
    ("url", words.SETTING_URL),
    ("licence", words.SETTING_LICENCE),
    ("recording", words.SETTING_RECORDING),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSettings:
    """What was typed or chosen; None is left as it is, empty text is not known any more."""

    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    recording: str | None = None
    longest_quote: int | None = None
    answer_share: int | None = None
    day_share: int | None = None
    age_restricted: bool | None = None
    asked: bool | None = None

    def onto(self, tongue: Tongue, sidecar: Sidecar) -> Sidecar:
        """Return a sidecar with it; NotDoneError where an address is none."""
        texts: dict[str, Any] = {
            key: plain(held).strip() or None
            for key in ("title", "date", "publisher", "licence")
            if (held := getattr(self, key)) is not None
        }
        links = {
            key: address_in(tongue, held)
            for key in ("url", "recording")
            if (held := getattr(self, key)) is not None
        }
        age = {} if self.age_restricted is None else {"age_restricted": self.age_restricted}
        return sidecar.model_copy(update={**texts, **links, **age, "quoting": self._quoting(sidecar.quoting)})

    def _quoting(self, quoting: Quoting) -> Quoting:
        """Return the budget with what was typed; 0 is without a bound."""
        longest = {} if self.longest_quote is None else {"longest": self.longest_quote or None}
        shares = {
            key: share / 100 if share else None
            for key in ("answer_share", "day_share")
            if (share := getattr(self, key)) is not None
        }
        return quoting.model_copy(update={**longest, **shares})


class SourceSettings:
    """Shows and sets them."""

    def __init__(self, means: CuratingMeans, stored: Stored) -> None:
        self._means = means
        self._stored = stored

    async def page(
        self, interaction: discord.Interaction, tongue: Tongue, source: str, typed: TypedSettings
    ) -> Page:
        """Set what was typed, and return what holds."""
        means = self._means.rules
        rules = await require_curator(means, interaction, tongue)
        found = await find_own(means.database, rules, interaction, tongue, source)
        sidecar = typed.onto(tongue, found.sidecar)
        if sidecar != found.sidecar:
            await self._stored.change(interaction, tongue, found, sidecar)
        if typed.asked is not None:
            await self._withhold(interaction, found.id, withheld=not typed.asked)
        rules = await means.rulebook.of(guild_of(interaction))
        return self._page(tongue, rules, await find_own(means.database, rules, interaction, tongue, found.id))

    async def _withhold(self, interaction: discord.Interaction, source: str, *, withheld: bool) -> None:
        change = withhold if withheld else let_ask
        await self._means.rules.change(interaction, lambda rules: change(rules, source), {"what": "picks"})

    def _page(self, tongue: Tongue, rules: GuildRules, source: ShelfSource) -> Page:
        sidecar, version = source.sidecar, source.version
        unset = tongue.say(words.NOT_SET)
        lines = [
            tongue.say(
                words.SETTINGS,
                title=show_title(title_of(source)),
                source=code(source.id),
                version=version.number,
            ),
            *(tongue.say(sentence, value=_safe(getattr(sidecar, key)) or unset) for key, sentence in _LINES),
            *_budget(tongue, sidecar.quoting),
            tongue.say(words.SETTING_AGE if sidecar.age_restricted else words.SETTING_ANY_AGE),
            tongue.say(words.SETTING_WITHHELD if source.id in rules.picks.withheld else words.SETTING_ASKED),
            tongue.say(
                words.SETTING_FILE,
                file=_safe(version.name),
                bytes=f"{version.size:,}",
                words=tongue.say_many(words.WORDS, version.words),
                when=f"<t:{version.added_at}:f>",
            ),
        ]
        subject = Subject(mark=source_mark(source.id), stored=True, seen=version.number)
        return Page(["\n".join(lines)], [[CardButton(Deed.DETAILS, subject, tongue)]])


def _budget(tongue: Tongue, quoting: Quoting) -> Iterator[str]:
    longest = quoting.longest
    yield tongue.say_many(words.SETTING_LONGEST, longest) if longest else tongue.say(words.SETTING_ANY_LENGTH)
    for sentence, share in (
        (words.SETTING_ANSWER, quoting.answer_share),
        (words.SETTING_DAY, quoting.day_share),
    ):
        if share is not None:
            yield tongue.say(sentence, share=f"{100 * share:g}")


def _safe(text: str | None) -> str:
    return neutralise(shorten(plain(text or ""), _VALUE))
