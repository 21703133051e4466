"""What reading an answer can fail with."""


class UnreadableAnswer(ValueError):
    """The body of a successful answer is not what the operation answers with."""
