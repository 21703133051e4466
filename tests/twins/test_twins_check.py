"""The check that halves written twice are equal."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from codegen.twins import differing, unlisted

ROOT = Path(__file__).parents[2]
PAIR = ("reader.py", "async_reader.py")

SYNC = '''
"""Reading, for threads."""

import time  # apart: threads wait by it
from collections.abc import Generator
from contextlib import closing

from house.reader import Reader as Base


class Reader(Base):
    """Reads."""

    def read(self, name: str, *, limit: int = 5) -> bytes:
        """Read ``name``.

        Args:
            limit: Seconds.

        """
        with closing(self.open(name)) as source:
            # Whole.
            answer = source.take(limit)
        return answer.bytes

    def parts(self) -> Generator[bytes, None, None]:
        yield from self.read("all")

    def __enter__(self) -> "Reader":
        return self

    def close(self) -> None:
        """Close it."""
        self.write("end")
'''

ASYNC = '''
"""Reading, for coroutines."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio.to_thread  # apart: writing would block

from house.async_reader import AsyncReader as Base


class AsyncReader(Base):
    """Reads."""

    async def read(self, name: str, *, limit: int = 5) -> bytes:
        """Read ``name``.

        Args:
            limit: Seconds.

        """
        async with aclosing(self.open(name)) as source:
            # Whole.
            answer = await source.take(
                limit,
            )
        return answer.bytes

    async def parts(self) -> AsyncGenerator[bytes, None]:
        for part in await self.read("all"):
            yield part

    async def __aenter__(self) -> "AsyncReader":
        return self

    async def aclose(self) -> None:
        """Close it."""
        await anyio.to_thread.run_sync(self.write, "end")
'''


@pytest.fixture
def compare(tmp_path):
    def compare(one, other, pair=PAIR):
        for name, text in zip(PAIR, (one, other), strict=True):
            (tmp_path / name).write_text(dedent(text).lstrip(), encoding="utf-8")
        return differing(tmp_path, [pair])

    return compare


def test_halves_that_say_the_same_are_equal(compare):
    assert compare(SYNC, ASYNC) == []


@pytest.mark.parametrize(
    ("said", "drifted"),
    [
        ("return answer.bytes", "return answer.bytes or b''"),
        ("limit: int = 5", "limit: int = 6"),
        ("limit: int = 5", "limit: float = 5"),
        ("name: str, *, limit", "name: str, limit"),
        ("limit: Seconds.", "limit: Minutes."),
        ('"""Reads."""', '"""Reads a lot."""'),
        ("# Whole.", "# Whole, or not."),
        ('("all")', '("most")'),
        ("return self\n", "return Reader()\n"),
        ("answer = ", "answer = other = "),
        ('        """Close it."""\n', ""),
    ],
)
@pytest.mark.parametrize("half", ["sync", "async"])
def test_a_drift_in_either_half_is_told(compare, said, drifted, half):
    texts = {"sync": SYNC, "async": ASYNC}
    assert said in texts[half]
    texts[half] = texts[half].replace(said, drifted)
    (problem,) = compare(texts["sync"], texts["async"])
    assert problem.startswith("twins: reader.py and async_reader.py differ.")
    assert "# apart: <reason>" in problem
    changed = [line for line in problem.splitlines() if line[:1] in "+-"]
    assert changed[:2] == ["--- reader.py", "+++ async_reader.py"]
    assert 1 <= len(changed[2:]) <= 3


def test_coroutines_that_are_not_awaited_in_one_half_are_no_difference_of_the_other(compare):
    # What `await` does is the type checkers' to tell: only what remains without it is compared.
    assert compare(SYNC, ASYNC.replace("await source", "source")) == []


MARKED = '''
def work(items):
    """Work."""
    for item in items:
        begin(item)  # apart: threads begin at once
        item.done()
{sync}
    return items
'''
MARKED_ASYNC = '''
async def work(items):
    """Work."""
    for item in items:
        await item.done()
        await checkpoint()  # noqa: ASYNC1  # apart: others get their turn
{coroutine}
    return items
'''


@pytest.mark.parametrize(
    ("sync", "coroutine"),
    [
        ("", ""),
        # A statement with all that is in it, nested marks included.
        (
            "",
            "    while True:  # apart: tasks\n        await one()\n        x()  # apart: x\n",
        ),
        # The only statement of a block.
        (
            "    if items:\n        one()  # apart: in threads\n",
            "    if items:\n        await two()  # apart: tasks\n        x()  # apart: y\n",
        ),
        # Several lines, marked where the formatter puts it.
        ("", "    await two(\n        items,\n        more=True,\n    )  # apart: in tasks\n"),
        ("", "    @wrapped\n    async def inner():  # apart: tasks\n        await x\n\n"),
    ],
)
def test_what_is_marked_with_a_reason_is_passed_over(compare, sync, coroutine):
    assert compare(MARKED.format(sync=sync), MARKED_ASYNC.format(coroutine=coroutine)) == []


def test_what_is_beside_a_marked_statement_is_not(compare):
    coroutine = "    while True:  # apart: tasks\n        await one()\n    await two()\n"
    (problem,) = compare(MARKED.format(sync=""), MARKED_ASYNC.format(coroutine=coroutine))
    assert "+    two()" in problem
    assert "while" not in problem


@pytest.mark.parametrize(
    "mark", ["# apart", "# apart:", "# apart: ", "#apart", "# apart from it: x"]
)
def test_a_mark_without_a_reason_is_refused(compare, mark):
    for texts in (
        (SYNC.replace("# apart: threads wait by it", mark), ASYNC),
        (SYNC, ASYNC.replace("# apart: writing would block", mark)),
    ):
        (problem,) = compare(*texts)
        assert "a mark gives no reason" in problem


@pytest.mark.parametrize(
    ("place", "marked"),
    [
        ("            # Whole.\n", "            # apart: a line of its own\n"),
        ("            limit: Seconds.\n", "            limit: Seconds.  # apart: prose\n"),
    ],
)
def test_a_mark_that_marks_no_statement_is_none(compare, place, marked):
    assert place in ASYNC
    (problem,) = compare(SYNC, ASYNC.replace(place, marked))
    assert "no statement begins where it is marked" in problem or "differ" in problem


INSIDE = '''
class Tokens:
    def get(self, seconds=None):
        """Get one."""
        return self.wait(seconds)

    async def aget(self, seconds=None):
        """Get one."""
        return await self.wait({seconds})
'''


def test_functions_of_one_module_are_compared(compare):
    pair = ("reader.py:Tokens.get", "reader.py:Tokens.aget")
    assert compare(INSIDE.format(seconds="seconds"), ASYNC, pair) == []
    (problem,) = compare(INSIDE.format(seconds="None"), ASYNC, pair)
    assert "+    return self.wait(None)" in problem


@pytest.mark.parametrize(
    "pair",
    [
        ("reader.py", "gone.py"),
        ("gone.py", "async_reader.py"),
        ("reader.py:Reader.read", "async_reader.py:AsyncReader.gone"),
        ("reader.py:Reader.gone", "async_reader.py:AsyncReader.read"),
    ],
)
def test_a_half_that_is_gone_is_told(compare, pair):
    (problem,) = compare(SYNC, ASYNC, pair)
    (gone,) = (half for half in pair if "gone" in half)
    assert problem == f"twins: {gone} is in PAIRS, and is not there"


# What is in no table


@pytest.fixture
def house(tmp_path):
    (tmp_path / "room").mkdir()
    (tmp_path / "async_reader.py").write_text(ASYNC)
    (tmp_path / "room" / "tokens.py").write_text(INSIDE.format(seconds="seconds"))
    return tmp_path


def test_what_is_written_for_coroutines_is_in_one_of_the_tables(house):
    name = "room/tokens.py:Tokens.aget"
    assert list(unlisted(house, [PAIR], {name: "so"})) == []
    assert list(unlisted(house, [PAIR], {"room/": "so"})) == []
    assert list(unlisted(house, [PAIR, ("room/tokens.py:Tokens.get", name)], {})) == []
    (problem,) = unlisted(house, [PAIR], {})
    assert problem == f"twins: {name} is async, and neither in PAIRS nor in APART"


def test_what_is_in_a_table_in_vain_is_told(house):
    (problem,) = unlisted(house, [PAIR], {"room/": "so", "room/gone.py": "so"})
    assert problem.startswith("twins: room/gone.py is in APART")


# The whole


def test_the_halves_of_the_package_are_equal():
    run = subprocess.run(
        [sys.executable, "-m", "codegen.twins"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout + run.stderr) == (0, "")


def test_a_drift_ends_the_run_with_1(monkeypatch, capsys):
    from codegen import twins  # noqa: PLC0415 - the module, to be changed

    monkeypatch.setattr(twins, "PAIRS", (("_client.py", "_everyday/async_api.py"),))
    assert twins.main() == 1
    assert "_client.py and _everyday/async_api.py differ" in capsys.readouterr().err
