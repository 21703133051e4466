"""The download for coroutines."""

from __future__ import annotations

import os
from collections.abc import AsyncGenerator, Mapping
from contextlib import AsyncExitStack, aclosing
from datetime import datetime
from typing import TYPE_CHECKING

from anyio.lowlevel import checkpoint  # apart: see there

from novapost_auth._calls import DEFAULT, Retry, Service
from novapost_auth._calls.async_transport import AsyncHttpTransport
from novapost_auth._divisions.archive_download import Download
from novapost_auth._divisions.assembly import Assembly, Progress
from novapost_auth._divisions.since import checked_moment
from novapost_auth._divisions.versions import keyless_service, versions_request
from novapost_auth._errors import NovaPostError, check_callback, check_path
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Variables
from novapost_auth._settings import apause, check_way, held, resolve_way
from novapost_auth._wire import AsyncWire, WireFailure
from novapost_auth._wire.async_foreign import AsyncForeignWire
from novapost_auth._wire.async_ways import AsyncWays

if TYPE_CHECKING:
    from pathlib import Path

    from novapost_auth._secrets import Secret
    from novapost_auth._settings import Clock, Server, Verify
    from novapost_client.models import Division


def download_divisions_async(  # noqa: PLR0913 - settings, all by keyword
    *,
    server: Server | str | None = None,
    language: str | None = None,
    cache_dir: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    changed_since: datetime | None = None,
    timeout: float | httpx.Timeout | None = 30.0,
    retries: Retry | int | None = DEFAULT,
    transport: httpx.AsyncBaseTransport | None = None,
    http_client: httpx.AsyncClient | None = None,
    proxy: str | Secret | None = None,
    verify: Verify = True,
    environ: Mapping[str, str] | None = None,
    clock: Clock | None = None,
) -> AsyncGenerator[Division, None]:
    """Download all divisions, one after the other. No API key is needed.

    The service offers them as gzipped JSON, some hundred thousand divisions or a gigabyte, and
    what has changed since. Both are read while they come in, so that little memory is needed
    and the first divisions are there at once. Divisions that are deleted are left out.

    A download that breaks off is continued by itself. That an archive is damaged or incomplete
    shows at its end, by an error: until the iteration has ended without one, not all divisions
    are there.

    Args:
        server: As for ``AsyncNovaPost``.
        language: The language of texts, such as ``"uk"``.
        cache_dir: A directory for the archives, so that next time only what is new is
            downloaded, and what was begun is continued. One program at a time writes to it;
            others do without. Those out of date are removed.
        progress: Called with the bytes read so far, compressed as they are sent, and how many
            there will be, which is None at first.
        changed_since: Yield only what has changed since then, and divisions that are deleted as
            well, with their ``deleted_at``. Of what changed, all comes; what did not may, where
            the service does not tell. It must have a time zone.
        timeout: Seconds for which the service may be silent.
        retries: How failed tries are repeated. Each piece of a megabyte has as many.
        transport: A transport of httpx or httpx2, for coroutines, that makes all requests.
        http_client: Your own client, for coroutines, that makes all requests; it is not closed. Its
            own headers and cookies are not sent to where the archives are, and no request carries
            its ``auth``.
        proxy: As for ``AsyncNovaPost``, also on the way to where the archives are.
        verify: As well.
        environ: Where ``NOVAPOST_SERVER`` is looked for; by default the environment.
        clock: As for ``AsyncNovaPost``.

    Returns:
        An asynchronous iterator. If you do not exhaust it, ``aclose()`` it, as
        ``contextlib.aclosing`` does, or it keeps its connection and its directory until it
        is collected.

    Raises:
        ConfigurationError: A setting cannot be used; while iterating, the directory.
        NovaPostError: While iterating, as for all calls. ``UnexpectedResponse`` tells what is
            wrong with an archive.

    """
    variables, environ = Variables(environ), {}  # No traceback shows it from here on.
    proxy = held(proxy)
    check_way(transport, http_client, proxy, verify, prefix="Async")
    folder = None if cache_dir is None else check_path(cache_dir, "cache_dir must be a path")
    since = checked_moment(changed_since)
    check_callback(progress, "progress")
    service = keyless_service(
        server, variables, clock, timeout=timeout, retries=retries, language=language
    )
    passed = transport if http_client is None else http_client
    if passed is None:
        wire: AsyncWire = AsyncWays(*resolve_way(proxy, verify, service.base_url))
    else:
        wire = AsyncForeignWire(passed)
    return _divisions(service, wire, folder, progress, since)


async def _divisions(
    service: Service,
    wire: AsyncWire,
    folder: Path | None,
    progress: Progress | None,
    since: float | None,
) -> AsyncGenerator[Division, None]:
    async with AsyncExitStack() as stack:
        stack.push_async_callback(wire.aclose)
        versions = await AsyncHttpTransport(wire, None, service).send(versions_request(service))
        assembly = stack.enter_context(Assembly(versions, service, folder, progress, since))
        for download in assembly.downloads():
            with download.watched():
                async with aclosing(_chunks(wire, download)) as chunks:
                    async for chunk in chunks:
                        for divisions in assembly.take(download, chunk):
                            for division in divisions:
                                yield division
                            await checkpoint()  # apart: other coroutines get their turn
                for divisions in assembly.finish(download):
                    for division in divisions:
                        yield division
                    await checkpoint()  # apart: other coroutines get their turn


async def _chunks(wire: AsyncWire, download: Download) -> AsyncGenerator[bytes, None]:
    if download.copy.is_whole:
        for piece in download.stored():
            yield piece
        return
    while not download.is_done:
        if wire.is_closed:
            raise NovaPostError("this client has been closed")
        message = download.message()
        try:
            answer = await wire.send(message)
            async with aclosing(answer.body):
                error = download.begin(message, answer.status, answer.headers)
                if error is None:
                    for piece in download.stored():
                        yield piece
                    async for chunk in answer.body:
                        yield download.take(chunk)
                    error = download.end()
        except WireFailure as failure:
            error = download.broken(failure, message)
        # Raises outside of the `except`, whose exception would show what was sent.
        if error is not None:
            await apause(download.service.clock, download.pause(error))
