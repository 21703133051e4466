"""A download is whole or not at all."""

import gzip
import os
import zlib

import httpx
import pytest

import novapost_auth as np
from novapost_auth._calls.ending import Ending

PDF = b"%PDF-1.4\n" + bytes(range(256)) * 4 + b"\n%%EOF\n"
# With a small picture in its head, which has an end of its own.
SCANNED = (
    b"\xff\xd8\xff\xe1\xff\xd8\xff\xda" + bytes(99) + b"\xff\xd9" + b"\xff\xda"
    + bytes(range(256)) * 4 + b"\xff\xd9"
)  # fmt: skip


def deflate(data, bits=15):
    packer = zlib.compressobj(9, zlib.DEFLATED, bits)
    return packer.compress(data) + packer.flush()


def file(body=PDF, *headers, status=200, length=None, kind="application/pdf"):
    def fault(connection):
        connection.answer(status, body, [f"Content-Type: {kind}", *headers], length)
        if length is not None and length > len(body):
            connection.close()

    return fault


def until_the_end(body, kind="application/pdf", *headers):
    """A body whose length nobody says: it ends with the connection."""

    def fault(connection):
        lines = ["HTTP/1.1 200 OK", f"Content-Type: {kind}", "Connection: close", *headers]
        connection.send("\r\n".join([*lines, "", ""]))
        connection.send(body)
        connection.close()

    return fault


def chunked(*chunks, last=True):
    def fault(connection):
        connection.send(
            "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        for chunk in chunks:
            connection.send(b"%x\r\n%s\r\n" % (len(chunk), chunk))
        if last:
            connection.send("0\r\n\r\n")
        else:
            connection.close()

    return fault


def reset_in_the_middle(connection):
    connection.send(f"HTTP/1.1 200 OK\r\nContent-Length: {len(PDF)}\r\n\r\n")
    connection.send(PDF[:99])
    connection.reset()


GZIP, DEFLATE = "Content-Encoding: gzip", "Content-Encoding: deflate"
WHOLE = {
    "a length": file(),
    "chunks": chunked(PDF[:99], PDF[99:]),
    "gzip": file(gzip.compress(PDF), GZIP),
    "two members": file(gzip.compress(PDF[:99]) + gzip.compress(PDF[99:]), GZIP),
    "deflate": file(deflate(PDF), DEFLATE),
    "raw deflate": file(deflate(PDF, -15), DEFLATE),
    "no length, with an end": until_the_end(PDF),
    "no length, blanks after the end": until_the_end(PDF + b"\r\n \n"),
    "no length, gzip": until_the_end(gzip.compress(PDF), "application/pdf", GZIP),
}
NOT_WHOLE = {
    "fewer bytes than its length": file(PDF[:-99], length=len(PDF)),
    "no byte of it": file(b"", length=len(PDF)),
    "reset in the middle": reset_in_the_middle,
    "chunks without the last": chunked(PDF[:99], PDF[99:-50], last=False),
    "gzip cut short": file(gzip.compress(PDF)[:-99], GZIP),
    "gzip without its checksum": file(gzip.compress(PDF)[:-8], GZIP),
    "gzip without its last byte": file(gzip.compress(PDF)[:-1], GZIP),
    "gzip of a wrong checksum": file(gzip.compress(PDF)[:-8] + b"\0" * 8, GZIP),
    "the second member cut short": file(gzip.compress(PDF) + gzip.compress(PDF)[:-99], GZIP),
    "deflate cut short": file(deflate(PDF)[:-99], DEFLATE),
    "raw deflate cut short": file(deflate(PDF, -15)[:-99], DEFLATE),
    "a part that nobody asked for": file(
        PDF[:99], f"Content-Range: bytes 0-98/{len(PDF)}", status=206
    ),
    "a part that says it is all": file(
        PDF, f"Content-Range: bytes 0-{len(PDF) - 1}/{len(PDF)}", status=206
    ),
    "no length, without an end": until_the_end(PDF[:-99]),
    "no length, chunks of gzip": until_the_end(gzip.compress(PDF)[:-20], "application/pdf", GZIP),
}


def save(driver, path):
    return driver.do(lambda api: api.shipments.save_attachment("1", "2", path))


def download(driver, path):
    content = driver.do(lambda api: api.shipments.download_attachment("1", "2"))
    path.write_bytes(content)


def label(driver, path):
    return driver.do(
        lambda api: api.shipments.print_documents(numbers=["1"], type_="marking", save_to=path)
    )


CALLS = [save, download, label]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", WHOLE)
def test_it_is_whole(name, call, serve, drive, tmp_path):
    path = tmp_path / "file.pdf"

    call(drive(serve(WHOLE[name]), retries=None), path)

    assert path.read_bytes().rstrip() == PDF.rstrip()
    assert [entry.name for entry in tmp_path.iterdir()] == ["file.pdf"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", NOT_WHOLE)
def test_it_is_not_whole(name, call, serve, drive, tmp_path):
    path = tmp_path / "file.pdf"
    path.write_bytes(b"what was there")

    with pytest.raises((np.TransportError, np.UnexpectedResponse, np.ApiError)):
        call(drive(serve(NOT_WHOLE[name]), retries=None), path)

    assert path.read_bytes() == b"what was there"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file.pdf"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("name", ["gzip cut short", "two members"])
def test_what_a_hook_has_read_is_not_whole(name, call, kind, serve, drive, tmp_path):
    """httpx decodes it then, and looks neither for an end nor for a second member."""

    def hook(response):
        return response.read() if kind == "sync" else response.aread()

    made = httpx.Client if kind == "sync" else httpx.AsyncClient
    client = made(event_hooks={"response": [hook]})
    driver = drive(serve((NOT_WHOLE | WHOLE)[name]), http_client=client)
    path = tmp_path / "file.pdf"
    path.write_bytes(b"the old one")

    with pytest.raises(np.UnexpectedResponse, match="the PDF has no end"):
        call(driver, path)

    assert path.read_bytes() == b"the old one"
    if driver.runner:
        driver.runner.run(client.aclose())
    else:
        client.close()


@pytest.mark.parametrize("call", CALLS)
def test_it_is_tried_again_and_whole_then(call, serve, drive, tmp_path):
    path = tmp_path / "file.pdf"
    server = serve(NOT_WHOLE["reset in the middle"], WHOLE["a length"])

    call(drive(server), path)

    assert path.read_bytes() == PDF
    assert len(server.requests) == 2


PHOTOGRAPHS = {
    "image/jpeg": SCANNED,
    "image/png": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4 + b"\0\0\0\x09IDAT" + b"d" * 13
    + b"\0\0\0\0IEND\xaeB`\x82",
    "application/pdf": b"%PDF-1.4\n1 0 obj\n%%EOF\n2 0 obj\n" + b"updated" * 40 + b"\n%%EOF",
}  # fmt: skip
CAMERA = b"\0" * 5000 + b"MotionPhoto_Data" + bytes(range(256)) * 20


@pytest.mark.parametrize("call", [save, download])
@pytest.mark.parametrize("kind", PHOTOGRAPHS)
@pytest.mark.parametrize("more", [b"", b"\n", CAMERA], ids=["", "a line", "what a camera adds"])
def test_a_file_of_any_kind_without_a_length(kind, more, call, serve, drive, tmp_path):
    path = tmp_path / "file"
    body = PHOTOGRAPHS[kind] + more
    call(drive(serve(until_the_end(body, kind)), retries=None), path)
    assert path.read_bytes() == body


@pytest.mark.parametrize("call", [save, download])
@pytest.mark.parametrize("kind", PHOTOGRAPHS)
@pytest.mark.parametrize("lost", [1, 5, 17, 60])
def test_a_file_of_any_kind_that_breaks_off(kind, lost, call, serve, drive, tmp_path):
    path = tmp_path / "file"
    broken = until_the_end(PHOTOGRAPHS[kind][:-lost], kind)
    name = kind.rpartition("/")[2].upper()
    with pytest.raises(np.NovaPostError, match=f"the {name} has no end"):
        call(drive(serve(broken), retries=None), path)
    assert not path.exists()


@pytest.mark.parametrize("kind", PHOTOGRAPHS)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 1000])
def test_an_end_is_seen_in_pieces_of_any_size(kind, size):
    whole = PHOTOGRAPHS[kind] + CAMERA
    for body, is_whole in ((whole, True), (PHOTOGRAPHS[kind][:-1], False), (b"GIF89a" * 9, True)):
        ending = Ending()
        for begin in range(0, len(body), size):
            ending.take(body[begin : begin + size])
        assert (ending.missing() is None) is is_whole


@pytest.mark.parametrize("content", [b"", b"%PDF", b"\xff\xd8\xff", b"\xff\xd8\xff\xd9", b"{}"])
def test_what_is_too_short_for_a_file_of_its_kind(content):
    ending = Ending()
    ending.take(content)
    assert (ending.missing() is None) is not content.startswith(b"\xff")


@pytest.mark.skipif(os.name == "nt", reason="modes are of other systems")
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o444])
@pytest.mark.parametrize("call", [save, label])
def test_a_file_that_is_replaced_keeps_its_mode(mode, call, serve, drive, tmp_path):
    path = tmp_path / "file.pdf"
    path.write_bytes(b"what was there")
    path.chmod(mode)

    call(drive(serve(WHOLE["a length"])), path)

    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o7777 == mode


@pytest.mark.skipif(os.name == "nt", reason="modes are of other systems")
@pytest.mark.parametrize("call", [save, label])
def test_a_new_file_has_the_mode_that_new_files_have(call, serve, drive, tmp_path):
    path = tmp_path / "file.pdf"
    mask = os.umask(0o027)
    try:
        call(drive(serve(WHOLE["a length"])), path)
    finally:
        os.umask(mask)

    assert path.stat().st_mode & 0o7777 == 0o640


@pytest.mark.parametrize("call", [save, label])
def test_a_link_stays_a_link(call, serve, drive, tmp_path):
    target, path = tmp_path / "target.pdf", tmp_path / "file.pdf"
    target.write_bytes(b"what was there")
    path.symlink_to(target)

    call(drive(serve(WHOLE["a length"])), path)

    assert path.is_symlink()
    assert target.read_bytes() == PDF


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("status", [203, 226, 299])
def test_other_successes_are_files_too(status, call, serve, drive, tmp_path):
    path = tmp_path / "file.pdf"

    call(drive(serve(file(status=status)), retries=None), path)

    assert path.read_bytes() == PDF


def test_a_large_file_is_never_in_memory(serve, drive, tmp_path):
    """Of 100 MB, less than a tenth."""
    import tracemalloc  # noqa: PLC0415

    block = bytes(1_000_000)

    def fault(connection):
        connection.send(
            "HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n"
            f"Content-Length: {len(block) * 100 + 9}\r\n\r\n%PDF-1.4\n"
        )
        for _ in range(100):
            connection.send(block)

    driver = drive(serve(fault), retries=None)
    driver.do(lambda api: api.token())
    tracemalloc.start()
    try:
        saved = save(driver, tmp_path / "file.pdf")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert saved.size == 100_000_009
    assert peak < 10_000_000
