"""GET /dictionary/classifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object as _read_object
from ...types import Request as _Request, path as _path, query as _query

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
    """Build the request of this operation, for a transport to send."""
    return _Request(
        operation="getDictionaryClassifier", method="GET", parse=parse_response,
        path=_path("/dictionary/classifier"),
        params=_query(
            ("country-code", country_code),
            ("fuzzy", fuzzy),
            ("keyword", keyword),
            ("locale", locale),
            ("size", size),
        ),
    )  # fmt: skip


def parse_response(content: bytes) -> ClassifierResult:
    """Read the body of a successful answer."""
    from ...models.classifier_result import ClassifierResult

    return _read_object(ClassifierResult, content)
