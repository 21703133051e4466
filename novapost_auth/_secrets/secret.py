"""What is secret, held so that nothing shows it by accident: an API key, a JWT, an environment."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, NoReturn, TypeVar, final
from urllib.parse import parse_qsl

from novapost_client.errors import ConfigurationError

MASK: Final = "***"

_KEY_IN_QUERY: Final = re.compile(r"(?i)(?<=[?&])(api_?key=)[^&#]*")
_KEYS: Final = frozenset({"apikey", "api_key"})
_USERINFO: Final = re.compile(r"(?<=//)[^/?#]*@")

T = TypeVar("T")


@final
class Secret:
    """A string that is shown only on request: ``reveal()``.

    It compares in constant time, can be hashed, and cannot be pickled.
    """

    # A function, since inspectors print what attributes hold, and of a function its name. It is no
    # method, as it is called for every request, and would take twice as long.
    __slots__ = {"reveal": "Return the string itself."}

    reveal: Callable[[], str]
    """Return the string itself."""

    def __init__(self, value: str) -> None:
        kind, read, value = type(value), _hidden(value), ""  # No traceback shows it from here on.
        object.__setattr__(self, "reveal", read)
        if not issubclass(kind, str):
            raise ConfigurationError(f"a Secret must be text, not {kind.__qualname__}")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a Secret cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a Secret cannot be changed")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        from hmac import compare_digest  # noqa: PLC0415 - brings OpenSSL's hashes

        return compare_digest(_utf8(self.reveal()), _utf8(other.reveal()))

    def __hash__(self) -> int:
        return hash((Secret, self.reveal()))

    def __bool__(self) -> bool:
        return bool(self.reveal())

    def __repr__(self) -> str:
        return f"Secret('{MASK}')"

    def __str__(self) -> str:
        return MASK

    def __format__(self, _spec: str) -> str:
        return MASK

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Secret:
        return self


@final
class Variables:
    """Those of an environment, any of which may be secret. It shows none of them.

    None stands for the one of this process: as a default, ``help()`` would show it all.
    """

    __slots__ = ("__read",)

    def __init__(self, values: Mapping[str, str] | None) -> None:
        self.__read = _hidden(os.environ if values is None else values)

    def get(self, name: str, default: str = "", /) -> str:
        """Return the value of a variable.

        Raises:
            ConfigurationError: It is no text, or there are no variables in what was passed.

        """
        if not isinstance(self.__read(), Mapping):
            raise ConfigurationError(
                "environ must be a mapping, such as os.environ, not"
                f" {type(self.__read()).__qualname__}"
            )
        if not isinstance(self.__read().get(name, default), str):
            kind = type(self.__read().get(name)).__qualname__
            raise ConfigurationError(f"{name} in environ must be text, not {kind}")
        return self.__read().get(name, default)


def unchecked(value: object) -> Secret:
    """Return ``value``, text or not, so that no traceback shows it from here on.

    Whether it is text is looked at later. Who calls this forgets what it has passed.
    """
    if isinstance(value, Secret):
        return value
    held = object.__new__(Secret)
    object.__setattr__(held, "reveal", _hidden(value))
    return held


def _hidden(value: T) -> Callable[[], T]:
    return lambda: value


@functools.cache
def unshown(cls: type[Any]) -> type[Any]:
    """Return a kind of ``cls``, the URL of a library, that shows nothing secret in a traceback."""

    class UnshownURL(cls):  # type: ignore[misc]
        """A URL that prints as it is, but for its representation."""

        was_read = False
        """Whether somebody has read the query other than by printing it."""

        def __repr__(self) -> str:
            return f"URL({redact_url(super().__str__())!r})"

        @property
        def raw_path(self) -> bytes:
            """Path and query, as they are sent."""
            self.was_read = True
            return super().raw_path  # type: ignore[no-any-return]

        @property
        def query(self) -> bytes:
            """The query, as it is sent."""
            self.was_read = True
            return super().query  # type: ignore[no-any-return]

        @property
        def params(self) -> Any:
            """The query, decoded."""
            self.was_read = True
            return super().params

        def copy_with(self, **kwargs: Any) -> Any:
            """Return a changed copy of the same kind."""
            return type(self)(self, **kwargs)

    return UnshownURL


@functools.cache
def redacting(cls: type[Any]) -> type[Any]:
    """Return a kind of ``cls``, the URL of a library, that is printed without what is secret.

    Libraries log, trace and tell of a request by printing its URL; they send its ``raw_path``,
    which is left alone.
    """

    class RedactedURL(unshown(cls)):  # type: ignore[misc]
        """A URL that is sent as it is and printed without the value of ``apiKey``."""

        def __str__(self) -> str:
            return redact_url(super().__str__())

    return RedactedURL


def redact_url(url: str) -> str:
    """Return ``url`` without the value of ``apiKey`` and without user information."""
    return _USERINFO.sub(f"{MASK}@", _KEY_IN_QUERY.sub(rf"\g<1>{MASK}", url))


def keys_of(url: str) -> tuple[Secret, ...]:
    """Return the keys in the query of ``url``."""
    pairs = parse_qsl(url.partition("?")[2])
    return tuple(Secret(value) for name, value in pairs if name.lower() in _KEYS)


def _utf8(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")
