"""The pytest plugin: the fixture ``novapost_fake``. Found by pytest by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from novapost_auth.testing import FakeNovaPost


@pytest.fixture
def novapost_fake() -> FakeNovaPost:
    """Give each test a fresh ``FakeNovaPost``."""
    from novapost_auth.testing import FakeNovaPost  # noqa: PLC0415 - loaded by who uses it

    return FakeNovaPost()
