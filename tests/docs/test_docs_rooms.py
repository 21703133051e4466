"""The rooms that docs/architecture.md shows are those that the contract of imports holds."""

import re
import tomllib

import pytest
from docs_pages import ROOT

TABLES = {"novapost_auth": "| floor | in `novapost_auth/`", "codegen": "| floor | in `codegen/`"}


def contract(package):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for one in settings["tool"]["importlinter"]["contracts"]:
        if one.get("containers") == [package]:
            return [set(re.findall(r"\w+", layer)) for layer in one["layers"]]
    raise AssertionError(package)


def drawn(package):
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    lines = text[text.index(TABLES[package]) :].split("\n\n")[0].splitlines()[2:]
    return [set(re.findall(r"`(\w+)(?:/|\.py)`", line.split("|")[2])) for line in lines]


@pytest.mark.parametrize("package", TABLES)
def test_each_floor_of_the_table_is_one_of_the_contract(package):
    assert drawn(package) == contract(package)


@pytest.mark.parametrize("package", TABLES)
def test_each_room_says_what_it_is_for(package):
    for room in set().union(*contract(package)):
        if (ROOT / package / room).is_dir():
            text = (ROOT / package / room / "__init__.py").read_text(encoding="utf-8")
            assert text.startswith('"""')


@pytest.mark.parametrize("package", TABLES)
def test_tests_have_a_folder_for_each_room(package):
    tests = {path.name for path in (ROOT / "tests").iterdir()}
    rooms = {room for room in set().union(*contract(package)) if (ROOT / package / room).is_dir()}
    assert {room.strip("_") for room in rooms} - {"runtime"} <= tests
