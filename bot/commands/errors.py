"""Why a command cannot do what it was told."""


class CommandError(Exception):
    """A command was given what it cannot use; the text is one sentence that says what to do."""
