"""The pictures of the moderators' guide: one question on its way, from a member to its withdrawal."""
# ruff: noqa: INP001 - a script in a folder of pictures, not a package

from collections.abc import AsyncGenerator

from demo import Visitor

QUESTION = "How many cameras has China installed?"
WRONG = "1. Liza Lin says that China is now close to 0.8 billion cameras."
RIGHT = "1. Liza Lin says that China is now close to 0.5 billion cameras."
REASON = "The figure is years old by now, and the answer does not say so."

Pictures = AsyncGenerator[tuple[str, bytes]]


async def picture_story(visitor: Visitor) -> Pictures:
    """Play the story in the demo, and yield each picture with its name."""
    for act in (_set_up, _draft, _flag, _look_back, _privacy):
        async for picture in act(visitor):
            yield picture


async def _set_up(visitor: Visitor) -> Pictures:
    await visitor.enter("lounge/moderator")
    await visitor.command("moderation setup")
    yield "setup.png", await visitor.photograph_form()
    await visitor.enter("discussion/moderator")
    await visitor.command("moderation overview")
    yield "overview.png", await visitor.photograph("Channels without a category")


async def _draft(visitor: Visitor) -> Pictures:
    await visitor.enter("drafts/member")
    await visitor.command("ask", QUESTION)
    yield "member-waits.png", await visitor.photograph("Only you can see this")
    await visitor.enter("moderators/moderator")
    yield "card.png", await visitor.photograph(QUESTION)
    await visitor.press("Edit")
    await visitor.write(WRONG)
    yield "card-edit.png", await visitor.photograph_form()
    await visitor.send()
    yield "card-refused.png", await visitor.photograph("Nothing was posted")
    await visitor.press("Edit")
    await visitor.write(RIGHT)
    await visitor.send()
    yield "card-approved.png", await visitor.photograph("Edited and approved")
    await visitor.enter("drafts/member")
    yield "approved.png", await visitor.photograph("approved this answer")


async def _flag(visitor: Visitor) -> Pictures:
    await visitor.press("Flag")
    await visitor.choose("Out of context")
    yield "flag-form.png", await visitor.photograph_form()
    await visitor.send()
    await visitor.enter("moderators/moderator")
    yield "flag-card.png", await visitor.photograph("An answer was flagged")
    await visitor.press("Withdraw")
    await visitor.write(REASON)
    yield "withdraw-form.png", await visitor.photograph_form()
    await visitor.send()
    await visitor.enter("drafts/member")
    yield "withdrawn.png", await visitor.photograph("withdrew this answer")


async def _look_back(visitor: Visitor) -> Pictures:
    await visitor.enter("drafts/moderator")
    await visitor.command("moderation why")
    yield "why.png", await visitor.photograph("Versions of the sources")


async def _privacy(visitor: Visitor) -> Pictures:
    await visitor.enter("drafts/member")
    await visitor.command("privacy")
    yield "privacy.png", await visitor.photograph("What is kept of you")
    await visitor.press("Delete here")
    yield "privacy-delete.png", await visitor.photograph("This goes, for good")
    await visitor.press("Delete")
    yield "privacy-deleted.png", await visitor.photograph("Deleted")
