"""Bringing a database to this version's schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from bot.storage.errors import StorageError

NEWEST = "head"
_NEWER = (
    "The database was written by a newer version of whosaid: install that version, "
    "or set DATABASE_URL to another database."
)
# Of those who start at once only one migrates. Servers have ids above 0, so none is locked by it.
_LOCK = -1


def migrate(connection: Connection, *, to: str = NEWEST) -> None:
    """Upgrade to this version's schema, or to an older one; refuse what a newer version wrote.

    It happens in the connection's transaction: all of it, or nothing.
    """
    lock(connection)
    config = _config()
    scripts = ScriptDirectory.from_config(config)
    revision = revision_of(connection)
    if revision == scripts.get_current_head() and to == NEWEST:
        return
    if revision is not None and not _knows(scripts, revision):
        raise StorageError(_NEWER)
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def lock(connection: Connection) -> None:
    """Keep others from changing the schema until this transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def revision_of(connection: Connection) -> str | None:
    """Return the schema that a database has; None where there is none yet."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Tell whether this version knows a schema; it does not if a newer one made it."""
    return _knows(ScriptDirectory.from_config(_config()), revision)


def _knows(scripts: ScriptDirectory, revision: str) -> bool:
    return revision in {script.revision for script in scripts.walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    return config
