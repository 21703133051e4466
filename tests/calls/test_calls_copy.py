"""The file that an answer goes to may fail at any step; the call is then over, and says why."""

import errno
import io

import pytest

from novapost_auth._calls.copy import Copy


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


@pytest.mark.parametrize(("step", "pieces"), [("begin", 0), ("write", 0), ("", 3)])
def test_a_failure_ends_it_and_is_kept(step, pieces):
    file = Full(step)
    copy = Copy(file)
    copy.begin()
    assert [copy.write(b"%PDF") for _ in range(3)] == [bool(pieces)] * 3
    assert file.getvalue() == b"%PDF" * pieces
    if pieces:
        copy.check()
        assert copy.head == b"%PDF" * 3
    else:
        with pytest.raises(OSError, match="full"):
            copy.check()


def test_a_further_try_begins_anew():
    file = Full("")
    copy = Copy(file)
    for content in (b"half of it", b"%PDF"):
        copy.begin()
        assert copy.write(content)
    assert (copy.head, file.getvalue()) == (b"%PDF", b"%PDF")
