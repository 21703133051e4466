"""The wheel, built and used as it is installed: away from its source."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
import sysconfig
import venv
import zipapp
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest
from type_checkers import mypy

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.

PROGRAM = """
import sys
from importlib.metadata import version
from pathlib import Path

import novapost_auth
import novapost_client

installed = Path(sys.prefix)
assert installed in Path(novapost_auth.__file__).parents, novapost_auth.__file__
assert installed in Path(novapost_client.__file__).parents, novapost_client.__file__
assert version("novapost") == novapost_auth.__version__

from novapost_auth import NovaPost
from novapost_auth.testing import FakeNovaPost

fake = FakeNovaPost()
with NovaPost(fake.api_key, transport=fake.transport) as novapost:
    page = novapost.divisions.find(country_codes=["PL"], limit=2)
    print(type(page).__name__, len(page.items))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, ROOT],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = target.glob("*.whl")
    return path


def test_the_wheel_holds_both_packages_their_types_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"novapost_auth", "novapost_client"}
    assert {"novapost_auth/py.typed", "novapost_client/py.typed"} <= set(names)
    assert "novapost_client/openapi.json" in names
    assert not [name for name in names if "__pycache__" in name]
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_a_zipapp_works_the_fake_included(wheel: Path, tmp_path: Path) -> None:
    source, app = tmp_path / "source", tmp_path / "app.pyz"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(source)
    program = PROGRAM.partition("from novapost_auth")[2]
    (source / "__main__.py").write_text(f"from novapost_auth{program}")
    zipapp.create_archive(source, app)
    environ = os.environ | {"PYTHONPATH": sysconfig.get_path("purelib")}
    used = subprocess.run(
        [sys.executable, "-S", app],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert used.stdout == "DivisionPage 2\n", used.stderr


def test_the_installed_wheel_works_and_is_typed(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    site = sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)})
    with zipfile.ZipFile(wheel) as archive:  # what installing a pure wheel comes to
        archive.extractall(site)
    # The dependencies of the environment around; a path gives no effect to its .pth files, so
    # the sources that are installed there in editable form stay out of sight.
    environ = os.environ | {"PYTHONPATH": sysconfig.get_path("purelib")}
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    used = subprocess.run(
        [python, program], cwd=tmp_path, env=environ, capture_output=True, text=True, check=False
    )
    assert used.stdout == "DivisionPage 2\n", used.stderr
    checked = mypy(program, cwd=tmp_path, python=python, environ=environ)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_what_the_index_shows_leads_somewhere(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith(".dist-info/METADATA")]
        metadata = message_from_bytes(archive.read(name))
    readme = metadata.get_payload(decode=True).decode()
    links = re.findall(r"\]\(([^)]+)\)", readme)
    assert "https://my.novapost.com/" in links
    addressed = any("Repository" in url for url in metadata.get_all("Project-URL"))
    assert [link for link in links if not link.startswith("https://")] == []
    assert addressed or "docs/hosts.md says where" in readme
    urls = dict(url.split(", ") for url in metadata.get_all("Project-URL"))
    assert urls["API documentation"] == "https://api-portal.novapost.com"
    assert metadata["Author"] == "The novapost maintainers"


def test_links_of_the_readme_lead_into_the_repository_once_it_has_an_address() -> None:
    shown = runpy.run_path(str(ROOT / "hatch_build.py"))["shown"]
    text = "[a `b`](docs/a.md#c) [d](https://d.example/) [e](#e)"
    assert shown(text, None) == "a `b` [d](https://d.example/) [e](#e)"
    assert shown(text, "https://f.example/g") == (
        "[a `b`](https://f.example/g/blob/HEAD/docs/a.md#c) [d](https://d.example/) [e](#e)"
    )
