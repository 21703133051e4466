"""From the prepared document to the tree of the client.

The prepared document comes in; a whole new tree goes out and takes the place of the old one, or
nothing does.
"""

from codegen.write.generate import HERE, ROOT, document_text, write_tree
from codegen.write.samples import examples
from codegen.write.tree import CHANGELOG, differences, scratch, shown, swap_in

__all__ = [
    "CHANGELOG",
    "HERE",
    "ROOT",
    "differences",
    "document_text",
    "examples",
    "scratch",
    "shown",
    "swap_in",
    "write_tree",
]
