"""What changed between two documents, breaking changes first.

Two paths come in, a report goes out.
"""

from codegen.compare.report import run_diff

__all__ = [
    "run_diff",
]
