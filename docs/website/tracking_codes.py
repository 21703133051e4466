"""The page of tracking codes: ``python -m docs.website.tracking_codes`` writes it.

A test holds it true. It is plain Markdown in ``docs/reference``, to be read without building.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Final

from novapost_auth import TrackingCode

PAGE: Final = Path(__file__).parents[1] / "reference" / "tracking-codes.md"

_HEAD: Final = """\
# Tracking codes

The {count} status codes that are published, as members of `TrackingCode`: each equals its text, so
that `TrackingCode("9") == "9"`. [`tracking_state`](../how-to/track-many.md#what-a-status-means)
tells the `stage`, too. A code that nobody has published is read all the same: its stage is
"unknown".

| code | `TrackingCode` | meaning | `stage` | |
|---|---|---|---|---|
"""


def tracking_codes_page() -> str:
    """Return the page, made of the class and of what stands below its members."""
    meanings = _meanings()
    rows = (
        f"| {code.value} | `{code.name}` | {meanings[code.name]} | {code.stage} | {_end(code)} |\n"
        for code in sorted(TrackingCode, key=lambda code: int(code.value))
    )
    return _HEAD.format(count=len(TrackingCode)) + "".join(rows)


def _end(code: TrackingCode) -> str:
    if code.is_delivered:
        return "`is_delivered`, `is_final`"
    return "`is_final`" if code.is_final else ""


def _meanings() -> Mapping[str, str]:
    (cls,) = ast.parse(inspect.getsource(TrackingCode)).body
    body = cls.body if isinstance(cls, ast.ClassDef) else []
    found = {}
    for member, text in pairwise(body):
        if isinstance(member, ast.Assign) and isinstance(text, ast.Expr):
            told = ast.literal_eval(text.value)
            found[ast.unparse(member.targets[0])] = " ".join(told.split()).removesuffix(".")
    return found


if __name__ == "__main__":
    PAGE.write_text(tracking_codes_page(), encoding="utf-8")
