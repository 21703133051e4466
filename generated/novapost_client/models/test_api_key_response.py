from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from attrs import field

from ..model import Model, model

if TYPE_CHECKING:
    from ..models.api_key_status import ApiKeyStatus


@model
class TestApiKeyResponse(Model):
    """A key for the sandbox."""

    _json_names: ClassVar = {"api_key": "apiKey", "created_at": "createdAt", "exp_date": "expDate"}

    api_key: str = field(repr=False)
    """The key; valid in the sandbox only."""
    created_at: datetime | None
    """When the key was created."""
    exp_date: datetime | None
    """When the key expires."""
    status: ApiKeyStatus | str
    """Whether the key can be used."""
