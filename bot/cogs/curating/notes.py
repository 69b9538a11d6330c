"""What moderators are told of a server's sources, in their channel, once each change is done."""

import time
from collections.abc import Callable

import discord
import structlog

from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.standing import is_listed, told_source
from bot.cogs.reviewing.moderators import public_tongue
from bot.fleet.part import Part
from bot.moderation.withholding import let_ask
from bot.rendering.quotations import show_title
from bot.rendering.stored import ToldSource, code, stored_lines
from bot.storage.acts import Act, ActKind
from bot.storage.shelf.telling import note_told, untold_changes
from bot.translating import Tongue
from bot.views.page import Page
from bot.wording import corpus as words

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_LOOKED_BACK = 86_400  # seconds: what a crash left untold for longer is in the log
_PATIENCE = 3600  # seconds after which it is told that something is still being made
_NOTES = {ActKind.SOURCE_ADDED: words.NOTE_ADDED, ActKind.SOURCE_UPDATED: words.NOTE_UPDATED}


class Notes:
    """Tells each change once, also if whoever made it has closed its card, or we were started anew."""

    def __init__(
        self,
        means: CuratingMeans,
        *,
        client: discord.Client,
        part: Part,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._part = part
        self._means = means
        self._client = client
        self._now = now

    async def look(self) -> None:
        """Tell what is done and was not told."""
        database, now = self._means.rules.database, int(self._now())
        async with database.reading() as session:
            acts = await untold_changes(session, after=now - _LOOKED_BACK)
        for act in (one for one in acts if self._part.tends(one.guild)):
            if await self._tell(act, now):
                async with database.session() as session:
                    await note_told(session, act)

    async def _tell(self, act: Act, now: int) -> bool:
        """Tell one change; False where it is to be told later."""
        rules = await self._means.rules.rulebook.of(act.guild)
        tongue = public_tongue(self._client, act.guild, rules)
        identity = str((act.detail or {}).get("source", ""))
        told = await told_source(self._means, rules, identity)
        patient = now - act.acted_at < _PATIENCE
        if act.act is ActKind.SOURCE_REMOVED:
            if patient and told is None and is_listed(self._means, identity):
                return False
            if told is None and identity in rules.picks.withheld:
                await self._means.rules.rulebook.change(act.guild, lambda held: let_ask(held, identity), now)
        elif told is None:
            return True  # removed since, which is told by itself
        elif told.percent is not None and patient:
            return False
        if rules.review_channel is None:
            return True
        channel = self._client.get_partial_messageable(rules.review_channel, guild_id=act.guild)
        page = Page(["\n".join(_lines(tongue, act, identity, told))])
        try:
            # The nonce keeps a second try from becoming a second message.
            await deliver(lambda: channel.send(view=page, nonce=f"c{act.id}"))
        except DeliveryError as error:
            _log.warning("a change of sources not told", guild=act.guild, ending=error.ending.value)
        return True


def _lines(tongue: Tongue, act: Act, identity: str, told: ToldSource | None) -> list[str]:
    who = tongue.say(words.SOMEBODY) if act.actor is None else f"<@{act.actor}>"
    if told is None or act.act is ActKind.SOURCE_REMOVED:
        return [tongue.say(words.NOTE_REMOVED, who=who, source=code(identity))]
    version = (act.detail or {}).get("version", told.version)
    said = tongue.say(
        _NOTES[act.act], who=who, title=show_title(told.title), source=code(identity), version=version
    )
    return [said, *list(stored_lines(tongue, told))[1:2]]
