"""``python -m release [--tag v0.1.0]``: whether what is checked out can be released.

Exit status: 0 it can, and is in ``dist/``; 1 it cannot. What was built to find out stays in
``build/release``, to be looked at.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from release import build, contents, install, project, pythons, tools
from release.checks import Check, ReleaseError, run

ROOT: Final = Path(__file__).parents[1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all checks and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m release", description=__doc__)
    parser.add_argument("--tag", help="the tag that is released, if there is one already")
    tag = parser.parse_args(arguments).tag
    built = ROOT / "build" / "release"
    shutil.rmtree(built, ignore_errors=True)
    with tempfile.TemporaryDirectory() as work:  # removed last, which takes a while
        try:
            failed = run([*said(ROOT, tag), *made(ROOT, Path(work).resolve(), built)])
        except ReleaseError as error:
            print(f"release: {error}", file=sys.stderr)
            return 1
        if failed:
            print(
                f"not to be released: {', '.join(failed)}; nothing was written to dist/", flush=True
            )
            return 1
        shutil.rmtree(ROOT / "dist", ignore_errors=True)
        shutil.copytree(built, ROOT / "dist")
        names = sorted(path.name for path in built.iterdir())
        print(f"in dist/, to be released: {', '.join(names)}", flush=True)
    return 0


def said(root: Path, tag: str | None) -> Iterator[Check]:
    """Yield the checks of what is written down."""
    today = datetime.now(UTC).date()
    yield Check("committed", partial(build.uncommitted, root))
    yield Check("version", partial(project.version_findings, root, tag))
    yield Check("changelog", partial(project.changelog_findings, root, today))
    yield Check("classifiers", partial(project.python_findings, root))
    yield Check("workflows", partial(tools.workflow_findings, root))


def made(root: Path, work: Path, built: Path) -> Iterator[Check]:
    """Yield the checks of what is built; those that come later need what earlier ones made."""
    yield Check("reproducible", partial(build.build, root, work, built))
    yield Check("sdist", partial(contents.sdist_findings, root, built))
    yield Check("wheel", partial(contents.wheel_findings, root, built))
    yield Check("address", partial(project.address_findings, root, partial(contents.shown, built)))
    yield Check("twine", partial(tools.twine_findings, built))
    yield Check("check-wheel-contents", partial(tools.wheel_contents_findings, built))
    names = project.declared(root)
    here = pythons.find(pythons.folders(), oldest=next(iter(names), "3"))
    yield Check("pythons", partial(pythons.missing_findings, names, here))
    for version, python in here:
        for suffix in (".whl", ".tar.gz"):
            home = work / f"{version}{suffix}"
            findings = partial(install.install_findings, root, python, built, suffix, home)
            yield Check(f"{suffix} on {version}", findings)
        home = work / f"{version}-examples"
        yield Check(
            f"examples on {version}", partial(install.example_findings, python, built, home)
        )
    yield Check("parts", partial(install.parts_findings, root, built, work / "parts"))


if __name__ == "__main__":
    sys.exit(main())
