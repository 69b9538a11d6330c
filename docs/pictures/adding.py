"""The pictures of the guide's chapter on sources: a transcript, from a file to an outdated answer."""
# ruff: noqa: INP001 - a script in a folder of pictures, not a package

from collections.abc import AsyncGenerator
from pathlib import Path

from demo import Visitor

SAMPLES = Path(__file__).parents[2] / "bot" / "demo" / "samples"
FIRST, SECOND = ((SAMPLES / f"market-hall{name}.vtt").read_text("utf-8") for name in ("", "-corrected"))
WORDS = "The fishmonger gets up at three, six days a week"

Pictures = AsyncGenerator[tuple[str, bytes]]


async def picture_adding(visitor: Visitor) -> Pictures:
    """Play the story in the demo, and yield each picture with its name."""
    await visitor.enter("moderators/moderator")
    await visitor.command_with_file("corpus add", "market-hall.vtt", FIRST)
    yield "corpus-card.png", await visitor.photograph("Nothing is stored yet")
    await visitor.pick("Unknown speaker 1")
    await visitor.fill("Rosa Lindt")
    await visitor.choose("They are asked")
    yield "corpus-name.png", await visitor.photograph_form()
    await visitor.send()
    await visitor.see("Rosa Lindt")
    await visitor.press("Store")
    yield "corpus-stored.png", await visitor.photograph("It can be asked from now on")
    await visitor.enter("discussion/member")
    await visitor.command("quote", WORDS)
    await visitor.see("Rosa Lindt")
    await visitor.enter("moderators/moderator")
    await visitor.command_with_file("corpus update", "market-hall.vtt", SECOND, "market-hall")
    yield "corpus-update.png", await visitor.photograph("What changes")
    await visitor.press("Store")
    await visitor.see("quotes a version before")
    yield "corpus-outdated.png", await visitor.photograph("fishmonger")
