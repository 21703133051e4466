"""Whoever looks at all names, needs no extra: what asks for one is its use."""

import importlib
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


IMPORTS = {
    ("novapost_client", "Division"): "novapost_client.models",
    ("novapost_client", "ShipmentRequestDict"): "novapost_client.bodies",
    ("novapost_client", "UNSET"): "novapost_client.types",
    ("novapost_client.models", "ShipmentRequestDict"): "novapost_client.bodies",
    ("novapost_client.models", "NovaPostApi"): "novapost_client.client",
    ("novapost_auth", "Division"): "novapost_client.models",
    ("novapost_auth", "ShipmentRequest"): "novapost_client.models",
    ("novapost_auth", "FakeNovaPost"): "novapost_auth.testing",
}


@pytest.mark.parametrize(("package", "name"), IMPORTS)
def test_a_name_that_is_elsewhere_is_told_where_it_is(package, name):
    there = f"module '{package}' has no attribute '{name}': it is in '{IMPORTS[package, name]}'"
    with pytest.raises(ImportError) as caught:
        exec(f"from {package} import {name}")
    assert (str(caught.value), caught.value.name) == (f"cannot import it: {there}", package)
    module = importlib.import_module(package)
    assert not hasattr(module, name)
    with pytest.raises(AttributeError) as missing:
        getattr(module, name)
    assert str(missing.value) == there
    assert hasattr(importlib.import_module(IMPORTS[package, name]), name)


@pytest.mark.parametrize("package", ["novapost_auth", "novapost_client", "novapost_client.models"])
@pytest.mark.parametrize("name", ["NovaPst", "Divison", "payer_types", "_thing", "__wrapped__"])
def test_a_name_that_is_nowhere_is_pythons_own_affair(package, name):
    with pytest.raises(ImportError, match=f"^cannot import name '{name}' from '{package}'"):
        exec(f"from {package} import {name}")
    with pytest.raises(AttributeError, match=f"^module '{package}' has no attribute '{name}'$"):
        getattr(importlib.import_module(package), name)
