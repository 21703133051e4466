"""Nobody here talks to another machine, or looks one up: who tries fails, and it is told.

It holds for the tests and for the processes they start, which find it by ``sitecustomize``.
"""

import os
import sys

TOLD = "TESTS_ELSEWHERE"
"""The variable that says in which file it is written down who was asked for."""

_OURS = frozenset({None, "", "localhost"})
_NOBODYS = (
    "invalid",
    "test",
    "example",
    "localhost",
)  # Reserved: nobody has such a name.


def _look(event, args):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = args[0]
    elif event == "socket.connect" and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    if isinstance(host, (bytes, bytearray)):
        host = host.decode("utf-8", "replace")
    if host in _OURS or _is_loopback(host):
        return
    if host.rpartition(".")[2] not in _NOBODYS and (path := os.environ.get(TOLD)):
        with open(path, "a", encoding="utf-8") as file:  # noqa: PTH123 - as below
            file.write(f"{host}\n")
    import socket  # noqa: PLC0415 - whoever asks for a name has it

    raise socket.gaierror(socket.EAI_NONAME, "tests know no machine but their own")


def _is_loopback(host):
    import ipaddress  # noqa: PLC0415 - each process that a test starts would pay for it

    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(_look)
