"""Tracking of many shipments at once."""

import asyncio
import json
import random
import threading
import unicodedata
from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import anyio
import httpx
import pytest
import trio
from hypothesis import given
from hypothesis import strategies as st

from novapost_auth import ConfigurationError, NovaPost, ServerError, TransportError
from novapost_auth._async_client import AsyncNovaPost
from novapost_auth._everyday.codes import TrackingCode
from novapost_auth._everyday.tracking import TrackedMany, Tracker
from novapost_auth.testing import FakeNovaPost
from novapost_client.models import TrackedShipment, Tracking, TrackingEvent

HISTORY = "/shipments/tracking/history"
DOCUMENT = Path(__file__).parents[2] / "openapi.json"


def known(*numbers):
    return Tracking(items=[TrackedShipment(number=number) for number in numbers])


# Whom to ask for together


def seen(text):
    """What can be seen of a text."""
    unseen = ("Zs", "Zl", "Zp", "Cc", "Cf")
    return "".join(one for one in text if unicodedata.category(one) not in unseen)


def tracker(numbers, chunk_size=50, progress=None):
    return Tracker(numbers, chunk_size, 4, progress)


@given(
    st.lists(st.text(max_size=30) | st.from_regex(r"\A[A-Z]{4}[0-9]{10}\Z"), max_size=300),
    st.integers(1, 200),
)
def test_chunks_hold_each_number_once_and_fit_an_address(numbers, chunk_size):
    chunks = list(tracker(numbers, chunk_size).chunks())
    asked = [number for chunk in chunks for number in chunk]
    assert Counter(asked) == Counter({seen(one).upper() for one in numbers} - {""})
    for chunk in chunks:
        assert 1 <= len(chunk) <= chunk_size
        assert len(urlencode({"numbers[]": chunk}, doseq=True)) <= 1_800


def test_chunks_are_as_few_as_can_be():
    numbers = [f"SHPL{count:010}" for count in range(1000)]
    assert [len(chunk) for chunk in tracker(numbers).chunks()] == [50] * 20
    assert [len(chunk) for chunk in tracker(numbers, 1000).chunks()] == [62] * 16 + [8]


def test_a_number_too_long_for_an_address_is_asked_for_alone():
    assert list(tracker(["A", "X" * 5000, "B"]).chunks()) == [["A"], ["X" * 5000], ["B"]]


@given(st.lists(st.sampled_from(["A1", " a1", "b 2", "B2", "C3", "", " "])), st.randoms())
def test_each_number_is_found_missing_or_failed_as_it_was_given(numbers, chance):
    track = tracker(numbers, 1)
    outcomes = {"A1": known("a 1", "B2", "Z9"), "B2": None, "C3": known()}
    failure = ServerError(httpx.Response(500))
    chunks = list(track.chunks())
    chance.shuffle(chunks)
    for chunk in chunks:
        track.take(chunk, outcomes[chunk[0]] or failure)
    result = track.result()
    assert set(result.found) == {"A1", " a1"} & set(numbers)
    assert result.failed == dict.fromkeys({"B2", "b 2"} & set(numbers), failure)
    assert list(result.missing) == [n for n in dict.fromkeys(numbers) if n == "C3"]
    assert result.blank == tuple(place for place, n in enumerate(numbers) if not n.strip())


@pytest.mark.parametrize("answer", [Tracking(), Tracking(items=None), Tracking(items=[])])
def test_an_empty_answer_is_no_news_of_a_number(answer):
    track = tracker(["A"])
    track.take(["A"], answer)
    assert track.result() == TrackedMany(missing=("A",))


UNREAD = [
    {"items": {"a": 1}},
    {"items": "text"},
    {"data": [{"number": "A"}]},
    {"message": "maintenance"},
    {"items": [None]},
    {"items": [7]},
    {"items": ["A"]},
    {"items": [{}]},
    {"items": [{"number": None}]},
    {"items": [{"number": ""}]},
    {"items": [{"number": ["A"]}]},
    {"items": {"A": {"history_tracking": []}}},
    {"items": [], "total": 1},
    {"items": [], "total": "2"},
    {"items": [], "current_page": 1, "last_page": 2},
    {"items": [], "last_page": "3"},
]


@pytest.mark.parametrize("answer", UNREAD, ids=str)
@pytest.mark.parametrize("has_other", [False, True])
def test_a_number_is_not_unknown_where_the_answer_could_not_be_read(answer, has_other):
    items = answer.get("items")
    if has_other and isinstance(items, list):
        total = {"total": 2} if "total" in answer else {}
        answer = {**answer, "items": [{"number": "B"}, *items], **total}
    track = tracker(["A", "B"])
    told = dict(track.take(["A", "B"], Tracking.from_dict(answer)))
    result = track.result()
    assert result.missing == ()
    assert set(result.found) == ({"B"} if has_other and isinstance(items, list) else set())
    assert {*result.found, *result.failed} == {"A", "B"}
    assert told == {**result.found, **result.failed}
    assert str(result.failed["A"]).startswith("cannot tell of it: ")


def test_of_two_answers_for_a_number_the_first_is_taken():
    first, second = TrackedShipment(number="A", id=1), TrackedShipment(number="A", id=2)
    track = tracker(["A"])
    track.take(["A"], Tracking(items=[first, second]))
    assert track.result().found["A"] is first


# As tables have numbers in which one is missing, and as pages and files have them.
AS_COPIED = [20450000000001.0, "\u202a20450000000001\u202c", "2045\u00ad0000\u2007000001\x06"]


@pytest.mark.parametrize("number", AS_COPIED, ids=ascii)
def test_a_number_is_asked_for_as_the_service_writes_it(number):
    track = tracker([number])
    assert list(track.chunks()) == [["20450000000001"]]
    track.take(["20450000000001"], known("20450000000001"))
    assert list(track.result().found) == [number]


@pytest.mark.parametrize("setting", ["chunk_size", "concurrency"])
def test_settings_below_one_are_refused(near, setting):
    with pytest.raises(ConfigurationError, match=f"{setting} must be at least 1, not 0"):
        near.do(lambda novapost: novapost.track_many(["A"], **{setting: 0}))


# Against the fake


def test_thousands_of_numbers_are_tracked(driver, novapost_fake, numbers):
    unknown = [f"SHPL{count:010}" for count in range(500)]
    done = []
    tracked = driver.do(
        lambda novapost: novapost.track_many(
            iter([*unknown[:250], *numbers, *unknown[250:], numbers[0]]),
            progress=lambda *figures: done.append(figures),
        )
    )
    assert list(tracked.found) == numbers
    assert [shipment.number for shipment in tracked.found.values()] == numbers
    first = tracked.found[numbers[0]].history_tracking[0]
    assert isinstance(first, TrackingEvent)
    assert first.code == TrackingCode.READY_TO_SHIP
    assert tracked.missing == tuple(unknown)
    assert tracked.failed == {}
    assert len(done) == 11
    assert done[-1] == (503, 503)
    assert sum(call.path == HISTORY for call in novapost_fake.calls) == 11


def test_a_chunk_that_fails_does_so_for_its_own_numbers(driver, novapost_fake, numbers):
    novapost_fake.fail_next(500, path=HISTORY)
    tracked = driver.do(
        lambda novapost: novapost.track_many(numbers, chunk_size=1, concurrency=1), retries=None
    )
    assert list(tracked.failed) == numbers[:1]
    assert isinstance(tracked.failed[numbers[0]], ServerError)
    assert list(tracked.found) == numbers[1:]
    assert tracked.missing == ()


def test_a_chunk_is_repeated_before_it_fails(near, novapost_fake, numbers):
    novapost_fake.fail_next(503, path=HISTORY, times=2)
    assert list(near.do(lambda novapost: novapost.track_many(numbers)).found) == numbers


class NAType:
    """What pandas has in an empty cell of texts or whole numbers: it is equal to nothing."""

    def __repr__(self):
        return "<NA>"

    def __eq__(self, other):
        return self

    def __bool__(self):
        raise TypeError("boolean value of NA is ambiguous")

    __hash__ = object.__hash__


@pytest.mark.parametrize(
    "none", [[], ["", " "], [None], [float("nan")], [NAType()], ["\u200b"]], ids=ascii
)
def test_no_numbers_are_no_calls(near, novapost_fake, none):
    tracked = near.do(lambda novapost: novapost.track_many(none))
    assert tracked == TrackedMany(blank=tuple(range(len(none))))
    assert novapost_fake.calls == []


def test_an_empty_line_of_a_file_costs_nothing_and_is_told(near, numbers):
    told = {}
    given = iter(["", numbers[0], None, "  ", numbers[1], float("nan"), numbers[2], "\n"])
    tracked = near.do(lambda novapost: novapost.track_many(given, on_result=told.setdefault))
    assert list(tracked.found) == [*told] == numbers[:3]
    assert (tracked.missing, tracked.failed, tracked.blank) == ((), {}, (0, 2, 3, 5, 7))


@pytest.mark.parametrize("truth", [True, False])
def test_a_truth_is_no_number(near, novapost_fake, truth):
    with pytest.raises(ConfigurationError, match=rf"^numbers\[2\]: {truth} cannot be sent$"):
        near.do(lambda novapost: novapost.track_many(["A", "", truth]))
    with pytest.raises(ConfigurationError, match=f"max_items must be a whole number.*{truth}"):
        near.do(lambda novapost: list(novapost.divisions.find_all(max_items=truth)))
    with pytest.raises(ConfigurationError, match=f"limit: {truth} cannot be sent"):
        near.do(lambda novapost: novapost.divisions.find(limit=truth))
    assert novapost_fake.calls == []


@pytest.mark.parametrize("one", ["SHPL1000001001", 20450000000001])
def test_one_number_is_no_list(near, one):
    told = "numbers: a list is meant, not a single "
    for call in (
        lambda novapost: novapost.track_many(one),
        lambda novapost: novapost.shipments.track(numbers=one),
        lambda novapost: novapost.shipments.print_documents(numbers=one, type_="marking"),
    ):
        with pytest.raises(ConfigurationError, match=told + type(one).__name__):
            near.do(call)


def test_what_failed_can_be_tried_again_as_it_is(near, numbers, novapost_fake):
    novapost_fake.fail_next(403, path=HISTORY)
    failed = near.do(lambda novapost: novapost.track_many(numbers)).failed
    assert list(failed) == numbers
    again = near.do(lambda novapost: novapost.track_many(failed))
    assert list(again.found) == numbers


class Away(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A service to which no connection can be had any more after so many calls."""

    def __init__(self, calls):
        self.fake = FakeNovaPost()
        self.left, self.asked = calls, 0

    def handle_request(self, request):
        if "authorization" not in request.url.path:
            self.asked += 1
            if self.asked > self.left:
                raise httpx.ConnectError("refused", request=request)
        return self.fake.transport.handle_request(request)

    async def handle_async_request(self, request):
        return self.handle_request(request)


@pytest.mark.parametrize("answered", [0, 3])
def test_a_service_that_is_away_is_not_asked_for_every_number(kind, answered):
    away, told = Away(answered), []
    numbers = [f"N{count}" for count in range(1000)]

    def track(api):
        return api.track_many(
            numbers, chunk_size=10, concurrency=1, on_result=lambda *one: told.append(one[0])
        )

    tracked = with_transport(away, kind, track)
    assert away.asked == answered + 4 * 3  # Each is tried three times.
    assert list(tracked.missing) == numbers[: 10 * answered]
    assert list(tracked.failed) == numbers[10 * answered :]
    assert {type(error) for error in tracked.failed.values()} == {TransportError}
    assert told == numbers


def test_extended_history_is_asked_for_if_wanted(near, numbers):
    tracked = near.do(lambda novapost: novapost.track_many(numbers, extended=True))
    assert list(tracked.found) == numbers


# How calls are made


class Crowd(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """A service that answers when ``size`` calls are under way at once, items shuffled."""

    def __init__(self, size):
        self.size = size
        self.most = self.now = 0
        self.fake = FakeNovaPost()
        self._lock = threading.Lock()
        self._gate = threading.Barrier(size)
        self._crowd = None

    def enter(self):
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)

    def leave(self, request):
        with self._lock:
            self.now -= 1
        items = [{"number": number} for number in request.url.params.get_list("numbers[]")]
        random.shuffle(items)
        return httpx.Response(200, content=json.dumps({"items": items}))

    def handle_request(self, request):
        if "authorization" in request.url.path:
            return self.fake.transport.handle_request(request)
        self.enter()
        self._gate.wait(20)
        return self.leave(request)

    async def handle_async_request(self, request):
        if "authorization" in request.url.path:
            return await self.fake.transport.handle_async_request(request)
        self.enter()
        self._crowd = self._crowd or anyio.Event()
        crowd = self._crowd
        if self.now % self.size == 0:
            crowd.set()
            self._crowd = None
        with anyio.fail_after(20):
            await crowd.wait()
        return self.leave(request)


def with_transport(transport, kind, use):
    """Use a client of a kind, over a transport with a fake behind it."""
    fake = transport.fake
    settings = {"transport": transport, "environ": {}, "clock": fake.clock}

    async def main():
        async with AsyncNovaPost(fake.api_key, **settings) as novapost:
            return await use(novapost)

    if kind == "sync":
        with NovaPost(fake.api_key, **settings) as novapost:
            return use(novapost)
    return asyncio.run(main()) if kind == "asyncio" else trio.run(main)


def test_as_many_calls_as_asked_for_are_under_way_at_once(kind):
    crowd = Crowd(3)
    numbers = [f"N{count}" for count in range(36)]
    tracked = with_transport(
        crowd, kind, lambda api: api.track_many(numbers, chunk_size=3, concurrency=3)
    )
    assert crowd.most == 3
    assert list(tracked.found) == numbers
    assert all(number == shipment.number for number, shipment in tracked.found.items())


def test_no_more_is_begun_than_there_are_calls(driver, novapost_fake, numbers):
    tracked = driver.do(lambda novapost: novapost.track_many(numbers, concurrency=10**8))
    assert list(tracked.found) == numbers
    assert sum(call.path == HISTORY for call in novapost_fake.calls) == 1


class Enough(Exception):
    pass


def test_what_a_progress_callback_raises_ends_the_work_as_it_is(near, novapost_fake):
    def progress(done, total):
        raise Enough((done, total))

    with pytest.raises(Enough) as raised:
        near.do(
            lambda novapost: novapost.track_many(
                map(str, range(200)), chunk_size=1, concurrency=2, progress=progress
            )
        )
    assert raised.value.args == ((1, 200),)
    assert sum(call.path == HISTORY for call in novapost_fake.calls) < 100
    for thread in threading.enumerate():  # They end with the calls that were under way.
        if thread.name.startswith("novapost-tracking"):
            thread.join(10)
            assert not thread.is_alive()


@pytest.mark.parametrize("kind", ["asyncio", "trio"])
def test_tracking_that_is_given_up_leaves_nothing_behind(near, novapost_fake):
    novapost_fake.latency = 5  # Less than a call for a token may take.

    async def main(novapost):
        with anyio.move_on_after(0.05) as scope:
            await novapost.track_many(map(str, range(200)), chunk_size=1)
        return scope.cancelled_caught

    assert near.do(main)


# Told as it goes


@pytest.mark.parametrize("is_async", [False, True])
def test_each_number_is_told_once_as_it_was_given_before_it_counts_as_done(
    near, kind, is_async, novapost_fake, numbers
):
    if is_async and kind == "sync":
        pytest.skip("for threads it is a function")
    novapost_fake.fail_next(500, path=HISTORY)
    given = [numbers[0], numbers[0].lower(), *numbers[1:], " ", "SHPL9999999999"]
    told, done = {}, []

    def on_result(number, outcome):
        assert number not in told
        told[number] = outcome
        if done:
            assert len(told) > done[-1][0]

    async def on_result_async(number, outcome):
        await anyio.lowlevel.checkpoint()
        on_result(number, outcome)

    tracked = near.do(
        lambda novapost: novapost.with_options(retries=None).track_many(
            given,
            chunk_size=2,
            concurrency=1,
            progress=lambda *figures: done.append(figures),
            on_result=on_result_async if is_async else on_result,
        )
    )

    assert told.keys() == set(given) - {" "}
    assert tracked.blank == (given.index(" "),)
    assert {n: one for n, one in told.items() if isinstance(one, TrackedShipment)} == tracked.found
    assert {n: one for n, one in told.items() if isinstance(one, ServerError)} == tracked.failed
    assert tracked.failed.keys() == {numbers[0], numbers[0].lower(), numbers[1]}
    assert {n for n, one in told.items() if one is None} == set(tracked.missing)
    assert done[-1] == (4, 4)


def test_they_are_told_one_after_the_other_however_many_calls_there_are(near, kind):
    inside, numbers = [], [f"SHPL{count:010}" for count in range(20)]

    def enter(number, _):
        inside.append(number)
        assert len(inside) == 1
        inside.clear()

    async def slow(number, _):
        inside.append(number)
        await anyio.lowlevel.checkpoint()
        assert len(inside) == 1
        inside.clear()

    on_result = enter if kind == "sync" else slow
    near.do(
        lambda novapost: novapost.track_many(
            numbers, chunk_size=1, concurrency=8, on_result=on_result
        )
    )


def test_a_batch_that_breaks_off_is_taken_up_where_it_was(near, numbers):
    """What was told was written: who asks for the rest has all of them."""
    numbers = [*numbers, *(f"SHPL{count:010}" for count in range(20))]
    written = []

    def write(number, _):
        if len(written) == 7:
            raise Enough
        written.append(number)

    def track(left):
        return near.do(
            lambda novapost: novapost.track_many(left, chunk_size=1, on_result=write, concurrency=1)
        )

    with pytest.raises(Enough):
        track(numbers)
    first, written[:] = list(written), []
    left = [number for number in numbers if number not in first][:5]
    track(left)

    assert first == numbers[:7]
    assert written == left
