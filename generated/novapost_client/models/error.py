from __future__ import annotations

from typing import Any as _Any

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class Error(_Model):
    """An object that the published documentation does not describe."""

    errors: dict[str, _Any] | _Unset = UNSET
