"""What the policy shows of deprecations warns the caller, and type checkers see it."""

import re
import sys
import warnings
from pathlib import Path

import pytest
from docs_pages import PAGES, ROOT, blocks_of
from type_checkers import mypy

from release.project import declared

POLICY = PAGES["docs/policy.md"]
RECIPES = "".join(block.code for block in blocks_of(POLICY) if block.language == "python")
OLD = ["recipes.search(2)", "recipes.Parcel().mass", "recipes.page(size=2)", "recipes.Package()"]
NEW = ["recipes.find(2)", "recipes.Parcel().weight", "recipes.page(limit=2)", "recipes.Parcel()"]


@pytest.fixture
def recipes(tmp_path, monkeypatch):
    (tmp_path / "recipes.py").write_text(RECIPES, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield __import__("recipes")
    sys.modules.pop("recipes")


@pytest.mark.parametrize("use", OLD)
def test_what_is_old_works_and_warns_at_the_callers_line(recipes, use):
    form = r"^[\w.]+ is deprecated since 1\.2 and goes in 2\.0: use [\w.]+$"
    with pytest.warns(DeprecationWarning, match=form) as caught:
        eval(compile(f"\n\n{use}", "caller.py", "eval"), {"recipes": recipes})
    (warning,) = caught
    assert (warning.filename, warning.lineno) == ("caller.py", 3)


@pytest.mark.parametrize("use", NEW)
def test_what_is_new_is_silent(recipes, use):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        eval(use, {"recipes": recipes})


@pytest.mark.usefixtures("recipes")
def test_a_type_checker_sees_it_but_for_a_name_of_a_module(tmp_path):
    program = tmp_path / "caller.py"
    program.write_text("import recipes\n\n" + "\n".join([*OLD, *NEW]), encoding="utf-8")
    options = ("--python-version=3.11", "--enable-error-code=deprecated")
    checked = mypy(*options, "caller.py", cwd=tmp_path)
    lines = re.findall(r"^caller\.py:(\d+): error: .*\[deprecated\]$", checked.stdout, re.MULTILINE)
    assert lines == ["3", "4", "5"], checked.stdout
    assert checked.stdout.endswith("Found 3 errors in 1 file (checked 1 source file)\n")


def test_the_policy_names_the_pythons_that_are_declared():
    said = re.search(r"today ([\d., and]+)\.\n", POLICY.replace("\n  ", " ").replace(" One", "\n"))
    assert re.findall(r"3\.\d+", said[1] if said else "") == declared(Path(ROOT))
