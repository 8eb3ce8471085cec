"""Migration: versions of a page, what changed between them, and the records of old versions.

Also the columns for what markup and agencies tell (credit, derivation, structure).
"""

import sqlite3

# `derived_from` is a JSON list, `markup` the JSON of the type of that name.
_COLUMNS = """
ALTER TABLE pages ADD COLUMN credit TEXT;
ALTER TABLE pages ADD COLUMN derived_from TEXT;
ALTER TABLE pages ADD COLUMN markup TEXT;
ALTER TABLE articles ADD COLUMN credit TEXT;
ALTER TABLE articles ADD COLUMN derived_from TEXT;
"""

_TABLES = """
CREATE TABLE versions (
  n INTEGER PRIMARY KEY,
  source TEXT NOT NULL,            -- the page's address, or the absolute path it was read from
  thread INTEGER NOT NULL,         -- 0, or another page at the same address
  number INTEGER NOT NULL,         -- 1, 2, ... of this thread
  page TEXT NOT NULL REFERENCES pages(id) ON DELETE CASCADE,
  cause TEXT NOT NULL,             -- first | page (its text changed) | reading (its records did)
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  UNIQUE (source, thread, number)
);
CREATE INDEX versions_page ON versions(page);
CREATE INDEX versions_at ON versions(at);
CREATE TABLE changes (
  n INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions(n) ON DELETE CASCADE,
  article TEXT,                    -- in the new version
  was TEXT,                        -- in the version before
  what TEXT NOT NULL,              -- article | text | the table of an item
  kind TEXT NOT NULL,              -- added | removed | changed
  before TEXT, after TEXT,         -- in words
  before_record TEXT, after_record TEXT  -- JSON, as in the record
);
CREATE INDEX changes_version ON changes(version);
CREATE TABLE history (
  article TEXT NOT NULL,
  version INTEGER NOT NULL REFERENCES versions(n) ON DELETE CASCADE,  -- the one that ended it
  page TEXT NOT NULL,
  successor TEXT,                  -- the article that took its place
  record BLOB NOT NULL,            -- the whole report as one line of the contract, zlib
  PRIMARY KEY (article, version)
);
"""

_VIEW = """
CREATE VIEW what_changed AS
SELECT v.at, v.source, v.thread, v.number, c.kind, c.what, c.before, c.after, c.article, c.was
FROM changes c JOIN versions v ON v.n = c.version;
"""


def versions(db: sqlite3.Connection) -> None:
    """Adds the tables, and a first version for every page that is kept already."""
    for script in (_COLUMNS, _TABLES, _VIEW):
        for statement in script.split(";\n"):
            if statement.strip():
                db.execute(statement)
    db.execute(
        "INSERT INTO versions (source, thread, number, page, cause)"
        " SELECT coalesce(p.url, i.file), 0, 1, p.id, 'first' FROM pages p JOIN inputs i"
        " ON i.page = p.id GROUP BY coalesce(p.url, i.file)"
    )
    (view,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'reports'").fetchone()
    facts = "'credit', credit, 'derived_from', json(derived_from), 'lang', lang"
    db.execute("DROP VIEW reports")
    db.execute(view.replace("'lang', lang", facts))
