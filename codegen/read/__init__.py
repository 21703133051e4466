"""Documents in every form in which they are published.

A path comes in: JSON, YAML, or a portal page in Markdown. A dictionary goes out.
"""

from codegen.read.document import METHODS, load_document
from codegen.read.references import References, fields, items
from codegen.read.yaml_core import BrokenYamlError, parse_yaml

__all__ = [
    "METHODS",
    "BrokenYamlError",
    "References",
    "fields",
    "items",
    "load_document",
    "parse_yaml",
]
