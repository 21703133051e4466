"""What can be called shows what a caller may pass, and nothing that is not meant for him."""

import importlib
import inspect
import pkgutil

import pytest

import novapost_client.api

MODULES = (
    *("novapost_auth", "novapost_auth.stores", "novapost_auth.testing"),
    *("novapost_auth.testing.stores", "novapost_client.client", "novapost_client.errors"),
    *("novapost_client.model", "novapost_client.models", "novapost_client.pages"),
    *("novapost_client.paging", "novapost_client.types", "novapost_client.bodies"),
    *(
        f"novapost_client.api.{info.name}"
        for info in pkgutil.iter_modules(novapost_client.api.__path__)
    ),
)


def callables(module):
    """Yield what a module gives that can be called, methods and properties' values included."""
    for name in getattr(module, "__all__", [name for name in vars(module) if name[0] != "_"]):
        found = getattr(module, name)
        if not callable(found) or not getattr(found, "__module__", "").startswith("novapost_"):
            continue
        yield name, found
        if inspect.isclass(found):
            for member, value in inspect.getmembers(found, callable):
                if member[0] != "_":
                    yield f"{name}.{member}", value


@pytest.mark.parametrize("name", MODULES)
def test_no_argument_is_private_and_no_default_an_address(name):
    shown = {}
    for called, found in callables(importlib.import_module(name)):
        try:
            signature = inspect.signature(found)
        except (TypeError, ValueError):  # Of C, or of an enum.
            continue
        for parameter in signature.parameters.values():
            if parameter.name.startswith("_") or " at 0x" in repr(parameter.default):
                shown[called] = str(parameter)
    assert shown == {}


def test_the_walk_meets_what_is_public():
    met = {called for name in MODULES for called, _ in callables(importlib.import_module(name))}
    assert met >= {
        *("NovaPost", "NovaPostAuth.token", "Shipments.create", "AsyncDivisions.find_all"),
        *("ShipmentRequest", "ShipmentRequest.evolve", "download_divisions", "FakeNovaPost.serve"),
    }
