"""Whatever happens, in whatever order: one fetch at a time, none too many, no stale token."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from token_service import (
    BASE,
    KEY,
    Clock,
    Service,
    arrival,
    auth_that_draws,
    settled,
    until,
    waiting,
)

from novapost_auth import _errors
from novapost_auth.stores import MemoryTokenStore

LIFE = 3600.0
LONGEST_REST = 360.0  # From the first refusal on.
FAULTS = {
    "none": lambda: None,
    "503": lambda: httpx.Response(503),
    "503 with a wait": lambda: httpx.Response(503, headers={"Retry-After": "20"}),
    "reset": lambda: httpx.ReadError("reset"),
    "HTML": lambda: httpx.Response(200, text="<html>"),
    "refused": lambda: httpx.Response(401),
}


class Judge(Service):
    """The service, which also judges what it is asked."""

    def __init__(self, clock):
        self.complaints = []
        super().__init__()
        self.clock = clock
        self.fault = "none"
        self.issued = {}
        self.last_failure = None
        self.last_success = None
        self.exchange_is_due = False
        self.struck, self.row = {}, set()
        self.fetched_at = []
        self._judging = threading.Lock()

    def complain_unless(self, fine, what):
        if not fine:
            self.complaints.append(what)

    @property
    def at_gate(self):
        """How many token calls are under way."""
        return self._at_gate

    @at_gate.setter
    def at_gate(self, count):
        self._at_gate = count
        self.complain_unless(count <= 1, "two token calls at once")

    def arrive(self, request):
        if not super().arrive(request):
            return False
        with self._judging:
            now = self.clock
            if self.last_failure is not None:
                self.complain_unless(now.mono - self.last_failure >= 1, "no pause after a failure")
            elif self.last_success is not None:
                wall, mono = self.last_success
                age = max(now.wall - wall, now.mono - mono)
                due = age >= 0.75 * LIFE or self.exchange_is_due
                self.complain_unless(due, f"a token call without need, at age {age}")
            self.fetched_at.append(now.mono)
        return True

    def answer_token(self):
        with self._judging:
            self.exchange_is_due = False
            fault = FAULTS[self.fault]()
            if fault is not None:
                self.last_failure = self.clock.mono
                if isinstance(fault, Exception):
                    raise fault
                return fault
            self.last_failure, self.last_success = None, (self.clock.wall, self.clock.mono)
            answer = self.token(self.fetches)
            self.issued[answer.json()["jwt"]] = self.clock.mono
            return answer

    def answer_call(self, request):
        answer = super().answer_call(request)
        issued = self.issued.get(request.headers.get("Authorization"))
        self.complain_unless(issued is not None, "a token that never was")
        self.complain_unless(self.clock.mono - (issued or 0.0) < LIFE, "a token past its end")
        if answer.status_code == 401:
            self.exchange_is_due = True
            token = request.headers.get("Authorization")
            self.struck.setdefault(token, self.clock.mono)
            self.row.add(token)
        return answer

    def may_rest(self, proven):
        """Tell whether two tokens that nobody saw accepted were refused, so that none is fetched.

        The calls that would have seen it may have been cancelled. They count for as long as the
        rest lasts that they may begin, and until one is accepted.
        """
        recent = [one for one, at in self.struck.items() if at > self.clock.mono - LONGEST_REST]
        return any(len({*refused} - proven) >= 2 for refused in (recent, self.row))


class Both(httpx.BaseTransport, httpx.AsyncBaseTransport):
    def __init__(self, service):
        self.handle_request = service.transport.handle_request
        self.handle_async_request = service.async_transport.handle_async_request


class Life(RuleBasedStateMachine):
    @initialize(inline=st.booleans(), draw=st.floats(0, 1, exclude_max=True))
    def begin(self, inline, draw):
        self.clock = Clock()
        self.service = Judge(self.clock)
        self.auth = auth_that_draws(
            lambda: draw,
            KEY,
            clock=self.clock,
            transport=Both(self.service),
            token_store=MemoryTokenStore(),
            refresh="inline" if inline else "background",
        )
        self.healthy_since = self.clock.mono
        self.proven = set()

    @rule(seconds=st.one_of(st.floats(0, 90), st.floats(0, 4000), st.just(61.0)))
    def time_passes(self, seconds):
        self.clock.advance(seconds)

    @rule(seconds=st.floats(-90_000, 90_000))
    def the_clock_is_set(self, seconds):
        self.clock.wall += seconds

    @rule(seconds=st.floats(0, 20_000))
    def the_machine_sleeps(self, seconds):
        self.clock.wall += seconds

    @rule(fault=st.sampled_from(sorted(FAULTS)))
    def token_calls_meet(self, fault):
        self.service.fault = fault
        self.healthy_since = self.clock.mono

    @rule()
    def the_token_is_revoked(self):
        if self.auth._source.held.value:
            self.service.refused.add(self.auth._source.held.value.reveal())

    @rule(refuses=st.booleans())
    def all_calls_are_refused(self, refuses):
        self.service.refuses_all = refuses
        self.healthy_since = self.clock.mono

    @rule()
    def a_call(self):
        self.judge(self.by_thread())

    @rule(count=st.integers(2, 6))
    def calls_by_threads(self, count):
        with ThreadPoolExecutor(count) as pool, self.service.held_up():
            calls = [pool.submit(self.by_thread) for _ in range(count)]
            until(lambda: self.all_done_or_waiting(calls))
            self.service.gate.set()
            outcomes = [call.result() for call in calls]
        for outcome in outcomes:
            self.judge(outcome)

    @rule(count=st.integers(1, 6), cancelled=st.sets(st.integers(0, 5)))
    def calls_by_tasks_of_which_some_are_cancelled(self, count, cancelled):
        async def main():
            async with self.client(httpx.AsyncClient) as client:
                calls = [asyncio.create_task(self.by_task(client)) for _ in range(count)]
                with self.service.held_up():
                    await arrival(lambda: self.all_done_or_waiting(calls))
                    for number in cancelled & set(range(count)):
                        calls[number].cancel()
                    await asyncio.sleep(0)
                return await asyncio.gather(*calls, return_exceptions=True)

        for outcome in asyncio.run(main()):
            if not isinstance(outcome, asyncio.CancelledError):
                self.judge(outcome)

    def client(self, kind):
        return kind(auth=self.auth, transport=Both(self.service), base_url=BASE)

    def by_thread(self):
        with self.client(httpx.Client) as client:
            try:
                return client.get("/divisions").status_code
            except _errors.NovaPostError as error:
                return error

    async def by_task(self, client):
        try:
            return (await client.get("/divisions")).status_code
        except _errors.NovaPostError as error:
            return error

    def all_done_or_waiting(self, calls):
        return sum(call.done() for call in calls) + waiting(self.auth) >= len(calls)

    def judge(self, outcome):
        """A call fails only for a reason: a fault now, or a pause after one."""
        service = self.service
        if accepted := self.auth._source.proven.value:
            self.proven.add(accepted.reveal())
        if outcome == 200:
            service.row.clear()
        recovered = self.clock.mono - self.healthy_since > 61
        if service.fault == "none" and not service.refuses_all and recovered:
            assert outcome == 200 or (outcome == 401 and service.may_rest(self.proven))
        elif isinstance(outcome, Exception):
            assert service.fault != "none" or not recovered
        else:
            assert outcome in (200, 401)

    def teardown(self):
        if hasattr(self, "auth"):
            settled(self.auth)

    @invariant()
    def the_service_has_no_complaint(self):
        if hasattr(self, "auth"):
            settled(self.auth)
            assert self.service.complaints == []

    @invariant()
    def fetches_are_few(self):
        if not hasattr(self, "auth"):
            return
        recent = [at for at in self.service.fetched_at if at > self.clock.mono - 60]
        revoked = len(self.service.refused)
        assert len(recent) <= 12 + 2 * revoked


Life.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestLife = Life.TestCase
