"""A server of archives on loopback that misbehaves as told, and what to make archives with."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

# A stream of httpx's that is not read to its end is made of generators that trio warns of.
leaves_early = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


# For what does not depend on how it is driven.
sync_only = pytest.mark.parametrize("kind", ["sync"])


def division(number, **more):
    """A division as an archive has it."""
    return {"id": number, "name": f"Відділення {number}", "countryCode": "UA", **more}


def pack(data, *, level=6):
    """JSON data as an archive; a list stands for its items."""
    if isinstance(data, list):
        data = {"items": data}
    return gzip.compress(json.dumps(data, ensure_ascii=False).encode(), level, mtime=0)


class Clock:
    """Stands still, but for being slept on."""

    def __init__(self):
        self.now = 1_780_000_000.0
        self.slept = []

    def time(self):
        return self.now

    monotonic = time

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


class File:
    """A file that is served, by default with all that resuming needs."""

    def __init__(self, data, headers=(("ETag", '"one"'),)):
        self.data = data
        self.headers = dict(headers)
        self.faults = []
        self.requests = []

    def answer(self, handler):
        self.requests.append({name.lower(): value for name, value in handler.headers.items()})
        fault = self.faults.pop(0) if self.faults else File.send
        fault(self, handler)

    def send(self, handler, *, up_to=None, ranges=True):
        """Answer well; or only with the first bytes of the rest, and then hang up."""
        wanted = handler.headers.get("Range") if ranges else None
        same = handler.headers.get("If-Range") in (None, *self.headers.values())
        first = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and same else 0
        body, size = self.data[first:], len(self.data)
        headers = {**self.headers, "Content-Length": len(body)}
        status = 200
        if first:
            status, headers["Content-Range"] = 206, f"bytes {first}-{size - 1}/{size}"
        head(handler, status, headers)
        handler.wfile.write(body[:up_to])
        if up_to is not None:
            hang_up(handler)


def head(handler, status, headers):
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name, str(value))
    handler.end_headers()


def hang_up(handler):
    """Close in the middle, with FIN: after a RST, what was sent before might not be read."""
    handler.wfile.flush()
    handler.close_connection = True


def cut(up_to):
    """A fault: the connection breaks after so many bytes."""
    return lambda file, handler: file.send(handler, up_to=up_to)


def status(code, headers=(), body=b""):
    """A fault: another status."""

    def fault(_, handler):
        head(handler, code, {"Content-Length": len(body), **dict(headers)})
        handler.wfile.write(body)

    return fault


class ArchiveServer:
    """Serves ``/divisions/versions`` and archives on loopback."""

    def __init__(self):
        self.files = {}
        self.gone = threading.Event()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                file = owner.files.get(self.path.partition("?")[0])
                file.answer(self) if file else status(404)(file, self)

            def log_message(self, *args):
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *args):
                pass  # Clients hang up here.

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        self.url = f"{self.origin}/v.1.0"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,))
        self._thread.start()

    def offer(self, base, *deltas, base_time=100):
        """Serve archives: data, or pairs of data and (from, till) for deltas."""
        versions = {"base_version": {"unix_time": base_time, "url": f"{self.origin}/base.json.gz"}}
        self.files["/base.json.gz"] = File(base if isinstance(base, bytes) else pack(base))
        versions["deltas"] = []
        for index, (data, (since, till)) in enumerate(deltas):
            path = f"/delta{index}.json.gz"
            self.files[path] = File(data if isinstance(data, bytes) else pack(data))
            span = {"unix_time_from": since, "unix_time_till": till}
            versions["deltas"].append({"url": self.origin + path, **span})
        return self.offer_versions(versions)

    def offer_versions(self, versions):
        body = versions if isinstance(versions, bytes) else json.dumps(versions).encode()
        self.files["/divisions/versions"] = File(body, {"Content-Type": "application/json"})
        return self.files.get("/base.json.gz")

    @property
    def asked(self):
        """How often each path was asked for."""
        return {path: len(file.requests) for path, file in self.files.items()}

    def close(self):
        self.gone.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
