"""Corrections of the published document: OpenAPI overlays, each action with its reason.

A document and the overlays come in, the corrected document goes out.
"""

from codegen.correct.overlay import (
    Action,
    Overlay,
    added_operations,
    apply_overlays,
    load_overlay,
    try_overlays,
)
from codegen.correct.reach import operations_of

__all__ = [
    "Action",
    "Overlay",
    "added_operations",
    "apply_overlays",
    "load_overlay",
    "operations_of",
    "try_overlays",
]
