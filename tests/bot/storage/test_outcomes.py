"""An outcome is kept with what it cost, and read back the same; also one of before there were models."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.answering.types import Spent
from bot.storage.outcomes import read_outcome, store_outcome, write_outcome
from tests.bot.fakes import fog_answer

SPENT = Spent(model="parrot-1", calls=2, input_tokens=2000, output_tokens=150, dollars=Decimal("0.0000075"))


@pytest.mark.parametrize("spent", [None, SPENT, replace(SPENT, dollars=None)])
def test_what_it_cost_is_kept_with_an_outcome(spent: Spent | None) -> None:
    stored = store_outcome(replace(fog_answer(), spent=spent))
    assert read_outcome(json.loads(json.dumps(write_outcome(stored)))) == stored
    assert (stored.spent is None) == (spent is None)


def test_money_is_written_out_in_digits() -> None:
    stored = store_outcome(replace(fog_answer(), spent=SPENT))
    assert stored.spent is not None
    assert stored.spent.dollars == "0.0000075"


def test_an_outcome_of_before_there_were_models_is_read_as_it_was() -> None:
    stored = store_outcome(fog_answer())
    before = {name: value for name, value in write_outcome(stored).items() if name != "spent"}
    assert read_outcome(json.loads(json.dumps(before))) == stored
