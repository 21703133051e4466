"""What the project says of itself, and whether it says the same everywhere."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from release.checks import ReleaseError, some

ADD: Final = 'add [project.urls] with Repository = "https://..." (docs/releasing.md has all lines)'

_VERSION: Final = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_RELEASED: Final = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
_SECTION: Final = re.compile(r"^## (.+)\n((?:(?!## ).*\n?)*)", re.MULTILINE)
_MINOR: Final = re.compile(r"Programming Language :: Python :: 3\.(\d+)")
_FLOOR: Final = re.compile(r">=\s*3\.(\d+)")
_REPOSITORY: Final = re.compile(
    r"https://(?!.*\bOWNER\b)(?!example\.|[^/]*\.example/)[\w.-]+\.\w+(?:/[\w.-]+){1,3}/?"
)
_RELATIVE: Final = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s]+)\)")


def setting(root: Path, *names: str) -> Any:
    """Return what stands in pyproject.toml under these names."""
    try:
        found = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
        for name in names:
            found = found[name]
    except ValueError as error:
        raise ReleaseError(f"pyproject.toml cannot be read: {error}") from None
    except KeyError:
        raise ReleaseError(f"pyproject.toml says nothing under {'.'.join(names)}") from None
    return found


def packages(root: Path) -> list[str]:
    """Return the folders of the packages that are shipped."""
    folders: list[str] = setting(root, "tool", "hatch", "build", "targets", "wheel", "packages")
    return folders


def version_of(root: Path) -> str:
    """Return the version, from the file that pyproject.toml names."""
    path: Path = root / setting(root, "tool", "hatch", "version", "path")
    if found := _VERSION.search(path.read_text("utf-8")):
        return found[1]
    raise ReleaseError(f"{path.relative_to(root)} holds no version")


def version_findings(root: Path, tag: str | None) -> Iterator[str]:
    """A version that can be released, the one of the tag, and a status that fits it."""
    version = version_of(root)
    if not _RELEASED.fullmatch(version):
        yield f"{version} is not the version of a release"
    if tag is not None and tag != f"v{version}":
        yield f"the tag is {tag}, the version {version}"
    stable = any("5 - Production" in one for one in setting(root, "project", "classifiers"))
    if stable == version.startswith("0."):
        yield f"{version} does not go with the classifier Development Status"


def changelog_findings(root: Path, today: date) -> Iterator[str]:
    """The newest section is that of the version; it says when, and what."""
    version = version_of(root)
    text = (root / "CHANGELOG.md").read_text("utf-8")
    sections = [(title.strip(), body.strip()) for title, body in _SECTION.findall(text)]
    if any(body for title, body in sections if _is_unreleased(title)):
        yield "what stands under Unreleased belongs to a version, or is not released"
    released = [one for one in sections if not _is_unreleased(one[0])]
    title, body = next(iter(released), ("", ""))
    name, _, day = title.partition(" - ")
    if name.strip("[]") != version:
        yield f"the newest section of CHANGELOG.md is not `## {version} - {today}`"
        return
    try:
        if time.strptime(day, "%Y-%m-%d")[:3] > today.timetuple()[:3]:
            yield f"CHANGELOG.md: {day} is yet to come"
    except ValueError:
        yield f"the section of {version} in CHANGELOG.md has no day: `## {version} - {today}`"
    if not body:
        yield f"the section of {version} in CHANGELOG.md is empty"


def _is_unreleased(title: str) -> bool:
    return title.strip("[]").lower() == "unreleased"


def declared(root: Path) -> list[str]:
    """Return the Pythons that the classifiers name, such as 3.11."""
    classifiers = setting(root, "project", "classifiers")
    return [f"3.{found[1]}" for one in classifiers if (found := _MINOR.fullmatch(one))]


def python_findings(root: Path) -> Iterator[str]:
    """The Pythons of the classifiers: from the oldest admitted on, none left out, all tested."""
    names = declared(root)
    admitted = setting(root, "project", "requires-python")
    oldest = _FLOOR.fullmatch(admitted)
    expected = [f"3.{int(oldest[1]) + n}" for n in range(len(names))] if oldest else []
    if not names or names != expected:
        yield f"requires-python is {admitted}, the classifiers name {', '.join(names) or 'none'}"
    tests = (root / ".github" / "workflows" / "tests.yml").read_text("utf-8")
    if missing := [name for name in names if f'"{name}"' not in tests]:
        yield f".github/workflows/tests.yml does not test {', '.join(missing)}"


def address_findings(root: Path, shown: Callable[[], str]) -> Iterator[str]:
    """Where the repository is, and that what the index shows leads there."""
    urls = setting(root, "project").get("urls", {})
    address = next((url for name, url in urls.items() if name.lower() == "repository"), "")
    if not address:
        yield f"pyproject.toml does not say where the repository is: {ADD}"
    elif not _REPOSITORY.fullmatch(address):
        yield f"{address} is not the address of a repository: {ADD}"
    elif relative := set(_RELATIVE.findall(shown())):
        yield f"README.md leads nowhere on the index, to {some(relative)}: see docs/releasing.md"
