from __future__ import annotations

from typing import Any as _Any

from ..model import Model as _Model, model as _model
from ..types import UNSET, Unset as _Unset


@_model
class Error(_Model):
    """An object that the published documentation does not describe."""

    errors: dict[str, _Any] | _Unset = UNSET
