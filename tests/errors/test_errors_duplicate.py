"""Copies of exceptions: the same to look at, and nothing in common that can grow or leak."""

import pickle
import traceback

import httpx
import pytest

from novapost_auth._errors import NotFound, copy_of


class Simple(Exception):
    pass


class Demanding(Exception):
    """Made of two things, neither of which is its text."""

    def __init__(self, code, place):
        super().__init__(f"{code} at {place}")
        self.code, self.place = code, place


class KeywordOnly(Exception):
    def __init__(self, *, reason):
        super().__init__(reason)
        self.reason = reason


class Unique(Exception):
    """There is but one of it."""

    def __new__(cls, *_):
        if not hasattr(cls, "one"):
            cls.one = super().__new__(cls, "the only one")
        return cls.one


class NoPickle(Exception):
    def __reduce_ex__(self, _):
        raise TypeError("no")


ERRORS = {
    "plain": lambda: ValueError("a", 1),
    "without arguments": KeyError,
    "subclass": lambda: Simple("x"),
    "with a state": lambda: Demanding(5, "home"),
    "keywords": lambda: KeywordOnly(reason="r"),
    "os": lambda: FileNotFoundError(2, "No such file", "/x"),
    "unicode": lambda: UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
    "import": lambda: ImportError("no", name="x", path="/y"),
    "no copies": lambda: NoPickle("n"),
    "group": lambda: ExceptionGroup("several", [ValueError("a"), Simple("b")]),
    "httpx": lambda: httpx.ReadTimeout("late", request=httpx.Request("GET", "https://x.example")),
    "ours": lambda: NotFound(httpx.Response(404, request=httpx.Request("GET", "https://x/y"))),
}


def raised(make):
    try:
        raise make() from first()  # noqa: TRY301 - that is what it is for
    except Exception as error:  # noqa: BLE001 - of any kind
        return error


def first():
    try:
        {}["first"]
    except LookupError as error:
        return error


@pytest.mark.parametrize("kind", ERRORS)
def test_a_copy_says_the_same(kind):
    error = raised(ERRORS[kind])
    error.add_note("a note")
    twin = copy_of(error)
    assert twin is not error
    assert type(twin) is type(error)
    assert (str(twin), repr(twin)) == (str(error), repr(error))
    same = set(vars(error)) - {"__notes__"}
    assert {name: str(vars(twin)[name]) for name in same} == {
        name: str(vars(error)[name]) for name in same
    }
    assert "a note" in twin.__notes__


@pytest.mark.parametrize("kind", [*ERRORS, "unique"])
def test_copies_share_nothing_that_grows(kind):
    error = raised(ERRORS.get(kind, Unique))
    twins = [copy_of(error) for _ in range(3)]
    assert len({id(twin) for twin in twins} | {id(error)}) == 4
    sizes = []
    for twin in twins * 5:
        with pytest.raises(type(twin)) as caught:
            raise twin.with_traceback(None)
        sizes.append(len(traceback.extract_tb(caught.value.__traceback__)))
        twin.add_note("mine")
    assert set(sizes) == {1}
    assert [twin.__notes__.count("mine") for twin in twins] == [5, 5, 5]
    assert "mine" not in getattr(error, "__notes__", ())


def test_a_copy_holds_no_frame_of_anybody():
    error = raised(lambda: ExceptionGroup("several", [raised(lambda: Simple("b"))]))
    twin = copy_of(error)
    reachable, seen = [twin], set()
    while reachable:
        one = reachable.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        assert one.__traceback__ is None
        assert one is not error
        reachable += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
    assert len(seen) > 2


def test_the_chain_of_causes_is_kept():
    twin = copy_of(raised(lambda: Simple("x")))
    assert type(twin.__cause__) is KeyError
    assert twin.__cause__.args == ("first",)
    assert twin.__suppress_context__ is True
    assert copy_of(ValueError("alone")).__suppress_context__ is False


def test_a_chain_that_bites_its_tail_ends():
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    depth, link = 0, copy_of(first)
    while link is not None:
        depth, link = depth + 1, link.__cause__
    assert depth == 11


def test_where_it_was_raised_is_told():
    (note,) = copy_of(raised(lambda: Simple("x"))).__notes__
    assert note.startswith("raised in another thread, at ")
    assert "test_errors_duplicate.py:" in note
    assert note.endswith(" in raised")
    assert copy_of(ValueError("never raised")).__notes__ == []


def test_what_there_is_but_one_of_is_told_of_by_another():
    twin = copy_of(Unique("the only one"))
    assert type(twin) is RuntimeError
    assert str(twin) == "Unique: the only one"


def test_a_copy_pickles():
    assert str(pickle.loads(pickle.dumps(copy_of(raised(lambda: Simple("x")))))) == "x"
