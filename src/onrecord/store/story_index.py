"""Sketches of articles in the store: who shares rare words with whom, and how rare words are."""

import sqlite3
from collections import Counter
from collections.abc import Iterable

import msgspec

from onrecord.stages.corroborate.cluster import window
from onrecord.stages.corroborate.sketch import Common, Sketch, Vector, vector, weightiest

NEAR = 30  # articles looked at because they share the weightiest words
SHARED = 0.03  # likeness in the weightiest words below which nobody is a companion
AT_ONCE = 500  # values in one query

_encode = msgspec.msgpack.Encoder().encode
decode = msgspec.msgpack.Decoder(Sketch).decode


class Index:
    """Words of woven articles by day. All calls belong inside a transaction of the caller."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._total = int(db.execute("SELECT count(*) FROM story_articles").fetchone()[0])
        self.rarity: Vector = {}

    def enter(self, article: str, of: Sketch) -> int:
        """A row for the article, in no story yet; its words are counted. Returns its number."""
        self._total += 1
        self._db.executemany(_COUNT, [(key,) for key in of.terms])
        return int(self._db.execute(_ENTER, (article, of.day, _encode(of))).lastrowid or 0)

    def forget(self) -> None:
        """Take the words of deleted articles out."""
        for n, day, blob in self._db.execute("SELECT n, day, sketch FROM story_gone").fetchall():
            self._total -= 1
            keys = decode(blob).terms
            self._db.executemany(_UNPOST, [(key, day, n) for key in keys])
            self._db.executemany(_UNCOUNT, [(key,) for key in keys])
        self._db.execute("DELETE FROM story_gone")
        self.rarity = {}

    def learn(self, keys: Iterable[int]) -> None:
        """Look up how rare words are that have not been asked for since `forget`."""
        unknown = list({key for key in keys if key not in self.rarity})
        self.rarity |= Common(self._total, self._seen).rarity(unknown)

    def companions(self, n: int, of: Sketch) -> list[int]:
        """Numbers of earlier articles that share the article's weightiest words; enters its own."""
        own = weightiest(vector(of, self.rarity))
        first, last = window(of.day)
        shared: Counter[int] = Counter()
        for key, weight in own:
            for other, theirs in self._db.execute(_POSTINGS, (key, first, last)):
                shared[other] += weight * theirs
        self._db.executemany(_POST, [(key, of.day, n, weight) for key, weight in own])
        return [m for m, x in shared.most_common(NEAR) if x >= SHARED]

    def _seen(self, keys: list[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for at in range(0, len(keys), AT_ONCE):
            part = keys[at : at + AT_ONCE]
            marks = ",".join("?" * len(part))
            sql = f"SELECT term, articles FROM story_words WHERE term IN ({marks})"
            found |= {row[0]: row[1] for row in self._db.execute(sql, part)}
        return found


_COUNT = """
INSERT INTO story_words (term, articles) VALUES (?, 1)
ON CONFLICT(term) DO UPDATE SET articles = articles + 1
"""
_UNCOUNT = "UPDATE story_words SET articles = articles - 1 WHERE term = ?"
_ENTER = "INSERT INTO story_articles (article, story, day, sketch) VALUES (?, '', ?, ?)"
_POST = "INSERT OR REPLACE INTO story_terms (term, day, article, weight) VALUES (?, ?, ?, ?)"
_UNPOST = "DELETE FROM story_terms WHERE term = ? AND day = ? AND article = ?"
_POSTINGS = """
SELECT article, weight FROM story_terms WHERE term = ?1 AND day BETWEEN ?2 AND ?3
UNION ALL SELECT article, weight FROM story_terms WHERE term = ?1 AND day = 0 AND ?2 > 0
"""
