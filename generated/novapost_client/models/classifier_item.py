from __future__ import annotations

from ..model import UNSET, Model as _Model, Unset as _Unset, model as _model


@_model
class ClassifierItem(_Model):
    """Goods of one kind, with their customs code."""

    _json_names = {
        "export_from_ua": "exportFromUA", "import_to_ua": "importToUA",
    }  # fmt: skip

    id: str | _Unset = UNSET
    """Id of the entry in the classifier."""
    hs_code: str | _Unset = UNSET
    """Customs code in the form of the recipient's country. Goes into hsCode of an invoice item."""
    category: LocalisedText | _Unset = UNSET
    """A text in English and in the language asked for."""
    sub_category: LocalisedText | _Unset = UNSET
    """A text in English and in the language asked for."""
    keywords: LocalisedText | _Unset = UNSET
    """A text in English and in the language asked for."""
    product: LocalisedText | _Unset = UNSET
    """A text in English and in the language asked for."""
    description: LocalisedText | _Unset = UNSET
    """A text in English and in the language asked for."""
    export_from_ua: bool | _Unset = UNSET
    """Whether the goods may be exported from Ukraine."""
    import_to_ua: bool | _Unset = UNSET
    """Whether the goods may be imported to Ukraine."""


from . import LocalisedText
