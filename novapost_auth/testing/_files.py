"""Files that are given to a shipment, and given out again."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from ._shipments import by_number
from ._wire import Answer, Call, Refusal, malformed
from ._world import Record, World, handles, kept

_A_LITTLE = 16
"""Characters of base64 after which something else may follow, as in published examples."""

_SIGNATURES: Mapping[bytes, str] = {
    b"%PDF": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG": "image/png",
}


@handles("POST /shipments/uploads/{id}")
def upload(world: World, call: Call) -> Any:
    """Keep a base64 file with a shipment."""
    shipment = kept(world.shipments, call.path["id"], "shipment")
    try:
        content = _decoded(call.json["file"])
    except KeyError:
        raise malformed([("file", "The file field is required.")]) from None
    if not content:
        raise malformed([("file", "The file field must be base64.")])
    name = call.json.get("fileName", "invoice")
    shipment["files"].append(
        {
            "shipmentId": shipment["id"],
            "storageInfo": {"id": str(uuid4()), "name": name, "documentType": name},
            "createdAt": world.now(),
            "content": content,
        }
    )
    return {"success": True}


@handles("GET /shipments/{shipmentNumber}/attachments")
def find(world: World, call: Call) -> Any:
    """List a shipment's files."""
    return _files(world, call)


@handles("GET /shipments/{shipmentNumber}/attachments/{fileId}")
def download(world: World, call: Call) -> Any:
    """Give one file out, under the media type that its first bytes tell."""
    for file in _files(world, call):
        if file["storageInfo"]["id"] == call.path["fileId"]:
            content: bytes = file["content"]
            kinds = [kind for mark, kind in _SIGNATURES.items() if content.startswith(mark)]
            kind = next(iter(kinds), "application/octet-stream")
            return Answer(200, (("Content-Type", kind),), content)
    raise Refusal(422, {"error": "Attachment not found"})


def _decoded(text: str) -> bytes:
    """Decode base64 as PHP does, which passes over what does not belong there; nonsense is none."""
    run = re.match(r"[A-Za-z0-9+/\s]*={0,2}", text)
    if run is None or (run.end() < len(text) and run.end() < _A_LITTLE):
        return b""
    plain = re.sub(r"[^A-Za-z0-9+/]", "", run[0])
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]  # One character makes no byte.
    return base64.b64decode(plain + "=" * (-len(plain) % 4))


def _files(world: World, call: Call) -> list[Record]:
    """Find a shipment's files; this resource refuses everything with 422 and ``error``."""
    try:
        files: list[Record] = by_number(world, call.path["shipmentNumber"])["files"]
    except Refusal:
        raise Refusal(422, {"error": "Shipment not found"}) from None
    if not files:
        raise Refusal(422, {"error": "No attachments found for the specified shipment"})
    return files
