"""What can go wrong with a question."""


class QuestionError(Exception):
    """A question cannot be read; the text is the sentence for the person who asked."""
