"""What archives there are: ``/divisions/versions``, beside the API proper and without a key."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from attrs import frozen

from novapost_auth._calls import Service, resolve_options, switch_on
from novapost_auth._errors import ConfigurationError
from novapost_auth._httpx import httpx
from novapost_auth._secrets import Variables
from novapost_auth._settings import Clock, Server, checked, resolve_server
from novapost_client.errors import UnreadableAnswer
from novapost_client.model import read_dict
from novapost_client.pages import number_of
from novapost_client.types import Request, path

_API: Final = "/v.1.0"
_PATH: Final = "/divisions/versions"


@frozen
class Archive:
    """A file of divisions: all of them, or those that changed in a span of time."""

    url: httpx.URL
    since: int | None
    """Unix time from which on the changes are in it; None for all divisions."""
    until: int | None
    """Unix time up to which the changes are in it."""


@frozen
class Versions:
    """The archives that together are the present state."""

    base: Archive
    deltas: tuple[Archive, ...]
    """What changed since the base, oldest first."""
    older: tuple[Archive, ...] = ()
    """What had changed before it, as far as that is offered, oldest first."""

    @property
    def all(self) -> tuple[Archive, ...]:
        """All that is offered, the base last."""
        return (*self.older, *self.deltas, self.base)

    def deltas_since(self, moment: float) -> tuple[Archive, ...] | None:
        """Return the deltas that hold all that changed since a Unix time; None if they do not."""
        wanted, covered = [], moment
        for delta in (*self.older, *self.deltas):
            if delta.since is None or delta.until is None:
                return None
            if delta.until >= moment:
                wanted.append(delta)
        for delta in sorted(wanted, key=lambda one: one.since or 0):
            if (delta.since or 0) <= covered:
                covered = max(covered, delta.until or 0)
        is_whole = self.base.until is not None and covered >= self.base.until
        return tuple(wanted) if is_whole else None


def keyless_service(
    server: Server | str | None, environ: Variables, clock: Clock | None, **options: Any
) -> Service:
    """Return how the archives are asked for; ``options`` are those of ``resolve_options``."""
    switch_on(environ)
    return Service(
        base_url=resolve_server(server, environ).removesuffix(_API),
        secrets=(),
        clock=checked(clock),
        **resolve_options(**options),
    )


def versions_request(service: Service) -> Request[Versions]:
    """Make the request for what archives there are."""
    return Request(
        operation="divisionsVersions",
        method="GET",
        path=path(_PATH),
        parse=partial(_read, httpx.URL(service.base_url + _PATH)),
        authorized=False,
    )


def checked_url(base: httpx.URL, text: str) -> httpx.URL:
    """Return the URL that ``text``, relative to ``base`` perhaps, means.

    Raises:
        ValueError: it leads out of https, or does so for others than this machine's own.

    """
    try:
        url = base.join(text)
        resolve_server(str(url.copy_with(query=None, fragment=None)), Variables({}))
    except (httpx.InvalidURL, ConfigurationError):
        raise ValueError("neither https nor on this machine") from None
    if url.scheme == "http" != base.scheme:
        raise ValueError("not https")
    return url


def _read(asked: httpx.URL, content: bytes) -> Versions:
    data = read_dict(content)
    base = _archive(asked, data.get("base_version"), "base_version")
    listed = data.get("deltas") or []
    if not isinstance(listed, list):
        raise UnreadableAnswer("deltas is no array")
    deltas = [_archive(asked, one, f"deltas[{index}]") for index, one in enumerate(listed)]
    missing = tuple(_missing(base, deltas))
    return Versions(base, missing, tuple(one for one in _ordered(deltas) if one not in missing))


def _archive(asked: httpx.URL, data: Any, where: str) -> Archive:
    url = data.get("url") if isinstance(data, dict) else None
    if not isinstance(url, str) or not url:
        raise UnreadableAnswer(f"{where} has no url")
    try:
        target = checked_url(asked, url)
    except ValueError as exc:
        raise UnreadableAnswer(f"{where}.url is not followed: {exc}") from None
    till = data.get("unix_time_till", data.get("unix_time"))
    return Archive(target, _time(data.get("unix_time_from")), _time(till))


def _missing(base: Archive, deltas: list[Archive]) -> Iterator[Archive]:
    """Yield the deltas that the base lacks, in order: of two, the one that knows more is later."""
    if base.until is None or any(one.until is None for one in deltas):
        yield from deltas  # Without times, the order of the list is all there is to go by.
        return
    for delta in _ordered(deltas):
        if (delta.until or 0) > base.until:
            yield delta


def _ordered(deltas: list[Archive]) -> list[Archive]:
    return sorted(deltas, key=lambda one: (one.until or 0, one.since or 0))


def _time(value: Any) -> int | None:
    return None if isinstance(value, bool) else number_of(value)
