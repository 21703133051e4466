"""What users pass, for coroutines.

httpcore's pools lose the connection that they open for a coroutine that is cancelled at certain
moments, or whose time is up just then, and a pool that has lost all of its connections never
answers again. So nothing of a user's is ever ended at such a moment: it runs in a task of its own,
without a limit for its wait in the pool, and ends with the next event that it tells of, or at once
where that does no harm.
"""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

from novapost_auth._wire.foreign import (
    NOT_INHERITED,
    AnyForeign,
    AnyForeignBody,
    Witness,
    foreign_answer,
)
from novapost_auth._wire.loop import Loop, Run, current_loop
from novapost_auth._wire.message import Answer, AsyncBody, Message, WireFailure
from novapost_auth._wire.quiet import quiet
from novapost_auth._wire.sockets import left
from novapost_auth._wire.weakly import Weakly

_MOST_ABANDONED: Final = 50
_NO_ROOM: Final = "no connection was free in time"
_OF_ANOTHER_LOOP: Final = (
    "the transport that was passed belongs to the event loop that used it first, which still runs"
)


class AsyncForeignWire(AnyForeign):
    """As ``ForeignWire``, for coroutines."""

    kind = "Async"

    def __init__(self, way: Any, *, hooks: bool = True) -> None:
        super().__init__(way, hooks=hooks)
        # Only what has connections belongs to anyone: what stands in for a service does not.
        self._pools = isinstance(way, (self._library.AsyncHTTPTransport, self._library.AsyncClient))
        self._loop: Loop | None = None
        self._abandoned: Weakly[Run] = Weakly()  # Of one that has ended, nothing is kept.

    async def send(self, message: Message) -> Answer[AsyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        if self._pools:
            await self._settle()
            await self._clear(message)
        witness, body = _AsyncWitness(self._way, self._library), None
        try:
            url = self._spelling.of(message)
            response = await self._exchange(message, url, witness)
            if self._spelling.is_doubted(message, response.status_code, url):
                await response.aclose()
                response = await self._exchange(message, self._spelling.of(message), witness)
                self._spelling.settle(response.status_code)
            body = _Body(response, message, witness)
            return foreign_answer(response, body)
        except Exception as exc:  # noqa: BLE001 - whatever a transport or a hook raises
            failure = witness.failure(exc)
        if body is not None:  # Its head is too large.
            await body.aclose()
        raise failure

    async def aclose(self) -> None:
        """Close a transport. A client is its owner's to close. It may be called more than once."""
        if not self._is_client and not self._was_closed:
            self._was_closed = True
            await self._owned.aclose()

    def is_left(self) -> bool:
        """Tell whether the event loop that it belongs to has ended."""
        return self._loop is not None and self._loop.is_over()

    async def _settle(self) -> None:
        """See that this process and this event loop may use it."""
        if self._process != os.getpid():  # Its sockets are watched by a loop of the parent's.
            raise WireFailure(RuntimeError(NOT_INHERITED), handed_over=False)
        loop = current_loop()
        if self._loop is not None:
            if self._loop.key is loop.key:
                return
            if self._loop.is_over():
                with suppress(Exception):  # Nobody is there to take leave of.
                    await self._closable().aclose()
            elif not self._is_client:
                raise WireFailure(RuntimeError(_OF_ANOTHER_LOOP), handed_over=False)
        self._loop, self._abandoned = loop, Weakly()

    async def _clear(self, message: Message) -> None:
        """Wait for most of those to end that nobody waits for: a pool looks at all in its queue."""
        ends = message.ends(message.times.room)
        with suppress(TimeoutError):
            while len(runs := self._under_way()) > _MOST_ABANDONED:
                await runs[0].wait(left(ends))
            return
        raise WireFailure(self._library.PoolTimeout(_NO_ROOM), handed_over=False)

    def _under_way(self) -> list[Run]:
        return [run for run in self._abandoned if not run.is_done()]

    def _request(self, message: Message, url: Any, witness: Witness) -> Any:
        request = super()._request(message, url, witness)
        if self._pools:
            request.extensions["timeout"]["pool"] = None
        return request

    async def _exchange(self, message: Message, url: Any, witness: _AsyncWitness) -> Any:
        # The request is nobody's variable here: it prints what is in it.
        request = partial(self._request, message, url, witness)

        async def work() -> Any:
            with quiet(message):
                if not self._is_client:
                    return await self._way.handle_async_request(request())
                return await self._way.send(
                    request(), auth=None, stream=True, follow_redirects=False
                )

        loop = current_loop()
        run = loop.start(partial(_wanted, work, witness))
        try:
            await self._wait(run, message, witness)
        except BaseException:
            if run.is_done():  # At the very moment at which it was given up.
                loop.start(partial(_let_go, run))
            else:
                witness.give_up(run.cancel)
                if self._pools:
                    self._abandoned.add(run)
            raise
        return run.result()

    async def _wait(self, run: Run, message: Message, witness: _AsyncWitness) -> None:
        ends = message.ends(message.times.head)
        if self._pools:
            room = message.ends(message.times.room)
            with suppress(TimeoutError):
                await run.wait(left(room))
            if run.is_done():
                return
            if not witness.has_begun:
                raise self._library.PoolTimeout(_NO_ROOM)
        await run.wait(left(ends))


class _AsyncWitness(Witness):
    """As ``Witness``; and knows when what it sees may be cancelled."""

    def __init__(self, way: object, library: Any) -> None:
        super().__init__(way, library)
        self.is_given_up = False
        self._is_cancelled = False
        # What tells of nothing is taken to bear it.
        self._bears_cancel = not isinstance(way, (library.AsyncHTTPTransport, library.AsyncClient))

    async def __call__(self, event: str, info: object) -> None:  # type: ignore[override]
        """Take note of ``event``, and end here what nobody waits for any more."""
        super().__call__(event, info)
        begins = event.endswith(".started") and (".connect_" in event or ".send_request_h" in event)
        closes = ".response_closed" in event
        self._bears_cancel = begins or (self._sent and not closes)
        if begins and self.is_given_up and not self._is_cancelled:
            raise _GivenUp  # Elsewhere it would keep a connection from being closed.

    def is_answered(self) -> None:
        """Take note of an answer: where nothing was told of, what is left of it bears a cancel."""
        self._bears_cancel = self._bears_cancel or not self.has_begun

    def give_up(self, cancel: Callable[[], object]) -> None:
        """End what is under way by ``cancel``, or with its next event if only that does no harm."""
        self.is_given_up = True
        self._is_cancelled = self._bears_cancel
        if self._is_cancelled:
            cancel()


class _GivenUp(Exception):
    """Nobody waits for it any more."""


async def _wanted(work: Callable[[], Awaitable[Any]], witness: _AsyncWitness) -> Any:
    response = await work()
    if witness.is_given_up:
        await response.aclose()
        raise _GivenUp
    return response


async def _let_go(run: Run) -> None:
    with suppress(Exception):
        await run.result().aclose()


class _Body(AnyForeignBody):
    """As in ``foreign``, read where no cancel reaches it."""

    def __init__(self, response: Any, message: Message, witness: _AsyncWitness) -> None:
        super().__init__(response, message)
        self._witness = witness
        self._chunks: AsyncGenerator[bytes, None] | None = None
        self._under_way: Run | None = None
        witness.is_answered()

    def __aiter__(self) -> _Body:
        return self

    async def __anext__(self) -> bytes:
        self._under_way = run = current_loop().start(self._next)
        ends = self._message.ends(self._message.times.silence)
        if self._whole is not None and (ends is None or self._whole < ends):
            ends = self._whole
        try:
            await run.wait(left(ends))
            chunk: bytes = run.result()
            self._check_time()
        except Exception as exc:  # noqa: BLE001 - whatever a transport raises
            failure = WireFailure(exc)
        except BaseException:
            self._witness.give_up(run.cancel)
            raise
        else:
            if not chunk:
                raise StopAsyncIteration
            return chunk
        if not run.is_done():
            self._witness.give_up(run.cancel)
        raise failure

    async def aclose(self) -> None:
        """Let go of what is left of it, also where this coroutine has been cancelled."""
        closing = current_loop().start(self._close)
        if not self._witness.is_given_up:
            with suppress(TimeoutError):
                await closing.wait(left(self._message.ends(self._message.times.silence)))

    async def _next(self) -> bytes:
        chunks = self._chunks = self._chunks or self._begin()
        async for chunk in chunks:
            if chunk:
                return chunk
        return b""

    def _begin(self) -> AsyncGenerator[bytes, None]:
        if self._response.is_stream_consumed:  # By a hook, or it never was a stream.
            return _once(self._response.content)
        chunks: AsyncGenerator[bytes, None] = self._response.aiter_raw()
        return chunks

    async def _close(self) -> None:
        with suppress(Exception):  # There is an answer, or an error that says more.
            if self._under_way is not None:
                await self._under_way.wait(None)
            if self._chunks is not None:
                await self._chunks.aclose()
            await self._response.aclose()


async def _once(content: bytes) -> AsyncGenerator[bytes, None]:
    yield content
