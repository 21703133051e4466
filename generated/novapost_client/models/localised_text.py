from __future__ import annotations

from ..model import Model as _Model, model as _model


@_model
class LocalisedText(_Model):
    """A text in English and in the language asked for."""

    en: str
    """The text in English."""
    current_local: str
    """The text in the language of the parameter locale."""
