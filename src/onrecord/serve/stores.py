"""Connections: each thread has its own, readers can change nothing and never wait."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.store import Store
from onrecord.store.connect import clear, transaction


class Stores:
    """The store that is served, and the shipped examples that stand in while it is empty."""

    def __init__(self, path: Path, examples: Path | None = None) -> None:
        self.path = path
        self.examples = examples
        self._local = threading.local()
        self._filled = False
        self.writable = True
        try:
            Store(path).close()  # makes it, brings it up to date
        except StoreError:
            Store(path, writable=False).close()
            self.writable = False

    def own(self) -> Store:
        """The store that was named, for reading."""
        return self._open(self.path)

    def shown(self) -> Store:
        """The store that visitors see: the examples while the own one holds no article."""
        own = self.own()
        if self.filled(own) or not self.has_examples:
            return own
        assert self.examples is not None
        return self._open(self.examples)

    def filled(self, own: Store | None = None) -> bool:
        """True when the own store holds an article. A store does not become empty again."""
        if not self._filled:
            db = (own or self.own()).db
            self._filled = db.execute("SELECT 1 FROM articles LIMIT 1").fetchone() is not None
        return self._filled

    @property
    def has_examples(self) -> bool:
        return self.examples is not None and self.examples.exists()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction on the own store; all or nothing, and what fails is told clearly."""
        if not self.writable:
            raise StoreError(f"{self.path} can only be read: nothing was changed")
        store = self._open(self.path, writable=True)
        with clear(self.path), transaction(store.db):
            yield store.db

    def _open(self, path: Path, *, writable: bool = False) -> Store:
        opened = self._local.__dict__.setdefault("opened", {})
        key = (path, writable)
        if key not in opened:
            store = Store(path, writable=writable)
            if not writable:
                store.db.execute("PRAGMA query_only = ON")
                store.db.execute("PRAGMA mmap_size = 1073741824")
            store.db.execute("PRAGMA cache_size = -16000")
            opened[key] = store
        found: Store = opened[key]
        return found
