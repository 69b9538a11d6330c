"""A whole outcome, kept and brought back: the same to the letter, or not at all."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from bot.answering.asking import Asked, Intent
from bot.answering.generation.generating import Brief, NotWritten, Written
from bot.answering.pipeline import AnswerPipeline
from bot.answering.types import Abstention, Answer, Draft, DraftClaim, Mode, Outcome, Quote, Spent
from bot.phrases import Forms, Phrase
from bot.restoring import restore_outcome, write_draft
from bot.translating import Tongue
from index.catalogue import Catalogue, SourceEntry
from index.library import Library, open_library
from index.progress import Silent
from index.types import Speaker, Turn
from tests.bot.answering.orchard import read_posed, settings_in
from tests.bot.fakes import FakeCatalogue, fog_answer
from tests.bot.interview import ENTRY, MIRA, TURNS

OTHERS = (
    Asked(text="copper", intent=Intent.COMPARE),
    Asked(text="frost, by Davit and Ruth", intent=Intent.COMPARE),
    Asked(
        text="The gate had rusted shut. 412 fruit trees were alive. Nobody likes apples.", intent=Intent.CLAIM
    ),
    Asked(text="The labels were right", intent=Intent.CLAIM),
    Asked(text="it is a museum of failure", intent=Intent.QUOTE),
    Asked(text="hello"),
)


@dataclass(frozen=True, slots=True)
class Quoting:
    """A model that tells the first sentence it was given, and something that nobody said."""

    deadline: float = 1.0

    async def write(self, brief: Brief) -> Written | NotWritten:
        passage = brief.excerpts[0].passage
        quote = Quote(source=passage.turn.source, turn=passage.turn.ordinal, words=passage.text)
        said = f'{passage.turn.speaker.name} says: "{passage.text}"'
        claims = (
            DraftClaim(text=said, quotes=(quote,)),
            DraftClaim(text="Nobody ate 7 pears.", quotes=(quote,)),
        )
        spent = Spent(model="m", calls=1, input_tokens=900, output_tokens=40, dollars=Decimal("0.00012"))
        return Written(draft=Draft(mode=Mode.GENERATED, claims=claims), spent=spent)


@pytest.fixture(scope="module")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with open_library(settings_in(tmp_path_factory.mktemp("orchard"), "none"), progress=Silent()) as library:
        yield library


def bring_back(outcome: Outcome, catalogue: Catalogue) -> Outcome | None:
    return restore_outcome(json.loads(json.dumps(write_draft(outcome, catalogue))), catalogue)


async def test_every_outcome_of_a_library_comes_back_as_it_was(orchard: Library) -> None:
    answering = AnswerPipeline(orchard)
    asked = [*(Asked(text=one.text, after=one.after) for one in read_posed()), *OTHERS]
    outcomes = [await answering.answer(one) for one in asked]

    assert {type(one) for one in outcomes} == {Answer, Abstention}
    assert any(one.findings for one in outcomes if isinstance(one, Answer))
    assert any(one.compared for one in outcomes if isinstance(one, Answer))
    for outcome in outcomes:
        brought = bring_back(outcome, orchard.catalogue)
        assert brought == outcome
        assert repr(brought) == repr(replace(outcome, trace=None))


def test_a_phrase_can_still_be_said_in_another_language() -> None:
    forms = Forms("{count} ship of {whose}", "{count} ships of {whose}")
    phrase = Phrase("At {place}: {ships}.", place="the quay", ships=Phrase.of_many(forms, 3, whose="Mira"))
    answer = replace(fog_answer(), note=phrase)
    brought = bring_back(answer, FakeCatalogue())
    backwards = Tongue(
        code="x",
        translate=lambda _: ".{ships} :{place} tA",
        translate_many=lambda _one, _many, n: f"{n} {{whose}}s",
    )

    assert isinstance(brought, Answer)
    assert (brought.note, brought) == ("At the quay: 3 ships of Mira.", answer)
    assert backwards.tell(brought.note or "") == backwards.tell(phrase) == ".3 Miras :the quay tA"


async def test_what_a_model_wrote_comes_back_with_what_was_refused_and_spent(orchard: Library) -> None:
    outcome = await AnswerPipeline(orchard, Quoting()).answer(Asked(text="What does Davit say about frost?"))

    assert (outcome.mode, bool(outcome.rejected)) == (Mode.GENERATED, True)
    assert outcome.spent is not None
    assert bring_back(outcome, orchard.catalogue) == outcome


@pytest.mark.parametrize(
    ("entry", "turns"),
    [
        pytest.param(replace(ENTRY, sha256="1" * 64), TURNS, id="another file"),
        pytest.param(replace(ENTRY, id="other-talk"), TURNS, id="the source is gone"),
        pytest.param(ENTRY, TURNS[:2], id="the turn is gone"),
        pytest.param(ENTRY, (TURNS[0], replace(TURNS[1], text="No fog."), *TURNS[2:]), id="other words"),
    ],
)
def test_what_does_not_stand_any_more_is_not_brought_back(
    entry: SourceEntry, turns: tuple[Turn, ...]
) -> None:
    kept = write_draft(fog_answer(), FakeCatalogue())

    assert restore_outcome(kept, FakeCatalogue()) == fog_answer()
    assert restore_outcome(kept, FakeCatalogue(entry, turns)) is None


def test_nor_is_what_another_is_now_said_to_have_said() -> None:
    renamed: Speaker = replace(MIRA, name="Mira Okafor-Lund")
    turns = tuple(replace(turn, speaker=renamed) if turn.speaker == MIRA else turn for turn in TURNS)

    assert restore_outcome(write_draft(fog_answer(), FakeCatalogue()), FakeCatalogue(ENTRY, turns)) is None


def test_nor_what_another_version_wrote() -> None:
    kept: dict[str, Any] = {**write_draft(fog_answer(), FakeCatalogue()), "version": 2}

    assert restore_outcome(kept, FakeCatalogue()) is None
