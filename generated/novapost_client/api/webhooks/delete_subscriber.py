"""DELETE /tracking-push/subscribers/{id}."""

from __future__ import annotations

from ...types import Request, path


def build_request(id: str) -> Request[None]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="deleteSubscriber",
        method="DELETE",
        path=path("/tracking-push/subscribers/{id}", id=id),
        parse=parse_response,
    )


def parse_response(content: bytes) -> None:
    """Read the body of a successful answer."""
    del content  # the operation answers with none
