"""Case files: what was withdrawn, with nobody in it, and what `whosaid eval` makes of it."""

import asyncio
import hashlib
import json
from pathlib import Path
from typing import Any

from bot.cases import Casebook, WithdrawnCase, case_id
from bot.storage.outcomes import StoredCitation
from tests.bot.commands import TALK, Whosaid

QUESTION = "How many barges went through against the red light?"
WORDS = "Last spring nine barges went through"


def citation(words: str = WORDS, sha256: str | None = None) -> StoredCitation:
    start = TALK.index(words)
    return StoredCitation(
        source="lock",
        turn=2,
        start=0,
        end=len(words),
        words=words,
        spans=((start, start + len(words)),),
        sha256=hashlib.sha256(TALK.encode()).hexdigest() if sha256 is None else sha256,
    )


def case(question: str = QUESTION, *quoted: StoredCitation, fingerprint: str = "f" * 64) -> WithdrawnCase:
    cited = quoted or (citation(),)
    return WithdrawnCase(fingerprint=fingerprint, question=question, reason="Another year", quoted=cited)


def read_lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "withdrawn.jsonl").read_text("utf-8").splitlines()]


async def test_a_case_is_one_line_and_the_same_one_is_kept_once(tmp_path: Path) -> None:
    book = Casebook(tmp_path / "cases")
    await book.keep(case())
    await book.keep(case())
    await book.keep(case("And who else?", fingerprint="e" * 64))
    first, second = read_lines(tmp_path / "cases")

    assert set(first) == {"id", "type", "question", "reason", "withdrawn"}
    assert (first["id"], first["type"], first["question"]) == (case_id("f" * 64), "withdrawn", QUESTION)
    assert first["withdrawn"][0]["spans"] == [[TALK.index(WORDS), TALK.index(WORDS) + len(WORDS)]]
    assert second["id"] == case_id("e" * 64)


async def test_no_person_stands_in_a_case(tmp_path: Path) -> None:
    book = Casebook(tmp_path)
    await book.keep(case("Is <@123456789012345678> right, <#223456789012345678>? 323456789012345678"))

    assert read_lines(tmp_path)[0]["question"] == "Is right, ?"


async def test_the_cases_of_a_question_are_forgotten_with_it(tmp_path: Path) -> None:
    book = Casebook(tmp_path)
    await book.forget("f" * 64)
    await book.keep(case())
    await book.keep(case("And who else?", fingerprint="e" * 64))
    await book.forget("f" * 64)

    assert [line["question"] for line in read_lines(tmp_path)] == ["And who else?"]


def scored(whosaid: Whosaid, folder: Path) -> dict[str, Any]:
    ended = whosaid("eval", str(folder / "withdrawn.jsonl"), "--json")
    assert ended.code == 0, ended.err
    board: dict[str, Any] = json.loads(ended.out)
    return board["types"]["withdrawn"]["scores"]["withdrawn"]


def keep(folder: Path, *cases: WithdrawnCase) -> None:
    for one in cases:
        asyncio.run(Casebook(folder).keep(one))


def test_what_was_withdrawn_and_comes_back_is_counted(folder: Path, whosaid: Whosaid) -> None:
    keep(folder, case())

    assert scored(whosaid, folder) == {"good": 0, "of": 1, "share": 0.0}
    assert "withdrawn answers that did" in whosaid("eval", str(folder / "withdrawn.jsonl")).out


def test_words_of_a_file_that_has_changed_are_others(folder: Path, whosaid: Whosaid) -> None:
    keep(folder, case(QUESTION, citation(sha256="0" * 64)))

    assert scored(whosaid, folder) == {"good": 1, "of": 1, "share": 1.0}


def test_other_words_and_no_answer_are_right(folder: Path, whosaid: Whosaid) -> None:
    keep(folder, case(QUESTION, citation("The water rises by two metres")))
    keep(folder, case("Who won the chess match on Mars?", fingerprint="e" * 64))

    assert scored(whosaid, folder) == {"good": 2, "of": 2, "share": 1.0}
