"""DELETE /tracking-push/subscribers/{id}."""

from __future__ import annotations

from ...types import Request as _Request, path as _path


def build_request(id: str) -> _Request[None]:
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="deleteSubscriber", method="DELETE", parse=parse_response,
        path=_path("/tracking-push/subscribers/{id}", id=id),
    )  # fmt: skip


def parse_response(content: bytes) -> None:
    """Read the body of a successful answer."""
    del content  # the operation answers with none
