"""See that the prepared document is valid OpenAPI."""

from __future__ import annotations

from textwrap import shorten
from typing import Any

from openapi_spec_validator import OpenAPIV30SpecValidator

from codegen.errors import CodegenError


def validate(document: dict[str, Any]) -> None:
    """Check a document against OpenAPI 3.0.

    Raises:
        CodegenError: It breaks the specification; the message names the first place.

    """
    for error in OpenAPIV30SpecValidator(document).iter_errors():
        cause: Any = error
        while context := getattr(cause, "context", ()):  # "Not valid under any of these".
            cause = max(context, key=lambda one: len(one.absolute_path))
        steps = getattr(cause, "absolute_path", ())
        place = "/".join(str(step).replace("~", "~0").replace("/", "~1") for step in steps)
        why = shorten(cause.message, 300)
        raise CodegenError(f"not valid OpenAPI 3.0 at #/{place}: {why}")
