"""What can go wrong with the database, each as one sentence for a person."""


class StorageError(Exception):
    """The database cannot be used; the text says why and what to do."""


class DamagedError(StorageError):
    """The file of the database is damaged, or is none."""
