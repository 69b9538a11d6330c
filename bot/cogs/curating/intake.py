"""From a file that somebody hands over to its card, and from the card to the shelf."""

import time
from dataclasses import dataclass, replace
from pathlib import Path

import discord

from bot.cogs.curating.fetching import fetch
from bot.cogs.curating.means import CuratingMeans
from bot.cogs.curating.naming import name_in, write_details
from bot.cogs.curating.owned import find_own
from bot.cogs.curating.refusing import told
from bot.cogs.curating.rights import require_curator, require_own
from bot.cogs.moderating.means import guild_of
from bot.cogs.moderating.replying import NotDoneError
from bot.escaping import neutralise
from bot.moderation.withholding import let_ask
from bot.rendering.changing import show_changes
from bot.rendering.intake import show_understood
from bot.rendering.quotations import show_name
from bot.speaker_naming import carried, carry_over
from bot.storage.shelf.deciding import store_upload
from bot.storage.shelf.kept import Author, ShelfSource, Shelved
from bot.storage.shelf.limits import Usage
from bot.storage.shelf.listing import find_source, read_file, usage_of
from bot.storage.shelf.uploads import Upload, change_upload, drop_upload, find_upload, keep_upload
from bot.translating import Tongue
from bot.understanding import Understood, count_words, understand, voices_said
from bot.views.intake import CardButton, Deed, Subject, VoiceMenu
from bot.views.intake_forms import DetailsForm, NameForm, SentDetails, SentName
from bot.views.page import Page, say
from bot.wording import corpus as words
from index.sidecar import Sidecar
from index.transcripts import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """An upload, read with what is said of it."""

    upload: Upload
    reading: Reading

    @property
    def understood(self) -> Understood:
        return understand(self.reading, file=self.upload.name, data=self.upload.data)


class Intake:
    """Keeps a file until somebody decides on it; every step reads it anew from the database."""

    def __init__(self, means: CuratingMeans) -> None:
        self._means = means
        self._database = means.rules.database

    async def take(self, interaction: discord.Interaction, tongue: Tongue, file: discord.Attachment) -> Page:
        """Return the card of a new file."""
        await require_curator(self._means.rules, interaction, tongue)
        fetched = await fetch(tongue, file)
        with told(tongue):
            reading = await self._means.read(fetched.data, fetched.name)
            token = await self._keep(interaction, fetched.name, fetched.data, reading.understood)
        return await self._page(interaction, tongue, token)

    async def take_update(
        self, interaction: discord.Interaction, tongue: Tongue, source: str, file: discord.Attachment
    ) -> Page:
        """Return the card of a file that would take the place of a source's present one."""
        rules = await require_curator(self._means.rules, interaction, tongue)
        present = await find_own(self._database, rules, interaction, tongue, source)
        fetched = await fetch(tongue, file)
        with told(tongue):
            raw = await self._means.read(fetched.data, fetched.name)
            seen = understand(raw, file=fetched.name, data=fetched.data)
            said = carry_over(present.sidecar, seen, raw.understood)
            token = await self._keep(interaction, fetched.name, fetched.data, said, present.id)
        return await self._page(interaction, tongue, token)

    async def store(self, press: discord.Interaction, tongue: Tongue, subject: Subject) -> Shelved:
        """Put an upload on the shelf; of two who press at once, one does."""
        upload = await self._find(press, tongue, subject.mark)
        with told(tongue):
            reading = await self._means.read(upload.data, upload.name, upload.sidecar)
            shelved = await self._database.run(
                lambda session: store_upload(
                    session,
                    upload,
                    turns=len(reading.transcript.turns),
                    words=count_words(reading.transcript),
                    by=author_of(press),
                    seen=subject.seen,
                    limits=self._means.limits,
                    at=int(time.time()),
                )
            )
        if shelved is None:
            raise NotDoneError(tongue.say(words.CARD_OVER))
        await self._let_ask(press, shelved, upload)
        return shelved

    async def _let_ask(self, press: discord.Interaction, shelved: Shelved, upload: Upload) -> None:
        """Let a new source be asked: one of its name may have been removed a moment ago."""
        rules, identity = await self._means.rules.rulebook.of(guild_of(press)), shelved.source.id
        if upload.replaces is None and shelved.changed and identity in rules.picks.withheld:
            await self._means.rules.rulebook.change(
                guild_of(press), lambda held: let_ask(held, identity), int(time.time())
            )

    async def discard(self, press: discord.Interaction, tongue: Tongue, subject: Subject) -> Page:
        """Forget an upload."""
        await self._find(press, tongue, subject.mark)
        async with self._database.session() as session:
            await drop_upload(session, subject.mark)
        return say(tongue.say(words.DISCARDED))

    async def naming_form(
        self, press: discord.Interaction, tongue: Tongue, subject: Subject, voice: str
    ) -> discord.ui.Modal:
        """Return the form that names a speaker."""
        upload = await self._find(press, tongue, subject.mark)
        return naming_form(tongue, subject, upload.sidecar, voice)

    async def details_form(
        self, press: discord.Interaction, tongue: Tongue, subject: Subject
    ) -> discord.ui.Modal:
        """Return the form with title and details."""
        upload = await self._find(press, tongue, subject.mark)
        return DetailsForm(tongue, subject, upload.sidecar, upload.sidecar.title or Path(upload.name).stem)

    async def name(self, sent_by: discord.Interaction, tongue: Tongue, sent: SentName) -> Page:
        """Name a speaker of an upload, or join two, and return its card."""
        upload = await self._find(sent_by, tongue, sent.subject.mark)
        read = await self._reread(upload, tongue)
        return await self._change(
            sent_by, tongue, upload, name_in(tongue, upload.sidecar, read.understood, sent)
        )

    async def describe(self, sent_by: discord.Interaction, tongue: Tongue, sent: SentDetails) -> Page:
        """Set title and details of an upload, and return its card."""
        upload = await self._find(sent_by, tongue, sent.subject.mark)
        return await self._change(sent_by, tongue, upload, write_details(tongue, upload.sidecar, sent))

    async def _change(
        self, sent_by: discord.Interaction, tongue: Tongue, upload: Upload, sidecar: Sidecar
    ) -> Page:
        with told(tongue):
            # What could not be read with it is not kept: the card stays as it was.
            await self._means.read(upload.data, upload.name, sidecar)
        async with self._database.session() as session:
            kept = await change_upload(session, upload.token, sidecar)
        if not kept:
            raise NotDoneError(tongue.say(words.CARD_OVER))
        return await self._page(sent_by, tongue, upload.token)

    async def _keep(
        self,
        interaction: discord.Interaction,
        name: str,
        data: bytes,
        said: Sidecar,
        replaces: str | None = None,
    ) -> str:
        async with self._database.session() as session:
            return await keep_upload(
                session, name, data, said, by=author_of(interaction), at=int(time.time()), replaces=replaces
            )

    async def _find(self, press: discord.Interaction, tongue: Tongue, token: str) -> Upload:
        """Return an upload of this server that whoever presses may decide on."""
        rules = await require_curator(self._means.rules, press, tongue)
        async with self._database.reading() as session:
            upload = await find_upload(session, token, at=int(time.time()))
        if upload is None or upload.by.guild != guild_of(press):
            raise NotDoneError(tongue.say(words.CARD_OVER))
        require_own(rules, press, tongue, upload.by.person)
        return upload

    async def _reread(self, upload: Upload, tongue: Tongue) -> _Read:
        with told(tongue):
            return _Read(
                upload=upload, reading=await self._means.read(upload.data, upload.name, upload.sidecar)
            )

    async def _page(self, interaction: discord.Interaction, tongue: Tongue, token: str) -> Page:
        read = await self._reread(await self._find(interaction, tongue, token), tongue)
        understood, upload = read.understood, read.upload
        async with self._database.reading() as session:
            usage = await usage_of(session, upload.by.guild)
            present = None if upload.replaces is None else await find_source(session, upload.replaces)
            data = b"" if present is None else await read_file(session, present.id)
        if upload.replaces is not None and present is None:
            raise NotDoneError(tongue.say(words.CHANGED_MEANWHILE))
        above = [tongue.say(words.NOT_STORED)]
        if present is not None:
            above.append(await self._changes(tongue, present, data, read))
            above += [
                tongue.say(words.CARRIED, label=neutralise(one.label or ""), name=show_name(one.name, tongue))
                for one in carried(present.sidecar, understood)
            ]
        below = [] if present is not None else [self._room(tongue, usage, understood)]
        subject = Subject(mark=token, seen=0 if present is None else present.version.number)
        return Page(
            show_understood(tongue, understood, above=above, below=below),
            [
                *voice_rows(tongue, subject, understood),
                [CardButton(deed, subject, tongue) for deed in (Deed.STORE, Deed.DETAILS, Deed.DISCARD)],
            ],
        )

    async def _changes(self, tongue: Tongue, present: ShelfSource, data: bytes, read: _Read) -> str:
        with told(tongue):
            before = await self._means.read(data, present.version.name, present.sidecar)
        told_before = understand(before, file=present.version.name, data=data)
        return show_changes(
            tongue, (told_before, before.transcript), (read.understood, read.reading.transcript)
        )

    def _room(self, tongue: Tongue, usage: Usage, understood: Understood) -> str:
        limits = self._means.limits
        grown = replace(usage, files=usage.files + 1, words=usage.words + understood.words)
        return tongue.say(
            words.ROOM_LEFT,
            files=grown.files,
            most_files=limits.files,
            words=f"{grown.words:,}",
            most_words=f"{limits.words:,}",
        )


def author_of(interaction: discord.Interaction) -> Author:
    """Return who acts, for their server."""
    return Author(person=interaction.user.id, guild=guild_of(interaction))


def naming_form(tongue: Tongue, subject: Subject, sidecar: Sidecar, mark: str) -> NameForm:
    """Return the form for a voice, known by its mark; NotDoneError if it is there no more."""
    voices = voices_said(sidecar)
    chosen = next((one for one in voices if one.mark == mark), None)
    if chosen is None:
        raise NotDoneError(tongue.say(words.VOICE_GONE))
    return NameForm(tongue, subject, chosen, [one for one in voices if one is not chosen])


def voice_rows(tongue: Tongue, subject: Subject, understood: Understood) -> list[list[VoiceMenu]]:
    """Return the menu of who can be named, where there is anybody."""
    nameable = understood.nameable
    return [[VoiceMenu(subject, nameable, tongue)]] if nameable else []
