from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class WebhookTestRequest(_Model):
    """A subscription to send a test event for."""

    numbers: list[str] | _Unset = UNSET
    """Numbers for the test. SHPL0000000001 is the only one."""
    id: str | _Unset = UNSET
    """Id of the subscription."""
    cid: str | _Unset = UNSET
    """Id of the user."""
