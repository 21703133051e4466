"""For people who test their own code: a Nova Post service that never leaves the machine.

``FakeNovaPost`` in process or on loopback, the pytest fixture ``novapost_fake``, and
``python -m novapost_auth.testing`` for programs in other languages.
"""

from ._clock import FakeClock
from ._fake import FakeNovaPost
from ._server import Served
from ._service import LoggedCall

__all__ = ["FakeClock", "FakeNovaPost", "LoggedCall", "Served"]
