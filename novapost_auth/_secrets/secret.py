"""The API key and the JWT, held so that nothing shows them by accident."""

from __future__ import annotations

import base64
import functools
import json
import re
from typing import Any, Final, NoReturn, final
from urllib.parse import quote, quote_plus

MASK: Final = "***"

_KEY_IN_QUERY: Final = re.compile(r"(?i)(?<=[?&])(api_?key=)[^&#]*")
_USERINFO: Final = re.compile(r"(?<=//)[^/?#]*@")
_JWT: Final = re.compile(r"\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}")
_SHORTEST: Final = 4  # Shorter forms would be found in any text.


@final
class Secret:
    """A string that is shown only on request: ``reveal()``.

    It compares in constant time, can be hashed, and cannot be pickled.
    """

    __slots__ = ("__value",)

    __value: str

    def __init__(self, value: str) -> None:
        object.__setattr__(self, "_Secret__value", value)

    def reveal(self) -> str:
        """Return the string itself."""
        return self.__value

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a Secret cannot be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a Secret cannot be changed")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        from hmac import compare_digest  # noqa: PLC0415 - brings OpenSSL's hashes

        return compare_digest(_utf8(self.__value), _utf8(other.__value))

    def __hash__(self) -> int:
        return hash((Secret, self.__value))

    def __bool__(self) -> bool:
        return bool(self.__value)

    def __repr__(self) -> str:
        return f"Secret('{MASK}')"

    def __str__(self) -> str:
        return MASK

    def __format__(self, _spec: str) -> str:
        return MASK

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")

    def __getstate__(self) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, _memo: dict[int, Any]) -> Secret:
        return self


@functools.cache
def redacting(cls: type[Any]) -> type[Any]:
    """Return a kind of ``cls``, the URL of a library, that is printed without what is secret.

    Libraries log, trace and tell of a request by printing its URL; they send its ``raw_path``,
    which is left alone.
    """

    class RedactedURL(cls):  # type: ignore[misc]
        """A URL that is sent as it is and printed without the value of ``apiKey``."""

        def __str__(self) -> str:
            return redact_url(super().__str__())

        def __repr__(self) -> str:
            return f"URL({str(self)!r})"

        def copy_with(self, **kwargs: Any) -> Any:
            """Return a changed copy that is redacted as well."""
            return RedactedURL(self, **kwargs)

    return RedactedURL


def redact_url(url: str) -> str:
    """Return ``url`` without the value of ``apiKey`` and without user information."""
    return _USERINFO.sub(f"{MASK}@", _KEY_IN_QUERY.sub(rf"\g<1>{MASK}", url))


def scrub(text: str, *secrets: Secret) -> str:
    """Replace ``secrets``, and whatever looks like a JWT, in ``text`` by ``***``.

    Found are the plain, the percent-encoded, the JSON-escaped and the base64 form, the last
    also inside a longer base64 text.
    """
    forms = {form for secret in secrets for form in _forms(secret.reveal())}
    if forms:
        longest_first = sorted(forms, key=len, reverse=True)
        text = re.sub("(?i)" + "|".join(map(re.escape, longest_first)), MASK, text)
    return _JWT.sub(MASK, text)


def _forms(value: str) -> set[str]:
    data = _utf8(value)
    forms = {value, quote(data, safe=""), quote_plus(data), json.dumps(value)[1:-1]}
    for shift in range(3):  # Where the value may begin within a base64 group.
        whole = slice(-(-shift * 8 // 6), (shift + len(data)) * 8 // 6)
        padded = bytes(shift) + data
        forms.add(base64.b64encode(padded).decode("ascii")[whole])
        forms.add(base64.urlsafe_b64encode(padded).decode("ascii")[whole])
    return {form for form in forms if len(form) >= _SHORTEST}


def _utf8(value: str) -> bytes:
    return value.encode("utf-8", "surrogatepass")
