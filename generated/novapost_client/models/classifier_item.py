from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ..model import Model, model
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.localised_text import LocalisedText


@model
class ClassifierItem(Model):
    """Goods of one kind, with their customs code."""

    _json_names: ClassVar = {
        "hs_code": "hsCode",
        "sub_category": "subCategory",
        "export_from_ua": "exportFromUA",
        "import_to_ua": "importToUA",
    }

    id: str | Unset = UNSET
    """Id of the entry in the classifier."""
    hs_code: str | Unset = UNSET
    """Customs code in the form of the recipient's country; goes into hsCode of an invoice item."""
    category: LocalisedText | Unset = UNSET
    """A text in English and in the language asked for."""
    sub_category: LocalisedText | Unset = UNSET
    """A text in English and in the language asked for."""
    keywords: LocalisedText | Unset = UNSET
    """A text in English and in the language asked for."""
    product: LocalisedText | Unset = UNSET
    """A text in English and in the language asked for."""
    description: LocalisedText | Unset = UNSET
    """A text in English and in the language asked for."""
    export_from_ua: bool | Unset = UNSET
    """Whether the goods may be exported from Ukraine."""
    import_to_ua: bool | Unset = UNSET
    """Whether the goods may be imported to Ukraine."""
