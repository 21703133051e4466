"""Keys and the tokens that they are exchanged for."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from ._tokens import refuse_key
from ._wire import Call, Refusal
from ._world import World, handles, written

_DAY = 86_400.0


@handles("GET /clients/authorization")
def get_token(world: World, call: Call) -> Any:
    """Exchange a key for a token."""
    cid = world.clients.get(call.query["apiKey"])
    if cid is None:
        raise refuse_key()
    return {"jwt": world.mint.issue(cid)}


def _refuse_phone(problems: Mapping[str, str]) -> Refusal:
    if "phone" in problems:
        return Refusal(400, {"success": False, "errors": ["Missing required parameter: phone"]})
    return Refusal(400, {"success": False, "errors": list(problems.values())})


@handles("POST /test-api-keys", refuse=_refuse_phone)
def create_test_key(world: World, call: Call) -> Any:
    """Make a key that works at once; one request a phone and day."""
    phone, now = call.json["phone"], world.clock.time()
    if not phone.isdecimal():
        raise Refusal(400, {"success": False, "errors": ["Invalid parameter: phone"]})
    if now - world.key_requests.get(phone, now - _DAY) < _DAY:
        raise Refusal(429, {"success": False, "errors": ["Daily limit reached"]})
    world.key_requests[phone] = now
    key = secrets.token_hex(16)
    world.clients[key] = str(uuid4())
    return {
        "apiKey": key,
        "createdAt": written(now),
        "expDate": written(now + 365 * _DAY),
        "status": "Active",
    }
