"""Bringing a database to this version's schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.storage.errors import StorageError


def migrate(connection: Connection) -> None:
    """Upgrade to this version's schema; refuse a database that a newer version wrote."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    if not known.issuperset(MigrationContext.configure(connection).get_current_heads()):
        raise StorageError(
            "The database was written by a newer version of whosaid: install that version, "
            "or set DATABASE_URL to another file."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
