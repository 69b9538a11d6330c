"""Who moderated when a card was posted, or a form was opened, and does so no more: refused everywhere."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
import simcord
from simcord.results import ResponseMessage

from bot.moderation.reviews import FlagReason, ReviewState
from bot.moderation.rules import ChannelMode
from bot.storage.acts import acts_of
from bot.storage.flags import FlagState, flags_of
from bot.storage.questions import Ending
from bot.wording import reviewing as words
from tests.bot.cogs.matrix import forging
from tests.bot.cogs.reviews import Chamber, told
from tests.bot.server import Server

ON_DRAFT = ("Approve", "Edit", "Reject", "Answer privately", "Open passage")
ON_FLAG = ("Withdraw", "Keep the answer", "Open passage")
WITH_FORM = {"Edit": "1. Mira Okafor waits for the weather.", "Reject": "No.", "Withdraw": "It is wrong."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Eli moderates by a role that gives the right, and by one that was named for it."""

    chamber: Chamber
    eli: simcord.MemberActor
    roles: tuple[simcord.RoleHandle, ...]

    @property
    def server(self) -> Server:
        return self.chamber.server


Loss = Callable[[Post], Awaitable[None]]


async def lose_roles(post: Post) -> None:
    guild = post.server.guild.id
    post.server.env.backend.edit_member(guild, post.eli.id, {"role_ids": []})


async def lose_what_roles_give(post: Post) -> None:
    """Keep the roles; one gives nothing any more, and the other is named no more."""
    backend, guild = post.server.env.backend, post.server.guild.id
    backend.edit_role(guild, post.roles[0].id, {"permissions": 0})
    await post.server.change_rules(lambda old: replace(old, moderator_roles=frozenset()))


async def be_timed_out(post: Post) -> None:
    until = datetime.fromtimestamp(time.time() + 3600, tz=UTC).isoformat()
    guild = post.server.guild.id
    post.server.env.backend.edit_member(guild, post.eli.id, {"timed_out_until": until})


LOSSES = (lose_roles, lose_what_roles_give, be_timed_out)


@pytest.fixture
async def post(server: Server) -> Post:
    chamber = await Chamber.open(server)
    roles = (server.guild.roles["Keepers"], server.guild.create_role("Friends"))
    eli = server.guild.add_member(server.env.create_user("eli"), roles=roles)
    friends = frozenset({roles[1].id})
    await server.change_rules(lambda old: replace(old, moderator_roles=friends))
    return Post(chamber=chamber, eli=eli, roles=roles)


async def draft(post: Post) -> simcord.InteractionResult:
    return await post.server.ann.slash(post.server.talk, "ask", question="Who waits?")


async def flag(post: Post) -> ResponseMessage:
    """Let an answer be flagged, and return it."""
    await post.server.set_mode(post.server.talk, ChannelMode.OPEN)
    result = await draft(post)
    assert result.response is not None
    form = await post.server.bea.click(result.response, label="Flag")
    await post.server.bea.submit_modal(form, {"choice": FlagReason.OTHER.value})
    return result.response


async def check_untouched(post: Post) -> None:
    """Claim that nothing was decided, and by nobody."""
    row = await post.server.row(1)
    async with post.server.database.session() as session:
        acts, flags = await acts_of(session, 1), await flags_of(session, 1)
    assert acts == []
    assert row.withdrawn_at is None
    assert all(one.state is FlagState.OPEN for one in flags)
    if row.ending is None:
        assert (await post.chamber.review()).state is ReviewState.WAITING
        assert not [one for one in post.server.talk.history(viewer=post.server.bea) if one.author.bot]
    else:
        assert row.ending is Ending.ANSWERED


@pytest.mark.parametrize("loss", LOSSES)
async def test_every_button_of_a_draft_is_refused(post: Post, loss: Loss) -> None:
    await draft(post)
    await loss(post)

    for label in ON_DRAFT:
        assert told(await post.eli.click(post.chamber.card, label=label)) == words.NOT_A_MODERATOR
    await check_untouched(post)


@pytest.mark.parametrize("loss", LOSSES)
async def test_every_button_of_a_flag_is_refused(post: Post, loss: Loss) -> None:
    await flag(post)
    await loss(post)

    for label in ON_FLAG:
        assert told(await post.eli.click(post.chamber.card, label=label)) == words.NOT_A_MODERATOR
    await check_untouched(post)


@pytest.mark.parametrize("label", WITH_FORM)
@pytest.mark.parametrize("loss", LOSSES)
async def test_a_form_that_was_opened_before_is_refused(post: Post, loss: Loss, label: str) -> None:
    await (flag(post) if label == "Withdraw" else draft(post))
    form = await post.eli.click(post.chamber.card, label=label)
    assert form.modal is not None
    await loss(post)

    assert told(await post.eli.submit_modal(form, {"text": WITH_FORM[label]})) == words.NOT_A_MODERATOR
    await check_untouched(post)


@pytest.mark.parametrize("loss", LOSSES)
async def test_a_passage_that_was_opened_before_does_not_go_on(post: Post, loss: Loss) -> None:
    await draft(post)
    opened = await post.eli.click(post.chamber.card, label="Open passage")
    assert opened.response is not None
    await loss(post)
    before = len(post.server.env.http_requests)
    stepped = await post.eli.click(opened.response, label="After")

    shown = [entry.json for entry in post.server.env.http_requests[before:]]
    assert words.NOT_A_MODERATOR in told(stepped)
    assert "stamps" not in repr(shown)


@pytest.mark.parametrize("loss", LOSSES)
async def test_the_menu_withdraws_nothing(post: Post, loss: Loss) -> None:
    answered = await flag(post)
    await loss(post)
    refused = await forging.menu(post.server.env, post.eli, post.server.talk, "Withdraw answer", answered.id)

    assert told(refused) == words.NOT_A_MODERATOR
    await check_untouched(post)


async def test_who_still_moderates_is_refused_nothing(post: Post) -> None:
    await draft(post)
    await post.eli.click(post.chamber.card, label="Approve")

    assert (await post.chamber.review()).state is ReviewState.APPROVED
