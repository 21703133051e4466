"""Trees of generated files: compared, and swapped in whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


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


def swap_in(new: Path, target: Path) -> None:
    """Put the tree ``new`` in the place of ``target``, or leave the old one there."""
    old = new.with_name("old")
    try:
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:  # An interrupt, too: what is left in the scratch folder goes.
        if old.exists() and not target.exists():
            old.rename(target)
        raise


def differences(old: Path, new: Path) -> list[str]:
    """List what differs between two trees, a line a file, leaving out what Python caches."""
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


def _files(tree: Path) -> dict[str, Path]:
    return {
        path.relative_to(tree).as_posix(): path
        for path in tree.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
