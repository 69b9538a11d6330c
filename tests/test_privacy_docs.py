"""The page about privacy names every column that is stored, and nothing that is not."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from bot.settings import Settings
from bot.storage.tables import Base
from bot.sweeping import Terms

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "privacy.md").read_text("utf-8")
POLICY = (DOCS / "privacy-policy.md").read_text("utf-8")
_CODE = re.compile(r"`([^`]+)`")


def documented() -> dict[str, set[str]]:
    """Return the columns that the page's tables name, by table."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in re.split(r"(?m)^## ", PAGE):
        heading = part.partition("\n")[0]
        table = (_CODE.findall(heading) or [""])[0]
        for line in part.splitlines():
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not line.startswith("|") or len(cells) < 4 or not _CODE.search(line):
                continue
            if heading.startswith("A question"):
                found["questions"] |= set(_CODE.findall(cells[0]))
            elif heading.startswith(("What moderators", "Everything else")):
                table = (_CODE.findall(cells[0]) or [table])[0]
                found[table] |= set(_CODE.findall(cells[1]))
    return found


@pytest.mark.parametrize("table", sorted(Base.metadata.tables))
def test_the_page_names_every_column_and_no_other(table: str) -> None:
    assert documented()[table] == {column.name for column in Base.metadata.tables[table].columns}


def test_the_page_names_no_table_that_is_not_there() -> None:
    assert set(documented()) == set(Base.metadata.tables)


def test_the_pages_say_the_defaults_as_they_are() -> None:
    terms, fields = Terms(), Settings.model_fields

    assert fields["retention_days"].default == terms.retention_days
    assert fields["grace_days"].default == terms.grace_days
    assert f"`RETENTION_DAYS` ({terms.retention_days} unless" in PAGE
    assert f"`GRACE_DAYS` ({terms.grace_days})" in PAGE
    assert f"[{terms.retention_days}] days" in POLICY
    assert f"deleted [{terms.grace_days}] days later" in POLICY


@pytest.mark.parametrize(
    "said",
    [
        "OpenAI",
        "excerpts of the sources",
        "hash of your id",
        "moderation endpoint",
        "/privacy",
        "train",
        "13",
    ],
)
def test_the_policy_says_what_discord_asks_for(said: str) -> None:
    assert said in POLICY
