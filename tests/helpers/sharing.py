"""How the tests are shared out: long files first, among more processes than processors."""

import gc
import os

import pytest

# What takes longest, and must not be begun when all else is done.
LONG = (
    *("test_wire_once", "test_write_pipeline", "test_wire_time", "test_wire_interrupts"),
    *("test_wire_forks", "test_cli_processes", "test_tokens_interrupts", "test_secrets_surfaces"),
    *("test_cli_commands", "test_wire_direct", "test_wire_around", "test_docs_programs"),
    *("test_update_newer", "test_write_publisher", "test_write_deprecated", "test_testing_server"),
    *("test_write_shapes", "test_suite_tidiness", "test_wire_memory", "test_calls_faults"),
    *("test_wire_cancels", "test_docs_site", "test_divisions_memory", "test_write_trial"),
    *("test_docs_hosts", "test_wire_hosts"),
)
_PLACES = {name: place for place, name in enumerate(LONG)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _PLACES.get(item.path.stem, len(LONG)))


LASTING: list[object] = []
"""What the product has made before any test, for who looks at all that there is of it."""


def pytest_collection_finish() -> None:
    """Put aside what is there: who looks for garbage need not look at twelve thousand tests."""
    gc.collect()
    LASTING[:] = [one for one in gc.get_objects() if is_of("novapost_auth", one)]
    gc.freeze()


def is_of(package: str, one: object) -> bool:
    """Tell whether an object is of a class of a package."""
    module = getattr(type(one), "__module__", None)
    return isinstance(module, str) and module.partition(".")[0] == package


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    # Half of its time a test waits for a socket, or for a process that waits itself.
    return 2 * (os.cpu_count() or 1)
