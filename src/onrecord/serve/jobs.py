"""Pages that visitors hand in: a queue in the store, so that none is lost with the server."""

import json
import secrets
import sqlite3
from typing import Any

import msgspec

from onrecord.errors import UsageError
from onrecord.serve.stores import Stores

WAITING = 20  # pages that may wait
REMEMBERED = 500
ENDED = ("done", "rejected")


class Job(msgspec.Struct, kw_only=True):
    """A page on its way. `stage` is waiting, loading, reading, storing, done or rejected."""

    id: str
    name: str
    stage: str
    articles: list[str]
    reason: str | None
    seconds: float | None
    ahead: int

    @property
    def ended(self) -> bool:
        return self.stage in ENDED


def add(stores: Stores, name: str, data: bytes, outlet: str | None, published: str | None) -> str:
    """Queue a page; its id."""
    key = secrets.token_urlsafe(9)
    with stores.writing() as db:
        sql = "SELECT count(*) FROM readings WHERE stage NOT IN ('done', 'rejected')"
        if db.execute(sql).fetchone()[0] >= WAITING:
            raise UsageError("too many pages wait already: try again in a minute")
        db.execute(
            "INSERT INTO readings (id, name, data, outlet, published) VALUES (?, ?, ?, ?, ?)",
            (key, name, data, outlet, published),
        )
        db.execute(
            "DELETE FROM readings WHERE stage IN ('done', 'rejected') AND n <"
            " (SELECT max(n) FROM readings) - ?",
            (REMEMBERED,),
        )
    return key


def get(db: sqlite3.Connection, key: str) -> Job | None:
    row = db.execute("SELECT * FROM readings WHERE id = ?", (key,)).fetchone()
    if row is None:
        return None
    sql = "SELECT count(*) FROM readings WHERE n < ? AND stage NOT IN ('done', 'rejected')"
    ahead = 0 if row["stage"] in ENDED else db.execute(sql, (row["n"],)).fetchone()[0]
    known = {name: row[name] for name in ("id", "name", "stage", "reason", "seconds")}
    return Job(**known, articles=json.loads(row["articles"]), ahead=ahead)


def following(db: sqlite3.Connection) -> Any:
    """The page that is next."""
    sql = "SELECT * FROM readings WHERE stage = 'waiting' ORDER BY n LIMIT 1"
    return db.execute(sql).fetchone()


def tell(
    stores: Stores,
    key: str,
    stage: str,
    *,
    articles: list[str] | None = None,
    reason: str | None = None,
    seconds: float | None = None,
) -> None:
    """Keep how far a page has come; what was handed in goes when it has come to an end."""
    with stores.writing() as db:
        db.execute(
            "UPDATE readings SET stage = ?, articles = ?, reason = ?, seconds = ?,"
            " data = CASE WHEN ? THEN NULL ELSE data END WHERE id = ?",
            (stage, json.dumps(articles or []), reason, seconds, stage in ENDED, key),
        )


def begin_again(stores: Stores) -> None:
    """Pages that a server did not finish wait once more."""
    with stores.writing() as db:
        db.execute("UPDATE readings SET stage = 'waiting' WHERE stage NOT IN ('done', 'rejected')")
