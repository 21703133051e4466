from __future__ import annotations

from attrs import field

from ..model import Model, model


@model
class ClientAuthorization(Model):
    """An object that the published documentation does not describe."""

    jwt: str = field(repr=False)
    """Personal JWT-token, expires after one hour to prevent any fraud, requiring a new request
    to generate a fresh token."""
