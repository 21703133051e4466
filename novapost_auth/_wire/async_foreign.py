"""What users pass, for coroutines.

httpcore's pools lose the connection that they open for a coroutine that is cancelled at certain
moments, or whose time is up just then, and a pool that has lost all of its connections never
answers again. So nothing of a user's is ever ended at such a moment: it runs in a task of its own,
without a limit for its wait in the pool, and ends with the next event that it tells of, or at once
where that does no harm.
"""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from functools import partial
from typing import Any, Final, NamedTuple

import anyio

from novapost_auth._wire.foreign import (
    NOT_INHERITED,
    AnyForeign,
    AnyForeignBody,
    foreign_answer,
)
from novapost_auth._wire.libraries import is_stand_in, library_of
from novapost_auth._wire.loop import Loop, current_loop
from novapost_auth._wire.message import Answer, AsyncBody, Message, WireFailure
from novapost_auth._wire.quiet import quiet
from novapost_auth._wire.replaced import is_as_made
from novapost_auth._wire.run import Run
from novapost_auth._wire.sockets import left
from novapost_auth._wire.weakly import Weakly
from novapost_auth._wire.witness import Witness

_MOST_ABANDONED: Final = 50
_NO_ROOM: Final = "no connection was free in time"
_OF_ANOTHER_LOOP: Final = (
    "the transport that was passed belongs to the event loop that used it first, which still runs"
)


class AsyncForeignWire(AnyForeign):
    """As ``ForeignWire``, for coroutines."""

    kind = "Async"

    def __init__(self, way: Any) -> None:
        super().__init__(way)
        self.tells = all(map(is_as_made, self._ways()))
        """Whether it tells of what it does: if that is nothing, it waits for a connection."""
        # Of the event loop that it belongs to: whoever goes past hooks shares it.
        self._home: dict[None, _Home] = {}

    async def send(self, message: Message) -> Answer[AsyncBody]:
        """Send ``message`` and return its answer as soon as its head is there."""
        ways = self._ways()
        pools = [way for way in ways if library_of(way, "AsyncHTTPTransport")]
        await self._settle(ways, pools)
        if pools:
            await self._clear(message)
        witness, body = _AsyncWitness(ways, message, self if pools else None), None
        try:
            url = self._spelling.of(message)
            response = await self._exchange(message, url, witness)
            if self._spelling.is_doubted(message, response.status_code, url):
                witness.run.end()  # apart: it closes what came in its own task
                response = await self._exchange(message, self._spelling.of(message), witness)
                self._spelling.settle(response.status_code)
            body = _Body(response, message, witness)
            return foreign_answer(response, body)
        except Exception as exc:  # noqa: BLE001 - whatever a transport or a hook raises
            failure = witness.failure(exc)
        if body is not None:  # Its head cannot be used.
            await body.aclose()
        raise failure

    async def aclose(self) -> None:
        """Close a transport. A client is its owner's to close. It may be called more than once."""
        if not self._is_client and not self._was_closed:
            self._was_closed = True
            try:
                await self._owned.aclose()
            except Exception:
                if not self.is_left():  # Else nobody is there to take leave of.
                    raise

    def is_left(self) -> bool:
        """Tell whether the event loop that it belongs to has ended."""
        return any(home.loop.is_over() for home in self._home.values())

    async def _settle(self, ways: Sequence[Any], pools: Sequence[Any]) -> None:
        """See that this process and this event loop may use it."""
        if self._process != os.getpid() and not all(map(is_stand_in, ways)):
            # Its sockets are watched by a loop of the parent's.
            raise WireFailure(RuntimeError(NOT_INHERITED), handed_over=False)
        loop = current_loop()
        first = self._home.setdefault(None, _Home(loop, Weakly())).loop
        if first.key is loop.key:
            return
        if pools and not first.is_over():
            raise WireFailure(RuntimeError(_OF_ANOTHER_LOOP), handed_over=False)
        for pool in pools:
            with suppress(Exception):  # Nobody is there to take leave of.
                await pool.aclose()
        self._home[None] = _Home(loop, Weakly())

    async def _clear(self, message: Message) -> None:
        """Wait for most of those to end that nobody waits for: a pool looks at all in its queue."""
        ends = message.ends(message.times.room)
        with suppress(TimeoutError):
            while len(runs := self._under_way()) > _MOST_ABANDONED:
                await runs[0].wait(left(ends))
            return
        raise WireFailure(self._library.PoolTimeout(_NO_ROOM), handed_over=False)

    def _under_way(self) -> list[Run]:
        return [run for run in self._home[None].abandoned if not run.came.is_set()]

    async def _exchange(self, message: Message, url: Any, witness: _AsyncWitness) -> Any:
        # The request is nobody's variable here: it prints what is in it.
        request = partial(self._request, message, url, witness)

        async def steps(run: Run) -> AsyncGenerator[None, None]:
            with quiet(message):
                if not self._is_client:
                    response = await self._way.handle_async_request(request())
                else:
                    response = await self._way.send(
                        request(), auth=None, stream=True, follow_redirects=False
                    )
            try:
                run.step = response
                yield
                is_read = response.is_stream_consumed  # By a hook, or it never was a stream.
                pieces = _once(response.content) if is_read else response.aiter_raw()
                async with aclosing(pieces) as chunks:
                    async for run.step in chunks:  # No variable: it may be the token.
                        if run.step:
                            yield
                yield  # Nothing: it was the end.
            finally:
                with anyio.CancelScope(shield=True), suppress(Exception):
                    await response.aclose()  # There is an answer, or an error that says more.

        witness.run = run = Run(current_loop(), steps)
        try:
            await self._wait(run, message, witness)
        except BaseException:
            if not run.came.is_set():  # Else it came at the very moment at which it was given up.
                witness.give_up(run.cancel)
                self._home[None].abandoned.add(run)
            run.end()
            raise
        return run.result()

    async def _wait(self, run: Run, message: Message, witness: _AsyncWitness) -> None:
        ends = message.ends(message.times.head)
        with suppress(TimeoutError):
            await run.wait(left(message.ends(message.times.room)))
        if run.came.is_set():
            return
        if witness.waits:
            raise self._library.PoolTimeout(_NO_ROOM)
        await run.wait(left(ends))


class _Home(NamedTuple):
    """An event loop, and what is still under way there that nobody waits for."""

    loop: Loop
    abandoned: Weakly[Run]  # Of one that has ended, nothing is kept.


class _AsyncWitness(Witness):
    """As ``Witness``; and knows when what it sees may be cancelled.

    Args:
        ways: As there.
        message: As well.
        wire: What sends it, if it goes over a pool.

    """

    def __init__(
        self, ways: Sequence[Any], message: Message, wire: AsyncForeignWire | None
    ) -> None:
        super().__init__(ways, message)
        self.run: Run
        self._wire = wire
        self.is_given_up = False
        self._is_cancelled = False
        self._bears_cancel = False

    async def __call__(self, event: str, info: object) -> None:  # type: ignore[override]
        """Take note of ``event``, and end here what nobody waits for any more."""
        super().__call__(event, info)
        if self._wire is not None:
            self._wire.tells = True
        begins = event.endswith(".started") and (".connect_" in event or ".send_request_h" in event)
        closes = ".response_closed" in event
        self._bears_cancel = begins or (self._sent and not closes)
        if begins and self.is_given_up and not self._is_cancelled:
            raise TimeoutError  # Elsewhere it would keep a connection from being closed.

    def limits(self) -> dict[str, float | None]:
        """Return them as for threads, but none for its wait in a pool."""
        return {**super().limits(), **({} if self._wire is None else {"pool": None})}

    @property
    def waits(self) -> bool:
        """Whether it waits for a connection of a pool; what tells of nothing is taken not to."""
        return not self.has_begun and self._wire is not None and self._wire.tells

    def is_answered(self) -> None:
        """Take note of an answer: it waits for no connection, whatever was told of."""
        self._wire = None

    def give_up(self, cancel: Callable[[], object]) -> None:
        """End what is under way by ``cancel``, or with its next event if only that does no harm."""
        self.is_given_up = True
        self._is_cancelled = self._bears_cancel if self.has_begun else not self.waits
        if self._is_cancelled:
            cancel()


async def _once(content: bytes) -> AsyncGenerator[bytes, None]:
    yield content


class _Body(AnyForeignBody):
    """As in ``foreign``, read where no cancel reaches it."""

    def __init__(self, response: Any, message: Message, witness: _AsyncWitness) -> None:
        super().__init__(response, message)
        self._run, self._witness = witness.run, witness
        witness.is_answered()

    def __aiter__(self) -> _Body:
        return self

    async def __anext__(self) -> bytes:
        (run := self._run).ask()
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
        if not run.came.is_set():
            self._witness.give_up(run.cancel)
        raise failure

    async def aclose(self) -> None:
        """Let go of what is left of it, also where this coroutine has been cancelled."""
        self._run.end()
        if not self._witness.is_given_up:
            with suppress(TimeoutError):
                await self._run.wait(left(self._message.ends(self._message.times.silence)))
