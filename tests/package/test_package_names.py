"""Whoever looks at all names, needs no extra: what asks for one is its use."""

import subprocess
import sys

import pytest

# In a process of its own, where no extra is installed, and nothing has been imported yet.
BARE = """
import sys
for extra in ("cryptography", "cyclopts", "httptools", "orjson", "pytest", "redis", "rich"):
    sys.modules[extra] = None
packages = (
    "novapost_auth", "novapost_auth.cli", "novapost_auth.stores", "novapost_auth.testing",
    "novapost_client", "novapost_client.api", "novapost_client.models",
)
"""
LOOKS = {
    "star": "for name in packages: exec(f'from {name} import *', {})",
    "help": """
import importlib, pydoc
for name in packages:
    assert name in pydoc.render_doc(importlib.import_module(name))
""",
    "members": """
import importlib, inspect
for name in packages:
    members = dict(inspect.getmembers(importlib.import_module(name)))
    assert members.keys() >= set(getattr(importlib.import_module(name), "__all__", ()))
""",
    "autospec": """
import importlib
from unittest.mock import create_autospec
for name in packages:
    create_autospec(importlib.import_module(name))
""",
}


@pytest.mark.parametrize("look", LOOKS)
def test_looking_at_all_names_needs_no_extra(look):
    looked = subprocess.run(
        [sys.executable, "-c", BARE + LOOKS[look]], capture_output=True, text=True, check=False
    )
    assert looked.returncode == 0, looked.stderr
