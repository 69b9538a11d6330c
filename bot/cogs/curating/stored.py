"""`/corpus speakers`: who speaks in a stored source, to be named and joined later on."""

import time

import discord

from bot.cogs.curating.intake import author_of, naming_form, voice_rows
from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.naming import name_in, write_details
from bot.cogs.curating.owned import find_own, title_of
from bot.cogs.curating.refusing import told
from bot.cogs.curating.rights import require_curator
from bot.cogs.curating.standing import answers_quoting
from bot.cogs.moderating.means import guild_of
from bot.cogs.moderating.replying import NotDoneError
from bot.rendering.intake import show_understood
from bot.storage.shelf.deciding import say_otherwise
from bot.storage.shelf.kept import ShelfSource
from bot.storage.shelf.listing import read_file
from bot.translating import Tongue
from bot.understanding import Understood, count_words, understand
from bot.views.intake import CardButton, Deed, Subject, source_mark
from bot.views.intake_forms import DetailsForm, SentDetails, SentName
from bot.views.page import Page
from bot.wording import corpus as words
from index.sidecar import Sidecar


class Stored:
    """Shows who speaks in a stored source, and changes what is said of it: each change is a version."""

    def __init__(self, means: CuratingMeans) -> None:
        self._means = means
        self._database = means.rules.database

    async def page(self, interaction: discord.Interaction, tongue: Tongue, source: str) -> Page:
        """Return the card of a source of this server's own."""
        return await self._card(tongue, await self._find(interaction, tongue, source))

    async def naming_form(
        self, press: discord.Interaction, tongue: Tongue, subject: Subject, voice: str
    ) -> discord.ui.Modal:
        """Return the form that names a speaker."""
        source = await self._seen(press, tongue, subject)
        return naming_form(tongue, subject, source.sidecar, voice)

    async def details_form(
        self, press: discord.Interaction, tongue: Tongue, subject: Subject
    ) -> discord.ui.Modal:
        """Return the form with title and details."""
        source = await self._seen(press, tongue, subject)
        return DetailsForm(tongue, subject, source.sidecar, title_of(source))

    async def name(self, sent_by: discord.Interaction, tongue: Tongue, sent: SentName) -> Page:
        """Name a speaker, or join two, and return the card."""
        source = await self._seen(sent_by, tongue, sent.subject)
        understood = await self._understood(tongue, source)
        sidecar = name_in(tongue, source.sidecar, understood, sent)
        page = await self.change(sent_by, tongue, source, sidecar)
        if stay := await self._stay(sent_by, tongue, source.id):
            page.add_item(discord.ui.TextDisplay(stay))
        return page

    async def describe(self, sent_by: discord.Interaction, tongue: Tongue, sent: SentDetails) -> Page:
        """Set title and details, and return the card."""
        source = await self._seen(sent_by, tongue, sent.subject)
        return await self.change(sent_by, tongue, source, write_details(tongue, source.sidecar, sent))

    async def change(
        self, sent_by: discord.Interaction, tongue: Tongue, source: ShelfSource, sidecar: Sidecar
    ) -> Page:
        """Say something else of a source, and return its card; NotDoneError says why it cannot be."""
        with told(tongue):
            data = await self._file(source)
            reading = await self._means.read(data, source.version.name, sidecar)
            shelved = await self._database.run(
                lambda session: say_otherwise(
                    session,
                    source,
                    sidecar,
                    turns=len(reading.transcript.turns),
                    words=count_words(reading.transcript),
                    by=author_of(sent_by),
                    at=int(time.time()),
                )
            )
        said = words.SAVED if shelved.changed else words.NAME_NOTHING
        note = tongue.say(said, version=shelved.source.version.number)
        return await self._card(tongue, shelved.source, note)

    async def _stay(self, sent_by: discord.Interaction, tongue: Tongue, source: str) -> str:
        """Say how many answers stand that name speakers as they were called before."""
        answers = await answers_quoting(self._means, guild_of(sent_by), source)
        return tongue.say_many(words.NAMES_STAY, answers) if answers else ""

    async def _card(self, tongue: Tongue, source: ShelfSource, note: str = "") -> Page:
        understood = await self._understood(tongue, source)
        subject = Subject(mark=source_mark(source.id), stored=True, seen=source.version.number)
        above = [note, tongue.say(words.SPEAKERS_NOW)] if note else [tongue.say(words.SPEAKERS_NOW)]
        return Page(
            show_understood(tongue, understood, above=above),
            [
                *voice_rows(tongue, subject, understood),
                [CardButton(Deed.DETAILS, subject, tongue)],
            ],
        )

    async def _find(self, interaction: discord.Interaction, tongue: Tongue, source: str) -> ShelfSource:
        rules = await require_curator(self._means.rules, interaction, tongue)
        return await find_own(self._database, rules, interaction, tongue, source)

    async def _seen(self, press: discord.Interaction, tongue: Tongue, subject: Subject) -> ShelfSource:
        """Return the source of a card, as the card showed it."""
        source = await self._find(press, tongue, subject.mark)
        if source.version.number != subject.seen:
            raise NotDoneError(tongue.say(words.CHANGED_MEANWHILE))
        return source

    async def _understood(self, tongue: Tongue, source: ShelfSource) -> Understood:
        with told(tongue):
            data = await self._file(source)
            reading = await self._means.read(data, source.version.name, source.sidecar)
        return understand(reading, file=source.version.name, data=data)

    async def _file(self, source: ShelfSource) -> bytes:
        async with self._database.reading() as session:
            return await read_file(session, source.id, digest=source.digest)
