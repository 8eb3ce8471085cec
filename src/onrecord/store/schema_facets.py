"""Tables behind filters and counts: what each row can be filtered by, as numbered keys.

`facet_keys` numbers every (kind, key) once: ("outlet", "The Amber Post") is 7. A `*_facets` table
holds for each row the numbers of its keys as words of a full-text index, so that any combination of
filters is one merge of sorted lists. Its row id is `day * 2**36 + n`: the day (a Julian day number,
0 for the undated) of the article's publication and the row's `n`, so that rows come in the order of
dates without sorting, and a range of dates is a range of row ids.
"""

import sqlite3

SHIFT = 36
TABLES = ("articles", "statements", "events", "figures")

# ISO dates may end at the year or the month: they stand for their first day.
DAY = "coalesce(CAST(julianday(substr({published} || '-01-01', 1, 10)) + 0.5 AS INTEGER), 0)"

_KEYS = """CREATE TABLE facet_keys (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (kind, key)
)"""


def facets(db: sqlite3.Connection) -> None:
    """Migration: the tables, and their rows for the articles that are kept already."""
    from onrecord.store.facets import keep_line

    db.execute(_KEYS)
    for table in TABLES:
        db.execute(
            f"CREATE VIRTUAL TABLE {table}_facets USING fts5(keys, detail=none, columnsize=0,"
            " tokenize='ascii')"
        )
        db.execute(f"CREATE VIRTUAL TABLE {table}_vocab USING fts5vocab({table}_facets, 'row')")
    db.execute(_forget())
    for (line,) in db.execute("SELECT record FROM reports").fetchall():
        keep_line(db, line)


def _forget() -> str:
    """A trigger that runs before the rows of an article go."""
    day = DAY.format(published="old.published")
    own = "".join(
        f"DELETE FROM {table}_facets WHERE rowid IN "
        f"(SELECT {day} * {1 << SHIFT} + n FROM {table} WHERE article = old.id);\n"
        for table in TABLES
        if table != "articles"
    )
    return (
        "CREATE TRIGGER articles_forget BEFORE DELETE ON articles BEGIN\n"
        f"DELETE FROM articles_facets WHERE rowid = {day} * {1 << SHIFT} + old.n;\n{own}END"
    )
