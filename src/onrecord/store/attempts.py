"""How often a sign-in may fail: per name and per address, counted in the store."""

import sqlite3
import time

WINDOW = 900.0  # seconds
PER_NAME = 8
PER_ADDRESS = 30


def wait(db: sqlite3.Connection, name: str, address: str) -> int:
    """Seconds until the next try is let through; 0 when it may come now."""
    since = time.time() - WINDOW
    for key, most in (_keys(name, address)).items():
        rows = db.execute(
            "SELECT at FROM attempts WHERE key = ? AND at > ? ORDER BY at DESC LIMIT ?",
            (key, since, most),
        ).fetchall()
        if len(rows) >= most:
            return max(1, int(rows[-1][0] + WINDOW - time.time()))
    return 0


def failed(db: sqlite3.Connection, name: str, address: str) -> None:
    at = time.time()
    db.execute("DELETE FROM attempts WHERE at < ?", (at - WINDOW,))
    for key in _keys(name, address):
        db.execute("INSERT INTO attempts (key, at) VALUES (?, ?)", (key, at))


def succeeded(db: sqlite3.Connection, name: str) -> None:
    db.execute("DELETE FROM attempts WHERE key = ?", (f"name:{name.strip().lower()[:80]}",))


def _keys(name: str, address: str) -> dict[str, int]:
    return {f"name:{name.strip().lower()[:80]}": PER_NAME, f"address:{address}": PER_ADDRESS}
