"""What a server may do with a request, at each of its stages."""

import gzip
import json
import time

from wire_server import ANSWER, Gone, at

OK = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
TEXT = json.dumps(ANSWER)


def until_gone(wire, piece, *, every, seconds=0.8):
    """Send ``piece`` again and again until the client goes, or ``seconds`` are over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not wire.server.gone.wait(every):
        wire.send(piece)
    raise Gone


@at("begun")
def reset_before_reading(wire):
    wire.reset()


@at("begun")
def close_before_reading(wire):
    wire.cut()  # With bytes unread, the kernel makes a reset of it.


@at("head")
def reset_after_the_head(wire):
    wire.reset()


@at("head")
def close_after_the_head(wire):
    wire.close()


@at("body")
def reset_after_the_body(wire):
    wire.reset()


@at("body")
def close_after_the_body(wire):
    wire.close()


@at("body")
def half_a_status_line(wire):
    wire.send("HTTP/1.1 20")
    wire.close()


@at("body")
def half_a_status_line_then_reset(wire):
    wire.send("HTTP/1.1 20")
    wire.reset()


@at("body")
def a_status_line_without_headers(wire):
    wire.send("HTTP/1.1 200 OK\r\n")
    wire.close()


@at("body")
def a_garbled_head(wire):
    wire.send("SSH-2.0-OpenSSH_9.2\r\n\r\n")
    wire.close()


@at("body")
def a_garbled_header(wire):
    wire.send("HTTP/1.1 200 OK\r\nno colon here\x00\r\n\r\n{}")
    wire.close()


@at("body")
def two_lengths(wire):
    wire.send(f"{OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{{}}")
    wire.close()


@at("body")
def an_endless_head(wire):
    wire.send("HTTP/1.1 200 OK\r\n")
    until_gone(wire, "X-Odd: yes\r\n" * 5_000, every=0)


@at("body")
def a_100_then_close(wire):
    wire.send("HTTP/1.1 100 Continue\r\n\r\n")
    wire.close()


@at("body")
def a_100_then_reset(wire):
    wire.send("HTTP/1.1 100 Continue\r\n\r\n")
    wire.reset()


@at("body", "answered")
def a_100_then_the_answer(wire):
    wire.send("HTTP/1.1 100 Continue\r\n\r\n")
    wire.answer()


@at("body", slow=True)
def a_flood_of_100(wire):
    until_gone(wire, "HTTP/1.1 100 Continue\r\n\r\n", every=0.01)


@at("body")
def a_101(wire):
    wire.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
    wire.close()


@at("body", "answered")
def a_103_then_the_answer(wire):
    wire.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
    wire.answer()


@at("body", slow=True)
def a_head_that_drips(wire):
    wire.send("HTTP/1.1 200 OK\r\nX-Odd: ")
    until_gone(wire, "y", every=0.05)


@at("body", slow=True)
def silence(wire):
    wire.server.gone.wait(10)
    raise Gone


@at("body", slow=True)
def silence_in_the_body(wire):
    wire.send(f"{OK}Content-Length: 99\r\n\r\n{{")
    wire.server.gone.wait(10)
    raise Gone


@at("body")
def a_body_shorter_than_its_length(wire):
    wire.send(f"{OK}Content-Length: 99\r\n\r\n{TEXT}")
    wire.close()


@at("body")
def a_body_broken_off_by_a_reset(wire):
    wire.send(f"{OK}Content-Length: 99\r\n\r\n{TEXT}")
    wire.reset()


@at("body")
def a_chunk_of_no_size(wire):
    wire.send(f"{OK}Transfer-Encoding: chunked\r\n\r\nzz\r\n{TEXT}\r\n0\r\n\r\n")
    wire.close()


@at("body")
def half_a_chunk(wire):
    wire.send(f"{OK}Transfer-Encoding: chunked\r\n\r\nff\r\n{TEXT}")
    wire.close()


@at("body")
def chunks_without_the_last(wire):
    wire.send(f"{OK}Transfer-Encoding: chunked\r\n\r\n{len(TEXT):x}\r\n{TEXT}\r\n")
    wire.close()


@at("body")
def a_chunk_then_reset(wire):
    wire.send(f"{OK}Transfer-Encoding: chunked\r\n\r\n{len(TEXT):x}\r\n{TEXT}\r\n")
    wire.reset()


@at("body")
def half_a_gzip(wire):
    body = gzip.compress(TEXT.encode() * 9)[:30]
    wire.send(f"{OK}Content-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n")
    wire.send(body)


@at("body", "any")
def http_1_0_that_ends_with_the_connection(wire):
    wire.send(f"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{TEXT}")
    wire.close()


@at("body")
def http_1_0_broken_off(wire):
    wire.send(f"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{TEXT[:9]}")
    wire.reset()


@at("body")
def the_preface_of_http_2(wire):
    wire.send(b"\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0d")  # A SETTINGS frame.
    wire.close()


@at("body")
def a_goaway_of_http_2(wire):
    wire.send(b"\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\0\0")
    wire.close()


@at("body")
def a_tls_alert_on_a_plain_connection(wire):
    wire.send(b"\x15\x03\x01\0\x02\x02\x46")
    wire.close()


@at("begun", "any")
def an_answer_before_the_request_was_read(wire):
    wire.answer(413, {"message": "too large"}, ["Connection: close"])
    wire.cut()


@at("body")
def a_502_that_says_nothing(wire):
    wire.send("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")


@at("body")
def an_error_that_breaks_off(wire):
    wire.send("HTTP/1.1 500 Odd\r\nContent-Length: 99\r\n\r\nhalf")
    wire.reset()


@at("body")
def a_success_that_is_no_json(wire):
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n<<<")


@at("body", tls=True)
def tls_cut_after_the_request(wire):
    wire.cut()


@at("body", tls=True)
def tls_cut_in_the_body(wire):
    wire.send(f"{OK}Content-Length: 99\r\n\r\n{TEXT}")
    wire.cut()


@at("body", "any", tls=True)
def tls_cut_where_the_connection_ends_the_body(wire):
    wire.send(f"{OK}Connection: close\r\n\r\n{TEXT}")
    wire.cut()


@at("body", tls=True)
def tls_reset_in_a_record(wire):
    wire.send(f"{OK}Content-Length: 99\r\n\r\n")
    wire.reset()


@at("body", tls=True)
def plain_bytes_within_tls(wire):
    raw = wire.socket.detach()
    import socket  # noqa: PLC0415

    with socket.socket(fileno=raw) as plain:
        plain.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    raise Gone


@at("idle", "answered")
def a_408_when_idle(wire):
    wire.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    wire.close()


@at("idle", "answered")
def a_close_when_idle(wire):
    wire.close()


@at("idle", "answered")
def a_reset_when_idle(wire):
    wire.reset()


@at("idle", "any")
def an_answer_nobody_asked_for_when_idle(wire):
    wire.answer(200, {"id": 666, "number": "SOMEBODY ELSE'S"})
    wire.close()


FAULTS = [
    fault for fault in list(globals().values()) if callable(fault) and hasattr(fault, "stage")
]
