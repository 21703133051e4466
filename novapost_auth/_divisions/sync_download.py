"""The download for threads."""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import ExitStack, closing
from datetime import datetime
from typing import TYPE_CHECKING

from novapost_auth._calls import DEFAULT, Retry, Service
from novapost_auth._calls.transport import HttpTransport
from novapost_auth._divisions.archive_download import Download
from novapost_auth._divisions.assembly import Assembly, Progress
from novapost_auth._divisions.since import checked_moment
from novapost_auth._divisions.versions import keyless_service, versions_request
from novapost_auth._errors import NovaPostError, check_callback, check_path
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Variables
from novapost_auth._settings import check_way, held, pause, resolve_way
from novapost_auth._wire import Wire, WireFailure
from novapost_auth._wire.foreign import ForeignWire
from novapost_auth._wire.ways import Ways

if TYPE_CHECKING:
    from pathlib import Path

    from novapost_auth._secrets import Secret
    from novapost_auth._settings import Clock, Server, Verify
    from novapost_client.models import Division


def download_divisions(  # noqa: PLR0913 - settings, all by keyword
    *,
    server: Server | str | None = None,
    language: str | None = None,
    cache_dir: str | os.PathLike[str] | None = None,
    progress: Progress | None = None,
    changed_since: datetime | None = None,
    timeout: float | httpx.Timeout | None = 30.0,
    retries: Retry | int | None = DEFAULT,
    transport: httpx.BaseTransport | None = None,
    http_client: httpx.Client | None = None,
    proxy: str | Secret | None = None,
    verify: Verify = True,
    environ: Mapping[str, str] | None = None,
    clock: Clock | None = None,
) -> Generator[Division, None, None]:
    """Download all divisions, one after the other. No API key is needed.

    The service offers them as gzipped JSON, some hundred thousand divisions or a gigabyte, and
    what has changed since. Both are read while they come in, so that little memory is needed
    and the first divisions are there at once. Divisions that are deleted are left out.

    A download that breaks off is continued by itself. That an archive is damaged or incomplete
    shows at its end, by an error: until the iteration has ended without one, not all divisions
    are there.

    Args:
        server: As for ``NovaPost``.
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
        transport: A transport of httpx or httpx2, for threads, that makes all requests.
        http_client: Your own client, for threads, that makes all requests; it is not closed. Its
            own headers and cookies are not sent to where the archives are, and no request carries
            its ``auth``.
        proxy: As for ``NovaPost``, also on the way to where the archives are.
        verify: As well.
        environ: Where ``NOVAPOST_SERVER`` is looked for; by default the environment.
        clock: As for ``NovaPost``.

    Returns:
        An iterator. If you do not exhaust it, ``close()`` it, as
        ``contextlib.closing`` does, or it keeps its connection and its directory until it
        is collected.

    Raises:
        ConfigurationError: A setting cannot be used; while iterating, the directory.
        NovaPostError: While iterating, as for all calls. ``UnexpectedResponse`` tells what is
            wrong with an archive.

    """
    variables, environ = Variables(environ), {}  # No traceback shows it from here on.
    proxy = held(proxy)
    check_way(transport, http_client, proxy, verify, prefix="")
    folder = None if cache_dir is None else check_path(cache_dir, "cache_dir must be a path")
    since = checked_moment(changed_since)
    check_callback(progress, "progress")
    service = keyless_service(
        server, variables, clock, timeout=timeout, retries=retries, language=language
    )
    passed = transport if http_client is None else http_client
    if passed is None:
        wire: Wire = Ways(*resolve_way(proxy, verify, service.base_url))
    else:
        wire = ForeignWire(passed)
    return _divisions(service, wire, folder, progress, since)


def _divisions(
    service: Service,
    wire: Wire,
    folder: Path | None,
    progress: Progress | None,
    since: float | None,
) -> Generator[Division, None, None]:
    with ExitStack() as stack:
        stack.callback(wire.close)
        versions = HttpTransport(wire, None, service).send(versions_request(service))
        assembly = stack.enter_context(Assembly(versions, service, folder, progress, since))
        for download in assembly.downloads():
            with download.watched():
                with closing(_chunks(wire, download)) as chunks:
                    for chunk in chunks:
                        for divisions in assembly.take(download, chunk):
                            yield from divisions
                for divisions in assembly.finish(download):
                    yield from divisions


def _chunks(wire: Wire, download: Download) -> Generator[bytes, None, None]:
    if download.copy.is_whole:
        yield from download.stored()
        return
    while not download.is_done:
        if wire.is_closed:
            raise NovaPostError("this client has been closed")
        message = download.message()
        try:
            answer = wire.send(message)
            with closing(answer.body):
                error = download.begin(message, answer.status, answer.headers)
                if error is None:
                    yield from download.stored()
                    for chunk in answer.body:
                        yield download.take(chunk)
                    error = download.end()
        except WireFailure as failure:
            error = download.broken(failure, message)
        # Raises outside of the `except`, whose exception would show what was sent.
        if error is not None:
            pause(download.service.clock, download.pause(error))
