"""From what a user passes, or sets in the environment, to a value.

A server, a key, a clock, proxies and certificates come in as arguments or variables; what goes
out can be used, or a ``ConfigurationError`` has said what is wrong with it.
"""

from novapost_auth._settings.api_key import checked_key, held, resolve_key
from novapost_auth._settings.certificates import Verify
from novapost_auth._settings.clock import Clock, Instant, apause, checked, pause
from novapost_auth._settings.language import checked_language
from novapost_auth._settings.server import Server, resolve_server
from novapost_auth._settings.way import Way, check_way, resolve_way

__all__ = [
    "Clock",
    "Instant",
    "Server",
    "Verify",
    "Way",
    "apause",
    "check_way",
    "checked",
    "checked_key",
    "checked_language",
    "held",
    "pause",
    "resolve_key",
    "resolve_server",
    "resolve_way",
]
