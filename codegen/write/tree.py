"""Trees of generated files: compared, and swapped in whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from codegen.errors import CodegenError
from codegen.write.generate import PACKAGE, ROOT

CHANGELOG = "changelog.md"
# What programs leave wherever they look, and make again.
_LEFT = {"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".DS_Store"}
# What trees hold beside modules.
_OURS = {"openapi.json", CHANGELOG, f"{PACKAGE}/openapi.json", f"{PACKAGE}/py.typed"}


@contextmanager
def scratch(target: Path) -> Iterator[Path]:
    """Give a path for a new tree or file beside ``target``; what is still there goes afterwards.

    Beside it, because a rename is only whole within one file system.
    """
    folder = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        yield folder / "new"
    finally:
        shutil.rmtree(folder)


def shown(path: Path) -> str:
    """Name a path as people know it: from the root of the repository on, if it is in there."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def swap_in(new: Path, target: Path) -> list[str]:
    """Put the tree ``new`` in the place of ``target`` if they differ, or leave the old one there.

    Returns:
        What differs between the two.

    Raises:
        CodegenError: What is there is no client, or somebody's files are among it.

    """
    _check_ours(target)
    changes = differences(target, new)
    old = new.with_name("old")
    try:
        if changes:
            if target.exists():
                target.rename(old)
            new.rename(target)
    except BaseException:  # An interrupt, too: what is left in the scratch folder goes.
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    return changes


def differences(old: Path, new: Path) -> list[str]:
    """List what differs between two trees, a line a file, leaving out what programs leave."""
    before, after = _files(old), _files(new)
    return [
        *(f"added    {name}" for name in sorted(after.keys() - before.keys())),
        *(f"removed  {name}" for name in sorted(before.keys() - after.keys())),
        *(
            f"changed  {name}"
            for name in sorted(before.keys() & after.keys())
            if before[name].read_bytes() != after[name].read_bytes()
        ),
    ]


def _check_ours(target: Path) -> None:
    """See that nothing is lost with what stands at ``target``: what is swapped out goes."""
    instead = "name a folder that is empty or not there"
    if target.exists() and not target.is_dir():
        raise CodegenError(f"{shown(target)}: is a file; {instead}")
    if not target.exists() or not any(target.iterdir()):
        return
    if not (target / PACKAGE / "openapi.json").is_file():
        raise CodegenError(
            f"{shown(target)}: holds something, and no client of this kind; {instead}"
        )
    for path in target.rglob("*"):
        name = path.relative_to(target)
        is_ours = name.as_posix() in _OURS or (name.parts[0] == PACKAGE and name.suffix == ".py")
        if not (is_ours or _is_left(name) or (path.is_dir() and not path.is_symlink())):
            raise CodegenError(
                f"{shown(target)}: holds {name}, of no client; move it, or {instead}"
            )


def _files(tree: Path) -> dict[str, Path]:
    return {
        path.relative_to(tree).as_posix(): path
        for path in tree.rglob("*")
        if path.is_file() and not _is_left(path.relative_to(tree))
    }


def _is_left(name: Path) -> bool:
    return not _LEFT.isdisjoint(name.parts)
