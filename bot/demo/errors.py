"""Why a demo cannot be shown."""


class DemoError(Exception):
    """The demo cannot start as it was asked for; the text is one sentence that says what to do."""
