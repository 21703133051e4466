from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class TestApiKeyRequest(_Model):
    """Who asks for a sandbox key."""

    phone: str
    """Phone registered in the client portal, with country code and without a plus sign. Not a
    Ukrainian one."""
