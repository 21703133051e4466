"""GET /dictionary/classifier: its request, and the reading of its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import models as _models
from ...model import read_object as _read_object
from ...types import (
    Request as _Request,
    flag as _flag,
    path as _path,
    query as _query,
    within as _within,
)

if TYPE_CHECKING:
    from ...models import ClassifierResult


def build_request(
    *,
    country_code: str,
    fuzzy: bool | None = None,
    keyword: str,
    locale: str | None = None,
    size: int | None = None,
) -> _Request[ClassifierResult]:
    return _Request(
        operation="getDictionaryClassifier", method="GET", parse=parse_response,
        path=_path("/dictionary/classifier"),
        params=_query(
            ("country-code", country_code), ("fuzzy", _flag(fuzzy)), ("keyword", keyword),
            ("locale", locale), ("size", _within(size, minimum=1)),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> ClassifierResult:
    return _read_object(_models.ClassifierResult, content)
