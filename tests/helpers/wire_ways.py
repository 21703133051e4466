"""The ways by which a client can be told to reach the service."""

import traceback
from contextlib import ExitStack
from importlib import import_module
from importlib.util import find_spec

from attrs import define, field, frozen
from fault_server import KEY, Clock, Driver
from wire_authority import client_context


@frozen
class Way:
    """How a client is made.

    Args:
        name: What tests are called by.
        kind: "sync" or "async".
        library: The module it is of; tests are skipped without it.
        what: "installed", "transport" or "client".
        cls: The transport's or client's class.

    """

    name: str
    kind: str
    library: str = "httpx"
    what: str = "installed"
    cls: str = ""

    @property
    def knows_its_connecting(self):
        """Whether a failure to connect is known to be one, so that nothing was handed over."""
        return self.what == "installed" or self.cls.endswith("HTTPTransport")

    @property
    def is_missing(self):
        return find_spec(self.library) is None

    def make(self, **settings):
        """Return what a client is given for this way, ``settings`` for the transport or client."""
        if self.what == "installed":
            return {}
        settings.setdefault("verify", client_context())
        made = getattr(import_module(self.library), self.cls)(**settings)
        return {"transport" if self.what == "transport" else "http_client": made}


WAYS = [
    Way("installed", "sync"),
    Way("httpx-transport", "sync", "httpx", "transport", "HTTPTransport"),
    Way("httpx-client", "sync", "httpx", "client", "Client"),
    Way("httpx2-transport", "sync", "httpx2", "transport", "HTTPTransport"),
    Way("httpx2-client", "sync", "httpx2", "client", "Client"),
    Way("installed", "async"),
    Way("httpx-transport", "async", "httpx", "transport", "AsyncHTTPTransport"),
    Way("aiohttp-transport", "async", "httpx_aiohttp", "transport", "AiohttpTransport"),
    Way("httpx-client", "async", "httpx", "client", "AsyncClient"),
    Way("httpx2-transport", "async", "httpx2", "transport", "AsyncHTTPTransport"),
    Way("httpx2-client", "async", "httpx2", "client", "AsyncClient"),
]


def only(wanted):
    """Generate a test for those ways alone of which ``wanted`` is true."""

    def mark(test):
        test.wanted = wanted
        return test

    return mark


@define
class Opened:
    """A client made in some way, driven alike."""

    driver: Driver
    way: Way

    @property
    def slept(self):
        return self.driver.clock.slept

    def do(self, call):
        return self.driver.do(call)

    def warm(self):
        """Call once, so that there is a token, and a connection to use again."""
        self.do(lambda api: api.request("GET", "/warm"))

    def post(self, **options):
        """Create a shipment; return it and the error, one of which is None."""
        try:
            return self.do(lambda api: api.with_options(**options).shipments.create({})), None
        except Exception as error:  # noqa: BLE001 - which one it is, is what is tested
            return None, error


@define
class Ways:
    """Opens clients, and closes them at the end."""

    stack: ExitStack = field(factory=ExitStack)

    def open(self, way, server, *, made=None, **settings):
        settings.setdefault("clock", Clock())
        made = way.make() if made is None else made
        driver = Driver(way.kind, server=getattr(server, "url", server), **made, **settings)
        if driver.runner:
            self.stack.enter_context(driver.runner)
        if client := made.get("http_client"):
            self.stack.callback(self._close, driver, client)
        self.stack.callback(driver.close)
        return Opened(driver, way)

    @staticmethod
    def _close(driver, client):
        if driver.runner:
            driver.runner.run(client.aclose())
        else:
            client.close()


def chain(error):
    """Return ``error`` and all that led to it."""
    found, rest = [], [error]
    while rest:
        if (one := rest.pop()) is not None and one not in found:
            found.append(one)
            rest += [one.__cause__, one.__context__]
    return found


def surface(error):
    """Return whatever anybody may get to see of ``error``."""
    parts = traceback.TracebackException.from_exception(error, capture_locals=True).format()
    for one in chain(error):
        parts = [*parts, str(one), repr(one), repr(one.args), *getattr(one, "__notes__", ())]
        parts.append(repr(vars(one)))
        if request := vars(one).get("request"):
            parts.append(repr(dict(request.headers)))
    return "\n".join(parts)


def leaks(error):
    shown = surface(error)
    return [secret for secret in (KEY, "eyJ") if secret in shown]
