"""PyInstaller is told of all modules that are imported by name; a build is tried by hand."""

import runpy
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

APART = ("__main__", "cli", "_pyinstaller")


@pytest.fixture(scope="module")
def hooks():
    (found,) = (
        one for one in entry_points(group="pyinstaller40") if one.value.startswith("novapost")
    )
    (folder,) = found.load()()
    return {path.stem: runpy.run_path(str(path)) for path in Path(folder).glob("hook-*.py")}


def test_every_module_that_the_packages_load_is_told(hooks):
    told = {name for hook in hooks.values() for name in hook["hiddenimports"]}
    for package in ("novapost_auth", "novapost_client"):
        folder = Path(sys.modules[package].__file__).parent
        there = {
            ".".join((package, *path.relative_to(folder).with_suffix("").parts)).removesuffix(
                ".__init__"
            )
            for path in folder.rglob("*.py")
        }
        missing = {
            name
            for name in there - told
            if not name.startswith(tuple(f"novapost_auth.{room}" for room in APART))
        }
        assert missing <= {"novapost_auth.testing.plugin", "novapost_auth.testing.stores"}
    assert "httpx" in told


def test_the_document_of_the_fake_is_told(hooks):
    ((source, target),) = hooks["hook-novapost_client"]["datas"]
    assert Path(source).name == "openapi.json"
    assert Path(source).is_file()
    assert target == "novapost_client"
