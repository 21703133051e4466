"""The example programs, run as their readers would run them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.examples

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture
def run(novapost_fake):
    with novapost_fake.serve() as served:
        environ = {
            **os.environ,
            "NOVAPOST_SERVER": served.url,
            "NOVAPOST_API_KEY": novapost_fake.api_key,
        }

        def start(name, *arguments):
            command = [sys.executable, "-W", "error", str(EXAMPLES / name), *map(str, arguments)]
            return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)

        yield start


def test_track_many(run, numbers, novapost_fake, tmp_path):
    novapost_fake.clock.advance(100 * 3600)
    (tmp_path / "numbers.txt").write_text("\n".join([*numbers, "SHPL0000000001"]))
    done = run("track_many.py", tmp_path / "numbers.txt")
    assert (done.stderr, done.returncode) == ("", 0)
    progress, *lines, unknown = done.stdout.splitlines()
    assert progress == "4/4"
    for number, line in zip(numbers, lines, strict=True):
        assert line.startswith(f"{number}: Received, ")
        assert line.endswith(", closed")
    assert unknown == "SHPL0000000001: unknown"


def test_print_label(run, numbers, tmp_path):
    path = tmp_path / "label.pdf"
    done = run("print_label.py", numbers[0], path)
    assert (done.stderr, done.returncode) == ("", 0)
    assert path.read_bytes().startswith(b"%PDF-")
    refused = run("print_label.py", "SHPL0000000001", tmp_path / "other.pdf")
    assert refused.returncode == 1
    assert refused.stderr.startswith("no label: 404 ")
    assert [path.name for path in tmp_path.iterdir()] == ["label.pdf"]


@pytest.mark.parametrize("name", ["track_many.py", "print_label.py"])
def test_examples_are_short(name):
    assert len((EXAMPLES / name).read_text(encoding="utf-8").splitlines()) <= 30
