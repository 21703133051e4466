"""The file that an answer goes to may fail at any step; the call is then over, and says why."""

import errno
import io

import pytest

from novapost_auth._calls.received import Receiver
from novapost_auth._secrets import Secret
from novapost_auth._wire import Message, Origin, Times
from novapost_auth._wire.message import Answer

MESSAGE = Message(
    method="GET",
    origin=Origin("https", "api.example", 443),
    target=Secret("/x"),
    headers=[],
    times=Times(room=1, connect=1, send=1, silence=1),
)


class Full(io.BytesIO):
    """A disk that fails at one step."""

    def __init__(self, step):
        super().__init__()
        self.step = step

    def seek(self, *place):
        self.fail("begin")
        return super().seek(*place)

    def write(self, data):
        self.fail("write")
        return super().write(data)

    def fail(self, step):
        if step == self.step:
            raise OSError(errno.ENOSPC, "full")


def receiver(file, status=200):
    return Receiver(MESSAGE, Answer(status=status, headers=[], body=()), file, 10)


@pytest.mark.parametrize("step", ["begin", "write"])
def test_a_failure_ends_it(step):
    file = Full(step)
    with pytest.raises(OSError, match="full"):
        receiver(file).take(b"%PDF")
    assert file.getvalue() == b""


def test_memory_holds_no_more_than_the_beginning():
    file, pieces = io.BytesIO(), [b"%PDF" * 1000] * 3
    taker = receiver(file)
    assert all(map(taker.take, pieces))
    assert file.getvalue() == b"".join(pieces)
    assert taker.end().content == file.getvalue()[:4096]


def test_a_further_try_begins_anew():
    file = Full("")
    for content in (b"half of it", b"%PDF"):
        taker = receiver(file)
        assert taker.take(content)
    assert (taker.so_far().content, file.getvalue()) == (b"%PDF", b"%PDF")


def test_an_error_goes_to_no_file():
    file = Full("write")
    taker = receiver(file, status=500)
    assert taker.take(b"{}")
    assert taker.end().content == b"{}"
