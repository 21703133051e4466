"""Interrupts at any line, and at any bytecode, of some files."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor


class Interrupt(BaseException):
    """As KeyboardInterrupt, or what a signal's handler raises."""


def interrupt():
    raise Interrupt


def at(files, number, event, act, work):
    """Do ``work()`` and, at the ``number``-th event in ``files``, ``act()``.

    It is done in a thread of its own: an exception that comes at odd moments can leave behind, for
    all that its thread does later, the one that was handled then.

    Returns:
        Whether there were so many.

    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_at, files, number, event, act, work).result()


def _at(files, number, event, act, work):
    count = 0

    def trace(frame, what, _):
        nonlocal count
        if frame.f_code.co_filename not in files:
            return trace if "novapost_auth" in frame.f_code.co_filename else None
        frame.f_trace_opcodes = event == "opcode"
        if what == event:
            count += 1
            if count == number:
                sys.settrace(None)
                act()
        return trace

    before = sys.gettrace()
    # Python 3.12 tells of opcodes only if a frame has asked for them when tracing begins.
    sys._getframe().f_trace_opcodes = event == "opcode"
    sys.settrace(trace)
    try:
        work()
    except Interrupt:
        pass
    finally:
        sys.settrace(before)
    return count >= number


def in_time(work):
    """Do ``work()`` in another thread, which has a second."""
    got = []
    thread = threading.Thread(target=lambda: got.append(work()), daemon=True)
    thread.start()
    thread.join(5.0)
    assert not thread.is_alive(), "it waits for something that nobody does"
    return got[0]
