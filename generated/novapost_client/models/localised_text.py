from __future__ import annotations

from typing import ClassVar

from ..model import Model, model


@model
class LocalisedText(Model):
    """A text in English and in the language asked for."""

    _json_names: ClassVar = {"current_local": "currentLocal"}

    en: str
    """The text in English."""
    current_local: str
    """The text in the language of the parameter locale."""
