"""The file of everything that is kept: readable, whole, and small enough for Discord."""

import gzip
import json
from dataclasses import replace

from bot.answering.asking import Intent
from bot.kept_file import attached_file, kept_file
from bot.storage.people import Kept
from bot.storage.questions import Ending, StoredQuestion, Way

QUESTION = StoredQuestion(
    id=1,
    origin=2**60,
    way=Way.SLASH,
    intent=Intent.QUESTION,
    guild=2**61,
    channel=3,
    asker=4,
    text="Where is the fog?",
    public=False,
    follows=None,
    token="t",  # noqa: S106 - no secret
    ending=None,
    outcome=None,
    answer_message=None,
    accepted_at=1_700_000_000,
    draft={"text": "not to be read yet"},
    trace={"found": 1},
)


def keep(*questions: StoredQuestion) -> Kept:
    return Kept(
        questions=questions,
        flags=(),
        reviews=(),
        acts=(),
        sources=(),
        blocked_in=(2**61,),
        opted_out_at=1_700_000_000,
    )


def test_ids_are_text_times_are_told_and_what_is_withheld_is_named() -> None:
    told = json.loads(kept_file(keep(QUESTION)))
    (question,) = told["questions"]

    assert (question["guild"], question["text"]) == (str(2**61), "Where is the fog?")
    assert question["accepted_at"] == "2023-11-14T22:13:20+00:00"
    assert question["also_kept"] == ["token", "draft", "trace"]
    assert "not to be read yet" not in json.dumps(told)
    assert told["blocked_in"] == [str(2**61)]


def test_it_is_packed_where_discord_would_not_take_it() -> None:
    long = replace(QUESTION, ending=Ending.ANSWERED, text="fog " * 1000)
    name, content = attached_file(keep(*[long] * 2500))

    assert name.endswith(".json.gz")
    assert len(content) < 8 * 2**20
    assert len(json.loads(gzip.decompress(content))["questions"]) == 2500
    assert attached_file(keep(long))[0].endswith(".json")
