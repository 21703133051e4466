"""Every example is run by some test."""

import re
import shutil
import subprocess
import sys

import pytest
from docs_pages import ROOT

EXAMPLES = sorted((ROOT / "examples").rglob("*.py"))
TESTS = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_an_example_is_run_by_a_test(example):
    name = "shop" if example.parent.name == "shop" else example.stem
    assert re.search(rf"\b{name}\b", TESTS)


@pytest.mark.examples
def test_the_tests_of_the_shop_pass(tmp_path):
    shutil.copytree(ROOT / "examples" / "shop", tmp_path, dirs_exist_ok=True)
    tested = subprocess.run(
        [sys.executable, "-W", "error", "-m", "pytest", "-q"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert tested.returncode == 0, tested.stdout
    assert re.search(r"\b8 passed", tested.stdout)
