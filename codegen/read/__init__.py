"""Documents in every form in which they are published.

A path comes in: JSON, YAML, a portal page in Markdown, or a folder of pages. A dictionary goes out.
"""

from codegen.read.differences import has_names, is_prose
from codegen.read.document import load_document, say
from codegen.read.merge import Merged, merge
from codegen.read.page import METHODS, Page, read_page
from codegen.read.parse import decoded, refuse_html
from codegen.read.references import References, choices, fields, items
from codegen.read.yaml_core import BrokenYamlError, parse_yaml

__all__ = [
    "METHODS",
    "BrokenYamlError",
    "Merged",
    "Page",
    "References",
    "choices",
    "decoded",
    "fields",
    "has_names",
    "is_prose",
    "items",
    "load_document",
    "merge",
    "parse_yaml",
    "read_page",
    "refuse_html",
    "say",
]
