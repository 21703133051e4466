"""From archives to divisions: the deltas are read first, then the base with them applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Self, TypeAlias

from novapost_auth._divisions.archive_download import Download
from novapost_auth._divisions.changes import Changes
from novapost_auth._divisions.copies import Copies, NoCopy
from novapost_auth._divisions.items import Item
from novapost_auth._divisions.since import may_have_changed
from novapost_auth._divisions.versions import Archive, Versions
from novapost_client.models import Division

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from novapost_auth._calls import Service

Progress: TypeAlias = Callable[[int, int | None], object]
"""Told the bytes read so far, and how many there will be; None while that is not known."""


class Assembly:
    """Puts together the divisions that the archives of ``versions`` hold.

    Args:
        versions: What there is.
        service: How it is asked for.
        folder: Where copies are kept.
        progress: Is told how far it is.
        since: The Unix time of the oldest change that is of interest; None for all divisions.

    """

    def __init__(
        self,
        versions: Versions,
        service: Service,
        folder: Path | None,
        progress: Progress | None,
        since: float | None,
    ) -> None:
        self._versions = versions
        self._since = since
        deltas = None if since is None else versions.deltas_since(since)
        self._archives = (*versions.deltas, versions.base) if deltas is None else deltas
        self._service = service
        self._progress = progress
        self._done = 0  # Bytes of the archives before the present one.
        language = service.headers.get("Accept-Language")
        self._copies = None if folder is None else Copies(folder, language)
        self._copy = NoCopy()
        self._changes = Changes()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._changes.close()
        self._copy.close()
        if self._copies is not None:
            self._copies.close()

    def downloads(self) -> Iterator[Download]:
        """Yield what is to be downloaded, one after the other."""
        if self._copies is not None:
            self._copies.keep(self._versions.all if self._since is not None else self._archives)
        for archive in self._archives:
            self._copy.close()
            self._copy = NoCopy() if self._copies is None else self._copies.of(archive)
            yield (download := Download(archive, self._service, self._copy))
            self._done += download.passed_on

    def take(self, download: Download, chunk: bytes) -> Iterator[list[Division]]:
        """Take bytes of an archive, and yield the divisions that are known by them."""
        if self._progress is not None:
            # How large the last is, nobody says before it begins.
            total = download.total if download.archive is self._archives[-1] else None
            done = self._done + download.passed_on
            self._progress(done, None if total is None else self._done + total)
        with download.read() as reader:
            for items in reader.feed(chunk):
                yield list(self._divisions(download.archive, items))

    def finish(self, download: Download) -> Iterator[list[Division]]:
        """Take the end of an archive, and yield the divisions that are known by it."""
        archive = download.archive
        with download.read() as reader:
            divisions = list(self._divisions(archive, reader.finish()))
        download.copy.complete()
        yield divisions
        if archive is self._archives[-1]:
            for items in self._changes.rest():
                yield list(self._wanted(items))

    def _divisions(self, archive: Archive, items: list[Item]) -> Iterator[Division]:
        if archive is self._versions.base:
            yield from self._wanted(self._present(items))
        else:
            for item in items:
                self._changes.add(item)

    def _present(self, items: list[Item]) -> Iterator[Item]:
        for item in items:
            present = self._changes.applied_to(item)
            if present is not item or self._since is None or may_have_changed(item, self._since):
                yield present

    def _wanted(self, items: Iterable[Item]) -> Iterator[Division]:
        # Who has the others already must be told which are gone.
        tells_all = self._since is not None
        divisions = map(Division.from_dict, items)
        return (one for one in divisions if tells_all or not one.deleted_at)
