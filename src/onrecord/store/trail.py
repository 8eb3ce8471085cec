"""The append-only trail: each line holds the hash of the line before, so that no change hides."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from onrecord.version import __version__

START = "0" * 64
_FIELDS = ("n", "at", "account", "action", "subject", "detail", "version", "before")


class Broken(msgspec.Struct, frozen=True):
    """The first line that does not fit, and what is wrong with it."""

    n: int
    what: str


def now() -> str:
    """The moment in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def add(db: sqlite3.Connection, account: str, action: str, subject: str, **detail: Any) -> None:
    """Append a line, within the transaction of what it tells."""
    last = db.execute("SELECT n, hash FROM trail ORDER BY n DESC LIMIT 1").fetchone()
    line = {
        "n": last["n"] + 1 if last else 1,
        "at": now(),
        "account": account,
        "action": action,
        "subject": subject,
        "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
        "version": __version__,
        "before": last["hash"] if last else START,
    }
    values = [*line.values(), _hash(line)]
    db.execute(f"INSERT INTO trail VALUES ({', '.join('?' * len(values))})", values)


def verify(db: sqlite3.Connection) -> Broken | None:
    """Go through all lines; None when every hash fits and no line is missing.

    Lines cut off at the end cannot be seen from within: keep the last hash elsewhere.
    """
    before = START
    for n, line in enumerate(lines(db), 1):
        if line["n"] != n:
            return Broken(n, f"line {n} is missing")
        if line["before"] != before:
            return Broken(n, "it does not follow from the line before")
        if line["hash"] != _hash(line):
            return Broken(n, "it was changed")
        before = line["hash"]
    return None


def lines(db: sqlite3.Connection, subject: str | None = None) -> Iterator[dict[str, Any]]:
    """The lines in order, all or of one subject."""
    where, values = ("WHERE subject = ?", (subject,)) if subject else ("", ())
    for row in db.execute(f"SELECT * FROM trail {where} ORDER BY n", values):
        yield dict(row)


def _hash(line: dict[str, Any]) -> str:
    told = json.dumps([line[name] for name in _FIELDS], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
