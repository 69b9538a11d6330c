"""A model is asked as it should be, and what it writes is a draft."""

from decimal import Decimal

from bot.answering.generating import Written
from bot.answering.types import Mode
from tests.bot.answering.briefs import asking, brief_of
from tests.bot.answering.grounds import gather, read_lamps
from tests.bot.answering.openai_server import MODEL, reply, sentence, serving

LAMPS = "close to 0.5 billion lamps"


async def test_a_reply_becomes_a_draft_about_the_turns_behind_its_labels() -> None:
    play = reply(sentence("Ada Quill says so.", ("{label}", LAMPS)))
    async with serving(play) as server, asking(server.url) as generator:
        written = await generator.write(brief_of())
    assert isinstance(written, Written)
    claim = written.draft.claims[0]
    assert written.draft.mode is Mode.GENERATED
    assert claim.text == "Ada Quill says so."
    turn = gather(read_lamps()).turns[claim.quotes[0].source, claim.quotes[0].turn]
    assert claim.quotes[0].words in turn.text
    spent = written.spent
    assert (spent.model, spent.calls, spent.input_tokens, spent.output_tokens) == (MODEL, 1, 1000, 100)
    assert spent.dollars == Decimal("0.002")
