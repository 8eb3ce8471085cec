"""Tables of the embedded store, as migrations: plain functions, applied in order, never edited.

The number of applied migrations is the file's `user_version`. A new one goes to the end of
`MIGRATIONS`. What the tables mean to a reader of the file is in docs/store.md.
"""

import sqlite3
from collections.abc import Callable

from onrecord.store.schema_facets import facets
from onrecord.store.schema_review import review
from onrecord.store.schema_stories import stories
from onrecord.store.schema_versions import versions

APPLICATION = 0x6F6E7263  # "onrc", in the file's header: tells our files from other SQLite files

_PAGES = """
CREATE TABLE pages (
  id TEXT PRIMARY KEY, path TEXT NOT NULL, url TEXT, outlet TEXT, title TEXT, byline TEXT,
  published TEXT, lang TEXT, encoding TEXT, text TEXT NOT NULL,
  html BLOB,                      -- the page as served, zlib
  furniture TEXT NOT NULL         -- JSON: [{"span", "kind"}]
);
CREATE TABLE inputs (
  path TEXT PRIMARY KEY,          -- as it was given
  file TEXT NOT NULL,             -- the same, absolute
  page TEXT NOT NULL REFERENCES pages(id) ON DELETE CASCADE
);
CREATE INDEX inputs_file ON inputs(file);
CREATE INDEX inputs_page ON inputs(page);
CREATE TABLE rejected (
  path TEXT PRIMARY KEY, stage TEXT NOT NULL, reason TEXT NOT NULL,
  at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))
);
CREATE TABLE articles (
  n INTEGER PRIMARY KEY,          -- order of storing
  id TEXT NOT NULL UNIQUE,
  page TEXT NOT NULL REFERENCES pages(id) ON DELETE CASCADE,
  position INTEGER NOT NULL,      -- order on the page
  url TEXT, outlet TEXT, title TEXT, byline TEXT, published TEXT, lang TEXT, text TEXT NOT NULL,
  blocks TEXT NOT NULL, made_by TEXT NOT NULL,  -- JSON, as in the record
  looked_for_voice INTEGER NOT NULL
);
CREATE INDEX articles_page ON articles(page, position);
CREATE INDEX articles_published ON articles(published);
"""

# Columns before `record` repeat what people filter and sort by; `record` is the exact record.
_ITEMS = {
    "statements": """speaker TEXT, speaker_name TEXT, stance TEXT, kind TEXT NOT NULL, act TEXT,
  source TEXT, cue TEXT, content TEXT NOT NULL, parent TEXT, score REAL, why TEXT,
  "start" INTEGER, "end" INTEGER""",
    "events": """type TEXT NOT NULL, mode TEXT, cameo TEXT, status TEXT NOT NULL,
  actors TEXT, actor_countries TEXT, trigger TEXT NOT NULL, recipients TEXT,
  recipient_countries TEXT, place TEXT, place_name TEXT, time TEXT, time_value TEXT,
  statement TEXT, word_of TEXT, same_as TEXT, score REAL, why TEXT,
  "start" INTEGER, "end" INTEGER""",
    "figures": """words TEXT NOT NULL, value REAL, low REAL, high REAL, approx TEXT NOT NULL,
  unit TEXT, "of" TEXT, statement TEXT, word_of TEXT, event TEXT, score REAL, why TEXT,
  "start" INTEGER, "end" INTEGER""",
    "actors": """name TEXT, kind TEXT, country TEXT, sectors TEXT, mentions INTEGER NOT NULL,
  why TEXT""",
    "places": """words TEXT NOT NULL, name TEXT NOT NULL, geonames_id INTEGER, country TEXT,
  lat REAL, lon REAL, precision TEXT, metonym INTEGER NOT NULL, score REAL, why TEXT,
  "start" INTEGER, "end" INTEGER""",
    "times": """words TEXT NOT NULL, value TEXT, first TEXT, last TEXT, anchor TEXT, type TEXT,
  why TEXT, "start" INTEGER, "end" INTEGER""",
    "voice": """kind TEXT NOT NULL, words TEXT NOT NULL, why TEXT,
  "start" INTEGER, "end" INTEGER""",
}

_INDEXES = """
CREATE INDEX statements_speaker ON statements(speaker_name);
CREATE INDEX events_type ON events(type, status);
CREATE INDEX actors_name ON actors(name);
CREATE INDEX places_geonames ON places(geonames_id);
"""

# The full-text tables hold no copy of the words: they index the columns named in `content`.
_SEARCH = """
CREATE VIRTUAL TABLE {table}_search USING fts5(
  {columns}, content='{table}', content_rowid='n',
  tokenize='porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN
  INSERT INTO {table}_search(rowid, {columns}) VALUES (new.n, {new});
END;
CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN
  INSERT INTO {table}_search({table}_search, rowid, {columns}) VALUES ('delete', old.n, {old});
END;
CREATE TRIGGER {table}_search_update AFTER UPDATE ON {table} BEGIN
  INSERT INTO {table}_search({table}_search, rowid, {columns}) VALUES ('delete', old.n, {old});
  INSERT INTO {table}_search(rowid, {columns}) VALUES (new.n, {new});
END;
"""

_VIEWS = """
CREATE VIEW who_said_what AS
SELECT a.published, a.outlet, a.title, coalesce(s.speaker_name, s.source) AS speaker, s.stance,
  s.content AS words, s.cue, s.kind, s.score, s.why, s.article, s.id AS statement
FROM statements s JOIN articles a ON a.id = s.article;

CREATE VIEW who_did_what AS
SELECT a.published, a.outlet, e.actors AS who, e.type, e.trigger AS did, e.recipients AS to_whom,
  e.status, CASE WHEN e.statement IS NULL THEN 'the outlet' ELSE e.word_of END AS on_whose_word,
  e.place_name AS place, e.time_value AS time, e.score, e.why, e.article, e.id AS event
FROM events e JOIN articles a ON a.id = e.article;

CREATE VIEW how_many AS
SELECT a.published, a.outlet, f.words, f.value, f.low, f.high, f.approx, f.unit, f."of",
  CASE WHEN f.statement IS NULL THEN 'the outlet' ELSE f.word_of END AS on_whose_word,
  f.article, f.id AS figure
FROM figures f JOIN articles a ON a.id = f.article;
"""


def base(db: sqlite3.Connection) -> None:
    """Version 1: pages, articles, the seven kinds of record, search, views."""
    scripts = [_PAGES, *(_table(name, columns) for name, columns in _ITEMS.items()), _INDEXES]
    scripts += [_search("articles", "title", "text"), _search("statements", "content")]
    scripts += [_VIEWS, _reports_view()]
    for script in scripts:
        for statement in _statements(script):
            db.execute(statement)


def _table(name: str, columns: str) -> str:
    return f"""CREATE TABLE {name} (
  n INTEGER PRIMARY KEY, article TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
  id TEXT NOT NULL, position INTEGER NOT NULL, {columns}, record TEXT NOT NULL,
  UNIQUE (article, position)
);"""


def _search(table: str, *columns: str) -> str:
    return _SEARCH.format(
        table=table,
        columns=", ".join(columns),
        new=", ".join(f"new.{c}" for c in columns),
        old=", ".join(f"old.{c}" for c in columns),
    )


def _reports_view() -> str:
    """The whole record of an article as one JSON line, put together from the tables."""
    article = ", ".join(
        f"'{c}', {c}" for c in ("id", "page", "url", "outlet", "title", "byline", "published")
    )
    lists = ", ".join(
        f"'{name}', (SELECT json_group_array(json(record)) FROM "
        f"(SELECT record FROM {name} WHERE article = a.id ORDER BY position))"
        for name in _ITEMS
        if name != "voice"
    )
    return f"""CREATE VIEW reports AS
SELECT a.id AS article, json_object('article', json_object({article}, 'lang', lang, 'text', text,
  'blocks', json(blocks)), {lists}, 'voice', CASE WHEN looked_for_voice THEN
  (SELECT json_group_array(json(record)) FROM
  (SELECT record FROM voice WHERE article = a.id ORDER BY position)) END,
  'made_by', json(made_by)) AS record
FROM articles a;"""


def _statements(script: str) -> list[str]:
    """SQL statements of a script one by one (`executescript` would commit in between)."""
    out, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            out.append(current)
            current = ""
    return out


def capture(db: sqlite3.Connection) -> None:
    """When a page was first kept. A trigger fills it, so that no writer can forget it."""
    db.execute("ALTER TABLE pages ADD COLUMN captured TEXT")
    db.execute(
        "CREATE TRIGGER pages_captured AFTER INSERT ON pages WHEN new.captured IS NULL BEGIN"
        " UPDATE pages SET captured = strftime('%Y-%m-%dT%H:%M:%SZ', 'now') WHERE id = new.id; END"
    )


MIGRATIONS: list[Callable[[sqlite3.Connection], None]] = [
    base,
    capture,
    stories,
    facets,
    review,
    versions,
]
ITEMS = tuple(_ITEMS)
