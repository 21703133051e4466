"""DELETE /tracking-push/subscribers/{id}: its request, and the reading of its answer."""

from __future__ import annotations

from ...types import Request as _Request, path as _path


def build_request(id: str) -> _Request[None]:
    return _Request(
        operation="deleteSubscriber", method="DELETE", parse=parse_response,
        path=_path("/tracking-push/subscribers/{id}", id=id),
    )  # fmt: skip


def parse_response(content: bytes) -> None:
    del content  # the operation answers with none
