"""The one exception of the pipeline: a sentence for the person who runs it."""


class CodegenError(Exception):
    """Bad input. The message is one line: what is wrong, and what to do; the exit status is 2."""
