from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset

if TYPE_CHECKING:
    from ..models.verification_status import VerificationStatus


@_model
class VerificationStatusList(_Model):
    """Verification statuses of shipments, in the form of JSON-RPC."""

    jsonrpc: str | _Unset = UNSET
    """Version of JSON-RPC."""
    result: list[VerificationStatus] | _Unset = UNSET
    """The statuses, one entry for each shipment."""
    id: str | int | _Unset = UNSET
    """Id of the JSON-RPC call."""
