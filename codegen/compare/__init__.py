"""What changed between two documents, breaking changes first.

Two paths come in, a report goes out.
"""

from codegen.compare.report import Change, Diff, diff_documents, run_diff

__all__ = [
    "Change",
    "Diff",
    "diff_documents",
    "run_diff",
]
