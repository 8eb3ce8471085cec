"""Reading stories from the store."""

import sqlite3
from typing import Any

import msgspec

from onrecord.errors import NotFound
from onrecord.story_records import Story


def select(
    db: sqlite3.Connection,
    *,
    limit: int | None = None,
    offset: int = 0,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    at_least: int = 1,
    disputed: bool = False,
    match: str | None = None,
) -> list[Story]:
    """Stories that meet every condition, the latest first; `match` is a full-text query."""
    conditions, values = ["articles >= ?"], [max(1, at_least)]
    known: list[tuple[str, Any]] = [
        ("coalesce(last, '9') >= ?", since),
        ("coalesce(first, '') <= ?", until and until + "~"),
        (_BY_OUTLET, outlet),
        (_BY_TEXT, match),
    ]
    for condition, value in known:
        if value is not None:
            conditions.append(condition)
            values.append(value)
    if disputed:
        conditions.append("disputes > 0")
    sql = f"SELECT record FROM stories WHERE {' AND '.join(conditions)} ORDER BY last DESC, n DESC"
    found = db.execute(f"{sql} LIMIT ? OFFSET ?", [*values, -1 if limit is None else limit, offset])
    return [_story(row[0]) for row in found]


def one(db: sqlite3.Connection, key: str) -> Story:
    """The story of that id, or the one that took it up; `NotFound` when there is none."""
    row = db.execute(_ONE, (key,)).fetchone()
    if row is None:
        raise NotFound(f"there is no story {key}")
    return _story(row[0])


def of_article(db: sqlite3.Connection, article: str) -> str | None:
    sql = "SELECT story FROM story_articles WHERE article = ?"
    row = db.execute(sql, (article,)).fetchone()
    return None if row is None else str(row[0])


def _story(record: str) -> Story:
    return msgspec.json.decode(record, type=Story)


_BY_OUTLET = (
    "id IN (SELECT s.story FROM story_articles s JOIN articles a ON a.id = s.article"
    " WHERE a.outlet = ?)"
)
_BY_TEXT = (
    "id IN (SELECT s.story FROM articles_search JOIN articles a ON a.n = articles_search.rowid"
    " JOIN story_articles s ON s.article = a.id WHERE articles_search MATCH ?)"
)
_ONE = """
SELECT record FROM stories WHERE articles > 0 AND id = coalesce(
  (SELECT story FROM story_aliases WHERE id = ?1), ?1)
"""
