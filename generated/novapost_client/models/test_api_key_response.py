from __future__ import annotations

import datetime as _dt

from attrs import field as _field

from ..model import Model as _Model, model as _model


@_model
class TestApiKeyResponse(_Model):
    """A key for the sandbox."""

    api_key: str = _field(repr=False)
    """The key. Valid in the sandbox only."""
    created_at: _dt.datetime | None
    """When the key was created."""
    exp_date: _dt.datetime | None
    """When the key expires."""
    status: ApiKeyStatus | str
    """Whether the key can be used."""


from . import ApiKeyStatus
