"""What stands on a server's shelf, or waits before it, of Ann's."""

import time
from dataclasses import dataclass

import discord
from sqlalchemy import delete

from bot.storage.shelf.changing import add_source
from bot.storage.shelf.kept import Author, Handed
from bot.storage.shelf.listing import find_source
from bot.storage.shelf.tables import UploadRow
from bot.storage.shelf.uploads import find_upload, keep_upload
from bot.translating import ENGLISH
from bot.views.intake import CardButton, Deed, Subject, source_mark
from bot.views.page import Page
from index.sidecar import Sidecar
from tests.bot.cogs.matrix.rooms import FILE, Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """A card's message, its button, and what the shelf knows it by."""

    message: int
    control: str
    token: str


async def put_upload(room: Room, number: int) -> Shelved:
    """Hand a file over as Ann, and show its card where moderators are."""
    name, data = _file(number)
    async with room.database.session() as session:
        # So many of one server do not wait at once.
        token = await keep_upload(session, name, data, Sidecar(), by=_ann(room), at=int(time.time()) - number)
    return await _show(room, Deed.STORE, Subject(mark=token), token)


async def put_source(room: Room, number: int) -> Shelved:
    """Add a source as Ann, and show the button that removes it where moderators are."""
    name, data = _file(number)
    handed = Handed(name=name, data=data, sidecar=Sidecar(), words=6, turns=1)
    async with room.database.session() as session:
        shelved = await add_source(session, handed, by=_ann(room), at=int(time.time()))
    source = shelved.source
    return await _show(
        room, Deed.REMOVE, Subject(mark=source_mark(source.id), stored=True, seen=1), source.id
    )


async def is_waiting(room: Room, token: str) -> bool:
    """Tell whether an upload still waits."""
    async with room.database.session() as session:
        return await find_upload(session, token, at=int(time.time())) is not None


async def is_kept(room: Room, identity: str) -> bool:
    """Tell whether a source is still there."""
    async with room.database.session() as session:
        return await find_source(session, identity) is not None


async def drop_what_waits(room: Room) -> None:
    """Make room for the next file: what is not Ann's was only looked at."""
    async with room.database.session() as session:
        await session.execute(delete(UploadRow).where(UploadRow.person != room.ann.id))


def _file(number: int) -> tuple[str, bytes]:
    return f"quay-{number}.vtt", FILE[1].replace(b"Forty", f"{number} more".encode())


def _ann(room: Room) -> Author:
    return Author(person=room.ann.id, guild=room.guild.id)


async def _show(room: Room, deed: Deed, subject: Subject, token: str) -> Shelved:
    channel = room.bot.get_channel(room.desk.id)
    assert isinstance(channel, discord.TextChannel)
    sent = await channel.send(view=Page(["A card."], [[CardButton(deed, subject, ENGLISH)]]))
    return Shelved(message=sent.id, control=f"c:{deed.value}:{subject.written}", token=token)
