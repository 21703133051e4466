"""The pytest plugin: the fixture ``novapost_fake``. Found by pytest by itself."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from novapost_auth.testing import FakeNovaPost


@pytest.fixture
def novapost_fake() -> FakeNovaPost:
    """Give each test a fresh ``FakeNovaPost``."""
    from novapost_auth.testing import FakeNovaPost  # noqa: PLC0415 - loaded by who uses it

    return FakeNovaPost()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(call: pytest.CallInfo[None]) -> None:
    """Tell a test that called a published server, and had no answer, of the fake."""
    if call.excinfo is None or "novapost_auth._errors" not in sys.modules:
        return
    from novapost_auth._errors import TransportError  # noqa: PLC0415 - as above
    from novapost_auth._settings import Server  # noqa: PLC0415 - as above
    from novapost_auth.testing._transport import SLOWER  # noqa: PLC0415 - as above

    error, servers = call.excinfo.value, tuple(server.url for server in Server)
    request = error.request if isinstance(error, TransportError) else None
    is_fake = SLOWER in str(error)  # It was called, and is to be slow.
    if request is not None and str(request.url).startswith(servers) and not is_fake:
        error.add_note("Was the fake meant? NovaPost(..., transport=novapost_fake.transport)")
