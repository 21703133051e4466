import pickle
import subprocess
import sys
from collections.abc import Callable

import pytest

from novapost_auth import stores
from novapost_auth._secrets import Secret
from novapost_auth.stores import Account, MemoryTokenStore, StoredToken


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_brings_no_other_package_before_it_is_used() -> None:
    code = """
import sys
import novapost_auth.stores
print(sorted({"cryptography", "filelock", "platformdirs", "pytest", "redis"} & set(sys.modules)))
"""
    assert python(code) == "[]"


def test_names_are_complete() -> None:
    assert stores.__all__ == sorted(stores.__all__)
    assert set(stores.__all__) <= set(dir(stores))
    assert all(hasattr(stores, name) for name in stores.__all__)
    with pytest.raises(AttributeError, match="NoSuchStore"):
        stores.NoSuchStore  # noqa: B018 (reading it is the test)


@pytest.mark.parametrize("missing", ["redis", "cryptography"])
def test_a_missing_extra_is_named_to_who_uses_it(missing: str) -> None:
    code = f"""
import sys
sys.modules[{missing!r}] = None
from novapost_auth import RedisTokenStore
print("imported", flush=True)
RedisTokenStore("redis://localhost")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "imported\n"
    assert done.stderr.splitlines()[-1] == (
        "ImportError: RedisTokenStore needs more packages: pip install 'novapost[redis]'"
    )


def test_memory_stays_in_memory(account: Account, token: Callable[..., StoredToken]) -> None:
    store = MemoryTokenStore()
    store.save(account, token())
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(store)


def test_memory_forgets_what_is_over(token: Callable[..., StoredToken]) -> None:
    store = MemoryTokenStore()
    first, second = (Account("https://api.example", Secret(key)) for key in ("one", "two"))
    store.save(first, token())
    store.save(second, token(at=token().expires_at - 1))
    assert store.load(first) == token()
    store.save(second, token(at=token().expires_at))
    assert store.load(first) is None
    assert store.load(second) is not None


def test_records_show_no_secret(account: Account, token: Callable[..., StoredToken]) -> None:
    shown = f"{account} {account!r} {token()} {token()!r}"
    assert account.api_key.reveal() not in shown
    assert token().value.reveal() not in shown
