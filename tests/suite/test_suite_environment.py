"""The environment that make keeps is made again where what it was made of has changed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")
def test_an_installation_that_took_the_place_of_makes_own_is_replaced(tmp_path):
    installed = tmp_path / "lib" / "python3.11" / "site-packages" / "novapost-0.1.0.dist-info"
    installed.mkdir(parents=True)
    ready, record = tmp_path / ".ready", installed / "RECORD"
    moment = (ROOT / "pyproject.toml").stat().st_mtime
    for path, later in ((record, 1), (ready, 2)):
        path.touch()
        os.utime(path, (moment + later, moment + later))

    def is_ready():
        asked = ["make", "--question", f"VENV={tmp_path}", str(ready)]
        return subprocess.run(asked, cwd=ROOT, check=False).returncode == 0

    assert is_ready()
    os.utime(record, (moment + 3, moment + 3))  # As `pip install .` does.
    assert not is_ready()
