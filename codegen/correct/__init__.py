"""Corrections of the published document: OpenAPI overlays, each action with its reason.

A document and the overlays come in, the corrected document goes out.
"""

from codegen.correct.overlay import Overlay, apply_overlays, failing_actions, load_overlay

__all__ = [
    "Overlay",
    "apply_overlays",
    "failing_actions",
    "load_overlay",
]
