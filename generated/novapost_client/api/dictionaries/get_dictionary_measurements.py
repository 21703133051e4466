"""GET /dictionary/measurements: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...pages import read_page as _read_page
from ...types import Request as _Request, path as _path, query as _query, within as _within

if TYPE_CHECKING:
    from ...models import MeasurementPage


def build_request(
    *, limit: int | None = None, page: int | None = None
) -> _Request[MeasurementPage]:
    return _Request(
        operation="getDictionaryMeasurements", method="GET", parse=parse_response,
        path=_path("/dictionary/measurements"),
        params=_query(
            ("limit", _within(limit, minimum=1)), ("page", _within(page, minimum=1)),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> MeasurementPage:
    return _read_page(_models.MeasurementPage, content)
