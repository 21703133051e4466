"""The one exception of the pipeline: a sentence for the person who runs it."""


def legible(text: str) -> str:
    """Return `text` as it may be printed: a terminal obeys what a document's names could hold."""
    return "".join(one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in text)


class CodegenError(Exception):
    """Bad input. The message is one line: what is wrong, and what to do; the exit status is 2."""

    def __init__(self, message: str) -> None:
        super().__init__(legible(message))
