"""What two small documents differ in."""

import pytest
from small_documents import answering, document, sending

from codegen.compare.report import diff_documents


@pytest.fixture
def changes():
    """What changed between two documents: kind, operation, where and what, a line each."""

    def compare(old, new):
        found = diff_documents(old, new).changes
        return [f"{each.kind} {each.operation} {each.where}: {each.what}" for each in found]

    return compare


@pytest.fixture
def schema_changes(changes):
    """What changed when one schema of an answer, or of a body, becomes another."""

    def compare(old, new, *, components=None, request=False):
        wrap = sending if request else answering
        found = changes(document(wrap(old), components), document(wrap(new), components))
        return [line.replace(" GET /parcels ", " ") for line in found]

    return compare
