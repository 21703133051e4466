import os
import subprocess
import sys
from pathlib import Path

import pytest

from novapost_auth.testing import FakeNovaPost

pytestmark = pytest.mark.examples

EXAMPLE = Path(__file__).parents[2] / "examples" / "download_divisions.py"


def run(server, folder):
    return subprocess.run(
        [sys.executable, str(EXAMPLE)],
        cwd=folder,
        env={**os.environ, "NOVAPOST_SERVER": server},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_example_counts_divisions_and_keeps_what_it_downloads(tmp_path):
    fake = FakeNovaPost()
    with fake.serve() as served:
        first, second = run(served.url, tmp_path), run(served.url, tmp_path)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert first.stdout == second.stdout
    counts = dict(line.split() for line in first.stdout.split("\n") if line)
    assert sum(map(int, counts.values())) > 50
    assert int(counts["PL"]) > 1
    assert [call.path for call in fake.calls].count("/divisions/files/base.json.gz") == 1


def test_the_example_says_what_went_wrong(tmp_path):
    with FakeNovaPost().serve() as served:
        server = served.url

    result = run(server, tmp_path)

    assert result.returncode == 1
    assert result.stderr.strip().startswith("GET /divisions/versions: ")
    assert "Traceback" not in result.stderr
