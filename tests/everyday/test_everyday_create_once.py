"""A shipment is created once, whatever the network, the service and other callers do."""

import asyncio
import base64
import collections
import importlib.util
import itertools
import json
import sys
import threading
import time
from functools import partial
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

import novapost_auth as np
from novapost_client.models import ShipmentRequest

KEY = "0123456789abcdef0123456789abcdef"
ORDERS = ["order-1", "order-2", "Замовлення №3"]


class Clock:
    """Time that passes when somebody waits."""

    def __init__(self):
        self.now = 1_800_000_000.0
        self.slept = []

    def time(self):
        return self.now

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        time.sleep(0)  # Other threads get their turn.
        if seconds >= 1:
            self.slept.append(seconds)
        self.now += seconds


class Service:
    """A service with shipments, that loses what it is told to lose."""

    def __init__(self, *, heeds=True, tells=True):
        self.heeds = heeds  # Whether it searches by clientOrder.
        self.tells = tells  # Whether it answers with it.
        self.shipments = []
        self.losses = collections.deque()
        self.searched = []
        self._lock = threading.Lock()
        self.transport = httpx.MockTransport(self.answer)

    def answer(self, request):
        if request.url.path.endswith("/authorization"):
            now = int(time.time())
            claims = base64.urlsafe_b64encode(json.dumps({"iat": now, "exp": now + 10**9}).encode())
            return httpx.Response(200, json={"jwt": f"eyJ9.{claims.decode().rstrip('=')}.x"})
        with self._lock:
            loss = self.losses.popleft() if self.losses else ""
            if loss == "there":
                raise httpx.ReadError("reset", request=request)
            answer = self._create(request) if request.method == "POST" else self._find(request)
            if loss == "back":
                raise httpx.ReadTimeout("slow", request=request)
            if loss == "page":
                return httpx.Response(200, text="<html>")
            if loss == "error":
                return httpx.Response(503)
        return httpx.Response(200, json=answer)

    def _create(self, request):
        order = json.loads(request.content)["clientOrder"]
        number = len(self.shipments) + 1
        self.shipments.append({"id": number, "number": f"SHPL{number:010}", "order": order})
        return {"id": number, "number": f"SHPL{number:010}"}

    def _find(self, request):
        order = request.url.params.get("clientOrder")
        self.searched.append(order)
        found = [one for one in self.shipments if one["order"] == order or not self.heeds]
        items = [
            {"id": one["id"], "number": one["number"]}
            | ({"clientOrder": one["order"]} if self.tells else {})
            for one in found
        ]
        return {"items": items, "total": len(items), "current_page": 1, "last_page": 1}

    def of(self, order):
        return [one["number"] for one in self.shipments if one["order"] == order]


def shipment(order=ORDERS[0]):
    return {"clientOrder": order, "payerType": "Sender", "parcels": []}


def create(service, *orders, kind="sync", client=None, clock=None):
    """Create shipments of ``orders`` at the same time, and give what came of each."""
    given = {"transport": service.transport, "environ": {}, "retries": None}
    given["clock"] = clock or Clock()
    results = [None] * len(orders)
    if kind == "sync":
        client = client or np.NovaPost(KEY, **given)

        def work(place):
            try:
                results[place] = client.shipments.create_once(shipment(orders[place]))
            except np.NovaPostError as error:
                results[place] = error

        threads = [threading.Thread(target=work, args=(place,)) for place in range(len(orders))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    async def main():
        async with np.AsyncNovaPost(KEY, **given) as api:
            calls = (api.shipments.create_once(shipment(order)) for order in orders)
            return await asyncio.gather(*calls, return_exceptions=True)

    return asyncio.run(main())


@pytest.fixture(params=["sync", "async"])
def kind(request):
    return request.param


LOSSES = st.lists(st.sampled_from(["", "", "there", "back", "page", "error"]), max_size=8)


class Once(RuleBasedStateMachine):
    """Callers and a service of any behaviour; there are never two shipments of one order."""

    @initialize(heeds=st.sampled_from([True, True, False]), tells=st.booleans())
    def begin(self, heeds, tells):
        self.service = Service(heeds=heeds, tells=tells)
        self.clients = [self._client()]

    def _client(self):
        given = {"transport": self.service.transport, "environ": {}, "clock": Clock()}
        return np.NovaPost(KEY, retries=None, **given)

    @rule()
    def another_client(self):
        self.clients.append(self._client())

    @rule()
    def the_account_has_others(self):
        number = len(self.service.shipments) + 1
        one = {"id": number, "number": f"SHPL{number:010}", "order": f"of others {number}"}
        self.service.shipments.append(one)

    @rule(heeds=st.booleans())
    def the_service_changes(self, heeds):
        self.service.heeds = heeds
        if not self.service.tells:  # What a client has found out holds for it.
            self.clients = [self._client()]

    @rule(
        orders=st.lists(st.sampled_from(ORDERS), min_size=1, max_size=4),
        losses=LOSSES,
        kind=st.sampled_from(["sync", "sync", "async"]),
        data=st.data(),
    )
    def create(self, orders, losses, kind, data):
        before = {order: self.service.of(order) for order in ORDERS}
        self.service.losses = collections.deque(losses)
        client = data.draw(st.sampled_from(self.clients))
        results = create(self.service, *orders, kind=kind, client=client)
        self.service.losses.clear()
        made = collections.Counter()
        for order, result in zip(orders, results, strict=True):
            assert isinstance(result, (np.CreatedOnce, np.NovaPostError)), result
            if isinstance(result, np.CreatedOnce):
                assert [result.number] == self.service.of(order)
                made[order] += result.created
                assert not (result.created and before[order])
            elif not result.maybe_sent and orders.count(order) == 1:
                assert self.service.of(order) == before[order]
        assert all(count <= 1 for count in made.values())

    @invariant()
    def never_two(self):
        for order in ORDERS:
            assert len(self.service.of(order)) <= 1


Once.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestOnce = Once.TestCase


@pytest.mark.parametrize(
    ("losses", "waits"),
    [
        ([], []),
        (["back"], [2.0]),
        (["page"], [2.0]),
        (["there"], [2.0, 10.0, 30.0]),
        (["there", "", "back"], [2.0, 10.0, 30.0]),
        (["back", "there"], [2.0, 10.0]),
        (["there", "", "", "", "back"], [2.0, 10.0, 30.0, 2.0]),
    ],
)
def test_an_answer_that_is_lost_is_looked_for(kind, losses, waits):
    service, clock = Service(), Clock()
    service.losses.extend(["", "", *losses])  # Proof and search come first.
    (result,) = create(service, ORDERS[0], kind=kind, clock=clock)
    assert [result.number] == service.of(ORDERS[0])
    assert result.created
    assert clock.slept == waits


def test_what_the_service_is_slow_with_is_not_sent_again(kind):
    service, clock, sent = Service(), Clock(), []
    made, find = service._create, service._find

    def create_late(request):
        sent.append(request)
        raise httpx.ReadTimeout("slow", request=request)

    def found_at_last(request):
        if service.searched.count(ORDERS[0]) == 3:
            made(sent[0])
        return find(request)

    service._create, service._find = create_late, found_at_last
    (result,) = create(service, ORDERS[0], kind=kind, clock=clock)
    assert [result.number] == service.of(ORDERS[0])
    assert len(sent) == 1
    assert clock.slept == [2.0, 10.0, 30.0]


@pytest.mark.parametrize("tells", [True, False])
@pytest.mark.parametrize("others", [0, 1])
def test_a_service_that_ignores_the_parameter_is_told_of(kind, tells, others):
    service = Service(heeds=False, tells=tells)
    for number in range(others):
        create(Service(), f"other-{number}")
        service.shipments.append({"id": 9, "number": "SHPL9", "order": "other"})
    first = create(service, ORDERS[0], kind=kind)[0]
    if others:
        assert type(first) is np.NovaPostError
        assert "clientOrder" in str(first)
        assert not first.maybe_sent
        assert service.of(ORDERS[0]) == []
    second = create(service, ORDERS[1], kind=kind)[0]
    assert type(second) is np.NovaPostError
    assert service.of(ORDERS[1]) == []


def test_that_it_searches_is_found_out_once_for_a_client_and_its_views():
    service = Service()
    with np.NovaPost(KEY, transport=service.transport, environ={}, clock=Clock()) as novapost:
        assert novapost.shipments.create_once(shipment("a")).created
        assert not novapost.with_options(language="uk").shipments.create_once(shipment("a")).created
        assert novapost.shipments.create_once(shipment("b")).created
    nobodys = [order for order in service.searched if order not in "ab"]
    assert len(nobodys) == 1
    assert service.searched == [*nobodys, "a", "a", "b"]


def test_callers_of_one_order_wait_for_each_other(kind):
    service = Service()
    results = create(service, *[ORDERS[0]] * 8, *[ORDERS[1]] * 8, kind=kind)
    assert sum(result.created for result in results) == 2
    assert {result.number for result in results[:8]} == set(service.of(ORDERS[0]))


def test_a_network_that_loses_everything(kind):
    service, clock = Service(), Clock()
    service.losses.extend(["", *["", "there"] * 9])
    (error,) = create(service, ORDERS[0], kind=kind, clock=clock)
    assert isinstance(error, np.TransportError)
    assert error.maybe_sent
    assert clock.slept == [2.0, 10.0, 30.0, 2.0, 10.0, 30.0]
    assert service.shipments == []


def test_after_a_creation_whose_outcome_is_not_known_nothing_else_is_said(kind):
    service = Service()
    service.losses.extend(["", "", "back", *["there"] * 9])  # Then the searches fail.
    (error,) = create(service, ORDERS[0], kind=kind)
    assert isinstance(error, np.TimeoutError)
    assert error.maybe_sent
    service.losses.clear()
    assert create(service, ORDERS[0], kind=kind)[0].created is False


def test_a_search_that_fails_creates_nothing(kind):
    service = Service()
    service.losses.extend(["", "there"])
    (error,) = create(service, ORDERS[0], kind=kind)
    assert isinstance(error, np.TransportError)
    assert not error.maybe_sent
    assert service.shipments == []


def test_a_search_without_its_items_is_no_search(kind):
    service = Service()
    service._find = lambda _: {"items": None, "total": 3}
    (error,) = create(service, ORDERS[0], kind=kind)
    assert isinstance(error, np.UnexpectedResponse)
    assert not error.maybe_sent
    assert service.shipments == []


def test_a_deleted_shipment_is_none():
    service = Service()
    find = service._find

    def with_deleted(request):
        page = find(request)
        if request.url.params["clientOrder"] == ORDERS[0]:
            page["items"].insert(
                0, {"id": 7, "number": "SHPL7", "deletedAt": "2026-01-01T00:00:00Z"}
            )
        return page

    service._find = with_deleted
    assert create(service, ORDERS[0])[0].created
    assert create(service, ORDERS[0])[0].number == service.of(ORDERS[0])[0]


def with_row(service, row):
    """Have the service tell of its shipments in this form."""
    find = service._find

    def told(request):
        page = find(request)
        return {**page, "items": [row(item) for item in page["items"]]}

    service._find = told
    return service


@pytest.mark.parametrize("row", [None, "SHPL1", 7, [], [{"id": 1}]], ids=repr)
def test_what_was_found_and_cannot_be_read_is_not_nothing(kind, row):
    service = with_row(Service(), lambda _: row)
    assert create(service, ORDERS[0], kind=kind)[0].created
    (error,) = create(service, ORDERS[0], kind=kind)
    assert isinstance(error, np.UnexpectedResponse)
    assert not error.maybe_sent
    assert len(service.shipments) == 1


NEVER = [
    *("0001-01-01T00:00:00.000000Z", "0001-01-01", "0000-00-00 00:00:00", "0000-00-00"),
    *("-0001-11-30T00:00:00.000000Z", "-0001-11-30 00:00:00", "", None, False),
]


@pytest.mark.parametrize("never", NEVER, ids=repr)
@pytest.mark.parametrize("name", ["deletedAt", "deleted_at"])
def test_a_shipment_that_was_never_deleted_is_there(never, name):
    service = with_row(Service(), lambda item: {**item, name: never})
    assert [create(service, ORDERS[0])[0].created for _ in range(2)] == [True, False]


@pytest.mark.parametrize("unclear", ["null", "yes", True, 1, ["2026-01-01"]], ids=repr)
def test_where_it_is_unclear_whether_it_is_deleted_nothing_is_created(kind, unclear):
    service = with_row(Service(), lambda item: {**item, "deletedAt": unclear})
    assert create(service, ORDERS[0], kind=kind)[0].created
    (error,) = create(service, ORDERS[0], kind=kind)
    assert "unclear if it is deleted" in str(error)
    assert len(service.shipments) == 1


def test_an_order_that_comes_back_as_a_number_is_the_same():
    service = with_row(Service(), lambda item: {**item, "clientOrder": 17})
    assert [create(service, "17")[0].created for _ in range(2)] == [True, False]


@pytest.mark.parametrize("order", [None, "", " ", "x" * 51, " a", 7])
@pytest.mark.parametrize("make", [dict, ShipmentRequest.from_dict])
def test_an_order_that_is_no_name_is_refused_before_anything_is_sent(order, make):
    service = Service()
    with np.NovaPost(KEY, transport=service.transport, environ={}) as novapost:
        body = make({"payerType": "Sender"} | ({} if order is None else {"clientOrder": order}))
        with pytest.raises(np.ConfigurationError, match="client_order of its own, of 1 to 50"):
            novapost.shipments.create_once(body)
    assert service.searched == []


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"client_order": "order-5"}, "`client_order`: the published name is `clientOrder`"),
        ({"clientOrder": "a", "client_order": "b"}, "published name is `clientOrder`; that is"),
        ({"clientOrder": 4711}, "without spaces around it, not 4711$"),
        ({"clientOrder": "a "}, "without spaces around it, not 'a '$"),
        ({}, "without spaces around it, not None$"),
        ([{"clientOrder": "a"}], "body: a model or a mapping is meant, not list"),
        ("order-1", "body: a model or a mapping is meant, not str"),
    ],
)
def test_what_is_wrong_with_a_shipment_is_told_as_by_create(body, says):
    service = Service()
    novapost = np.NovaPost(KEY, transport=service.transport, environ={})
    with novapost, pytest.raises(np.ConfigurationError, match=says):
        novapost.shipments.create_once(body)
    assert service.searched == []


@pytest.mark.parametrize("body", [None, [], "x", 7, object()])
def test_what_is_no_shipment_is_refused(body):
    with (
        np.NovaPost(KEY, transport=Service().transport, environ={}) as novapost,
        pytest.raises(np.ConfigurationError, match="a model or a mapping is meant"),
    ):
        novapost.shipments.create_once(body)


def test_the_turn_is_given_back_after_an_interrupt():
    service = Service()

    class Interrupted(Clock):
        def sleep(self, _):
            raise KeyboardInterrupt

    service.losses.extend(["", "", "there"])
    with (
        np.NovaPost(KEY, transport=service.transport, environ={}, clock=Interrupted()) as novapost,
        pytest.raises(KeyboardInterrupt),
    ):
        novapost.shipments.create_once(shipment())
    assert create(service, ORDERS[0])[0].created


class Interrupted(BaseException):
    pass


def interrupted(step, work):
    """Do ``work`` up to a step of whoever takes turns; tell whether it was interrupted there."""
    steps = itertools.count()

    def trace(frame, *_):
        place = Path(frame.f_code.co_filename).stem, frame.f_code.co_name
        if place[0] != "orders" and place not in (
            *(("shipments", "create_once"), ("create_once", "begin"), ("create_once", "end")),
        ):
            return None

        def at(frame, event, _):
            frame.f_trace_opcodes = True  # Here, as 3.13 asks for it once the frame is traced.
            if event == "opcode" and next(steps) == step:
                raise Interrupted
            return at

        return at

    before = sys.gettrace()
    # Python 3.12 tells of opcodes only if a frame has asked for them when tracing begins.
    sys._getframe().f_trace_opcodes = True
    sys.settrace(trace)
    try:
        work()
    except Interrupted:
        return True
    finally:
        sys.settrace(before)
    return False


def test_an_interrupt_anywhere_leaves_every_order_to_the_next():
    service, step = Service(), 0
    with np.NovaPost(KEY, transport=service.transport, environ={}, clock=Clock()) as novapost:
        once = novapost.shipments.create_once
        once(shipment("other"))

        def asked():
            once(shipment(f"order {step}"))

        while interrupted(step, asked):
            # On another thread, which a turn that nobody gives back would keep waiting.
            thread = threading.Thread(target=asked, daemon=True)
            thread.start()
            thread.join(20)
            assert not thread.is_alive(), step
            assert len(service.of(f"order {step}")) == 1
            step += 1
    assert step > 50


@pytest.mark.examples
def test_the_example_creates_one_shipment(novapost_fake, capsys):
    path = Path(__file__).parents[2] / "examples" / "create_shipment_safely.py"
    spec = importlib.util.spec_from_file_location("create_shipment_safely", path)
    example = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(example)
    fake = novapost_fake
    example.NovaPost = partial(
        np.NovaPost, fake.api_key, transport=fake.transport, environ={}, clock=fake.clock
    )
    with example.NovaPost() as novapost:
        (division,) = novapost.divisions.find(country_codes=["PL"], limit=1).items
        example.main("order-1", str(division.id))
        example.main("order-1", str(division.id))
        number = list(novapost.shipments.find_all())[-1].number
    assert capsys.readouterr().out == f"{number} is new\n{number} was there already\n"


SAYS_NOTHING = [
    {},
    {"items": None},
    {"items": None, "total": 1},
    {"items": [], "total": 1},
    {"items": [], "total": "16"},
    {"items": [], "last_page": 2},
    {"items": {}, "total": 3.0},
    {"total": None},
]


@pytest.mark.parametrize("said", SAYS_NOTHING, ids=str)
@pytest.mark.parametrize("since", ["always", "it was created"])
def test_nothing_is_created_where_a_search_does_not_say_that_there_is_nothing(kind, said, since):
    service = Service()
    if since == "it was created":
        assert create(service, ORDERS[0], kind=kind)[0].created
    service._find = lambda _: said
    (outcome,) = create(service, ORDERS[0], kind=kind)
    assert isinstance(outcome, np.UnexpectedResponse)
    assert not outcome.maybe_sent
    assert len(service.shipments) == (since == "it was created")


@pytest.mark.parametrize("said", [{"items": []}, {"items": None, "total": 0}, {"items": {}}])
def test_a_search_that_says_that_there_is_nothing_is_believed(kind, said):
    service = Service()
    service._find = lambda _: said
    assert create(service, ORDERS[0], kind=kind)[0].created


@pytest.mark.parametrize(
    "extra",
    [
        {"page": 2},
        {"clientOrder": "x"},
        {"ids": [5]},
        {"ids[0]": 5},
        {"limit": 1},
        {"numbers": "A"},
    ],
    ids=str,
)
def test_what_is_added_to_each_query_does_not_hide_the_shipment(extra):
    service = Service()
    given = {"transport": service.transport, "environ": {}, "clock": Clock()}
    client = np.NovaPost(KEY, **given).with_options(extra_query=extra)
    with pytest.raises(np.ConfigurationError, match="extra_query must not hold"):
        client.shipments.create_once(shipment())
    assert not service.searched
    assert not service.shipments
    tenant = client.with_options(extra_query={"tenant": "b"})
    assert tenant.shipments.create_once(shipment()).created


@pytest.mark.parametrize("number", [None, "", True, [], {"a": 1}, "absent"], ids=repr)
def test_a_shipment_without_a_number_is_not_taken_for_one_with(kind, number):
    service = Service()
    row = {"id": 1, "clientOrder": ORDERS[0], **({} if number == "absent" else {"number": number})}
    found = {"items": [row], "total": 1}
    service._find = lambda request: (
        found if request.url.params["clientOrder"] == ORDERS[0] else {"items": []}
    )
    (outcome,) = create(service, ORDERS[0], kind=kind)
    assert isinstance(outcome, np.NovaPostError)
    assert "its number is not told" in str(outcome)
    assert not service.shipments


@pytest.mark.parametrize("number", [None, "", True, [], "absent"], ids=repr)
def test_a_creation_that_tells_no_number_is_looked_for(kind, number):
    service = Service()
    make = service._create

    def tell_none(request):
        answer = make(request)
        del answer["number"]
        return answer if number == "absent" else answer | {"number": number}

    service._create = tell_none
    (outcome,) = create(service, ORDERS[0], kind=kind)
    assert (outcome.number, outcome.created) == (service.of(ORDERS[0])[0], True)
    assert len(service.shipments) == 1


class Forgetful(Service):
    """Takes the last token alone; a 401 comes after a creation was done."""

    def __init__(self):
        super().__init__()
        self.tokens, self.refused = 0, []

    def answer(self, request):
        if request.url.path.endswith("/authorization"):
            self.tokens += 1
            return httpx.Response(200, json={"jwt": f"a.{self.tokens}.b"})
        if request.headers["Authorization"] != f"a.{self.tokens}.b":
            self.refused.append(request.method)
            if request.method == "POST":
                self._create(request)
            return httpx.Response(401)
        return super().answer(request)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_token_that_is_taken_no_more_meets_the_search_and_not_the_creation(kind):
    service, clock = Forgetful(), Clock()
    given = {"transport": service.transport, "environ": {}, "clock": clock, "retries": None}

    async def both(create_once):
        for order in ORDERS:
            created = create_once(shipment(order))
            assert (await created if kind == "async" else created).created
            clock.now += 60
            service.tokens += 1  # Whatever there was is no good any more.

    api = (np.NovaPost if kind == "sync" else np.AsyncNovaPost)(KEY, **given)
    asyncio.run(both(api.shipments.create_once))
    assert set(service.refused) == {"GET"}
    assert [one["order"] for one in service.shipments] == ORDERS
