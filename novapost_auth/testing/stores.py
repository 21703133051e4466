"""What a token store must do, as tests to run on a store of your own.

    import pytest
    from novapost_auth.testing.stores import TokenStoreConformance

    class TestMyStore(TokenStoreConformance):
        @pytest.fixture
        def store(self):
            return MyStore(...)

Needs pytest. What only the store's author can break (its disk, its server) is not tested here:
see to it that no method raises then.
"""

import logging
import pickle
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest

from novapost_auth._secrets import Secret
from novapost_auth.stores import Account, StoredToken, TokenStore

_SERVER = "https://api.example/v.1.0"
_KEY = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
_ACCOUNT = Account(_SERVER, Secret(_KEY))
_LONG = 10.0  # Seconds: as long as a whole fetch may take. No test waits for its end.


def _token(value: str = "header.payload.signature", life: float = 3600.0) -> StoredToken:
    return StoredToken(Secret(value), time.time(), life)


class TokenStoreConformance:
    """Tests of one store: subclass it and override the fixture `store`.

    Override `other` too if another object, as in another process, can use the same medium.
    """

    @pytest.fixture
    def store(self) -> TokenStore:
        """Return an empty store."""
        raise NotImplementedError("override the fixture `store` with one that returns your store")

    @pytest.fixture
    def other(self, store: TokenStore) -> TokenStore:
        """Return a second store on the medium of the first; by default the first again."""
        return store

    def test_has_all_methods(self, store: TokenStore) -> None:
        assert isinstance(store, TokenStore)

    def test_is_empty_at_first(self, store: TokenStore) -> None:
        assert store.load(_ACCOUNT) is None

    def test_gives_back_what_was_saved(self, store: TokenStore, other: TokenStore) -> None:
        saved = StoredToken(Secret("a.b.c"), time.time() + 1 / 3, 3600.1)
        store.save(_ACCOUNT, saved)
        assert other.load(_ACCOUNT) == saved

    def test_takes_long_tokens_and_odd_keys(self, store: TokenStore) -> None:
        account, saved = Account(_SERVER, Secret("ключ /?=%\\")), _token("x" * 4000)
        store.save(account, saved)
        assert store.load(account) == saved

    def test_keeps_the_last_token(self, store: TokenStore, other: TokenStore) -> None:
        store.save(_ACCOUNT, _token("first"))
        last = _token("last")
        other.save(_ACCOUNT, last)
        assert store.load(_ACCOUNT) == last

    @pytest.mark.parametrize(
        ("server", "key"),
        [(_SERVER, "another"), ("https://other.example", _KEY), (_SERVER + _KEY[0], _KEY[1:])],
        ids=["another key", "another server", "the same in a row"],
    )
    def test_keeps_accounts_apart(self, store: TokenStore, server: str, key: str) -> None:
        stranger = Account(server, Secret(key))
        ours, theirs = _token("ours"), _token("theirs")
        store.save(_ACCOUNT, ours)
        assert store.load(stranger) is None
        store.save(stranger, theirs)
        assert (store.load(_ACCOUNT), store.load(stranger)) == (ours, theirs)

    def test_discards_a_token(self, store: TokenStore, other: TokenStore) -> None:
        store.save(_ACCOUNT, _token("refused"))
        other.discard(_ACCOUNT, Secret("refused"))
        assert store.load(_ACCOUNT) is None

    def test_discards_only_the_token_that_is_meant(self, store: TokenStore) -> None:
        store.discard(_ACCOUNT, Secret("refused"))
        newer = _token("newer")
        store.save(_ACCOUNT, newer)
        store.discard(_ACCOUNT, Secret("refused"))
        store.discard(Account(_SERVER, Secret("another")), newer.value)
        assert store.load(_ACCOUNT) == newer

    def test_saves_after_a_discard(self, store: TokenStore) -> None:
        store.save(_ACCOUNT, _token("refused"))
        store.discard(_ACCOUNT, Secret("refused"))
        fresh = _token("fresh")
        store.save(_ACCOUNT, fresh)
        assert store.load(_ACCOUNT) == fresh

    def test_lock_is_held_by_one(self, store: TokenStore, other: TokenStore) -> None:
        with store.lock(_ACCOUNT, _LONG) as held:
            assert held is True
            with other.lock(_ACCOUNT, 0.0) as second:
                assert second is False
            with other.lock(_ACCOUNT, 0.1) as third:
                assert third is False
        with other.lock(_ACCOUNT, 0.0) as next_one:
            assert next_one is True

    def test_locks_of_two_accounts_are_two(self, store: TokenStore) -> None:
        stranger = Account(_SERVER, Secret("another"))
        with store.lock(_ACCOUNT, _LONG) as ours, store.lock(stranger, 0.0) as theirs:
            assert (ours, theirs) == (True, True)

    def test_a_lock_is_waited_for(self, store: TokenStore, other: TokenStore) -> None:
        def wait() -> bool:
            with other.lock(_ACCOUNT, _LONG) as held:
                return held

        with ThreadPoolExecutor(1) as threads:
            with store.lock(_ACCOUNT, _LONG):
                waiting = threads.submit(wait)
            assert waiting.result(2 * _LONG) is True

    def test_a_lock_is_left_in_another_thread(self, store: TokenStore, other: TokenStore) -> None:
        lock = store.lock(_ACCOUNT, _LONG)
        with ThreadPoolExecutor(1) as thread:
            assert thread.submit(lock.__enter__).result(2 * _LONG) is True
            lock.__exit__(None, None, None)
            with other.lock(_ACCOUNT, 0.0) as held:
                assert held is True

    def test_an_error_passes_and_frees_the_lock(self, store: TokenStore) -> None:
        failure = LookupError("the fetch failed")
        with pytest.raises(LookupError) as caught, store.lock(_ACCOUNT, _LONG):
            raise failure
        assert caught.value is failure
        with store.lock(_ACCOUNT, 0.0) as held:
            assert held is True

    def test_all_else_works_inside_the_lock(self, store: TokenStore, other: TokenStore) -> None:
        with store.lock(_ACCOUNT, _LONG):
            store.save(_ACCOUNT, _token("inside"))
            loaded = other.load(_ACCOUNT)
            assert loaded is not None
            store.discard(_ACCOUNT, loaded.value)
            assert other.load(_ACCOUNT) is None

    def test_threads_make_one_fetch_between_them(
        self, store: TokenStore, other: TokenStore
    ) -> None:
        fetched: list[StoredToken] = []
        together = Barrier(8)

        def get(mine: TokenStore) -> StoredToken:
            together.wait(_LONG)
            with mine.lock(_ACCOUNT, _LONG) as held:
                assert held is True
                if (kept := mine.load(_ACCOUNT)) is not None:
                    return kept
                fetched.append(_token())
                mine.save(_ACCOUNT, fetched[0])
                return fetched[0]

        with ThreadPoolExecutor(8) as threads:
            got = list(threads.map(get, [store, other] * 4))
        assert len(fetched) == 1
        assert got == fetched * 8

    def test_shows_no_secret(self, store: TokenStore, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        saved = _token("header.top-secret.signature")
        store.save(_ACCOUNT, saved)
        store.load(_ACCOUNT)
        with store.lock(_ACCOUNT, _LONG), store.lock(_ACCOUNT, 0.0):
            pass
        store.discard(_ACCOUNT, Secret("another"))
        shown = [
            repr(store),
            str(store),
            f"{store}",
            repr(getattr(store, "__dict__", "")),
            caplog.text,
        ]
        with suppress(Exception):  # A store need not pickle.
            shown.append(pickle.dumps(store).decode("latin-1"))
        for text in shown:
            assert _KEY not in text
            assert saved.value.reveal() not in text
