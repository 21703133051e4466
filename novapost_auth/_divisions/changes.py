"""What the deltas change, kept until the divisions that it changes come by in the base."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Final

from novapost_auth._divisions.items import Broken, Item
from novapost_auth._errors import NovaPostError

_SOME: Final = 32


class Changes:
    """Changed divisions by id.

    Deltas are small as a rule; but when all opening hours change, they are as large as the
    base. So they are kept in a temporary database of SQLite's, which holds a few in memory and
    puts more into a file that it removes.
    """

    def __init__(self) -> None:
        # One at a time uses it, though perhaps from one thread after another.
        self._rows = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._execute("PRAGMA journal_mode = OFF")
        self._execute("CREATE TABLE changes (id TEXT UNIQUE, item TEXT, applied INTEGER)")
        self._is_empty = True

    def add(self, item: Item) -> None:
        """Take an item of a delta; where it repeats an earlier one, it wins.

        Raises:
            Broken: it does not say which division it changes.

        """
        if (key := _key(item)) is None:
            raise Broken("one of its items has no id")
        text = json.dumps({**(self._find(key) or {}), **item})
        self._execute("INSERT OR REPLACE INTO changes VALUES (?, ?, 0)", key, text)
        self._is_empty = False

    def applied_to(self, item: Item) -> Item:
        """Return an item of the base as it is now."""
        if self._is_empty or (key := _key(item)) is None or (change := self._find(key)) is None:
            return item
        self._execute("UPDATE changes SET applied = 1 WHERE id = ?", key)
        # Deltas are believed to hold whole divisions; should they hold only the fields that
        # changed, no other field is lost this way.
        return {**item, **change}

    def rest(self) -> Iterator[list[Item]]:
        """Yield the items that belong to none of the base, new ones, some at a time."""
        rows = self._execute("SELECT item FROM changes WHERE NOT applied ORDER BY rowid")
        while some := rows.fetchmany(_SOME):
            yield [json.loads(text) for (text,) in some]

    def close(self) -> None:
        """Remove what was kept."""
        self._rows.close()

    def _find(self, key: str) -> Item | None:
        row = self._execute("SELECT item FROM changes WHERE id = ?", key).fetchone()
        return None if row is None else json.loads(row[0])

    def _execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        try:
            return self._rows.execute(statement, values)
        except sqlite3.Error as exc:  # Such as a full disk.
            raise NovaPostError(f"changes of divisions cannot be kept: {exc}") from None


def _key(item: Item) -> str | None:
    key = item.get("id")  # It may be a number in one archive, and text in another.
    return ascii(str(key)) if isinstance(key, (int, str)) else None
