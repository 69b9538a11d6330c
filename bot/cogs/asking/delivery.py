"""Ways to bring an answer to who asked: an interaction's reply, or a reply to a message."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from typing import Protocol, TypeVar

import discord
import structlog

from bot import wording
from bot.failures import DISCORD_FAILURES, classify, is_acknowledged, is_passing
from bot.storage.questions import Ending
from bot.translating import Tongue, tongue_of
from bot.views.page import Page, say

T = TypeVar("T")

_log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)

_TRIES = 3
_PAUSE = 1.0  # seconds, doubled after each try
_TYPING = 8.0  # seconds; Discord shows it for ten
_DEADLINE = 60.0  # seconds for one send with all its tries; the library's own default is 300 for one


class DeliveryError(Exception):
    """Discord did not take it; `ending` says what that means for the question."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.value)
        self.ending = ending


class ConnectionOverError(DeliveryError):
    """Our own connection is closed: the question stays open, and the next connection ends it."""

    def __init__(self) -> None:
        super().__init__(Ending.INTERRUPTED)


class Delivery(Protocol):
    """Brings one answer; every method raises DeliveryError and nothing else of Discord's."""

    async def turn_away(self, sentence: str) -> None:
        """Say, before anything began, why there will be no answer."""
        ...

    async def begin(self, *, public: bool) -> int | None:
        """Say that an answer is on its way; return its message's id if there is one already."""
        ...

    def waiting(self) -> AbstractAsyncContextManager[None]:
        """Keep saying so until the end of the block."""
        ...

    async def show(self, page: Page) -> int:
        """Show the answer and return its message's id."""
        ...

    async def tell(self, sentence: str) -> None:
        """Say a sentence instead of an answer, to the asker alone where Discord has a way."""
        ...

    async def promise(self, sentence: str) -> None:
        """Say that the answer comes later: it will be another message, or an edit of this one."""
        ...

    async def withdraw(self) -> None:
        """Take away that an answer is on its way, or the answer itself, without a word."""
        ...


async def deliver(act: Callable[[], Awaitable[T]]) -> T:
    """Act on Discord, again after a passing failure; DeliveryError if it is not taken in time."""
    pause = _PAUSE
    try:
        async with asyncio.timeout(_DEADLINE):
            for _ in range(_TRIES - 1):
                try:
                    return await act()
                except DISCORD_FAILURES as error:
                    if not is_passing(error):
                        raise
                await asyncio.sleep(pause)
                pause *= 2
            return await act()
    except DISCORD_FAILURES as error:
        raise DeliveryError(classify(error)) from error
    except RuntimeError as error:
        # What aiohttp raises of a closed session: the library closes it when its connection is refused.
        raise ConnectionOverError from error


class InteractionDelivery:
    """Answers an interaction: deferred within three seconds, then edited."""

    def __init__(self, interaction: discord.Interaction) -> None:
        self._interaction = interaction
        self._public = False

    async def turn_away(self, sentence: str) -> None:
        """Answer with a sentence that only the asker sees."""
        respond = self._interaction.response.send_message
        await deliver(lambda: respond(view=say(sentence), ephemeral=True))

    async def begin(self, *, public: bool) -> int | None:
        """Defer; who sees the answer is fixed with it."""
        self._public = public
        try:
            begun = await deliver(
                lambda: self._interaction.response.defer(ephemeral=not public, thinking=True)
            )
        except DeliveryError as error:
            if is_acknowledged(error.__cause__):
                return None
            raise
        return begun.message_id if begun else None

    def waiting(self) -> AbstractAsyncContextManager[None]:
        """Do nothing: "thinking" stays until it is edited."""
        return nullcontext()

    async def show(self, page: Page) -> int:
        """Put the answer in place of "thinking"."""
        message = await deliver(lambda: self._interaction.edit_original_response(view=page))
        return message.id

    async def tell(self, sentence: str) -> None:
        """Say a sentence that only the asker sees."""
        if not self._public:
            await self.show(say(sentence))
            return
        # Whatever first follows a public deferral is public: it is filled, and only then can the sentence
        # be private and the filling taken back.
        await self.show(say(self._server_tongue().say(wording.TOLD_PRIVATELY)))
        await deliver(lambda: self._interaction.followup.send(view=say(sentence), ephemeral=True, wait=True))
        await deliver(self._interaction.delete_original_response)

    def _server_tongue(self) -> Tongue:
        locale = self._interaction.guild_locale
        return tongue_of(locale.value if locale else None)

    async def promise(self, sentence: str) -> None:
        """Say it in place of "thinking", where it is edited later; of a public one nothing stays."""
        await self.tell(sentence)

    async def withdraw(self) -> None:
        """Take "thinking" away."""
        await deliver(self._interaction.delete_original_response)


class MentionDelivery:
    """Replies to a message that mentions the bot."""

    def __init__(self, message: discord.Message, *, typing_every: float = _TYPING) -> None:
        self._message = message
        self._typing_every = typing_every
        self._shown: discord.Message | None = None

    async def turn_away(self, sentence: str) -> None:
        """Reply with a sentence."""
        await self.show(say(sentence))

    async def begin(self, *, public: bool) -> None:  # noqa: ARG002 - a reply is public, whatever is wanted
        """Show that the bot is typing; an answer does not fail for the want of it."""
        await self._type()

    @asynccontextmanager
    async def waiting(self) -> AsyncGenerator[None]:
        """Keep showing that the bot is typing: Discord forgets it after seconds, a model takes longer."""
        typing = asyncio.create_task(self._keep_typing())
        try:
            yield
        finally:
            typing.cancel()

    async def show(self, page: Page) -> int:
        """Reply; the nonce keeps a second try from becoming a second message."""
        reply = self._shown = await deliver(lambda: reply_once(self._message, page))
        return reply.id

    async def tell(self, sentence: str) -> None:
        """Reply with a sentence: a message has no private way."""
        await self.show(say(sentence))

    async def promise(self, sentence: str) -> None:
        """Reply with a sentence; the answer, with a nonce of its own, will be another reply."""
        await deliver(lambda: promise_once(self._message, say(sentence)))

    async def withdraw(self) -> None:
        """Delete the reply, if there is one: that the bot is typing is forgotten by itself."""
        if self._shown is not None:
            await deliver(self._shown.delete)

    async def _keep_typing(self) -> None:
        shown = True
        while shown:
            await asyncio.sleep(self._typing_every)
            shown = await self._type()

    async def _type(self) -> bool:
        try:
            await self._message.channel.typing()
        except DISCORD_FAILURES as error:
            _log.info("typing not shown", ending=classify(error).value)
            return False
        except RuntimeError:  # our own connection is closed, which the answer will find out for itself
            return False
        return True


async def reply_once(message: discord.Message | discord.PartialMessage, page: Page) -> discord.Message:
    """Reply, pinging nobody but the asker; Discord takes the same nonce only once within some minutes."""
    return await message.reply(view=page, nonce=message.id, allowed_mentions=ping_asker())


async def promise_once(message: discord.Message | discord.PartialMessage, page: Page) -> discord.Message:
    """Reply that an answer comes later; it has a nonce of its own, as the answer will be another reply."""
    return await message.reply(view=page, nonce=f"p{message.id}", allowed_mentions=ping_asker())


def ping_asker() -> discord.AllowedMentions:
    """Return what a reply may ping: the one whom it answers."""
    return discord.AllowedMentions(everyone=False, users=False, roles=False, replied_user=True)


def ping_nobody() -> discord.AllowedMentions:
    """Return what an edit of a message may ping: the client's own choice does not reach those."""
    return discord.AllowedMentions.none()


async def tell_alone(interaction: discord.Interaction, sentence: str) -> None:
    """Answer an interaction with a sentence that only its user sees; a failure is logged."""
    try:
        await deliver(lambda: interaction.response.send_message(view=say(sentence), ephemeral=True))
    except DeliveryError as error:
        _log.warning("sentence not told", ending=error.ending.value)
