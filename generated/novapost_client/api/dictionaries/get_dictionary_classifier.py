"""GET /dictionary/classifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model import read_object
from ...types import Request, path, query

if TYPE_CHECKING:
    from ...models.classifier_result import ClassifierResult


def build_request(
    *,
    country_code: str,
    fuzzy: bool | None = None,
    keyword: str,
    locale: str | None = None,
    size: int | None = None,
) -> Request[ClassifierResult]:
    """Build the request of this operation, for a transport to send."""
    return Request(
        operation="getDictionaryClassifier",
        method="GET",
        path=path("/dictionary/classifier"),
        params=query(
            ("country-code", country_code),
            ("fuzzy", fuzzy),
            ("keyword", keyword),
            ("locale", locale),
            ("size", size),
        ),
        parse=parse_response,
    )


def parse_response(content: bytes) -> ClassifierResult:
    """Read the body of a successful answer."""
    from ...models.classifier_result import ClassifierResult

    return read_object(ClassifierResult, content)
