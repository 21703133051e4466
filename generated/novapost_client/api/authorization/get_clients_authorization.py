"""GET /clients/authorization"""
from __future__ import annotations
import json
from dataclasses import dataclass, field
from typing import Any
from ...errors import UnreadableAnswer
from ...types import Request, path, query

@dataclass
class ClientAuthorization:
    jwt: Any = field(repr=False)

def build_request(*, api_key: str) -> Request[ClientAuthorization]:
    return Request(operation="getClientsAuthorization", method="GET", path=path("/clients/authorization"),
        params=query(("apiKey", api_key)), parse=parse_response, authorized=False)

def parse_response(content: bytes) -> ClientAuthorization:
    try:
        data = json.loads(content)
    except ValueError:
        raise UnreadableAnswer("not JSON") from None
    if not isinstance(data, dict):
        raise UnreadableAnswer("not an object")
    return ClientAuthorization(data.get("jwt"))
