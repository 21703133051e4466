"""Answers that come in for ever, a little at a time, on real sockets."""

import gc

import anyio
import pytest
from fault_server import KEY

import novapost_auth as np

LONG = 1.0  # Seconds, in which the head of an answer comes in on a busy machine as well.


def trickle(connection):
    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not connection.server.gone.wait(0.05):
        connection.send("1\r\n[\r\n")


def test_an_answer_that_trickles_is_given_up(serve, drive):
    server = serve()
    driver = drive(server, retries=None)
    driver.do(lambda api: api.token())
    server.faults = [trickle]

    with pytest.raises(np.TimeoutError, match="does not come to an end"):
        driver.do(lambda api: api.with_options(timeout=LONG).divisions.find())

    assert driver.do(lambda api: api.request("GET", "/x")).status_code == 200


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_what_trickles_leaves_nothing_behind(backend, serve):
    server = serve()

    async def main():
        async with np.AsyncNovaPost(KEY, server=server.url, retries=None) as api:
            await api.token()
            server.faults = [trickle]
            with pytest.raises(np.TimeoutError, match="does not come to an end"):
                await api.with_options(timeout=LONG).divisions.find()
            assert (await api.request("GET", "/x")).status_code == 200

    anyio.run(main, backend=backend)
    gc.collect()  # Warnings of what was left are errors.
