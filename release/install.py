"""Installs what was built in empty environments, and runs the examples on it."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from release.build import artefact
from release.checks import ReleaseError
from release.command import output
from release.project import packages, setting, version_of

MARK: Final = "pytest.mark.examples"
"""On a test, or a module of tests, that runs what people copy."""

_DYNAMIC: Final = re.compile(r"^dynamic = .*$", re.MULTILINE)
_WHERE: Final = (
    "import novapost_auth, novapost_client;"
    "print(novapost_auth.__file__, novapost_client.__file__, sep='\\n')"
)


def install_findings(
    root: Path, python: Path, built: Path, suffix: str, home: Path
) -> Iterator[str]:
    """An environment in ``home`` that holds an artefact and what it asks for does the main job."""
    _install(python, home, str(artefact(built, suffix)))
    away = home / "away"  # from the clone
    away.mkdir()
    shutil.copy(root / "examples" / "demo.py", away)
    for place in output(_python(home), "-c", _WHERE, cwd=away).splitlines():
        if not Path(place).is_relative_to(home):
            yield f"what was imported is {place}"
    output(_python(home), "-W", "error", "demo.py", cwd=away)


def example_findings(python: Path, built: Path, home: Path) -> Iterator[str]:
    """All that people copy runs on the wheel with its extras.

    The tests that do it come out of the sdist, from which the packages are taken away.
    """
    with tarfile.open(artefact(built, ".tar.gz")) as packed:
        packed.extractall(home / "sdist", filter="data")
    (source,) = (home / "sdist").iterdir()
    for package in packages(source):
        shutil.rmtree(source / package)
    everything = sorted((source / "tests").rglob("test_*.py"))
    tests = [path for path in everything if MARK in path.read_text("utf-8")]
    if not tests:
        yield "the sdist holds no test of an example"
        return
    group = f"{source / 'pyproject.toml'}:test"
    _install(python, home / "installed", _with_extras(built, source), "--group", group)
    options = ("-q", "-p", "no:cacheprovider", "-m", "examples")
    output(_python(home / "installed"), "-m", "pytest", *options, *tests, cwd=source)


def parts_findings(root: Path, built: Path, home: Path) -> Iterator[str]:
    """Write what the wheel and its extras bring with them today, as CycloneDX (an SBOM)."""
    version = version_of(root)
    _install(Path(sys.executable), home, _with_extras(built, root))
    stated = home / "pyproject.toml"
    told = (root / "pyproject.toml").read_text("utf-8")
    stated.write_text(_DYNAMIC.sub(f'version = "{version}"', told), "utf-8")
    target = built / f"{setting(root, 'project', 'name')}-{version}.cdx.json"
    output(
        *(sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", stated),
        *("--mc-type", "library", "--output-reproducible", "--validate"),
        *("--output-format", "JSON", "--output-file", target, _python(home)),
    )
    text = target.read_text("utf-8")
    if json.loads(text)["metadata"]["component"].get("version") != version:
        yield f"{target.name} does not say of which version it is"
    if any(str(folder) in text for folder in (home, root)):
        yield f"{target.name} names a folder of this machine"


def _install(python: Path, home: Path, *what: str) -> None:
    """Make an empty environment and install; without a pip of its own, which would be a part."""
    output(python, "-I", "-m", "venv", "--without-pip", home)
    pip = (sys.executable, "-m", "pip", "--python", _python(home), "--disable-pip-version-check")
    output(*pip, "install", "--quiet", *what)
    output(*pip, "check")


def _with_extras(built: Path, root: Path) -> str:
    extras = ",".join(setting(root, "project", "optional-dependencies"))
    return f"{artefact(built, '.whl')}[{extras}]"


def _python(home: Path) -> Path:
    for name in ("bin/python", "Scripts/python.exe"):
        if (home / name).exists():
            return home / name
    raise ReleaseError("an environment could not be made")
