"""For people who test their own code: a Nova Post service that never leaves the machine.

``FakeNovaPost`` in process or on loopback, the pytest fixture ``novapost_fake``, and
``python -m novapost_auth.testing`` for programs in other languages.
"""

from typing import TYPE_CHECKING

from novapost_client.lazy import lazy

if TYPE_CHECKING:
    from ._clock import FakeClock
    from ._fake import FakeNovaPost
    from ._server import Served
    from ._service import LoggedCall

__all__ = ["FakeClock", "FakeNovaPost", "LoggedCall", "Served"]

if not TYPE_CHECKING:  # A checker that saw it would take any misspelt name for one of these.
    # Imported when asked for: pytest loads the plugin beside this into every run of its users.
    __getattr__, __dir__ = lazy(
        __name__,
        {
            "FakeClock": "_clock",
            "FakeNovaPost": "_fake",
            "LoggedCall": "_service",
            "Served": "_server",
        },
    )
