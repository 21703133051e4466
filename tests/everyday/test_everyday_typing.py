"""What a strict type checker makes of a program that does everyday work."""

import subprocess
import sys

import pytest

PROGRAM = """
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, assert_type

from novapost_auth import (
    AsyncNovaPost,
    FileBytes,
    NovaPost,
    NovaPostError,
    SavedFile,
    TrackedMany,
    TrackingCode,
)
from novapost_client.models import Division, FileUpload, PrintType, Success, TrackedShipment

pytestmark = pytest.mark.timeout(240)  # Much to do for a busy machine.


def use(novapost: NovaPost, path: Path, opened: BinaryIO) -> None:
    assert_type(novapost.divisions.find_all(max_items=5, read_ahead=True), Iterator[Division])
    shipments = novapost.with_options(language="uk").shipments
    label = shipments.print_documents(numbers=["A"], type_=PrintType.MARKING, save_to=path)
    assert_type(label, bytes)
    shipments.print_documents(numbers=["A"], type_="marking", save_to="label.pdf")
    for source in (path, "invoice.pdf", b"content", opened, BytesIO()):
        assert_type(shipments.upload_file(1, file=source), Success)
    shipments.upload_file("1", FileUpload(file=""))
    shipments.upload_file(id=1, body={"file": ""})
    content = shipments.download_attachment("A", "1")
    assert_type(content, FileBytes)
    path.write_bytes(content)
    saved = shipments.save_attachment("A", "1", path)
    assert_type(saved, SavedFile)
    assert_type((saved.path, saved.media_type, saved.size), tuple[Path, str, int])
    tracked = novapost.track_many(["A"], progress=lambda done, total: print(done + total))
    assert_type(tracked, TrackedMany)
    novapost.track_many([59000000000001])
    shipments.track(numbers=[59000000000001, "A"])
    shipments.print_documents(numbers=[59000000000001], type_="marking")
    assert_type(tracked.found, dict[str, TrackedShipment])
    assert_type(tracked.missing, tuple[str, ...])
    assert_type(tracked.failed, dict[str, NovaPostError])
    for event in tracked.found["A"].history_tracking or ():
        print(event.code == TrackingCode.CLOSED)


async def use_async(novapost: AsyncNovaPost, path: Path, opened: BinaryIO) -> None:
    assert_type(novapost.divisions.find_all(max_items=5), AsyncIterator[Division])
    shipments = novapost.with_options(language="uk").shipments
    assert_type(
        await shipments.print_documents(numbers=["A"], type_="marking", save_to=path), bytes
    )
    assert_type(await shipments.upload_file(1, file=opened, file_name="a.pdf"), Success)
    await shipments.upload_file(1, {"file": ""})
    assert_type(await shipments.download_attachment("A", "1"), FileBytes)
    assert_type(await shipments.save_attachment("A", "1", "a.jpg"), SavedFile)
    assert_type(await novapost.track_many(iter(["A"]), concurrency=8), TrackedMany)
"""

MISTAKES = [
    "from novapost_auth import NovaPots",
    "from novapost_auth.stores import MemoryStore",
    "from novapost_auth.testing import FakeNova",
    "from novapost_client.models import Divison",
    "novapost.divisions.find_all(max_items='5')",
    "novapost.divisions.find_all(page=2)",
    "novapost.shipments.upload_file(1)",
    "novapost.shipments.upload_file(1, {}, file=b'')",
    "novapost.shipments.upload_file(1, file=StringIO())",
    "novapost.shipments.upload_file(1, file_name='a.pdf')",
    "novapost.shipments.print_documents(numbers=['A'], type_='marking', save_to=1)",
    "novapost.track_many([1.5])",
    "novapost.track_many(['A'], progress=print_one)",
    "novapost.track_many(['A']).found = {}",
]


def checked(*arguments):
    return subprocess.run(
        [sys.executable, "-m", *arguments], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("checker", [["mypy", "--strict"], ["basedpyright", "--level", "error"]])
def test_everyday_programs_are_typed_and_mistakes_are_found(checker, tmp_path):
    program, mistakes = tmp_path / "program.py", tmp_path / "mistakes.py"
    program.write_text(PROGRAM)
    lines = [
        "from io import StringIO",
        "from novapost_auth import NovaPost",
        "def print_one(done: int) -> None: ...",
        "novapost: NovaPost",
        *MISTAKES,
    ]
    mistakes.write_text("\n".join(lines))
    found = checked(*checker, str(program), str(mistakes)).stdout
    assert "program.py:" not in found, found
    for number, line in enumerate(lines, 1):
        assert (f"mistakes.py:{number}:" in found) == (line in MISTAKES), (line, found)
