"""All divisions at once: a gzipped base and a later change to it, beside the API proper.

It asks for no token. Base and delta together make what ``GET /divisions`` lists: the base has
one name that is out of date, and one division that the delta closes.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from typing import Any

from ._places import DIVISIONS, OPENED
from ._wire import Answer

_BASE_TIME = 1_767_225_600
_DELTA_TIME = _BASE_TIME + 86_400
_VERSIONS = "/divisions/versions"
_BASE, _DELTA = "/divisions/files/base.json.gz", "/divisions/files/delta.json.gz"
PATHS = (_VERSIONS, _BASE, _DELTA)
"""What is answered with."""


def answer(path: str, host: str, languages: Sequence[str]) -> Answer | None:
    """Answer for a path outside the API, or None where there is nothing."""
    if path == _VERSIONS:
        scheme = "http" if host.startswith(("127.0.0.1", "localhost")) else "https"
        delta = {"unix_time_from": _BASE_TIME, "unix_time_till": _DELTA_TIME}
        return Answer.of_json(
            200,
            {
                "base_version": {"unix_time": _BASE_TIME, "url": f"{scheme}://{host}{_BASE}"},
                "deltas": [{"url": f"{scheme}://{host}{_DELTA}", **delta}],
            },
        )
    first, *rest = [one.record(languages) for one in DIVISIONS]
    closed = {**first, "id": 1, "name": "Closed branch", "number": "1/1"}
    files = {
        _BASE: [{**first, "name": "Branch with an old name"}, closed, *rest],
        _DELTA: [first, {**closed, "deletedAt": OPENED}],
    }
    return _gzipped(files[path]) if path in files else None


def _gzipped(items: list[Any]) -> Answer:
    raw = json.dumps({"items": items}, ensure_ascii=False).encode()
    return Answer(200, (("Content-Type", "application/gzip"),), gzip.compress(raw, mtime=0))
