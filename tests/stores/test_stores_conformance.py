import inspect
import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from novapost_auth._secrets import Secret
from novapost_auth.stores import (
    Account,
    FileTokenStore,
    MemoryTokenStore,
    RedisTokenStore,
    StoredToken,
    TokenStore,
)
from novapost_auth.testing.stores import TokenStoreConformance


class TestMemoryTokenStore(TokenStoreConformance):
    @pytest.fixture
    def store(self) -> TokenStore:
        return MemoryTokenStore()


class TestFileTokenStore(TokenStoreConformance):
    @pytest.fixture
    def store(self, tmp_path: Path) -> TokenStore:
        return FileTokenStore(tmp_path / "tokens")

    @pytest.fixture
    def other(self, tmp_path: Path) -> TokenStore:
        return FileTokenStore(tmp_path / "tokens")


class TestRedisTokenStore(TokenStoreConformance):
    @pytest.fixture
    def store(self, redis_url: str) -> Iterator[TokenStore]:
        with RedisTokenStore(redis_url) as store:
            yield store

    @pytest.fixture
    def other(self, redis_url: str) -> Iterator[TokenStore]:
        with RedisTokenStore(redis_url) as store:
            yield store


class _OneForAllKeys(MemoryTokenStore):
    def load(self, account: Account) -> StoredToken | None:
        return super().load(Account(account.origin, Secret("any")))

    def save(self, account: Account, token: StoredToken) -> None:
        super().save(Account(account.origin, Secret("any")), token)


class _DiscardsAnything(MemoryTokenStore):
    def discard(self, account: Account, value: Secret) -> None:
        kept = self.load(account)
        super().discard(account, value if kept is None else kept.value)


class _LocksNobodyOut(MemoryTokenStore):
    @contextmanager
    def lock(self, account: Account, timeout: float) -> Iterator[bool]:
        with super().lock(account, timeout):
            yield True


class _NeverUnlocks(MemoryTokenStore):
    _taken = False

    @contextmanager
    def lock(self, account: Account, timeout: float) -> Iterator[bool]:
        with super().lock(account, timeout) as held:
            taken, self._taken = self._taken, True
            yield held and not taken


class _SwallowsErrors(MemoryTokenStore):
    @contextmanager
    def lock(self, account: Account, timeout: float) -> Iterator[bool]:
        with super().lock(account, timeout) as held, suppress(LookupError):
            yield held


class _ShowsTokens(MemoryTokenStore):
    def save(self, account: Account, token: StoredToken) -> None:
        logging.getLogger("mine").debug("saved %s", token.value.reveal())
        super().save(account, token)


class _Rounds(MemoryTokenStore):
    def save(self, account: Account, token: StoredToken) -> None:
        super().save(account, StoredToken(token.value, round(token.fetched_at), token.life))


@pytest.mark.parametrize(
    ("broken", "test"),
    [
        (_OneForAllKeys, "test_keeps_accounts_apart"),
        (_DiscardsAnything, "test_discards_only_the_token_that_is_meant"),
        (_LocksNobodyOut, "test_lock_is_held_by_one"),
        (_NeverUnlocks, "test_a_lock_is_left_in_another_thread"),
        (_SwallowsErrors, "test_an_error_passes_and_frees_the_lock"),
        (_ShowsTokens, "test_shows_no_secret"),
        (_Rounds, "test_gives_back_what_was_saved"),
    ],
)
def test_the_suite_finds_broken_stores(
    broken: type[TokenStore], test: str, caplog: pytest.LogCaptureFixture
) -> None:
    store = broken()
    given = {
        "store": store,
        "other": store,
        "caplog": caplog,
        "server": "https://api.example/v.1.0",
    }
    run = getattr(TokenStoreConformance(), test)
    wanted = inspect.signature(run).parameters
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        run(**{name: given.get(name, "another") for name in wanted})
