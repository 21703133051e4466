from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class VerificationStatusList(_Model):
    """Verification statuses of shipments, in the form of JSON-RPC."""

    jsonrpc: str | _Unset = UNSET
    """Version of JSON-RPC."""
    result: list[VerificationStatus] | _Unset = UNSET
    """The statuses, one entry for each shipment."""
    id: str | int | _Unset = UNSET
    """Id of the JSON-RPC call."""


from . import VerificationStatus
