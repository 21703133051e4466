"""Webhooks: whether one comes from Nova Post, and what it says."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from contextlib import suppress
from typing import Any, Final, Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen

from novapost_auth._errors import ConfigurationError, NovaPostError
from novapost_auth._everyday.state import plain_text
from novapost_auth._secrets import Secret, unchecked
from novapost_client.shown import kind_of

_HEADER: Final = "X-NP-Key"
_BODIES: Final = (bytes, bytearray, memoryview, str, type(None))
"""What bodies come as. AWS Lambda passes None for an empty one."""

Pairs: TypeAlias = Iterable[tuple[str | bytes, str | bytes]]


@runtime_checkable
class HasItems(Protocol):
    """Headers as frameworks have them: whatever else they are, they give pairs."""

    def items(self) -> Iterable[tuple[Any, Any]]:
        """Return names and values."""
        ...


class InvalidWebhook(NovaPostError):
    """What came is no webhook of ours: it lacks the secret, or is no JSON. Answer it with 401."""

    __module__ = "novapost_auth"


@frozen
class WebhookEvent:
    """What a webhook says.

    Nova Post does not publish what is in the body. The fields are what is found under the
    names that tracking has for them, and None where it is not: a good use of a webhook is to
    be told which shipment to ask about, with ``shipments.track``.
    """

    data: Any = field(repr=False)
    """The whole body, as JSON data."""
    number: str | None
    """Number of the shipment (``number``)."""
    code: str | None
    """Code of its status (``code`` or ``statusCode``), such as ``"4"`` for accepted."""


def verify_webhook(
    headers: HasItems | Pairs,
    body: bytes | str,
    secret: str | Secret,
    *,
    header: str = _HEADER,
) -> WebhookEvent:
    """Check that a request is a webhook from Nova Post, and read it.

    Nova Post sends the ``secretToken`` of a subscription with each of its webhooks. That is no
    signature: whoever has seen it once can send anything, so take webhooks over https only.

    Args:
        headers: The request's headers: a mapping, or pairs. Upper and lower case are the same,
            values may be lists, and those of WSGI (``HTTP_X_NP_KEY``) are known as well.
        body: The request's body, as it came.
        secret: The ``secret_token`` that the subscription was created with.
        header: Where it is sent: the ``secret_token_header_name`` of the subscription. What it
            is by default is not published for sure.

    Returns:
        The event.

    Raises:
        InvalidWebhook: It does not come from Nova Post, or is no JSON.
        ConfigurationError: Nobody but this program has made the mistake: the secret is empty, so
            that anyone could send webhooks, the body has been read as JSON already, or an
            argument is of another type, such as the body in the place of the headers.

    """
    wanted, secret = unchecked(secret), ""
    if reason := _why_not(wanted):
        raise ConfigurationError(f"the secret of webhooks {reason}")
    if not isinstance(header, str):
        kind, header = kind_of(header), ""
        raise ConfigurationError(f"the name of the header with the secret must be text, not {kind}")
    if not header.strip():
        raise ConfigurationError("the name of the header with the secret is empty")
    # Neither headers nor body are quoted or kept: where the two were swapped, both hold the secret.
    pairs, kind, headers = _pairs(headers), kind_of(headers), ()
    if pairs is None:  # Who sent the webhook cannot do that.
        raise ConfigurationError(f"the headers must be a mapping or pairs: this {kind} is neither")
    is_right, pairs = _compared(pairs, header, wanted), None
    if not isinstance(body, _BODIES):
        reason = "the body must be as it came, in bytes or as text"
        raise ConfigurationError(f"{reason}, not {kind_of(body)}")
    if is_right is None:
        raise InvalidWebhook(f"a webhook without the header {header}")
    if not is_right:
        raise InvalidWebhook(f"a webhook with another secret in {header}")
    data = _read(body)
    told = data if isinstance(data, dict) else {}
    return WebhookEvent(data, plain_text(told, "number"), plain_text(told, "code", "statusCode"))


def _why_not(secret: Secret) -> str | None:
    if not isinstance(secret.reveal(), str):
        return f"must be text, not {type(secret.reveal()).__name__}"
    return None if secret.reveal().strip() else "is empty"


def _compared(pairs: Pairs, header: str, secret: Secret) -> bool | None:
    """Tell whether the header holds the secret; None where it is missing."""
    sent = [one for key, value in pairs if _is(key, header) for one in _values(value)]
    # All are compared, each in a time that does not tell how much of it is right.
    right = [hmac.compare_digest(value, one) for value in sent for one in _expected(secret)]
    return True in right if sent else None


def _expected(secret: Secret) -> list[bytes]:
    """Return the bytes that the secret may be sent as."""
    wanted = secret.reveal().strip()
    # As UTF-8, and as those of western Europe still write headers.
    return list({wanted.encode("utf-8", "surrogatepass"), _bytes(wanted)})


def _pairs(headers: object) -> list[tuple[Any, Any]] | None:
    """Return names and values; None where there are none to be had."""
    with suppress(TypeError, ValueError):
        pairs: Any = headers.items() if isinstance(headers, HasItems) else headers
        return [(key, value) for key, value in pairs]
    return None


def _is(key: object, header: str) -> bool:
    """Tell whether ``key`` is the name of ``header``, as WSGI and CGI spell it too."""
    if not isinstance(key, (str, bytes)):
        return False
    name, wanted = (_bytes(one).strip().lower().replace(b"_", b"-") for one in (key, header))
    return name in (wanted, b"http-" + wanted)


def _values(value: object) -> list[bytes]:
    """Return what a header was sent with: once, or as a list of several times."""
    several = value if isinstance(value, (list, tuple)) else [value]
    return [_bytes(one).strip() for one in several if isinstance(one, (str, bytes))]


def _read(body: bytes | str | None) -> Any:
    if body is None:
        raise InvalidWebhook("a webhook without a body")
    try:
        return json.loads(body.removeprefix("\ufeff") if isinstance(body, str) else bytes(body))
    except (ValueError, RecursionError):
        raise InvalidWebhook("a webhook whose body is no JSON") from None


def _bytes(text: str | bytes) -> bytes:
    if isinstance(text, bytes):
        return text
    try:
        return text.encode("latin-1")  # As servers decode headers.
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
