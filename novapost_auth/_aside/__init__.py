"""What is done aside: threads, waiting for them, and telling those who watch.

Whoever is told of something, by a line of the log or by a callback, may raise, block, or make calls
of his own. There is one way for all of that: he is told in a thread of its own, for which those it
is about wait for a moment, and nobody else.
"""

from novapost_auth._aside.log import LOGGER, inform, log
from novapost_auth._aside.teller import HEARD, TOLD, Teller, hearing, is_hearing
from novapost_auth._aside.thread import start
from novapost_auth._wire.latch import Latch

__all__ = [
    "HEARD",
    "LOGGER",
    "TOLD",
    "Latch",
    "Teller",
    "hearing",
    "inform",
    "is_hearing",
    "log",
    "start",
]
