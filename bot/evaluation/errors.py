"""Why a question cannot be scored."""


class ExpectationError(Exception):
    """What a line expects of an answer cannot be used; the text is one sentence that says what to do."""
