"""Corrections of the published document: OpenAPI overlays, each action with its reason.

A document and the overlays come in, the corrected document goes out.
"""

from codegen.correct.overlay import added_operations, apply_overlays, load_overlay

__all__ = [
    "added_operations",
    "apply_overlays",
    "load_overlay",
]
