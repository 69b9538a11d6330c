"""Answers whose sources have changed or gone: told to moderators once, and listed when they ask."""

import time
from collections.abc import Mapping, Sequence

import discord
import structlog

from bot.backend import BackendLoader
from bot.cogs.asking.delivery import DeliveryError, deliver
from bot.cogs.asking.links import message_link
from bot.cogs.asking.policy import Policy
from bot.cogs.asking.rights import RefusedPressError
from bot.cogs.moderating.replying import NotDoneError
from bot.cogs.reviewing.moderators import check_moderator, public_tongue
from bot.escaping import neutralise, plain, shorten
from bot.storage.database import Database
from bot.storage.outdated import changed_sources, note_outdated, outdated_answers, untold_of
from bot.storage.questions import StoredQuestion
from bot.translating import Tongue
from bot.views.listing import Listing, listing_page
from bot.views.outdated import outdated_row
from bot.views.page import Page
from bot.wording import flagging as words
from index.catalogue import Catalogue

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)
_A_PAGE = 5
_QUESTION = 150


class Outdated:
    """Finds such answers, and lists them."""

    def __init__(
        self, *, client: discord.Client, database: Database, backend: BackendLoader, policy: Policy
    ) -> None:
        self._client = client
        self._database = database
        self._backend = backend
        self._policy = policy
        self._seen: dict[str, str] | None = None

    async def look(self) -> None:
        """Tell moderators of what has become outdated, if the sources are not what they were."""
        backend = self._backend.loaded()
        if backend is None:
            return
        present = versions_of(backend.catalogue)
        if present == self._seen:
            return
        told = [await self._tell(guild.id, present) for guild in self._client.guilds]
        if all(told):
            self._seen = present

    async def page(self, press: discord.Interaction, tongue: Tongue, _row: int, page: int) -> Page:
        """Return a page (from 0) of the list of a server, for who moderates it.

        Raises:
            NotDoneError: If whoever asks does not.
        """
        guild = press.guild_id or 0
        try:
            await check_moderator(press, self._policy, guild)
        except RefusedPressError as error:
            raise NotDoneError(str(error)) from error
        present = versions_of((await self._backend.ready()).catalogue)
        async with self._database.reading() as session:
            found = await outdated_answers(session, guild, present)
        return _page(tongue, found, present, page)

    async def _tell(self, guild: int, present: Mapping[str, str]) -> bool:
        """Send the list if there is something new on it; False where it should be tried again."""
        async with self._database.reading() as session:
            found = await outdated_answers(session, guild, present)
            untold = await untold_of(session, [question.id for question in found])
        rules = await self._policy.rules_of(guild)
        if not untold or rules.review_channel is None:
            return True
        channel = self._client.get_partial_messageable(rules.review_channel, guild_id=guild)
        page = _card(public_tongue(self._client, guild, rules), found, present)
        try:
            await deliver(lambda: channel.send(view=page, nonce=f"o{max(untold)}"))
        except DeliveryError as error:
            _log.warning("outdated answers not told", guild=guild, ending=error.ending.value)
            return True
        async with self._database.session() as session:
            await note_outdated(session, untold, int(time.time()))
        _log.info("outdated answers told", guild=guild, answers=len(untold))
        return True


def versions_of(catalogue: Catalogue) -> dict[str, str]:
    """Return the sha256 of each source's file."""
    return {entry.id: entry.sha256 for entry in catalogue.sources()}


def _card(tongue: Tongue, found: Sequence[StoredQuestion], present: Mapping[str, str]) -> Page:
    """Return the beginning of the list: everybody in the channel sees it, so nobody turns its pages."""
    part, more = found[:_A_PAGE], len(found) - _A_PAGE
    rest = [tongue.say_many(words.MORE_OUTDATED, more)] if more > 0 else []
    rows = [outdated_row(tongue, n, question.id) for n, question in enumerate(part, start=1)]
    return Page([_text(tongue, part, present, 1), *rest], rows)


def _page(tongue: Tongue, found: Sequence[StoredQuestion], present: Mapping[str, str], page: int) -> Page:
    if not found:
        return Page([tongue.say(words.NOTHING_OUTDATED)])
    parts = [found[at : at + _A_PAGE] for at in range(0, len(found), _A_PAGE)]
    here = max(0, min(page, len(parts) - 1))
    first = here * _A_PAGE + 1
    rows = [outdated_row(tongue, first + n, question.id) for n, question in enumerate(parts[here])]
    texts = [_text(tongue, part, present, n * _A_PAGE + 1) for n, part in enumerate(parts)]
    return listing_page(tongue, texts, here, Listing.OUTDATED, rows=rows)


def _text(tongue: Tongue, part: Sequence[StoredQuestion], present: Mapping[str, str], first: int) -> str:
    head = [tongue.say(words.OUTDATED), tongue.say(words.OUTDATED_EXPLAINED)]
    return "\n".join([*head, *(_line(tongue, one, present, first + n) for n, one in enumerate(part))])


def _line(tongue: Tongue, question: StoredQuestion, present: Mapping[str, str], number: int) -> str:
    asked = neutralise(shorten(plain(question.text or ""), _QUESTION))
    link = message_link(question.guild, question.channel, question.answer_message or 0)
    sentence = words.OUTDATED_LINE if asked else words.OUTDATED_NOT_KEPT
    changed = changed_sources(question, present)
    told = {
        words.OUTDATED_CHANGED: [source for source, there in changed.items() if there],
        words.OUTDATED_GONE: [source for source, there in changed.items() if not there],
    }
    lines = [
        tongue.say(which, sources=neutralise(shorten(", ".join(sources), _QUESTION)))
        for which, sources in told.items()
        if sources
    ]
    return "\n".join([tongue.say(sentence, number=number, question=asked, link=link), *lines])
