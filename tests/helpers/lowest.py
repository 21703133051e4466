"""Print a constraint for pip for each lower bound that pyproject.toml declares.

    python tests/helpers/lowest.py > constraints.txt

Whatever is admitted is so installed in its oldest version. What bears no lower bound, or is
pinned anyway, gets no constraint.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_FLOOR = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?[^;]*?>=\s*([0-9][A-Za-z0-9.]*)")


def requirements(pyproject: dict[str, Any]) -> Iterator[str]:
    """Give all that users may install, and what the tests of it need."""
    project = pyproject["project"]
    yield from project["dependencies"]
    for extra in project["optional-dependencies"].values():
        yield from extra
    yield from pyproject["dependency-groups"]["suite"]


def floors(pyproject: dict[str, Any]) -> dict[str, str]:
    """Return the lower bound of each name: what is declared first, which is for users."""
    found: dict[str, str] = {}
    for requirement in requirements(pyproject):
        if match := _FLOOR.match(requirement):
            found.setdefault(match[1].lower(), match[2])
    return found


def main() -> None:
    """Print them."""
    path = Path(__file__).parents[2] / "pyproject.toml"
    for name, version in floors(tomllib.loads(path.read_text("utf-8"))).items():
        sys.stdout.write(f"{name}=={version}\n")


if __name__ == "__main__":
    main()
