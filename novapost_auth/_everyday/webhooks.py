"""Webhooks: whether one comes from Nova Post, and what it says."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from typing import Any, Final, Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen

from novapost_auth._errors import ConfigurationError, NovaPostError
from novapost_auth._secrets import Secret

_HEADER: Final = "X-NP-Key"

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
        headers: The request's headers: a mapping, or pairs. Upper and lower case are the same.
        body: The request's body, as it came.
        secret: The ``secret_token`` that the subscription was created with.
        header: Where it is sent: the ``secret_token_header_name`` of the subscription. What it
            is by default is not published for sure.

    Returns:
        The event.

    Raises:
        InvalidWebhook: It does not come from Nova Post, or is no JSON.
        ConfigurationError: The secret is empty, so that anyone could send webhooks.

    """
    wanted = (secret.reveal() if isinstance(secret, Secret) else secret).strip()
    if not wanted:
        raise ConfigurationError("the secret of webhooks is empty")
    expected = wanted.encode("utf-8", "surrogatepass")
    pairs = headers.items() if isinstance(headers, HasItems) else headers
    name = _bytes(header).lower()
    sent = [_bytes(value) for key, value in pairs if _bytes(key).lower() == name]
    if not sent:
        raise InvalidWebhook(f"a webhook without the header {header}")
    # All are compared, each in a time that does not tell how much of it is right.
    if True not in [hmac.compare_digest(value, expected) for value in sent]:
        raise InvalidWebhook(f"a webhook with another secret in {header}")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise InvalidWebhook("a webhook whose body is no JSON") from None
    return WebhookEvent(data, _text(data, "number"), _text(data, "code", "statusCode"))


def _bytes(text: str | bytes) -> bytes:
    if isinstance(text, bytes):
        return text
    try:
        return text.encode("latin-1")  # As servers decode headers.
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _text(data: Any, *names: str) -> str | None:
    if not isinstance(data, dict):
        return None
    values = (data.get(name) for name in names)
    return next((str(one) for one in values if type(one) in (str, int)), None)
