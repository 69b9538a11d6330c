"""What can go wrong with a question."""


class QuestionError(Exception):
    """A question cannot be read; `sentence` says to the person who asked what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
