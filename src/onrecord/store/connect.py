"""Opening the store's file, and saying in clear words what is wrong with it."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import StoreError, StoreNewer
from onrecord.store.schema import APPLICATION, MIGRATIONS

WAIT = 30.0  # seconds that one process waits for another one's write


def connect(path: Path, *, writable: bool = True) -> sqlite3.Connection:
    """Open the file, bring it to the present version, or raise `StoreError`.

    Without `writable` the file must exist and is not changed, so that it may lie on a read-only
    medium.
    """
    if path.is_dir():
        raise StoreError(f"{path} is a directory: name a file inside it, such as {path}/record.db")
    if not path.parent.is_dir():
        raise StoreError(f"there is no directory {path.parent}: make it, or name another file")
    if not writable and not path.exists():
        raise StoreError(f"there is no store at {path}: `onrecord read` makes one")
    with clear(path):
        try:
            db = _prepared(path, writable)
        except sqlite3.OperationalError as error:
            if writable or not any(sign in str(error) for sign in ("unable to open", "readonly")):
                raise
            # A read-only medium cannot hold the lock file; nobody else can write there either.
            db = _open(path, "mode=ro&immutable=1")
            _check(db, path)
    return db


def _prepared(path: Path, writable: bool) -> sqlite3.Connection:
    db = _open(path, "mode=rwc" if writable else "mode=rw")
    try:
        _check(db, path)
        if writable:
            _settle(db)
        _migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _open(path: Path, query: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{query}"
    # Transactions are ours (`isolation_level=None`): the module would commit at its own moments.
    db = sqlite3.connect(uri, uri=True, timeout=WAIT, isolation_level=None)
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    return db


def _check(db: sqlite3.Connection, path: Path) -> None:
    """Refuse files that are not ours, and files of a newer onrecord."""
    # One transaction: between two reads another process may turn an empty file into a store.
    db.execute("BEGIN")
    try:
        version, application = _pragma(db, "user_version"), _pragma(db, "application_id")
        used = db.execute("SELECT 1 FROM sqlite_master").fetchone()
    finally:
        db.execute("ROLLBACK")
    if application != APPLICATION:
        if used:
            raise StoreError(f"{path} is the database of another program: name another file")
    elif version > len(MIGRATIONS):
        raise StoreNewer(
            f"{path} was written by a newer onrecord (store version {version}, this one knows "
            f"{len(MIGRATIONS)}): upgrade onrecord, or name another file"
        )


def _settle(db: sqlite3.Connection) -> None:
    """Write-ahead log: readers and one writer at once, and a killed process loses nothing stored.

    The change of mode does not wait for other processes by itself.
    """
    give_up = time.monotonic() + WAIT
    while db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            if db.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                break  # the file system allows none: slower, still safe
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)
    db.execute("PRAGMA synchronous = NORMAL")


def _migrate(db: sqlite3.Connection) -> None:
    if _pragma(db, "user_version") == len(MIGRATIONS):
        return
    with transaction(db):
        done = _pragma(db, "user_version")  # again: another process may have been first
        for migration in MIGRATIONS[done:]:
            migration(db)
        db.execute(f"PRAGMA application_id = {APPLICATION}")
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, taking the write lock at once so that two writers queue."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _pragma(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


@contextmanager
def clear(path: Path) -> Iterator[None]:
    """Turn what SQLite says into a `StoreError` with its cause and a way out."""
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_explain(path, str(error))) from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{path} cannot hold half a surrogate pair: {error}") from error


def _explain(path: Path, message: str) -> str:
    for sign, words in _CAUSES:
        if sign in message:
            return words.format(path=path)
    return f"{path}: {message}"


_CAUSES = [
    ("not a database", "{path} is not a store (not an SQLite file): name another file"),
    (
        "malformed",
        "{path} is damaged: keep a copy, save what is left with `sqlite3 {path} .recover`, "
        "or read the pages again into a new file",
    ),
    ("disk I/O error", "{path} cannot be read or written: the disk reports an error"),
    ("unable to open", "{path} cannot be opened: check that you may read and write it"),
    ("readonly", "{path} is read-only: allow writing, or name another file"),
    ("locked", "{path} is held by another process: wait for it to end, or name another file"),
    ("is full", "{path} cannot grow: the disk is full. What was stored before is kept"),
]
