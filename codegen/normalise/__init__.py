"""What is rule and not case: one answer, one name and one shape for each thing.

The corrected document comes in, and the two tables with decisions: methods and class names. The
prepared document, which the generator takes as it is, goes out.
"""

from codegen.normalise.contents import PAGE, is_json
from codegen.normalise.document import normalise
from codegen.normalise.endpoints import BOOLEAN
from codegen.normalise.names import load_names
from codegen.normalise.operations import OperationTable, load_operations, operations_of
from codegen.normalise.schemas import TEXT, twins
from codegen.normalise.spelling import identifiers, members
from codegen.normalise.validate import validate

__all__ = [
    "BOOLEAN",
    "PAGE",
    "TEXT",
    "OperationTable",
    "identifiers",
    "is_json",
    "load_names",
    "load_operations",
    "members",
    "normalise",
    "operations_of",
    "twins",
    "validate",
]
