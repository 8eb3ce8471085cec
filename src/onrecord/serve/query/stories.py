"""Lists of stories: their latest first, or those whose articles fit a filter."""

import sqlite3
from typing import Any

from onrecord.serve.query.filters import LOW, Filter, expression, ids
from onrecord.store.schema_facets import DAY, SHIFT

_COLUMNS = "s.n, s.id, s.title, s.first, s.last, s.articles, s.outlets, s.independent, s.disputes"
_STEP = 240  # articles looked at in one go


def latest(
    db: sqlite3.Connection, size: int, before: str | None, at_least: int = 1
) -> tuple[list[dict[str, Any]], str | None]:
    """A page of all stories; the next one begins below `LAST,N` of its last row."""
    where, values = "articles >= ?", [at_least]
    if before:
        last, _, n = before.rpartition(",")
        where += " AND (coalesce(last, ''), n) < (?, ?)"
        values += [last, int(n) if n.isdigit() else 0]  # type: ignore[list-item]
    sql = f"SELECT {_COLUMNS} FROM stories s WHERE {where} ORDER BY coalesce(last, '') DESC, n DESC"
    found = [dict(row) for row in db.execute(f"{sql} LIMIT ?", [*values, size + 1])]
    if len(found) <= size:
        return found, None
    end = found[size - 1]
    return found[:size], f"{end['last'] or ''},{end['n']}"


def fitting(
    db: sqlite3.Connection, wanted: Filter, size: int, before: str | None
) -> tuple[list[dict[str, Any]], str | None]:
    """Stories with an article that fits, in the order of their newest such article.

    Articles are gone through the newest first; a story whose newer article was met on an earlier
    page is left out, which its members' row ids tell.
    """
    at = int(before) if before and before.isdigit() else None
    top = at
    found: dict[str, dict[str, Any]] = {}
    last_id = at
    while len(found) < size:
        rowids = ids(db, wanted, _STEP, last_id)
        for rowid, story in _stories(db, rowids):
            last_id = rowid
            if story["id"] in found or (top is not None and _met(db, wanted, story["id"], top)):
                continue
            found[story["id"]] = story
            if len(found) == size:
                break
        if len(rowids) < _STEP:
            break
        if len(found) < size:
            last_id = rowids[-1]
    more = len(found) == size and last_id is not None and ids(db, wanted, 1, last_id)
    return list(found.values()), str(last_id) if more else None


def _stories(db: sqlite3.Connection, rowids: list[int]) -> list[tuple[int, dict[str, Any]]]:
    """The story of each article that is in one."""
    marks = ",".join("?" * len(rowids))
    sql = (
        f"SELECT a.n AS article_n, {_COLUMNS} FROM articles a JOIN story_articles m"
        f" ON m.article = a.id JOIN stories s ON s.id = m.story WHERE a.n IN ({marks})"
    )
    by_number = {}
    for row in db.execute(sql, [rowid & LOW for rowid in rowids]):
        story = dict(row)
        by_number[story.pop("article_n")] = story
    return [(r, by_number[r & LOW]) for r in rowids if r & LOW in by_number]


def _met(db: sqlite3.Connection, wanted: Filter, story: str, top: int) -> bool:
    """True when an article of the story fits and lies on an earlier page."""
    day = DAY.format(published="a.published")
    members = db.execute(
        f"SELECT {day} * {1 << SHIFT} + a.n FROM story_articles m JOIN articles a"
        " ON a.id = m.article WHERE m.story = ?",
        (story,),
    )
    high = wanted.bounds()[1]
    newer = [row[0] for row in members if top <= row[0] < high]
    match = expression(db, wanted.keys)
    if not newer or not match:
        return bool(newer)
    marks = ",".join("?" * len(newer))
    sql = (
        "SELECT 1 FROM articles_facets WHERE articles_facets MATCH ?"
        f" AND rowid IN ({marks}) LIMIT 1"
    )
    return db.execute(sql, [match, *newer]).fetchone() is not None
