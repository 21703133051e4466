from __future__ import annotations

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class VerificationStatusList(_Model):
    """Verification statuses of shipments, in the form of JSON-RPC."""

    jsonrpc: str | _Unset = UNSET
    """Version of JSON-RPC."""
    result: list[VerificationStatus] | _Unset = UNSET
    """The statuses, one entry for each shipment."""
    id: str | int | _Unset = UNSET
    """Id of the JSON-RPC call."""


from ..models.verification_status import VerificationStatus
