"""Tables of stories: a migration of its own. What they mean to a reader is in docs/store.md."""

import sqlite3

_TABLES = (
    """
CREATE TABLE stories (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT, first TEXT, last TEXT,
  articles INTEGER NOT NULL, outlets TEXT, independent INTEGER NOT NULL,
  figures INTEGER NOT NULL, disputes INTEGER NOT NULL,
  stale INTEGER NOT NULL DEFAULT 1,   -- an article came or went since `record` was made
  record TEXT NOT NULL
)""",
    "CREATE INDEX stories_last ON stories(last)",
    "CREATE INDEX stories_stale ON stories(stale) WHERE stale",
    """
CREATE TABLE story_articles (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  article TEXT NOT NULL UNIQUE REFERENCES articles(id) ON DELETE CASCADE,
  story TEXT NOT NULL REFERENCES stories(id) DEFERRABLE INITIALLY DEFERRED,
  origin INTEGER,                     -- number of its group in the story's origins
  day INTEGER,                        -- of publication, days since 1970
  sketch BLOB NOT NULL                -- what the article is compared by
)""",
    "CREATE INDEX story_articles_story ON story_articles(story)",
    # A story that took up another keeps the other's id, so that old links lead somewhere.
    "CREATE TABLE story_aliases (id TEXT PRIMARY KEY, story TEXT NOT NULL)",
    # Postings: which articles of a day hold a word. Undated articles stand under day 0.
    """
CREATE TABLE story_terms (
  term INTEGER NOT NULL, day INTEGER NOT NULL, article INTEGER NOT NULL, weight REAL NOT NULL,
  PRIMARY KEY (term, day, article)
) WITHOUT ROWID""",
    # How many articles hold a word: grows with the store.
    "CREATE TABLE story_words (term INTEGER PRIMARY KEY, articles INTEGER NOT NULL)",
    # What is left of articles that were deleted or read anew, until the next weaving.
    "CREATE TABLE story_gone (n INTEGER PRIMARY KEY, day INTEGER, sketch BLOB NOT NULL)",
    """
CREATE TRIGGER story_articles_gone AFTER DELETE ON story_articles BEGIN
  INSERT INTO story_gone (n, day, sketch) VALUES (old.n, old.day, old.sketch);
  UPDATE stories SET stale = 1 WHERE id = old.story;
END""",
    """
CREATE VIEW which_story AS
SELECT s.id AS story, s.title AS about, s.independent, s.disputes, a.published, a.outlet, a.title,
  sa.origin, a.id AS article
FROM story_articles sa JOIN stories s ON s.id = sa.story JOIN articles a ON a.id = sa.article""",
)


def stories(db: sqlite3.Connection) -> None:
    """Version 2: stories, their articles, and what new articles are compared by."""
    for statement in _TABLES:
        db.execute(statement)
