"""Migration: what `onrecord watch` asked for, and when to ask again."""

import sqlite3

_TABLE = """
CREATE TABLE fetches (
  url TEXT PRIMARY KEY, status INTEGER NOT NULL,
  at REAL NOT NULL, due REAL NOT NULL,   -- seconds since 1970: asked, to be asked again
  etag TEXT, modified TEXT, failures INTEGER NOT NULL, quiet INTEGER NOT NULL,
  told TEXT,                             -- the change that the feed told of
  body BLOB                              -- of feeds alone, zlib: a 304 brings none
)
"""


def fetches(db: sqlite3.Connection) -> None:
    db.execute(_TABLE)
