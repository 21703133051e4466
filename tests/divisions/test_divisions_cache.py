import gzip
import json
import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from archive_server import cut, division, hang_up, head, leaves_early, pack, status, sync_only
from filelock import FileLock, Timeout

from novapost_auth import (
    ConfigurationError,
    TransportError,
    UnexpectedResponse,
    download_divisions,
)
from novapost_auth._divisions.copies import Copy

DIVISIONS = [division(number, note=str(number) * 20) for number in range(5000)]
DELTA = ([division(7, name="new")], (100, 200))
SIZE = len(pack(DIVISIONS))


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "made" / "on demand"


def ids(divisions):
    return [one.id for one in divisions]


ALL = list(range(5000))


def copies(folder):
    return sorted(path.name.split(".", 1)[1] for path in folder.iterdir())


def test_what_is_there_is_not_downloaded_again(collect, server, folder):
    base = server.offer(DIVISIONS)
    seen = []

    assert ids(collect(cache_dir=folder)) == ALL
    server.offer(DIVISIONS, DELTA)
    server.files["/base.json.gz"] = base
    found = collect(cache_dir=str(folder), progress=lambda *counts: seen.append(counts))

    assert found[7].name == "new"
    assert server.asked == {"/base.json.gz": 1, "/divisions/versions": 1, "/delta0.json.gz": 1}
    assert copies(folder) == ["json.gz", "json.gz", "lock"]
    total = SIZE + len(server.files["/delta0.json.gz"].data)
    assert seen[-1] == (total, total)


@leaves_early
def test_what_was_left_is_continued_by_the_next(collect, server, folder):
    base = server.offer(DIVISIONS)
    base.faults = [cut(20_000)]

    with pytest.raises(TransportError):
        collect(cache_dir=folder, retries=0)
    seen = []
    found = collect(cache_dir=folder, progress=lambda *counts: seen.append(counts))

    assert ids(found) == ALL
    assert base.requests[1]["range"] == "bytes=20000-"
    assert base.requests[1]["if-range"] == '"one"'
    assert seen[-1] == (SIZE, SIZE)
    assert copies(folder) == ["json.gz", "lock"]


@sync_only
def test_what_a_killed_program_left_is_continued(collect, server, folder):
    def then_silent(file, handler):
        head(handler, 200, {**file.headers, "Content-Length": SIZE})
        handler.wfile.write(file.data[:20_000])
        server.gone.wait(30)

    base = server.offer(DIVISIONS)
    base.faults = [then_silent]
    program = (
        "import os, sys, novapost_auth as n\n"
        "all = n.download_divisions(server=sys.argv[1], cache_dir=sys.argv[2])\n"
        "for one in all:\n"
        "    if one.id == 1000: os._exit(9)\n"
    )
    command = [sys.executable, "-c", program, server.url, str(folder)]
    assert subprocess.run(command, check=False).returncode == 9
    left = next(folder.glob("*.part")).stat().st_size

    assert ids(collect(cache_dir=folder)) == ALL
    # From 3.14 on files are written by 128 KB, and what is killed has not written these yet.
    assert (0 if sys.version_info >= (3, 14) else 1) <= left <= 20_000
    assert base.requests[1].get("range") == (f"bytes={left}-" if left else None)


def test_what_was_left_of_another_version_is_begun_anew(collect, server, folder):
    base = server.offer(DIVISIONS)
    base.faults = [cut(20_000)]
    with pytest.raises(TransportError):
        collect(cache_dir=folder, retries=0)

    base.data, base.headers = pack(DIVISIONS[:10]), {"ETag": '"two"'}

    assert ids(collect(cache_dir=folder)) == list(range(10))
    assert ids(collect(cache_dir=folder)) == list(range(10))
    assert len(base.requests) == 2


@sync_only
def test_what_was_left_may_have_been_all(collect, server, folder):
    def without_end(file, handler):
        head(handler, 200, {**file.headers, "Transfer-Encoding": "chunked"})
        handler.wfile.write(f"{SIZE:x}\r\n".encode() + file.data + b"\r\n")
        hang_up(handler)

    base = server.offer(DIVISIONS)
    base.faults = [without_end, status(416, {"Content-Range": f"bytes */{SIZE}"})]
    with pytest.raises(TransportError):
        collect(cache_dir=folder, retries=0)

    for _ in range(2):
        assert ids(collect(cache_dir=folder)) == ALL
    assert len(base.requests) == 2


@sync_only
@pytest.mark.parametrize("more", [b"more", b"\0\0"])
def test_what_was_left_and_is_more_than_there_is_is_not_kept(collect, server, folder, more):
    base = server.offer(DIVISIONS)
    base.faults = [cut(20_000), status(416, {"Content-Range": f"bytes */{SIZE}"})]
    with pytest.raises(TransportError):
        collect(cache_dir=folder, retries=0)
    (part,) = folder.glob("*.part")
    part.write_bytes(base.data + more)

    with pytest.raises(UnexpectedResponse, match="there is less of it than was there before"):
        collect(cache_dir=folder)

    assert ids(collect(cache_dir=folder)) == ALL


@sync_only
@pytest.mark.parametrize("headers", [{}, {"ETag": 'W/"weak"'}, {"ETag": f'"{"long" * 99}"'}])
def test_what_cannot_be_told_from_other_versions_is_begun_anew(collect, server, folder, headers):
    base = server.offer(DIVISIONS)
    base.headers = headers
    base.faults = [cut(20_000), cut(20_000)]

    for _ in range(2):
        with pytest.raises(TransportError):
            collect(cache_dir=folder, retries=0)

    assert ids(collect(cache_dir=folder)) == ALL
    assert [sent.get("range") for sent in base.requests] == [None, None, None]
    assert copies(folder) == ["json.gz", "lock"]


@sync_only
def test_a_broken_connection_is_continued_into_the_copy(collect, server, folder):
    base = server.offer(DIVISIONS)
    base.faults = [cut(20_000), cut(5_000)]

    assert ids(collect(cache_dir=folder)) == ALL
    (copy,) = folder.glob("*.gz")
    assert copy.read_bytes() == base.data


@leaves_early
def test_who_leaves_early_keeps_what_came(collect, server, folder):
    base = server.offer(DIVISIONS)

    assert ids(collect(cache_dir=folder, most=1)) == [0]
    assert ids(collect(cache_dir=folder)) == ALL
    assert len(base.requests) == 2


@leaves_early
def test_what_is_broken_is_not_kept(collect, server, folder):
    base = server.offer(DIVISIONS)
    good, base.data = base.data, base.data[:-8] + b"nonsense"

    with pytest.raises(UnexpectedResponse, match="incorrect data check"):
        collect(cache_dir=folder)
    assert copies(folder) == ["lock"]

    base.data = good
    assert ids(collect(cache_dir=folder)) == ALL


@sync_only
def test_a_copy_that_broke_on_the_disk_is_removed(collect, server, folder):
    base = server.offer(DIVISIONS)
    collect(cache_dir=folder)
    (copy,) = folder.glob("*.gz")
    copy.write_bytes(copy.read_bytes()[:-100])

    with pytest.raises(UnexpectedResponse, match="its gzip stream breaks off"):
        collect(cache_dir=folder)

    assert ids(collect(cache_dir=folder)) == ALL
    assert len(base.requests) == 2


@sync_only
def test_copies_out_of_date_are_removed_and_nothing_else(collect, server, folder):
    server.offer(DIVISIONS[:10], DELTA)
    collect(cache_dir=folder)
    (folder / "mine.json.gz").write_text("mine")
    before = set(folder.iterdir())
    server.offer(DIVISIONS[:20], base_time=300)

    assert len(collect(cache_dir=folder)) == 20
    assert copies(folder) == ["json.gz", "json.gz", "lock"]
    assert (folder / "mine.json.gz").read_text() == "mine"
    assert len(set(folder.iterdir()) & before) == 2


@sync_only
def test_signatures_in_urls_are_no_other_version(collect, server, folder):
    base = server.offer(DIVISIONS[:10])
    for signature in "ab":
        url = f"{server.origin}/base.json.gz?signature={signature}"
        server.offer_versions({"base_version": {"unix_time": 100, "url": url}})
        assert len(collect(cache_dir=folder)) == 10

    assert len(base.requests) == 1


@sync_only
def test_of_archives_without_a_time_no_copy_is_kept(collect, server, folder):
    for name in ("old", "new"):
        server.offer([division(1, name=name)], ([division(2, name=name)], (None, None)))
        versions = json.loads(server.files["/divisions/versions"].data)
        del versions["base_version"]["unix_time"]
        server.offer_versions(versions)

        assert [one.name for one in collect(cache_dir=folder)] == [name, name]


def test_another_language_is_another_version(collect, server, folder):
    base = server.offer(DIVISIONS[:10])
    collect(cache_dir=folder, language="uk")
    base.data = pack(DIVISIONS[:20])

    assert len(collect(cache_dir=folder, language="pl")) == 20


@sync_only
def test_while_another_program_writes_this_one_does_not(collect, server, folder):
    base = server.offer(DIVISIONS, DELTA)
    folder.mkdir(parents=True)
    with FileLock(folder / "divisions.lock"):
        assert ids(collect(cache_dir=folder)) == ALL
        assert copies(folder) == ["lock"]
    collect(cache_dir=folder)
    with FileLock(folder / "divisions.lock"):
        assert ids(collect(cache_dir=folder)) == ALL

    assert len(base.requests) == 2


def test_the_directory_is_let_go_at_the_end_and_by_who_leaves(server, folder):
    base = server.offer(DIVISIONS)
    settings = {"server": server.url, "environ": {}, "cache_dir": folder}
    lock = FileLock(folder / "divisions.lock")

    with closing(download_divisions(**settings)) as divisions:
        next(divisions)
        with pytest.raises(Timeout):
            lock.acquire(timeout=0)
    with lock.acquire(timeout=0):
        pass
    base.faults = [lambda _, handler: hang_up(handler)]
    with pytest.raises(TransportError):
        list(download_divisions(**settings, retries=0))
    with lock.acquire(timeout=0):
        pass


@sync_only
def test_files_of_others_are_no_copies(collect, server, folder):
    base = server.offer(DIVISIONS)
    collect(cache_dir=folder)
    (copy,) = folder.glob("*.gz")
    copy.rename(f"{copy}.backup.part")

    assert ids(collect(cache_dir=folder)) == ALL
    assert len(base.requests) == 2


@sync_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no disk that is always full")
def test_a_full_disk_is_told_of(collect, server, folder, monkeypatch):
    server.offer(DIVISIONS)
    with Path("/dev/full").open("wb", buffering=0) as full:
        monkeypatch.setattr(Copy, "_opened", lambda _: full)
        with pytest.raises(ConfigurationError, match="No space left on device"):
            collect(cache_dir=folder)


@sync_only
def test_a_directory_that_cannot_be_one_is_told_of(collect, server, tmp_path):
    server.offer(DIVISIONS)
    (tmp_path / "file").write_text("")

    with pytest.raises(ConfigurationError, match=r"file: File exists"):
        collect(cache_dir=tmp_path / "file")


@sync_only
def test_a_copy_that_cannot_be_written_is_told_of(collect, server, folder):
    server.offer(DIVISIONS)

    def in_the_way(*_):  # However often: the body may come in any number of pieces.
        for part in folder.glob("*.part"):
            part.unlink()

    with pytest.raises(ConfigurationError, match=r"\.part: No such file or directory"):
        collect(cache_dir=folder, progress=in_the_way)


THEIRS = (
    "divisions-2024.json.gz",
    "divisions-backup.json.gz",
    "divisions-.json.gz",
    "divisions-0123456789abcdef.json.gz.bak",
    "divisions-0123456789ABCDEF.json.gz",
    "divisions-0123456789abcdef0.json.gz",
    "divisions-0123456789abcdef.json.gz.old.part",
    "divisions-0123456789abcdef.json.gz~",
    "divisions-mine.json.gz.new",
)


def test_files_of_other_names_are_left_alone(collect, server, folder):
    folder.mkdir(parents=True)
    for name in THEIRS:
        (folder / name).write_text("precious")
    server.offer(DIVISIONS)

    assert ids(collect(cache_dir=folder)) == ALL
    assert [(folder / name).read_text() for name in THEIRS] == ["precious"] * len(THEIRS)


@sync_only
@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are an administrator's there")
@pytest.mark.parametrize("etag", ['"abc"', None])
def test_nothing_is_written_through_a_planted_link(collect, server, folder, tmp_path, etag):
    precious = tmp_path / "precious"
    base = server.offer(DIVISIONS)
    base.headers = {"ETag": etag} if etag else {}
    assert ids(collect(cache_dir=folder)) == ALL
    (whole,) = folder.glob("*.gz")
    whole.unlink()
    validator = (etag or "x").encode().hex()
    for name in (f"{whole.name}.new", f"{whole.name}.{validator}.part"):
        (folder / name).symlink_to(precious)

    for content in ("precious", None):  # Also one that leads nowhere makes nothing.
        precious.unlink(missing_ok=True)
        if content:
            precious.write_text(content)
        assert ids(collect(cache_dir=folder)) == ALL
        assert (precious.read_text() if precious.exists() else None) == content
        whole.unlink()
        for name in (f"{whole.name}.new", f"{whole.name}.{validator}.part"):
            (folder / name).unlink(missing_ok=True)
            (folder / name).symlink_to(precious)


NO_COPIES = [
    b"precious",
    b"\x1f\x8c of mine",
    gzip.compress(b'[{"id": 1}]', mtime=0),
    b"PK\x03\x04",
]
BROKEN = [
    b"",
    gzip.compress(b'{"items": [', mtime=0)[:-12],
    gzip.compress(b"  {}", mtime=0),
    b"\x1f\x8b\x08nonsense",
]


@sync_only
@pytest.mark.parametrize("content", [*NO_COPIES, *BROKEN])
@pytest.mark.parametrize("ending", ["", ".new", ".22.part"])
def test_what_is_called_like_a_copy_and_is_none_is_not_removed(
    collect, server, folder, content, ending
):
    folder.mkdir(parents=True)
    mine = folder / f"divisions-0123456789abcdef.json.gz{ending}"
    mine.write_bytes(content)
    server.offer(DIVISIONS[:10])

    assert len(collect(cache_dir=folder)) == 10
    assert mine.exists() == (content in NO_COPIES)
    assert not mine.exists() or mine.read_bytes() == content


@sync_only
@pytest.mark.parametrize("content", NO_COPIES)
@pytest.mark.parametrize("ending", ["", ".new", ".226f6e6522.part"])
def test_what_is_in_the_place_of_a_copy_and_is_none_is_left_alone(
    collect, server, folder, content, ending
):
    base = server.offer(DIVISIONS[:10])
    collect(cache_dir=folder)
    (copy,) = folder.glob("*.gz")
    copy.unlink()
    mine = folder / f"{copy.name}{ending}"
    mine.write_bytes(content)
    base.headers = {} if ending == ".new" else {"ETag": '"one"'}

    with pytest.raises(ConfigurationError, match=f"{re.escape(str(mine))} is no copy"):
        collect(cache_dir=folder)
    assert mine.read_bytes() == content


@sync_only
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")
@pytest.mark.parametrize("ending", ["", ".new", ".226f6e6522.part"])
def test_nobody_is_waited_for_at_the_other_end_of_a_pipe(collect, server, folder, ending):
    base = server.offer(DIVISIONS[:10])
    base.headers = {} if ending == ".new" else {"ETag": '"one"'}
    folder.mkdir(parents=True)
    os.mkfifo(folder / f"divisions-0123456789abcdef.json.gz{ending}")
    assert len(collect(cache_dir=folder)) == 10

    (copy,) = (path for path in folder.glob("*.gz") if path.is_file())
    copy.unlink()
    os.mkfifo(folder / f"{copy.name}{ending}")
    with pytest.raises(ConfigurationError, match="is no copy of an archive"):
        collect(cache_dir=folder)
    assert len([path for path in folder.iterdir() if path.is_fifo()]) == 2


@sync_only
def test_what_is_in_the_place_of_the_lock_and_is_none_is_left_alone(collect, server, folder):
    server.offer(DIVISIONS[:10])
    folder.mkdir(parents=True)
    (folder / "divisions.lock").write_text("precious")

    with pytest.raises(ConfigurationError, match=r"divisions\.lock is no lock of ours"):
        collect(cache_dir=folder)
    assert (folder / "divisions.lock").read_text() == "precious"


def in_chunks(file, handler):
    """Answer in pieces that are small enough to be kept in a buffer."""
    head(handler, 200, {"ETag": '"one"', "Transfer-Encoding": "chunked"})
    for begin in range(0, len(file.data), 3000):
        piece = file.data[begin : begin + 3000]
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
    handler.wfile.write(b"0\r\n\r\n")


def ends(divisions):
    divisions.close()


def goes_on(divisions):
    assert ids(divisions) == ALL[100:]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks there")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
@pytest.mark.parametrize("does", [ends, goes_on])
def test_a_child_forked_in_the_middle_does_not_write_to_its_parents_copy(does, server, folder):
    """It has a copy of all that was under way, what had not been written yet among it."""
    base = server.offer(DIVISIONS)
    base.faults = [in_chunks]
    settings = {"server": server.url, "environ": {}, "cache_dir": folder}
    divisions = download_divisions(**settings)
    begun = [next(divisions).id for _ in range(100)]

    child = os.fork()
    if child == 0:
        failed = 1
        try:
            does(divisions)
            failed = 0
        finally:
            os._exit(failed)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert begun + ids(divisions) == ALL
    (copy,) = folder.glob("divisions-*.json.gz")
    assert copy.read_bytes() == base.data
    assert ids(download_divisions(**settings)) == ALL
