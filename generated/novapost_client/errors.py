"""What the client refuses to send, and what reading an answer can fail with."""

from __future__ import annotations

from typing import Any, Final

_PUBLIC: Final = "novapost_auth"


class NovaPostError(Exception):
    """The base of everything this package raises."""

    __module__ = _PUBLIC  # Where tracebacks and pickles find it.

    maybe_sent: bool = False
    """Whether the service may have done what was asked, although it did not say so.

    Then look for what the call would have changed before you send it again.
    """

    retry_after: float | None = None
    """Seconds after which another try is of use, where that is known."""

    def __init_subclass__(cls) -> None:
        if cls.__module__.startswith(f"{_PUBLIC}._errors."):  # What users subclass stays theirs.
            cls.__module__ = _PUBLIC

    def __reduce__(self) -> tuple[Any, ...]:
        return _revive, (type(self), self.args, self.__dict__)


class ConfigurationError(NovaPostError, ValueError):
    """A setting or an argument cannot be used: a server without https, a body that is no JSON."""

    __module__ = _PUBLIC


class UnknownFieldWarning(UserWarning):
    """A field that is not published was sent, and is spelt nearly like one that is."""

    __module__ = _PUBLIC


class UnreadableAnswer(ValueError):
    """The body of a successful answer is not what the operation answers with."""


def _revive(
    cls: type[NovaPostError], args: tuple[object, ...], state: dict[str, Any]
) -> NovaPostError:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error
