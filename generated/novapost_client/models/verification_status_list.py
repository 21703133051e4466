from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.verification_status import VerificationStatus


@model
class VerificationStatusList(Model):
    """Verification statuses of shipments, in the form of JSON-RPC."""

    jsonrpc: str | Unset = UNSET
    """Version of JSON-RPC."""
    result: list[VerificationStatus] | Unset = UNSET
    """The statuses, one entry for each shipment."""
    id: str | int | Unset = UNSET
    """Id of the JSON-RPC call."""
