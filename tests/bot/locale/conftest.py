"""The texts that every catalogue has to hold."""

import asyncio

import pytest

from bot.locale.gathering import Text
from bot.locale.updating import gather_texts


@pytest.fixture(scope="package")
def texts() -> list[Text]:
    return asyncio.run(gather_texts())
