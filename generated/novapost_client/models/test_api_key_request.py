from __future__ import annotations

from ..model import Model, model


@model
class TestApiKeyRequest(Model):
    """Who asks for a sandbox key."""

    phone: str
    """Phone registered in the client portal, with country code and without a plus sign; not a
    Ukrainian one."""
