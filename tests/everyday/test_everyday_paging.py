"""Walking lists that change meanwhile, and lists that lie."""

import asyncio
import base64
import gc
import itertools
import threading
from contextlib import aclosing, suppress

import anyio.lowlevel
import httpx
import pytest
import trio
from attrs import define
from hypothesis import given
from hypothesis import strategies as st

from novapost_auth import AsyncNovaPost, ConfigurationError, NovaPost, UnexpectedResponse
from novapost_client.paging import walk, walk_async, walk_pages, walk_pages_async


@define
class Page:
    items: object
    last_page: object
    total: object = 0


class Listing:
    """A service's list of numbers, cut into pages; ``changes`` happen after each answer."""

    def __init__(self, count, size, *changes):
        self.items = list(range(count))
        self.size = size
        self.changes = list(changes)
        self.asked = []

    def find(self, number):
        self.asked.append(number)
        start = (number - 1) * self.size
        last = max(1, -(-len(self.items) // self.size))
        page = Page(self.items[start : start + self.size], last, len(self.items))
        if self.changes:
            self.items = self.changes.pop(0)(self.items)
        return page


class Answers:
    """A service whose answers are given by a function of the page's number."""

    def __init__(self, answer):
        self.find_page = answer
        self.asked = []

    def find(self, number):
        self.asked.append(number)
        return self.find_page(number)


def same(items):
    return items


def ahead(*new):
    return lambda items: [*new, *items]


def behind(*new):
    return lambda items: [*items, *new]


def walked(way, service, **options):
    options.setdefault("read_ahead", "ahead" in way)
    if way.startswith("sync"):
        return list(walk(service.find, **options))

    async def find(number):
        await anyio.lowlevel.checkpoint()
        return service.find(number)

    async def main():
        return [item async for item in walk_async(find, **options)]

    return trio.run(main) if way == "trio" else asyncio.run(main())


def pages_of(way, service):
    if way == "sync":
        return list(walk_pages(service.find))

    async def find(number):
        await anyio.lowlevel.checkpoint()
        return service.find(number)

    async def main():
        return [page async for page in walk_pages_async(find)]

    return trio.run(main) if way == "trio" else asyncio.run(main())


@pytest.fixture(params=["sync", "sync ahead", "asyncio", "asyncio ahead", "trio"])
def way(request):
    return request.param


@pytest.mark.parametrize(("count", "size"), [(0, 10), (1, 10), (10, 10), (45, 10), (3, 1)])
def test_a_list_is_walked_once_and_in_order(way, count, size):
    service = Listing(count, size)
    assert walked(way, service) == list(range(count))
    assert service.asked == list(range(1, max(1, -(-count // size)) + 1))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([behind(45, 46), behind(47, 48, 49, 50)], list(range(51))),
        ([ahead("a", "b", "c"), same, ahead("d")], list(range(45))),
        ([same, ahead(*"abcdefghij")], list(range(45))),  # by a page exactly
        ([same, ahead(*"abcdefghijklmnopqrst")], list(range(45))),  # by two
        ([lambda items: items[:25]], list(range(25))),
        ([lambda _: []], list(range(10))),
        ([lambda items: items[5:]], [*range(10), *range(15, 45)]),  # What moved up is missed.
    ],
    ids=["behind", "ahead", "ahead by a page", "ahead by two", "shorter", "gone", "moved up"],
)
def test_a_list_that_changes_meanwhile_is_walked_to_where_it_ends_by_then(way, changes, expected):
    assert walked(way, Listing(45, 10, *changes)) == expected


def test_a_page_of_one_that_is_pushed_on_twice_does_not_end_the_walk(way):
    assert walked(way, Listing(4, 1, same, ahead("a", "b"))) == [0, 1, 2, 3]


@given(st.data(), st.integers(0, 40), st.integers(2, 9))
def test_nothing_is_missed_and_nothing_comes_twice_while_a_list_grows(data, count, size):
    new = st.lists(st.uuids(), max_size=size - 1)
    changes = [
        grow(*data.draw(new)) for grow in data.draw(st.lists(st.sampled_from([ahead, behind])))
    ]
    service = Listing(count, size, *changes)
    found = list(walk(service.find))
    assert [item for item in found if isinstance(item, int)] == list(range(count))
    assert len(set(found)) == len(found)
    assert service.asked == list(range(1, len(service.asked) + 1))


@given(st.data(), st.integers(0, 20), st.integers(1, 4))
def test_nothing_is_missed_however_fast_a_list_grows(data, count, size):
    new = st.lists(st.uuids(), max_size=30)
    service = Listing(count, size, *(ahead(*each) for each in data.draw(st.lists(new))))
    assert set(range(count)) <= set(walk(service.find))


FAR = 10**9


@pytest.mark.parametrize(
    ("answer", "expected", "asked"),
    [
        (lambda _: Page([1, 2], FAR), [1, 2], 3),  # does not heed the number
        (lambda n: Page([n % 3, "x"], FAR), [1, "x", 2, "x", 0, "x"], 5),  # begins again
        (lambda n: Page([n] if n < 3 else [], FAR), [1, 2], 3),
        (lambda n: Page([n], "3"), [1, 2, 3], 3),
        (lambda n: Page([n], None, 3), [1, 2, 3], 3),
        (lambda n: Page([n], 0, 3), [1, 2, 3], 3),
        (lambda n: Page([n], 1, 3), [1, 2, 3], 3),
        (lambda n: Page([n] if n < 3 else [], 1, 9), [1, 2], 3),
        (lambda _: Page([1, 2], 1, 9), [1, 2], 3),
        (lambda n: Page([n] if n < 3 else [], None, None), [1, 2], 3),
        (lambda n: Page([n] if n < 3 else [], "many", ""), [1, 2], 3),
        (lambda _: Page([1, 2], None, None), [1, 2], 3),
        (lambda _: Page([], None, None), [], 1),
        (lambda n: Page([n], -1, 3), [1, 2, 3], 3),
        (lambda _: Page(None, 9), [], 1),
        (lambda _: Page({"a": 1}, 9), [], 1),
    ],
)
def test_a_service_that_is_wrong_about_its_pages_is_left_in_time(way, answer, expected, asked):
    service = Answers(answer)
    assert walked(way, service) == expected
    assert len(service.asked) == asked


@pytest.mark.parametrize("size", [3, 4])
def test_pages_that_differ_in_the_middle_alone_are_not_the_same(way, size):
    pages = [["first", *([f"{n}"] * (size - 2)), "last"] for n in range(4)]
    service = Answers(lambda n: Page(pages[n - 1], 4))
    assert walked(way, service) == [item for page in pages for item in page]


def test_a_list_without_end_is_left_with_a_warning(way):
    service = Answers(lambda n: Page([n], n + 1))
    with pytest.warns(RuntimeWarning, match="a list of 2 pages that has grown to 1001"):
        assert len(walked(way, service)) == 1000


def test_a_list_that_keeps_growing_without_anything_new_is_left_too(way):
    service = Answers(lambda n: Page(["a"], n + 1))
    with pytest.warns(RuntimeWarning, match="grown"):
        assert walked(way, service) == ["a"]


@pytest.mark.parametrize(("most", "asked"), [(0, 0), (1, 1), (10, 1), (11, 2), (45, 5), (99, 5)])
def test_no_more_pages_are_asked_for_than_max_items_needs(way, most, asked):
    service = Listing(45, 10)
    assert walked(way, service, max_items=most) == list(range(45))[:most]
    assert len(service.asked) == asked


@pytest.mark.parametrize("function", [walk, walk_async])
@pytest.mark.parametrize("count", [-1, 2.5, "3"])
def test_what_is_no_number_of_items_is_refused_at_once(function, count):
    told = f"max_items must be a whole number, 0 or more, not {count!r}$"
    with pytest.raises(ConfigurationError, match=told):
        function(None, max_items=count)


def test_a_page_is_asked_for_when_it_is_needed():
    service = Listing(6, 2)
    items = walk(service.find)
    assert service.asked == []
    assert list(itertools.islice(items, 2)) == [0, 1]
    assert service.asked == [1]


def readers():
    return [one for one in threading.enumerate() if one.name.startswith("novapost-pages")]


def test_reading_ahead_fetches_a_page_while_the_last_one_is_used():
    service, fetched = Listing(6, 2), threading.Event()

    def find(number):
        page = service.find(number)
        if number == 2:
            fetched.set()
        return page

    items = walk(find, read_ahead=True)
    assert next(items) == 0
    assert fetched.wait(10)
    assert list(items) == [1, 2, 3, 4, 5]
    assert readers() == []


def test_a_walk_of_one_page_starts_no_thread():
    items = walk(Listing(2, 2).find, read_ahead=True)
    assert next(items) == 0
    assert readers() == []


def test_leaving_a_walk_that_reads_ahead_leaves_no_thread_behind():
    for item in walk(Listing(6, 2).find, read_ahead=True):
        assert item == 0
        assert len(readers()) == 1
        break
    assert readers() == []


def test_leaving_a_walk_that_reads_ahead_does_not_wait_for_the_page_under_way():
    answered = threading.Event()

    def find(number):
        return Page([number], 9 * (number == 1 or answered.wait(30)))

    items = walk(find, read_ahead=True)
    assert next(items) == 1
    items.close()
    (reader,) = readers()
    answered.set()
    reader.join(30)
    assert readers() == []


class Stuck:
    """A service whose second page never comes."""

    def __init__(self):
        self.cancelled = 0

    async def find(self, number):
        if number == 2:
            try:
                await asyncio.Event().wait()
            finally:
                for _ in range(5):  # As a connection that takes its time to be closed.
                    await asyncio.sleep(0)
                self.cancelled += 1
        return Page([number], 9)


@pytest.mark.parametrize("how", ["break", "aclose", "cancel"])
def test_leaving_an_async_walk_that_reads_ahead_leaves_no_task_behind(how):
    async def leave(service):
        items = walk_async(service.find, read_ahead=True)
        if how == "aclose":
            async with aclosing(items):
                await anext(items)
                await asyncio.sleep(0)
            assert service.cancelled == 1
            return
        async for _ in items:
            await asyncio.sleep(0)
            if how == "break":
                break

    async def main():
        service = Stuck()
        task = asyncio.ensure_future(leave(service))
        await asyncio.wait([task], timeout=0.02 if how == "cancel" else 10)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled() or task.exception() is None
        for _ in range(50):  # An abandoned generator is closed by a task of the event loop.
            await asyncio.sleep(0)
        assert service.cancelled == 1
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())


@pytest.mark.parametrize("run", [asyncio.run, trio.run])
def test_an_async_walk_left_early_leaves_nothing_behind(run):
    async def main():
        async def find(number):
            return Page([number], 9)

        async for item in walk_async(find):
            assert item == 1
            break
        gc.collect()  # Trio would warn here of a generator.
        async with aclosing(walk_async(find)) as items:
            assert await anext(items) == 1
        assert [item async for item in items] == []

    run(main() if run is asyncio.run else main)


def test_a_page_that_fails_does_so_after_the_items_before_it(way):
    def answer(number):
        if number == 2:
            raise LookupError(number)
        return Page([number, number], 9)

    found = []

    async def find(number):
        return answer(number)

    async def main():
        async for item in walk_async(find, read_ahead="ahead" in way):
            found.append(item)  # noqa: PERF401 - half of a list is wanted

    with pytest.raises(LookupError):  # noqa: PT012 - one of three ways
        if way.startswith("sync"):
            found.extend(walk(answer, read_ahead="ahead" in way))
        elif way == "trio":
            trio.run(main)
        else:
            asyncio.run(main())
    # list.extend takes what it was given before the failure.
    assert found == [1, 1]


@pytest.mark.parametrize("when", ["soon", "when cancelled"])
def test_a_failure_of_a_page_that_is_not_needed_is_not_heard_of(when):
    async def find(number):
        if number == 2:
            with suppress(asyncio.CancelledError):
                await asyncio.sleep(0 if when == "soon" else 3600)
            raise LookupError(number)
        return Page([number], 9)

    async def main():
        complaints = []
        asyncio.get_running_loop().set_exception_handler(
            lambda _, context: complaints.append(context)
        )
        async for _ in walk_async(find, read_ahead=True):
            await asyncio.sleep(0.01)
            break
        for _ in range(50):
            await asyncio.sleep(0)
        gc.collect()
        assert complaints == []

    asyncio.run(main())
    items = walk(lambda number: Page([number], 9) if number == 1 else 1 / 0, read_ahead=True)
    assert next(items) == 1
    items.close()


PAGE = {"current_page": 1, "last_page": 3, "total": 5, "items": [{"id": 1}, {"id": 2}]}


def ignores_the_page(request, page=PAGE):
    if request.url.path.endswith("/authorization"):
        claims = base64.urlsafe_b64encode(b'{"iat": 1, "exp": 9999999999}').decode()
        return httpx.Response(200, json={"jwt": f"eyJ9.{claims.rstrip('=')}.x"})
    return httpx.Response(200, json=page)


@pytest.mark.parametrize("name", ["divisions", "settlements", "shipments", "pickups", "registers"])
@pytest.mark.parametrize("read_ahead", [False, True])
def test_a_page_that_was_not_asked_for_ends_no_walk_in_silence(name, read_ahead):
    given = {"transport": httpx.MockTransport(ignores_the_page), "environ": {}}
    found = []
    with NovaPost("0" * 32, **given) as client:
        items = getattr(client, name).find_all(read_ahead=read_ahead)
        with pytest.raises(UnexpectedResponse, match="page 1 came for page 2"):
            found += (one.id for one in items)
        with pytest.raises(UnexpectedResponse, match="page 1 came for page 2"):
            list(getattr(client, name).pages())

    async def main():
        async with AsyncNovaPost("0" * 32, **given) as client:
            items = getattr(client, name).find_all(read_ahead=read_ahead)
            with pytest.raises(UnexpectedResponse, match="page 1 came for page 2"):
                [one.id async for one in items]

    asyncio.run(main())


@pytest.mark.parametrize(
    "nothing", [{}, {"items": []}, {"items": None}, {"error": "busy", "items": []}]
)
@pytest.mark.parametrize("told", [{"last_page": 3}, {"total": 5}, {"last_page": "3", "total": 5}])
def test_a_page_that_says_nothing_ends_no_list_that_goes_on(kind, told, nothing):
    def answer(request):
        if request.url.params.get("page", "1") == "2":
            return httpx.Response(200, json=nothing)
        return ignores_the_page(request, {**told, "items": [{"id": 1}, {"id": 2}]})

    given = {"transport": httpx.MockTransport(answer), "environ": {}}

    async def main():
        async with AsyncNovaPost("0" * 32, **given) as client:
            return [one async for one in client.divisions.find_all()]

    def sync():
        with NovaPost("0" * 32, **given) as client:
            return list(client.divisions.find_all())

    with pytest.raises(UnexpectedResponse, match="page 2 says nothing, and more was to come"):
        sync() if kind == "sync" else asyncio.run(main())


LOST = [
    {"items": None, "total": 5, "last_page": 1},
    {"total": "5"},
    {"items": "none", "total": 0},
    {"message": "maintenance"},
    {"errors": {"": "x"}},
]


@pytest.mark.parametrize("lost", LOST)
def test_a_page_is_empty_or_lost_alike_by_itself_and_in_a_walk(kind, lost):
    def client(page):
        transport = httpx.MockTransport(lambda request: ignores_the_page(request, page))
        given = {"transport": transport, "environ": {}}
        return (NovaPost if kind == "sync" else AsyncNovaPost)("0" * 32, **given)

    def found(page):
        async def main():
            async with client(page) as novapost:
                return (await novapost.divisions.find()).items

        if kind != "sync":
            return asyncio.run(main())
        with client(page) as novapost:
            return novapost.divisions.find().items

    def walked(page):
        async def main():
            async with client(page) as novapost:
                return [one async for one in novapost.divisions.find_all()]

        if kind != "sync":
            return asyncio.run(main())
        with client(page) as novapost:
            return [*novapost.divisions.find_all()]

    for read in (found, walked):
        assert read({"items": None, "total": 0}) == []
        assert read({"items": None}) == []
        assert read({"total": 0}) == []
        with pytest.raises(UnexpectedResponse, match="a page without its items"):
            read(lost)


def test_reading_ahead_on_trio_is_refused():
    with pytest.raises(RuntimeError, match="read_ahead=True needs asyncio"):
        walked("trio", Listing(6, 2), read_ahead=True)


def test_the_clients_walk_the_same_with_and_without_reading_ahead(driver, novapost_fake):
    def read(*, read_ahead):
        def call(novapost):
            items = novapost.divisions.find_all(
                country_codes=["PL"], limit=2, max_items=7, read_ahead=read_ahead
            )
            if driver.kind == "sync":
                return [division.id for division in items]

            async def collect():
                return [division.id async for division in items]

            return collect()

        return driver.do(call)

    plain = read(read_ahead=False)
    assert len(set(plain)) == len(plain) == 7
    calls = len(novapost_fake.calls)
    if driver.kind != "trio":
        assert read(read_ahead=True) == plain
        assert len(novapost_fake.calls) == 2 * calls


PAGED = pytest.mark.parametrize("kind", ["sync", "asyncio", "trio"])


@PAGED
def test_pages_come_as_the_service_gives_them(kind):
    service = Listing(45, 10)
    pages = pages_of(kind, service)
    assert [len(page.items) for page in pages] == [10, 10, 10, 10, 5]
    assert {(page.last_page, page.total) for page in pages} == {(5, 45)}
    assert service.asked == [1, 2, 3, 4, 5]


@PAGED
def test_the_one_page_of_an_empty_list_comes_and_tells_that_it_is_empty(kind):
    (page,) = pages_of(kind, Listing(0, 10))
    assert (page.items, page.total) == ([], 0)


@PAGED
@pytest.mark.parametrize(
    ("changes", "expected"),
    [([ahead("a", "b")], [10, 8, 10, 10, 7]), ([same, ahead(*"abcdefghij")], [10, 10, 10, 10, 5])],
    ids=["by two", "by a page"],
)
def test_no_page_holds_what_one_before_it_held(kind, changes, expected):
    pages = pages_of(kind, Listing(45, 10, *changes))
    assert [len(page.items) for page in pages] == expected
    assert [item for page in pages for item in page.items] == list(range(45))


@PAGED
def test_pages_of_a_service_that_repeats_itself_for_ever_come_to_an_end(kind):
    assert [page.items for page in pages_of(kind, Answers(lambda _: Page([1, 2], FAR)))] == [[1, 2]]


def test_no_page_is_asked_for_that_is_not_reached():
    service = Listing(45, 10)
    next(walk_pages(service.find))
    assert service.asked == [1]


def test_a_walk_that_ends_in_the_thread_that_reads_ahead_ends_quietly():
    """As where nobody holds it any more, and the collector comes by in that thread."""
    ended = []

    def find(number):
        if number == 2:
            while not begun.is_set():
                begun.wait(1)
            try:
                walking.close()
            except BaseException as error:  # noqa: BLE001 - the collector would print it
                ended.append(error)
            else:
                ended.append(None)
        return Page([number], 9)

    begun = threading.Event()
    walking = walk(find, read_ahead=True)
    assert next(walking) == 1
    begun.set()
    for thread in threading.enumerate():
        if thread.name == "novapost-pages":
            thread.join(10)
    assert ended == [None]


# Who walks


def failing_at_first(service):
    """Find what a service has, and fail whenever a page is asked for the first time."""
    failed = set()

    def find(number):
        if number not in failed:
            failed.add(number)
            raise OSError
        return service.find(number)

    return find


@pytest.mark.parametrize("by_page", [False, True])
@pytest.mark.parametrize("way", ["sync", "asyncio", "trio"])
def test_a_step_that_fails_can_be_taken_again(way, by_page):
    find = failing_at_first(Listing(25, 10))

    async def afind(number):
        return find(number)

    if way == "sync":
        came = tried((walk_pages if by_page else walk)(find).__next__)
    else:
        step = (walk_pages_async if by_page else walk_async)(afind).__anext__
        runner = trio.run if way == "trio" else lambda main: asyncio.run(main())

        def alone():
            async def main():
                return await step()

            return runner(main)

        came = tried(alone)
    items = [item for one in came for item in (one.items if by_page else [one])]
    assert items == list(range(25))


def tried(step):
    came, failures = [], 0
    while True:
        try:
            came.append(step())
        except OSError:
            failures += 1
        except (StopIteration, StopAsyncIteration):
            assert failures == 3
            return came


@pytest.mark.parametrize("by_page", [False, True])
@pytest.mark.parametrize("way", ["asyncio", "trio"])
def test_tasks_cannot_share_a_walk_and_lose_what_it_brings(way, by_page):
    entered = []

    async def find(number):
        entered.append(number)
        await anyio.lowlevel.checkpoint()
        return Listing(25, 10).find(number)

    async def main():
        walked = (walk_pages_async if by_page else walk_async)(find)
        refused = []

        async def take():
            try:
                await walked.__anext__()
            except RuntimeError as error:
                refused.append(str(error))

        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(take)
        rest = [one async for one in walked]
        return refused, rest

    refused, rest = trio.run(main) if way == "trio" else asyncio.run(main())
    assert refused == ["another is at this walk: let each have one of its own"] * 2
    assert sum(len(one.items) for one in rest) == 15 if by_page else rest == list(range(1, 25))
    assert entered == [1, 2, 3]


@pytest.mark.parametrize("by_page", [False, True])
def test_threads_cannot_share_a_walk_and_lose_what_it_brings(by_page):
    found, go_on = threading.Event(), threading.Event()

    def find(number):
        found.set()
        go_on.wait(10)
        return Listing(25, 10).find(number)

    walked, came = (walk_pages if by_page else walk)(find), []
    thread = threading.Thread(target=lambda: came.append(next(walked)))
    thread.start()
    found.wait(10)
    with pytest.raises(RuntimeError, match="another is at this walk"):
        next(walked)
    go_on.set()
    thread.join(10)
    items = [item for one in [*came, *walked] for item in (one.items if by_page else [one])]
    assert items == list(range(25))
