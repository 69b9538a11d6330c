"""From a file to what can be asked: understood first, named, stored, told."""

import time
from dataclasses import replace

import discord
import pytest
from sqlalchemy import func, select

from bot.storage.acts import ActKind
from bot.storage.shelf.kept import Author, ShelfSource
from bot.storage.shelf.limits import ShelfLimits
from bot.storage.shelf.listing import sources_of
from bot.storage.shelf.tables import UploadRow
from bot.storage.shelf.uploads import keep_upload
from bot.translating import ENGLISH
from bot.views.intake import CardButton, Deed, Subject
from bot.views.page import Page
from bot.wording import corpus as words
from index.sidecar import Sidecar
from tests.bot.cogs.curating.cards import CORRECTED, HALL, choose_voice, name_voice, store
from tests.bot.cogs.curating.conftest import Curated, Shelves
from tests.bot.server import labels, read, sent_messages


async def shelf(curated: Curated) -> list[ShelfSource]:
    async with curated.server.database.reading() as session:
        return list(await sources_of(session, curated.server.guild.id))


async def waiting(curated: Curated) -> int:
    async with curated.server.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(UploadRow)) or 0


async def test_a_file_is_shown_to_who_handed_it_over_before_anything_is_stored(curated: Curated) -> None:
    card = await curated.use("add", by=curated.kit, file=HALL)

    assert card.ephemeral
    shown = read(card)
    assert "WebVTT" in shown
    assert "7 turns · 107 words" in shown
    assert "- **Nadia Ferro**: 3 turns, 30 words" in shown
    assert "**Unknown speaker 1** (the file says “SPEAKER\\_01”; nobody named them yet): 4 turns" in shown
    assert "Line 9: " in shown
    assert "Missing: a title (it has its file's name), a date, a licence." in shown
    assert "1 of 200 sources" in shown
    assert labels(card) == ["Store", "Title and details", "Discard"]
    assert not await shelf(curated)


async def test_a_speaker_is_named_stored_listed_and_moderators_are_told(
    curated: Curated, shelves: Shelves
) -> None:
    server = curated.server
    await server.change_rules(lambda rules: replace(rules, review_channel=server.office.id))
    card = await curated.use("add", by=curated.kit, file=HALL)
    named = read(await name_voice(curated.kit, card, "Unknown speaker 1", name="Rosa Lindt", role="guest"))
    stored = read(await store(curated.kit, card))
    listed = read(await curated.use("list", by=curated.kit))
    told_early = [one for one in sent_messages(server) if "added a source" in str(one)]
    await shelves.catch_up()
    later = read(card)
    speakers = read(await server.ann.slash(server.talk, "speakers"))

    assert "- **Rosa Lindt**: 4 turns, 77 words" in named
    assert "nobody named them" not in named
    assert "**Stored:** market-hall (`market-hall." in stored
    assert "being made findable" in listed
    assert not told_early
    assert "It can be asked from now on." in later
    assert f"<@{curated.kit.id}> added a source: **market-hall**" in read(server.office.last_message)
    assert "**Rosa Lindt**" in speakers
    assert [act.act for act in await curated.acts()] == [ActKind.SOURCE_ADDED]


async def test_what_is_discarded_is_gone(curated: Curated) -> None:
    card = await curated.use("add", file=HALL)
    discarded = await curated.press(card, "Discard")

    assert read(discarded) == words.DISCARDED
    assert await waiting(curated) == 0
    assert not await shelf(curated)


async def test_a_card_lives_through_a_restart_and_is_decided_once(curated: Curated) -> None:
    server = curated.server
    card = await curated.use("add", by=curated.kit, file=HALL)
    form = await choose_voice(curated.kit, card, "Unknown speaker 1")
    await server.env.restart_bot(server.new_bot())
    named = read(await curated.kit.submit_modal(form, {"name": "Rosa Lindt"}))
    await server.env.restart_bot(server.new_bot())
    first = await store(curated.kit, card)

    assert "**Rosa Lindt**" in named
    assert "**Stored:**" in read(first)
    assert [one.sidecar.speakers[-1].name for one in await shelf(curated)] == ["Rosa Lindt"]
    assert len(await curated.acts()) == 1


async def test_the_same_file_twice_is_stored_once(curated: Curated) -> None:
    await store(curated.dora, await curated.use("add", file=HALL))
    again = await store(curated.dora, await curated.use("add", file=HALL))

    assert "has just this file already" in read(again.followups[0])
    assert len(await shelf(curated)) == 1


async def test_who_has_no_right_adds_nothing_by_command_menu_or_another_s_card(curated: Curated) -> None:
    server = curated.server
    refused = await curated.use("add", by=server.ann, file=HALL)
    message = await server.ann.send(server.talk, "look", attachments=[HALL])
    menu = await server.ann.context_menu(server.talk, "Add transcript", message)

    assert read(refused) == read(menu) == words.CURATORS_ONLY
    assert await waiting(curated) == 0


async def test_who_lost_the_role_can_store_nothing(curated: Curated) -> None:
    card = await curated.use("add", by=curated.kit, file=HALL)
    await curated.server.change_rules(lambda rules: replace(rules, curator_roles=frozenset()))
    refused = await store(curated.kit, card)

    assert read(refused.followups[0]) == words.CURATORS_ONLY
    assert "**Nothing is stored yet.**" in read(card)
    assert not await shelf(curated)


async def test_the_menu_takes_the_one_file_of_a_message(curated: Curated) -> None:
    server = curated.server
    one = await server.ann.send(server.talk, "here", attachments=[HALL])
    two = await server.ann.send(server.talk, "here", attachments=[HALL, CORRECTED])
    none = await server.ann.send(server.talk, "nothing")

    card = await curated.kit.context_menu(server.talk, "Add transcript", one)
    assert card.ephemeral
    assert "**Nothing is stored yet.**" in read(card)
    several = await curated.kit.context_menu(server.talk, "Add transcript", two)
    assert read(several) == words.SEVERAL_FILES
    assert read(await curated.kit.context_menu(server.talk, "Add transcript", none)) == words.NO_FILE


async def test_nothing_is_fetched_but_the_attachment(curated: Curated) -> None:
    server = curated.server
    linked = b"WEBVTT\n\nNOTE see https://example.org/a.vtt\n\n" + HALL[1].partition(b"\n\n")[2]
    before = len(server.env.http_requests)
    await curated.use("add", file=("a.vtt", linked))
    message = await server.ann.send(server.talk, "https://example.org/a.vtt")
    await curated.kit.context_menu(server.talk, "Add transcript", message)
    asked = [entry.path for entry in server.env.http_requests[before:]]

    assert not [path for path in asked if "example.org" in path]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (("a.vtt", b"WEBVTT\n\n"), "**I cannot read this file.**"),
        (("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 400), "**I cannot read this file.**"),
        (("a.txt", b""), words.EMPTY_FILE),
    ],
)
async def test_what_cannot_be_read_is_told_and_leaves_nothing(
    curated: Curated, file: tuple[str, bytes], told: str
) -> None:
    refused = await curated.use("add", file=file)

    assert read(refused).startswith(told)
    assert await waiting(curated) == 0


async def test_a_large_file_is_refused_before_it_is_fetched(
    curated: Curated, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.cogs.curating.fetching.MOST_BYTES", 100)
    refused = await curated.use("add", file=HALL)

    assert "has 0.0 MB" in read(refused)
    assert await waiting(curated) == 0


async def test_a_full_server_is_told_what_to_remove(curated: Curated) -> None:
    server = curated.server
    await server.env.restart_bot(server.new_bot(shelf_limits=ShelfLimits(files=1)))
    await store(curated.dora, await curated.use("add", file=HALL))
    full = await store(curated.dora, await curated.use("add", file=("other.vtt", HALL[1])))

    assert "it may have 1: remove one with `/corpus remove`" in read(full.followups[0])
    assert len(await shelf(curated)) == 1


async def test_a_machine_s_label_is_no_name(curated: Curated) -> None:
    card = await curated.use("add", file=HALL)
    refused = await name_voice(curated.dora, card, "Unknown speaker 1", name="Speaker 3")

    assert "is no name of a person" in read(refused.followups[0])
    assert labels(card) == ["Store", "Title and details", "Discard"]


async def test_two_spellings_are_joined(curated: Curated) -> None:
    text = HALL[1].replace(b"<v Nadia Ferro>Would", b"<v N. Ferro>Would")
    card = await curated.use("add", file=("a.vtt", text))
    joined = await name_voice(curated.dora, card, "N. Ferro", same="Nadia Ferro")

    assert "N. Ferro" not in read(joined)
    assert "- **Nadia Ferro**: 3 turns, 30 words" in read(joined)


async def test_title_and_details_are_written_in_a_form(curated: Curated) -> None:
    card = await curated.use("add", file=HALL)
    form = await curated.press(card, "Title and details")
    details = {"title": "The market hall", "date": "2026-05-14", "url": "ftp://x", "licence": "CC0"}
    bad = await curated.dora.submit_modal(form, details)
    form = await curated.press(card, "Title and details")
    good = await curated.dora.submit_modal(form, details | {"url": "https://example.org/hall"})

    assert read(bad.followups[0]) == words.BAD_URL
    assert "**The market hall**" in read(good)
    assert "2026-05-14 · licence: CC0" in read(good)
    assert "Missing" not in read(good)


async def test_a_speaker_who_is_gone_is_told(curated: Curated) -> None:
    card = await curated.use("add", file=HALL)
    first = await choose_voice(curated.dora, card, "Unknown speaker 1")
    await name_voice(curated.dora, card, "Unknown speaker 1", name="Rosa Lindt")
    late = await curated.dora.submit_modal(first, {"name": "Somebody Else"})

    assert read(late.followups[0]) == words.VOICE_GONE


async def test_what_another_server_waits_with_cannot_be_decided_on_here(curated: Curated) -> None:
    server, elsewhere = curated.server, Author(person=curated.dora.id, guild=5)
    async with server.database.session() as session:
        token = await keep_upload(session, *HALL, Sidecar(), by=elsewhere, at=int(time.time()))
    channel = server.bot.get_channel(server.office.id)
    assert isinstance(channel, discord.TextChannel)
    subject = Subject(mark=token)
    buttons = [CardButton(deed, subject, ENGLISH) for deed in (Deed.STORE, Deed.DISCARD)]
    await channel.send(view=Page(["A card."], [buttons]))
    card = server.office.last_message
    assert card is not None

    for label in ("Store", "Discard"):
        refused = await curated.dora.click(card, label=label)
        assert read(refused.followups[0]) == words.CARD_OVER
    assert await waiting(curated) == 1
    assert not await shelf(curated)
