"""Builds sdist and wheel of the commit, twice, and compares them byte by byte."""

from __future__ import annotations

import os
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from release.checks import ReleaseError, some
from release.command import output


def uncommitted(root: Path) -> Iterator[str]:
    """What is built is the commit: what is not in it would be missing."""
    paths = [line[3:] for line in output("git", "status", "--porcelain", cwd=root).splitlines()]
    if paths:
        yield f"not committed: {some(paths)}"


def committed(root: Path) -> set[str]:
    """Return the files of the commit."""
    return set(
        output("git", "ls-tree", "-r", "--name-only", "-z", "HEAD", cwd=root).split("\0")[:-1]
    )


def build(root: Path, work: Path, target: Path) -> Iterator[str]:
    """Build into ``target``; yield what differs if it is done elsewhere, later, by another user."""
    epoch = output("git", "log", "-1", "--format=%ct", cwd=root).strip()
    again = work / "again"
    _build(root, work / "source", target, SOURCE_DATE_EPOCH=epoch, TZ="UTC")
    elsewhere = work / "another folder" / "of another depth"
    _build(root, elsewhere, again, umask=0o077, SOURCE_DATE_EPOCH=epoch, TZ="Asia/Tokyo")
    yield from differences(target, again)


def _build(root: Path, source: Path, target: Path, umask: int = -1, **environ: str) -> None:
    source.mkdir(parents=True)
    archive = source.with_suffix(".tar")
    output("git", "archive", "--output", archive, "HEAD", cwd=root)
    with tarfile.open(archive) as packed:
        packed.extractall(source, filter="data")
    if umask != -1:  # Another time, other rights.
        for path in source.rglob("*"):
            path.chmod(path.stat().st_mode & ~umask)
            os.utime(path, (1_000_000_000, 1_000_000_000))
    options = ("--no-isolation", "--outdir", target, source)  # the sdist, and from that the wheel
    output(sys.executable, "-m", "build", *options, cwd=None, umask=umask, **environ)


def artefact(folder: Path, suffix: str) -> Path:
    """Return the one file that was built of its kind, ``.whl`` or ``.tar.gz``."""
    found = sorted(folder.glob(f"*{suffix}"))
    if len(found) != 1:
        raise ReleaseError(f"{len(found)} files *{suffix} were built")
    return found[0]


def differences(one: Path, other: Path) -> Iterator[str]:
    """Yield the files of two folders that differ, each with its first member that does."""
    for name in sorted({path.name for path in (*one.iterdir(), *other.iterdir())}):
        paths = one / name, other / name
        if not all(path.exists() for path in paths):
            yield f"{name} was built once in two times"
        elif paths[0].read_bytes() != paths[1].read_bytes():
            first, second = map(_members, paths)
            member = next((one for one in first if first[one] != second.get(one)), "its frame")
            yield f"{name} is not the same when it is built again: {member}"


def _members(path: Path) -> dict[str, tuple[object, ...]]:
    """Return what an archive holds: of each member when, with which rights, and what."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            return {
                one.filename: (one.date_time, one.external_attr, packed.read(one))
                for one in packed.infolist()
                if not one.is_dir()
            }
    with tarfile.open(path) as unpacked:
        return {
            one.name: (one.mtime, one.mode, one.uname, file.read() if file else b"")
            for one in unpacked
            if not one.isdir()
            for file in [unpacked.extractfile(one)]
        }


def names(path: Path) -> set[str]:
    """Return the names of the files in an archive."""
    return set(_members(path))
