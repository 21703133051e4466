"""A child process keeps the token and is held up by nothing that its parent was doing."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")

PRELUDE = """
import os, sys, threading
sys.path.insert(0, {here!r})
from token_service import KEY, Clock, Service, until
from novapost_auth._tokens.auth import NovaPostAuth

service, clock = Service(), Clock()
auth = NovaPostAuth(KEY, clock=clock, transport=service.transport)

def in_child(work):
    "Run work() in a child, which must come to its end; return what it printed."
    sys.stdout.flush()
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            os.write(write, str(work()).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as pipe:
        answer = pipe.read()
    os.waitpid(pid, 0)
    return answer
"""


def run(code):
    here = str(Path(__file__).parent)
    ran = subprocess.run(
        [
            *(sys.executable, "-W", "error", "-W", "ignore::DeprecationWarning", "-c"),
            PRELUDE.format(here=here) + textwrap.dedent(code),
        ],
        capture_output=True,
        timeout=30,
        check=False,
        text=True,
    )
    assert ran.stderr == ""
    return ran.stdout.split()


def test_a_child_keeps_the_token():
    assert run("""
        auth.token()
        print(in_child(lambda: (auth.token().value == auth._source.held.value, service.fetches)))
    """) == ["(True,", "1)"]


def test_a_fork_during_a_refresh():
    assert run("""
        service.gate.clear()
        thread = threading.Thread(target=auth.token)
        thread.start()
        until(lambda: service.at_gate)
        def child():
            service.gate = threading.Event()
            service.gate.set()
            return auth.token().value.reveal()[:2]
        print(in_child(child))
        service.gate.set()
        thread.join()
        print(service.fetches, auth.token().value.reveal()[:2])
    """) == ["ey", "1", "ey"]


def test_a_fork_during_a_renewal_keeps_the_token_and_renews_it_itself():
    assert run("""
        first = auth.token()
        clock.advance(3400)
        service.gate.clear()
        auth.token()
        until(lambda: service.at_gate)
        def child():
            service.gate = threading.Event()
            service.gate.set()
            same = auth.token() == first
            until(lambda: auth.token() != first)
            return same, service.fetches
        print(in_child(child))
        service.gate.set()
    """) == ["(True,", "3)"]


def test_children_do_not_all_renew_at_the_same_moment():
    ages = run("""
        auth.token()
        for _ in range(4):
            print(in_child(lambda: auth._source.held.renew_after))
        print(auth._source.held.renew_after)
    """)
    assert len(set(ages)) == 5


def test_a_child_waits_for_the_lock_although_its_parent_is_fetching():
    """A refresh of the parent's is none of the child's that might hold it for ever."""
    assert run("""
        from contextlib import contextmanager
        from novapost_auth.stores import MemoryTokenStore
        patience = []
        class Store(MemoryTokenStore):
            @contextmanager
            def lock(self, account, timeout):
                patience.append(timeout)
                with super().lock(account, timeout) as held:
                    yield held
        auth = NovaPostAuth(KEY, transport=service.transport, clock=clock, token_store=Store())
        service.gate.clear()
        thread = threading.Thread(target=auth.token)
        thread.start()
        until(lambda: service.at_gate)
        def child():
            service.gate = threading.Event()
            service.gate.set()
            auth.token()
            return patience
        print(in_child(child))
        service.gate.set()
        thread.join()
    """) == ["[25.0,", "25.0]"]


def test_a_child_holds_no_token_that_was_given_up():
    assert run("""
        auth.token()
        clock.advance(60)
        auth._source.refused(auth._source.held, exchanged=False, chances=0)
        def child():
            return auth._source._state()[1].left(auth._source._refresher.now()) > 0
        print(in_child(child))
        print(in_child(lambda: auth.token().value.reveal()[:2]))
    """) == ["False", "ey"]


def test_a_child_keeps_the_pause_after_a_failure():
    assert run("""
        from novapost_auth import ServiceUnavailable
        import httpx

        def failed():
            try:
                auth.token()
            except ServiceUnavailable as error:
                return service.fetches, error.retry_after

        service.script = [httpx.Response(503), httpx.Response(503)]
        mine = failed()
        print(mine[0], in_child(failed) == str(mine), service.fetches)
    """) == ["1", "True", "1"]
