"""Tables of the reading room: accounts, comments, what people found, and the trail of it all.

None refers to the tables of records: reading a page again replaces those, and what people wrote
stays. A record is named by what lasts: the article's id (a digest of its text), the kind of record
and its place in the text (`anchor`, see `onrecord.store.review`).
"""

import sqlite3

_ACCOUNTS = """
CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  role TEXT NOT NULL CHECK (role IN ('reader', 'commenter', 'analyst', 'admin')),
  password TEXT,                  -- argon2id; NULL: signs in by passkey or OpenID alone
  subject TEXT UNIQUE,            -- issuer and subject of OpenID Connect
  active INTEGER NOT NULL DEFAULT 1,
  made TEXT NOT NULL
);
CREATE TABLE passkeys (
  credential BLOB PRIMARY KEY, account INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  public_key BLOB NOT NULL, sign_count INTEGER NOT NULL, label TEXT NOT NULL, made TEXT NOT NULL
);
CREATE TABLE sessions (
  digest TEXT PRIMARY KEY,        -- SHA-256 of the cookie's value
  account INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  made TEXT NOT NULL, expires TEXT NOT NULL
);
CREATE TABLE tokens (
  digest TEXT PRIMARY KEY,        -- SHA-256 of the token
  account INTEGER NOT NULL REFERENCES accounts(id) ON DELETE CASCADE,
  label TEXT NOT NULL, made TEXT NOT NULL, used TEXT
);
CREATE TABLE attempts (           -- sign-ins that failed
  n INTEGER PRIMARY KEY, key TEXT NOT NULL, at REAL NOT NULL
);
CREATE INDEX attempts_key ON attempts(key, at);
CREATE TABLE room (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""

_REVIEW = """
CREATE TABLE comments (
  n INTEGER PRIMARY KEY,
  article TEXT, anchor TEXT, "start" INTEGER, "end" INTEGER, quoted TEXT,
  story TEXT,
  parent INTEGER REFERENCES comments(n),
  account TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
  removed TEXT,                   -- who took it down; the trail says why
  CHECK ((article IS NULL) <> (story IS NULL))
);
CREATE INDEX comments_article ON comments(article);
CREATE INDEX comments_story ON comments(story);
CREATE TABLE verdicts (           -- every one that was given; the newest of each analyst counts
  n INTEGER PRIMARY KEY,
  article TEXT NOT NULL, anchor TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'corrected', 'rejected', 'added')),
  settled INTEGER NOT NULL DEFAULT 0,
  machine TEXT,                   -- the record as the analyst saw it, JSON; NULL: there was none
  human TEXT,                     -- the record as it should be, JSON; NULL where rejected
  why TEXT, account TEXT NOT NULL, at TEXT NOT NULL, made_by TEXT NOT NULL
);
CREATE INDEX verdicts_record ON verdicts(article, anchor);
CREATE TABLE trail (
  n INTEGER PRIMARY KEY,
  at TEXT NOT NULL, account TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
  detail TEXT NOT NULL,           -- JSON
  version TEXT NOT NULL,          -- of onrecord
  before TEXT NOT NULL,           -- the hash of the line before
  hash TEXT NOT NULL              -- SHA-256 of this line, `before` included
);
CREATE INDEX trail_subject ON trail(subject);
CREATE TRIGGER trail_kept BEFORE DELETE ON trail BEGIN
  SELECT RAISE(ABORT, 'the trail is append-only');
END;
CREATE TRIGGER trail_fixed BEFORE UPDATE ON trail BEGIN
  SELECT RAISE(ABORT, 'the trail is append-only');
END;
"""


def review(db: sqlite3.Connection) -> None:
    """Migration: the tables."""
    for script in (_ACCOUNTS, _REVIEW):
        current = ""
        for line in script.splitlines(keepends=True):
            current += line
            if sqlite3.complete_statement(current):
                db.execute(current)
                current = ""
