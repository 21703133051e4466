"""What comes in, what goes out, and how a request is refused."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import field, frozen


@frozen
class Answer:
    """An HTTP answer, before anything has put it on a wire."""

    status: int
    headers: Sequence[tuple[str, str]] = ()
    body: bytes = field(default=b"", repr=False)

    @classmethod
    def of_json(cls, status: int, data: Any) -> Answer:
        """Answer with ``data`` as JSON."""
        body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        return cls(status, (("Content-Type", "application/json"),), body)


@frozen
class Call:
    """A request that has been found to fit its operation.

    Its representation shows nothing but the path: the rest may be secret.
    """

    path: Mapping[str, str]
    """The values of the path's ``{}`` parts."""
    query: Mapping[str, Any] = field(repr=False)
    """Typed where the document declares the parameter; the last text where it does not."""
    json: Any = field(repr=False)
    languages: Sequence[str]
    """What ``Accept-Language`` asks for, most wanted first, such as ``["uk", "en"]``."""


class Refusal(Exception):
    """The service's "no", in whichever of its body shapes the operation uses."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(status)
        self.status = status
        self.body = body

    @property
    def answer(self) -> Answer:
        """The refusal as it goes out."""
        return Answer.of_json(self.status, self.body)


def business(code: str, status: int = 422) -> Refusal:
    """Refuse a well-formed request for a business reason, such as ``shipment_was_deleted``."""
    return Refusal(status, {"errors": {"errorMessage": code}})


def malformed(problems: Iterable[tuple[str, str]]) -> Refusal:
    """Refuse a request for its form: pairs of a dotted field and what is wrong with it."""
    errors: dict[str, str] = {}
    for where, what in problems:
        errors.setdefault(where, what)
    return Refusal(422, {"errors": errors})
