"""``novapost create``: a shipment of a JSON file, once."""

from __future__ import annotations

import json
import warnings
from typing import Any, Final

import novapost_auth
from novapost_auth._everyday.create_once import order_of
from novapost_auth._secrets import Variables
from novapost_auth._settings import resolve_server
from novapost_auth.cli._exits import Exit, Stop
from novapost_auth.cli._files import read_json
from novapost_auth.cli._session import Here, Session
from novapost_client.api.shipments.post_shipments import build_request

_MOST: Final = 5  # Faults that are told of.
_UNKNOWN: Final = "not known to the published document"


def create(
    shipment: str, /, *, dry_run: bool = False, allow_unknown: bool = False, session: Here
) -> None:
    """Create a shipment of a JSON file, unless there is one of its clientOrder.

    It may be run again after anything: a shipment of that clientOrder is created once.

    Args:
        shipment: File with the shipment, spelt as published; - is the standard input.
        dry_run: Send nothing: check it by the published document, and print what would be sent.
        allow_unknown: Send fields that the published document does not know, too.

    """
    # What is not published is told here by a message, or wanted.
    warnings.simplefilter("ignore", novapost_auth.UnknownFieldWarning)
    body = read_json(shipment if shipment.startswith("@") else f"@{shipment}")
    if not isinstance(body, dict):
        what = "a list: a file holds one" if isinstance(body, list) else "a single value"
        raise Stop(f"a shipment is a JSON object, {{...}}, not {what}")
    request = build_request(body)  # type: ignore[arg-type] # what is wrong in it is told
    try:
        order_of(body)
    except novapost_auth.ConfigurationError as error:
        raise Stop(str(error).replace("client_order", "clientOrder")) from None
    # A misspelt field is passed over by the service, and with it the money to be collected.
    problems, unknown = _looked_at(request.method, request.path, request.json)
    if unknown and not allow_unknown:
        known = "correct that, or pass --allow-unknown"
        raise Stop(f"nothing was created: {_UNKNOWN}: {', '.join(unknown)}; {known}")
    if dry_run:
        if unknown:
            session.out.say(f"{_UNKNOWN}: {', '.join(unknown)}")
        _refuse(problems, request.json)
        _show(request.method, request.path, request.json, session)
        return
    with session.connect() as novapost:
        made = novapost.shipments.create_once(body)  # type: ignore[arg-type] # as above
    if session.out.as_json:
        session.out.data({"number": made.number, "id": made.id, "created": made.created})
    else:
        session.out.line(f"{'created' if made.created else 'there already:'} {made.number}")


def _looked_at(method: str, path: str, body: Any) -> tuple[list[tuple[str, str]], list[str]]:
    """Return what is wrong in a body by the published document, and the fields it does not know."""
    from novapost_auth.testing._document import prepared  # noqa: PLC0415 - takes a moment
    from novapost_auth.testing._requests import check_body, undeclared  # noqa: PLC0415 - as above

    document = prepared()
    operation, _ = document.find(method, path) or (None, None)
    if operation is None:
        return [], []
    data, problems = check_body(document, operation, json.dumps(body).encode())
    return problems, undeclared(document, operation, (), data)


def _refuse(problems: list[tuple[str, str]], body: Any) -> None:
    """Refuse what the service is known to, whatever divisions and towns there are."""
    from novapost_auth.testing._rules import refused_anywhere  # noqa: PLC0415 - takes a moment

    if problems := problems or [*refused_anywhere(body)]:
        told = [f"{field}: {text}" if field else text for field, text in problems]
        more = f" ({len(told) - _MOST} more)" if len(told) > _MOST else ""
        raise Stop(f"it would be refused: {' '.join(told[:_MOST])}{more}", Exit.REFUSED)


def _show(method: str, path: str, body: Any, session: Session) -> None:
    url = resolve_server(session.options.server, Variables(None)) + path
    if session.out.as_json:
        session.out.data({"method": method, "url": url, "json": body})
    else:
        session.out.line(f"{method} {url}")
        session.out.data(body)
