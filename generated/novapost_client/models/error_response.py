from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class ErrorResponse(_Model):
    """A refusal of a sandbox key."""

    success: bool
    """Always false."""
    errors: list[str]
    """Why the request was refused, one text a reason."""
