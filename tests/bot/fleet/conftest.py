"""Databases in both engines, as the tests of storage have them."""

from tests.bot.storage.conftest import database, migrated, migrated_file, postgresql, shared, url

__all__ = ["database", "migrated", "migrated_file", "postgresql", "shared", "url"]
