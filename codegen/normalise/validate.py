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
        place = "/".join(map(str, getattr(error, "absolute_path", ())))
        why = shorten(error.message, 300)
        raise CodegenError(f"not valid OpenAPI 3.0 at #/{place}: {why}")
