"""Typed client of the Nova Post API, generated from its corrected OpenAPI document.

It builds requests and reads answers, and leaves sending to a ``Transport``:
``novapost_auth`` has the one that most programs want. ``make generate`` writes this
package; do not edit it.
"""

from typing import TYPE_CHECKING

from .lazy import lazy as _lazy

__all__ = ()

if not TYPE_CHECKING:  # It has no names, and says where there are some.
    __getattr__, __dir__ = _lazy(__name__, {})
