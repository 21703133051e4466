from __future__ import annotations

from attrs import field as _field

from ..model import Model as _Model, model as _model


@_model
class ClientAuthorization(_Model):
    """An object that the published documentation does not describe."""

    jwt: str = _field(repr=False)
    """Personal JWT-token, expires after one hour to prevent any fraud, requiring a new request
    to generate a fresh token."""
