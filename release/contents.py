"""What an sdist and a wheel hold: what is committed, no file less and none too much."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path, PurePosixPath

from release.build import artefact, committed, names
from release.checks import some
from release.project import packages, version_of


def sdist_findings(root: Path, built: Path) -> Iterator[str]:
    """The sdist is the repository: it builds, tests and regenerates."""
    path = artefact(built, ".tar.gz")
    held = {str(PurePosixPath(*PurePosixPath(name).parts[1:])) for name in names(path)}
    yield from _compared("the sdist", held, committed(root) | {"PKG-INFO"})


def wheel_findings(root: Path, built: Path) -> Iterator[str]:
    """The wheel is the packages, under the version that the project says."""
    path = artefact(built, ".whl")
    expected = {
        str(PurePosixPath(name).relative_to(PurePosixPath(package).parent))
        for package in packages(root)
        for name in committed(root)
        if name.startswith(f"{package}/")
    }
    held = {name for name in names(path) if ".dist-info/" not in name}
    yield from _compared("the wheel", held, expected)
    told = _metadata(path)["Version"]
    if told != version_of(root):
        yield f"the wheel says that it is {told}, the project {version_of(root)}"


def shown(built: Path) -> str:
    """Return the text that the index shows: the README, as the wheel holds it."""
    payload = _metadata(artefact(built, ".whl")).get_payload(decode=True)
    return payload.decode("utf-8") if isinstance(payload, bytes) else ""


def _metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [one for one in packed.namelist() if one.endswith(".dist-info/METADATA")]
        return message_from_bytes(packed.read(name))


def _compared(what: str, held: set[str], expected: set[str]) -> Iterator[str]:
    for fault, found in (("lacks", expected - held), ("should not hold", held - expected)):
        if found:
            yield f"{what} {fault} {some(found)}"
