"""What the README and the demonstration say is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from novapost_auth.testing import FakeNovaPost

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NOVAPOST_")}
    return subprocess.run(
        [sys.executable, "-W", "error", *arguments],
        cwd=cwd,
        env=kept | environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_readme_links_to_what_is_there() -> None:
    links = re.findall(r"\]\((?:https://\S+?/blob/main/)?([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.examples
def test_the_demonstration_does_the_main_job(tmp_path: Path) -> None:
    result = run(str(ROOT / "examples" / "demo.py"), cwd=tmp_path)
    assert result.returncode == 0, result.stderr
    steps = [line.split("  ")[0] for line in result.stdout.splitlines() if line[0] != " "]
    assert list(dict.fromkeys(steps)) == [
        *("Service", "Token", "Divisions", "Price", "Shipment", "Label", "Tracking", "A refusal"),
    ]
    assert "parcels.0.width" in result.stdout
    label = (tmp_path / "build" / "label.pdf").read_bytes()
    assert label.startswith(b"%PDF-")


@pytest.mark.examples
def test_the_demonstration_creates_nothing_in_a_real_service(tmp_path: Path) -> None:
    fake = FakeNovaPost()
    with fake.serve() as served:
        environ = {"NOVAPOST_SERVER": served.url, "NOVAPOST_API_KEY": fake.api_key}
        result = run(str(ROOT / "examples" / "demo.py"), cwd=tmp_path, **environ)
    assert result.returncode == 0, result.stderr
    assert ("POST", "/shipments") not in {(call.method, call.path) for call in fake.calls}
    assert not list(tmp_path.iterdir())


@pytest.mark.examples
def test_a_demonstration_without_an_answer_says_so_in_a_line(tmp_path: Path) -> None:
    environ = {"NOVAPOST_SERVER": "http://127.0.0.1:9", "NOVAPOST_API_KEY": "0123456789abcdef"}
    result = run(str(ROOT / "examples" / "demo.py"), cwd=tmp_path, **environ)
    assert result.returncode == 1
    assert result.stderr.startswith("demo: ")
    assert result.stderr.count("\n") == 1
    assert "0123456789abcdef" not in result.stderr
