"""A child that uses a client made and used before a fork has connections of its own.

All is judged by the server: which connection a call comes by, and what else comes by it.
"""

import multiprocessing
import pickle
import sys

import pytest
from fault_server import KEY
from wire_authority import server_context
from wire_process import run_program

import novapost_auth as np

pytestmark = pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="nothing forks here")


@pytest.fixture(params=["plain", "tls"])
def server(request, wire_serve):
    return wire_serve(tls=server_context() if request.param == "tls" else None)


def check(server):
    """Say that no connection was used by two processes, nor lost while it was in use."""
    owners = {}
    for arrival in server.arrivals:
        if "/authorization" in arrival.line:
            continue
        owner = arrival.line.split("/")[2].split("-")[0]
        assert owners.setdefault(arrival.connection, owner) == owner
    return owners


SYNC = """
api = sync_client()
first = get(api, "/parent-1")
children = [fork(lambda: {child}, end={end!r}) for _ in range(3)]
wait(*children)
assert get(api, "/parent-2") == first
"""

ASYNC = """
api = async_client()
runner = asyncio.Runner()
first = runner.run(aget(api, "/parent-1"))
async def child_calls():
    await aget(api, f"/{os.getpid()}-1")
    await asyncio.gather(*(aget(api, f"/{os.getpid()}-2") for _ in range(5)))
async def child_closes():
    await aget(api, f"/{os.getpid()}-1")
    await api.aclose()
async def only_closes():
    await api.aclose()
def in_child(main):
    asyncio.run(main())
    gc.collect()
children = [fork(lambda: in_child(MAIN), end=END) for _ in range(3)]
wait(*children)
assert runner.run(aget(api, "/parent-2")) == first
async def parent_ends():
    await api.aclose()
    await asyncio.sleep(0.05)
runner.run(parent_ends())
runner.close()
"""

CHILDREN = {
    "calls": 'get(api, f"/{os.getpid()}-1")',
    "calls twice": '[get(api, f"/{os.getpid()}-{n}") for n in range(2)]',
    "calls and closes": '(get(api, f"/{os.getpid()}-1"), api.close())',
    "only closes": "api.close()",
    "drops it": '(globals().pop("api"), gc.collect())',
}


def in_pairs(children):
    """What a child does, how it ends and who serves it: every two of them are together once."""
    return [
        (child, ("_exit", "exit")[(row + place) % 2], server)
        for row, child in enumerate(children)
        for place, server in enumerate(["plain", "tls"])
    ]


@pytest.mark.parametrize(("child", "end", "server"), in_pairs(CHILDREN), indirect=["server"])
def test_a_child_of_a_sync_client(child, end, server):
    run_program(server, SYNC.format(child=CHILDREN[child], end=end), key=KEY)

    owners = check(server)
    assert len([owner for owner in owners.values() if owner == "parent"]) == 1
    if "calls" in child:
        assert len(set(owners.values())) == 4


@pytest.mark.parametrize(
    ("child", "end", "server"),
    in_pairs(["child_calls", "child_closes", "only_closes"]),
    indirect=["server"],
)
def test_a_child_of_an_async_client(child, end, server):
    run_program(server, ASYNC.replace("MAIN", child).replace("END", repr(end)), key=KEY)

    owners = check(server)
    assert len([owner for owner in owners.values() if owner == "parent"]) == 1


def test_a_child_forked_within_a_loop(server):
    """As a program does that starts a process in the middle of it."""
    run_program(
        server,
        """
        api = async_client()
        async def main():
            first = await aget(api, "/parent-1")
            def child():
                asyncio._set_running_loop(None)
                asyncio.set_event_loop(None)
                asyncio.run(aget(api, f"/{os.getpid()}-1"))
            pid = fork(child)
            await asyncio.to_thread(wait, pid)
            assert await aget(api, "/parent-2") == first
            await api.aclose()
        asyncio.run(main())
        """,
        key=KEY,
    )

    assert len(check(server)) == 2


def test_a_grandchild(server):
    run_program(
        server,
        """
        api = sync_client()
        get(api, "/parent-1")
        def child():
            get(api, "/child-1")
            wait(fork(lambda: get(api, "/grandchild-1")))
            get(api, "/child-2")
        wait(fork(child))
        get(api, "/parent-2")
        """,
        key=KEY,
    )

    assert sorted(check(server).values()) == ["child", "grandchild", "parent"]


def test_views_and_tokens_after_a_fork(server):
    run_program(
        server,
        """
        api = sync_client()
        view = api.with_options(timeout=10)
        get(view, "/parent-1")
        wait(fork(lambda: (get(view, "/child-1"), get(api, "/child-2"))))
        get(view, "/parent-2")
        """,
        key=KEY,
    )

    assert sorted(check(server).values()) == ["child", "parent"]
    assert server.tokens == 1


def test_an_auth_after_a_fork(wire_serve):
    """Its token calls are its own: by connections that no other process has."""
    server = wire_serve(lines=["X-Odd: yes"])
    run_program(
        server,
        """
        import httpx
        auth = np.NovaPostAuth(KEY, server=URL)
        auth.token()
        def child():
            with httpx.Client(auth=auth, base_url=URL) as client:
                client.get("/child-1").raise_for_status()
        wait(fork(child), fork(child))
        """,
        key=KEY,
    )

    assert len(server.seen("/child-1")) == 2


def test_forks_under_the_traffic_of_eight_threads(server):
    """What is forked while others send: neither answers nor locks are anybody else's."""
    out = run_program(
        server,
        """
        api = sync_client()
        get(api, "/parent-0")
        stop, counts, errors = threading.Event(), [], []
        def traffic(number):
            count = 0
            try:
                while not stop.is_set():
                    get(api, f"/parent-{number}-{count}")
                    count += 1
            except BaseException as error:
                errors.append(repr(error))
            counts.append(count)
        threads = [threading.Thread(target=traffic, args=(n,)) for n in range(8)]
        for thread in threads: thread.start()
        def child():
            for number in range(3):
                get(api, f"/{os.getpid()}-{number}")
        for _ in range(3):
            wait(*[fork(child) for _ in range(4)])
        stop.set()
        for thread in threads: thread.join()
        assert not errors, errors
        print(min(counts) > 0)
        """,
        key=KEY,
    )

    assert out == ["True"]
    assert len(set(check(server).values())) == 13


@pytest.mark.parametrize("made", ["transport=httpx.HTTPTransport()", "http_client=httpx.Client()"])
def test_threads_of_a_child_begin_at_once(made, wire_serve):
    """What was passed is emptied once, whoever goes over it: not under a call of another thread."""
    server = wire_serve()
    run_program(
        server,
        """
        import httpx, time
        made = dict(MADE)
        apis = [sync_client(**made) for _ in range(2)]
        for api in apis: get(api, "/parent-1")
        def child():
            errors = []
            def call(number):
                time.sleep(number * 0.0005)
                try:
                    get(apis[number % 2], f"/{os.getpid()}-{number}")
                except BaseException as error:
                    errors.append(repr(error))
            sys.setswitchinterval(1e-5)
            threads = [threading.Thread(target=call, args=(n,)) for n in range(12)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            assert errors == []
        for _ in range(12):
            wait(fork(child))
        """.replace("MADE", made),
        key=KEY,
    )

    check(server)


def test_a_fork_in_the_middle_of_a_post(server):
    """Of what another thread has under way, the child knows nothing and spoils nothing."""
    run_program(
        server,
        """
        api = sync_client()
        get(api, "/parent-0")
        errors = []
        def posts():
            try:
                for number in range(40):
                    path = f"/parent-{number}"
                    connection(api.request("POST", path, json={}), path)
            except BaseException as error:
                errors.append(repr(error))
        thread = threading.Thread(target=posts)
        thread.start()
        pids = []
        while thread.is_alive():
            wait(fork(lambda: connection(api.request("POST", f"/{os.getpid()}-1", json={}), "-1")))
        thread.join()
        assert not errors, errors
        """,
        key=KEY,
    )

    check(server)
    lines = [arrival.line for arrival in server.posts]
    assert len(lines) == len(set(lines))  # Each once.


def test_a_store_of_files_after_a_fork(server, tmp_path):
    run_program(
        server,
        f"""
        api = sync_client(token_store=np.FileTokenStore({str(tmp_path)!r}))
        get(api, "/parent-1")
        wait(fork(lambda: get(api, "/child-1")))
        get(api, "/parent-2")
        """,
        key=KEY,
    )

    assert sorted(check(server).values()) == ["child", "parent"]
    assert server.tokens == 1


WITH_MULTIPROCESSING = """
import multiprocessing, sys
sys.path.insert(0, {here!r})
import novapost_auth as np
from novapost_auth._wire import pool

pool._KEPT = 600.0  # However slow the machine is.

api = None

def client(url):
    return np.NovaPost({key!r}, server=url, retries=None, timeout=20, environ={{}})

def work(url, number):
    global api
    api = api or client(url)  # With fork, the parent's.
    path = f"/child{{number}}-1"
    assert api.request("GET", path).json()["path"].endswith(path)

if __name__ == "__main__":
    url, method = sys.argv[1:]
    api = client(url)
    api.request("GET", "/parent-1")
    context = multiprocessing.get_context(method)
    processes = [context.Process(target=work, args=(url, number)) for number in range(3)]
    for process in processes: process.start()
    for process in processes: process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    with context.Pool(2) as pool:
        pool.starmap(work, [(url, f"pool{{number}}") for number in range(6)])
    try:
        context.Process(target=work, args=(api, 1)).start() if method != "fork" else None
    except Exception as error:
        print(type(error).__name__, error)
    api.request("GET", "/parent-2")
"""


@pytest.mark.parametrize(
    ("method", "server"),
    # What is spawned has nothing of its parent's, which TLS could make another thing of.
    [("fork", "plain"), ("fork", "tls"), ("forkserver", "plain"), ("spawn", "tls")],
    indirect=["server"],
)
def test_multiprocessing(method, server, tmp_path):
    import subprocess  # noqa: PLC0415

    program = tmp_path / "program.py"
    program.write_text(WITH_MULTIPROCESSING.format(here=str(tmp_path), key=KEY))
    ran = subprocess.run(
        [sys.executable, str(program), server.url, method],
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ("process" in ran.stdout.lower()) is (method != "fork")
    parents = {a.connection for a in server.seen("/parent-")}
    children = {a.connection for a in server.seen("/child")}
    assert len(parents) == 1
    assert not parents & children


@pytest.mark.parametrize("cls", [np.NovaPost, np.AsyncNovaPost])
@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_client_is_not_pickled(cls, protocol):
    """It says what to do instead: make one in each process."""
    api = cls(KEY, environ={})

    for what in (api, api.with_options(timeout=3), [api]):
        with pytest.raises((TypeError, pickle.PicklingError)) as caught:
            pickle.dumps(what, protocol)
        text = str(caught.value)
        assert cls.__name__ in text
        assert "process" in text
        assert "\n" not in text
        assert KEY not in text


def test_a_client_is_not_sent_to_a_process_that_is_spawned():
    api = np.NovaPost(KEY, environ={})
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=print, args=(api,))

    with pytest.raises((TypeError, pickle.PicklingError), match="process"):
        process.start()


def test_a_fork_while_a_thread_makes_a_resource(server):
    """A lock that was about it would be locked in the child for ever."""
    program = """
    from novapost_client.resource import made_once

    begun, goes_on = threading.Event(), threading.Event()

    class Api:
        @made_once
        def divisions(self):
            if threading.current_thread() is not threading.main_thread():
                begun.set()
                goes_on.wait()
            return object()

    api = Api()
    thread = threading.Thread(target=lambda: api.divisions)
    thread.start()
    begun.wait()
    child = fork(lambda: api.divisions)
    goes_on.set()
    thread.join()
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), api.divisions is api.divisions)
    """
    assert run_program(server, program, key=KEY) == ["0", "True"]
