"""Full-text search over articles and statements, with snippets; a page of hits by rank."""

import sqlite3
from typing import Any

from onrecord.store.embedded import match_words

MARK = ("\x01", "\x02")  # around the words that were found
RANKED = 2000  # of more hits the newest this many are ranked

_TEXT = """
SELECT a.id AS article, NULL AS statement, a.title, a.outlet, a.published,
  substr(a.text, 1, 200) AS text, snippet(articles_search, -1, ?1, ?2, '…', 28) AS excerpt
FROM articles_search JOIN articles a ON a.n = articles_search.rowid
WHERE articles_search MATCH ?3 {newest}
ORDER BY bm25(articles_search, 4.0, 1.0) LIMIT ?4 OFFSET ?5
"""
_STATEMENTS = """
SELECT s.article, s.id AS statement, s.speaker_name, s.source, s.stance, s.start, s.end,
  a.title, a.outlet, a.published, substr(a.text, 1, 200) AS text,
  snippet(statements_search, 0, ?1, ?2, '…', 28) AS excerpt
FROM statements_search JOIN statements s ON s.n = statements_search.rowid
  JOIN articles a ON a.id = s.article
WHERE statements_search MATCH ?3 {newest}
ORDER BY rank LIMIT ?4 OFFSET ?5
"""
_IN = {
    "text": (_TEXT, "articles_search"),
    "title": (_TEXT, "articles_search"),
    "statements": (_STATEMENTS, "statements_search"),
}
FIELDS = tuple(_IN)


def find(
    db: sqlite3.Connection, text: str, field: str, size: int, offset: int
) -> tuple[list[dict[str, Any]], int]:
    """Hits of all the words, the best first, and how many there are (at most `RANKED`)."""
    query = match_words(text)
    if not query:
        return [], 0
    if field == "title":
        query = f"{{title}} : ({query})"
    sql, table = _IN[field]
    newest = (
        f"SELECT min(n), count(*) FROM (SELECT rowid AS n FROM {table}"
        f" WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?)"
    )
    lowest, count = db.execute(newest, (query, RANKED)).fetchone()
    if not count:
        return [], 0
    bound = f"AND {table}.rowid >= {int(lowest)}" if count == RANKED else ""
    values = (*MARK, query, size, offset)
    return [dict(row) for row in db.execute(sql.format(newest=bound), values)], count
