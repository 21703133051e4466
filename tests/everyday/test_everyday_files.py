"""Labels, uploads and attachments: what is refused, what is on the disk afterwards."""

import copy
import errno
import gzip
import io
import json
import os
import pickle
import resource
import stat
import tempfile
import tracemalloc
from pathlib import Path

import anyio
import pytest

from novapost_auth import ConfigurationError, TransportError, UnexpectedResponse, ValidationError
from novapost_auth._everyday.files import FileBytes, SavedFile, replacing
from novapost_auth._everyday.uploads import upload_body
from novapost_client.models import FileUpload, PrintSize, PrintType

PDF = b"%PDF-1.4\n" + b"one page" * 100 + b"\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" * 10


def names(folder):
    return sorted(path.name for path in folder.iterdir())


# Labels


def test_a_label_is_returned_and_saved(driver, numbers, tmp_path):
    path = tmp_path / "label.pdf"
    label = driver.do(
        lambda novapost: novapost.shipments.print_documents(
            numbers=numbers[:1], type_="marking", save_to=path
        )
    )
    assert label.startswith(b"%PDF-")
    assert path.read_bytes() == label
    assert names(tmp_path) == ["label.pdf"]
    default = tmp_path / "default"
    default.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(default.stat().st_mode)


def test_a_label_replaces_the_file_that_a_link_leads_to(near, numbers, tmp_path):
    (tmp_path / "real.pdf").write_bytes(b"old")
    link = tmp_path / "link.pdf"
    link.symlink_to("real.pdf")
    near.do(
        lambda novapost: novapost.shipments.print_documents(
            numbers=numbers[:1], type_=PrintType.MARKING, save_to=str(link)
        )
    )
    assert link.is_symlink()
    assert (tmp_path / "real.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"numbers": ["A", "B"], "type_": "marking"}, "one number a call, not for 2"),
        ({"numbers": [], "type_": "marking"}, "no number"),
        ({"numbers": [], "type_": "invoice"}, "no number"),
        (
            {"numbers": ["A"], "type_": PrintType.MARKING, "print_size_type": PrintSize.SIZE_A4},
            "size_100_100 alone, not in size_A4",
        ),
        (
            {"numbers": ["A"], "type_": "invoice", "delivery_type": "Pickup"},
            "with labels .* alone, not with invoice",
        ),
    ],
)
def test_what_the_service_would_refuse_to_print_is_refused_before_a_call(
    near, novapost_fake, tmp_path, asked, said
):
    path = tmp_path / "label.pdf"
    with pytest.raises(ConfigurationError, match=said) as raised:
        near.do(lambda novapost: novapost.shipments.print_documents(**asked, save_to=path))
    assert isinstance(raised.value, ValueError)
    assert novapost_fake.calls == []
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"type_": "marking", "print_size_type": "size_100_100", "delivery_type": "Shipment"},
        {"type_": "international", "print_size_type": "size_A4"},
        {"type_": "invoice"},
    ],
)
def test_what_the_service_prints_is_let_through(near, numbers, asked):
    pdf = near.do(lambda novapost: novapost.shipments.print_documents(numbers=numbers[:1], **asked))
    assert pdf.startswith(b"%PDF-")


def test_an_unknown_document_is_left_to_the_service(near, numbers):
    with pytest.raises(ValidationError):
        near.do(
            lambda novapost: novapost.shipments.print_documents(numbers=numbers, type_="brand-new")
        )


def test_a_label_that_is_refused_leaves_the_file_as_it_was(near, novapost_fake, tmp_path):
    path = tmp_path / "label.pdf"
    path.write_bytes(b"old")
    novapost_fake.fail_next(422, path="/shipments/print")
    with pytest.raises(ValidationError):
        near.do(
            lambda novapost: novapost.shipments.print_documents(
                numbers=["A"], type_="marking", save_to=path
            )
        )
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["label.pdf"]


@pytest.mark.parametrize(
    ("name", "error"),
    [("missing/label.pdf", FileNotFoundError), ("", ConfigurationError), ("n" * 300, OSError)],
)
def test_a_path_that_cannot_be_written_is_told_before_a_call(
    near, novapost_fake, tmp_path, name, error
):
    path = tmp_path / name
    told = path if len(name) < 99 else tmp_path / r"\*\*\*'$"  # It might be a key.
    with pytest.raises(error, match=str(told)):
        near.do(
            lambda novapost: novapost.shipments.print_documents(
                numbers=["A"], type_="marking", save_to=path
            )
        )
    assert novapost_fake.calls == []
    assert names(tmp_path) == []


def test_a_device_is_not_replaced_by_a_file(near):
    with pytest.raises(ConfigurationError, match="'/dev/null' is no file"):
        near.do(
            lambda novapost: novapost.shipments.print_documents(
                numbers=["A"], type_="marking", save_to="/dev/null"
            )
        )


# Uploads


def test_a_file_is_uploaded_from_a_path_from_bytes_and_from_an_object(driver, numbers, tmp_path):
    path = tmp_path / "customs.pdf"
    path.write_bytes(PDF)

    def upload(**file):
        shipments = driver.do(lambda novapost: novapost.shipments.find(numbers=numbers[:1]))
        id_ = shipments.items[0].id
        answer = driver.do(lambda novapost: novapost.shipments.upload_file(id_, **file))
        assert answer.success is True
        (*_, last) = driver.do(lambda novapost: novapost.shipments.find_attachments(numbers[0]))
        content = driver.do(
            lambda novapost: novapost.shipments.download_attachment(
                numbers[0], last.storage_info.id
            )
        )
        return last.storage_info.name, content, content.media_type

    assert upload(file=path) == ("customs.pdf", PDF, "application/pdf")
    assert upload(file=str(path), file_name="a.pdf") == ("a.pdf", PDF, "application/pdf")
    with path.open("rb") as opened:
        assert upload(file=opened)[:2] == ("customs.pdf", PDF)
    assert upload(file=JPEG) == ("invoice.jpg", JPEG, "image/jpeg")
    assert upload(file=io.BytesIO(PNG)) == ("invoice.png", PNG, "image/png")
    assert upload(file=b"words") == ("invoice", b"words", "application/octet-stream")
    assert upload(body=FileUpload(file="JVBERi0=", file_name="x"))[:2] == ("x", b"%PDF-")
    assert upload(body={"file": "JVBERi0="})[:2] == ("invoice", b"%PDF-")


class Dribbling:
    """A file object that gives less than it is asked for."""

    name = 7  # As that of a file opened by its number.

    def __init__(self, content):
        self._rest = content

    def read(self, size):
        part, self._rest = self._rest[: min(size, 3)], self._rest[min(size, 3) :]
        return part


def test_any_object_that_gives_bytes_is_read_to_its_end():
    expected = upload_body(None, PDF, "invoice.pdf")
    assert upload_body(None, Dribbling(PDF), None) == expected
    piped = io.BytesIO(PDF)
    piped.name = "<stdin>"
    assert upload_body(None, piped, None) == expected
    with tempfile.SpooledTemporaryFile() as spooled:  # As web frameworks give uploads.
        spooled.write(PDF)
        spooled.seek(0)
        assert upload_body(None, spooled, None) == expected


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"file": b""}, "empty"),
        ({"file": __file__, "body": {}}, "one of the two"),
        ({"file": b"a", "body": {}}, "one of the two"),
        ({}, "one of the two"),
        ({"body": __file__}, "passed by its name"),
        ({"body": b"a"}, "passed by its name"),
        ({"body": {"file": "eA=="}, "file_name": "a.pdf"}, "file_name goes with file="),
    ],
)
def test_what_cannot_be_uploaded_is_told_before_a_call(near, novapost_fake, given, said):
    with pytest.raises(ConfigurationError, match=said):
        near.do(lambda novapost: novapost.shipments.upload_file(1001, **given))
    assert novapost_fake.calls == []


def test_a_file_opened_for_text_or_read_before_is_told_as_such():
    with pytest.raises(ConfigurationError, match="must be opened for bytes"):
        upload_body(None, io.StringIO("text"), None)
    file = io.BytesIO(PDF)
    file.read()
    with pytest.raises(ConfigurationError, match="read to its end before"):
        upload_body(None, file, None)


@pytest.mark.parametrize("buffering", [0, -1])
def test_a_file_that_does_not_wait_for_its_end_is_told_as_such(buffering):
    end, other = os.pipe()
    os.set_blocking(end, False)
    with os.fdopen(other, "wb", buffering=0) as writer, os.fdopen(end, "rb", buffering) as file:
        writer.write(PDF)  # And more to come.
        with pytest.raises(ConfigurationError, match="has not come to its end"):
            upload_body(None, file, None)


def test_a_file_that_is_no_document_by_its_size_is_not_read_to_its_end(tmp_path):
    path = tmp_path / "film.mp4"
    with path.open("wb") as film:
        film.truncate(10**12)  # A file of holes.
    with pytest.raises(ConfigurationError, match="more than 100,000,000 bytes"):
        upload_body(None, path, None)


def test_a_path_that_is_not_there_is_told_as_such(near, tmp_path):
    with pytest.raises(FileNotFoundError):
        near.do(lambda novapost: novapost.shipments.upload_file(1001, file=tmp_path / "no.pdf"))


# Attachments

BLOCK = b"photograph" * 6_000
BLOCKS = 500
PHOTOGRAPH = JPEG + BLOCK * 4


def whole(handler):
    handler.reply(200, PHOTOGRAPH, ("Content-Type", "application/pdf"))


def broken_off(handler):
    handler.reply(200, PHOTOGRAPH + BLOCK, length=2 * len(PHOTOGRAPH))
    handler.close_connection = True


def unavailable(handler):
    handler.reply(503, b"{}")


def save(driver, path):
    return driver.do(lambda novapost: novapost.shipments.save_attachment("SHPL1", "f/1", path))


def test_an_attachment_is_saved_with_its_kind_told(attachments, tmp_path):
    driver, server = attachments(whole)
    path = tmp_path / "photo.jpg"
    assert save(driver, path) == SavedFile(path, "image/jpeg", len(PHOTOGRAPH))
    assert path.read_bytes() == PHOTOGRAPH
    assert names(tmp_path) == ["photo.jpg"]
    assert server.asked == 1


@pytest.mark.parametrize("header", ["Image/WebP; q=1", None])
def test_a_kind_that_is_not_known_is_told_as_the_service_says(attachments, tmp_path, header):
    headers = [("Content-Type", header)] if header else []
    driver, _ = attachments(*[lambda handler: handler.reply(200, b"RIFF", *headers)] * 2)
    expected = "image/webp" if header else "application/octet-stream"
    assert save(driver, tmp_path / "a").media_type == expected
    content = driver.do(lambda novapost: novapost.shipments.download_attachment("SHPL1", "1"))
    assert (content, content.media_type) == (b"RIFF", expected)


def test_a_download_that_breaks_off_begins_anew(attachments, tmp_path):
    driver, server = attachments(broken_off, unavailable, whole)
    assert save(driver, tmp_path / "a").size == len(PHOTOGRAPH)
    assert (tmp_path / "a").read_bytes() == PHOTOGRAPH
    assert server.asked == 3


# Trio complains of the generators of httpx, which does not close them when it stops reading.
left_halfway = pytest.mark.filterwarnings("ignore:Async generator:ResourceWarning")


@left_halfway
@pytest.mark.parametrize(
    ("ways", "error"),
    [
        ([broken_off] * 3, TransportError),
        ([lambda h: h.reply(422, b'{"error": "Shipment not found"}')], ValidationError),
        ([lambda h: h.reply(200, b"<html>Sign in</html>")], UnexpectedResponse),
        ([lambda h: h.reply(200, b"")], UnexpectedResponse),
        (
            [lambda h: h.reply(200, b"junk", ("Content-Encoding", "gzip"))],
            UnexpectedResponse,
        ),
    ],
    ids=["broken off", "refused", "page", "nothing", "junk"],
)
def test_a_download_that_fails_leaves_the_file_as_it_was(attachments, tmp_path, ways, error):
    driver, server = attachments(*ways)
    path = tmp_path / "photo.jpg"
    path.write_bytes(b"old")
    with pytest.raises(error):
        save(driver, path)
    assert server.asked == len(ways)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["photo.jpg"]


def test_a_long_refusal_is_read_to_its_end(attachments, tmp_path):
    errors = {f"field{count}": "This field is required and was left out." for count in range(150)}
    driver, _ = attachments(lambda h: h.reply(422, json.dumps({"errors": errors}).encode()))
    with pytest.raises(ValidationError) as raised:
        save(driver, tmp_path / "a")
    assert set(raised.value.errors) == set(errors)


def test_what_was_compressed_on_the_way_is_saved_as_it_was(attachments, tmp_path):
    def compressed(handler):
        handler.reply(200, gzip.compress(PHOTOGRAPH), ("Content-Encoding", "gzip"))

    driver, _ = attachments(compressed)
    assert save(driver, tmp_path / "a").size == len(PHOTOGRAPH)
    assert (tmp_path / "a").read_bytes() == PHOTOGRAPH


def test_a_large_attachment_is_never_in_memory(attachments, tmp_path):
    def large(handler):
        handler.reply(200, JPEG, length=len(JPEG) + BLOCKS * len(BLOCK))
        for _ in range(BLOCKS):
            handler.wfile.write(BLOCK)

    driver, _ = attachments(large)
    tracemalloc.start()
    try:
        saved = save(driver, tmp_path / "large")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert saved.size == len(JPEG) + 30_000_000
    assert peak < 10_000_000


@left_halfway
def test_a_full_disk_is_no_fault_of_the_connection(attachments, tmp_path):
    driver, server = attachments(whole, whole)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(OSError) as raised:  # noqa: PT011 - its number is looked at
            save(driver, tmp_path / "a")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert raised.value.errno == errno.EFBIG
    assert server.asked == 1  # Another try would meet the same disk.
    assert names(tmp_path) == []


@pytest.mark.parametrize("kind", ["asyncio", "trio"])
def test_a_download_that_is_given_up_leaves_nothing_behind(attachments, tmp_path):
    driver, _ = attachments(lambda handler: handler.reply(200, JPEG, length=10**6))

    async def main(novapost):
        with anyio.move_on_after(0.2) as scope:
            await novapost.shipments.save_attachment("SHPL1", "1", tmp_path / "a")
        return scope.cancelled_caught

    assert driver.do(main)
    assert names(tmp_path) == []


def test_the_content_of_a_file_can_be_copied_and_pickled():
    content = FileBytes(JPEG, "image/jpeg")
    for again in (copy.copy(content), copy.deepcopy(content), pickle.loads(pickle.dumps(content))):
        assert (again, again.media_type) == (JPEG, "image/jpeg")


def test_another_view_of_a_client_works_with_files_as_well(near, numbers, tmp_path):
    near.do(
        lambda novapost: novapost.with_options(language="uk").shipments.print_documents(
            numbers=numbers[:1], type_="marking", save_to=tmp_path / "a"
        )
    )
    assert names(tmp_path) == ["a"]


# Paths that are no files


@pytest.fixture(params=["nul", "fifo", "device", "directory", "bytes", "number", "loop"])
def no_file(request, tmp_path):
    path = tmp_path / request.param
    match request.param:
        case "nul":
            return f"{path}\0x"
        case "fifo":
            os.mkfifo(path)
        case "device":
            return "/dev/zero"
        case "directory":
            path.mkdir()
        case "bytes":
            return os.fsencode(path)
        case "number":
            return 7
        case "loop":
            path.symlink_to(path)
    return path


def test_what_is_no_file_is_not_replaced(driver, no_file, numbers, tmp_path):
    before = names(tmp_path)
    with pytest.raises(ConfigurationError) as caught:
        driver.do(
            lambda novapost: novapost.shipments.print_documents(
                numbers=numbers[:1], type_="marking", save_to=no_file
            )
        )
    assert "\n" not in str(caught.value)
    assert names(tmp_path) == before


def test_what_is_no_file_is_not_uploaded(driver, no_file):
    if isinstance(no_file, bytes):
        return  # The content of one.
    with pytest.raises((ConfigurationError, OSError)) as caught:
        driver.do(lambda novapost: novapost.shipments.upload_file(1, file=no_file))
    # A link to nowhere is said as the system says it.
    assert isinstance(caught.value, ConfigurationError) or caught.value.errno == errno.ELOOP


@pytest.mark.parametrize("content", [bytearray(PDF), memoryview(PDF)])
def test_content_may_be_anything_like_bytes(content):
    assert upload_body(None, content, None) == upload_body(None, PDF, None)


def test_a_file_that_has_been_closed_is_said():
    file = io.BytesIO(PDF)
    file.close()
    with pytest.raises(ConfigurationError, match="closed"):
        upload_body(None, file, None)


@pytest.mark.skipif(not hasattr(os, "chown"), reason="files have no owner there")
def test_a_file_is_written_under_the_mode_and_owner_of_the_one_it_replaces(tmp_path):
    path = tmp_path / "label.pdf"
    path.write_bytes(b"old")
    path.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(path, 12345, 23456)
    was = path.stat()
    with replacing(path) as file:
        now = os.fstat(file.fileno())
        file.write(b"new")
    for one in (now, path.stat()):
        assert (one.st_mode, one.st_uid, one.st_gid) == (was.st_mode, was.st_uid, was.st_gid)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks there")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_child_that_leaves_by_an_error_leaves_the_file_of_its_parent_alone(tmp_path):
    """As one does that a signal's handler has forked in the middle of a download."""
    path, parent = tmp_path / "label.pdf", os.getpid()
    try:
        with replacing(path) as file:
            file.write(PDF)
            child = os.fork()
            if not child:
                raise SystemExit
            os.waitpid(child, 0)
    finally:
        if os.getpid() != parent:
            os._exit(0)

    assert path.read_bytes() == PDF
    assert list(tmp_path.iterdir()) == [path]


def test_an_interrupt_while_a_file_is_opened_leaves_none(tmp_path, monkeypatch):
    """It comes out of the call that has opened it, once the system is done."""

    def opened_and_interrupted(path, _):
        path.touch()
        raise KeyboardInterrupt

    monkeypatch.setattr("novapost_auth._everyday.files.Unbuffered", opened_and_interrupted)
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "label.pdf"):
        pass

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP])
def test_a_file_is_saved_where_none_can_be_had_on_the_disk(
    near, numbers, tmp_path, monkeypatch, number
):
    def synced(_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", synced)
    path = tmp_path / "a.pdf"
    pdf = near.do(
        lambda novapost: novapost.shipments.print_documents(
            numbers=numbers[:1], type_="marking", save_to=path
        )
    )
    assert path.read_bytes() == pdf


@pytest.mark.parametrize("disk", ["there", "full"])
def test_no_name_leads_to_what_is_not_on_the_disk(near, numbers, tmp_path, monkeypatch, disk):
    done = []
    sync, replace = os.fsync, Path.replace

    def synced(descriptor):
        if disk == "full":
            raise OSError(errno.ENOSPC, "No space left on device")
        done.append(os.fstat(descriptor).st_size)
        sync(descriptor)

    def replaced(path, target):
        done.append(target.name)
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)

    def save(novapost):
        return novapost.shipments.print_documents(
            numbers=numbers[:1], type_="marking", save_to=tmp_path / "a.pdf"
        )

    if disk == "there":
        assert done == [len(near.do(save)), "a.pdf"]
    else:
        with pytest.raises(OSError, match="No space left"):
            near.do(save)
        assert (done, names(tmp_path)) == ([], [])


def test_a_file_that_is_replaced_keeps_its_mode(driver, numbers, tmp_path):
    path = tmp_path / "label.pdf"
    for mode in (0o600, 0o644, 0o660, 0o444):
        path.unlink(missing_ok=True)
        path.write_bytes(b"old")
        path.chmod(mode)
        driver.do(
            lambda novapost: novapost.shipments.print_documents(
                numbers=numbers[:1], type_="marking", save_to=path
            )
        )
        assert stat.S_IMODE(path.stat().st_mode) == mode
        assert path.read_bytes().startswith(b"%PDF-")
