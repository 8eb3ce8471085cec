"""Bringing new articles into stories, within the store's own connection.

Each article is looked up by its weightiest words among articles of nearby days, so that the cost of
adding one does not grow with the store as a whole.
"""

import sqlite3
from collections.abc import Callable, Iterable
from itertools import islice

import msgspec

from onrecord.records import Report, digest
from onrecord.stages.corroborate import compose
from onrecord.stages.corroborate.cluster import JOIN, standing, window
from onrecord.stages.corroborate.sketch import Common, Sketch, Vector, sketch, vector, weightiest
from onrecord.store.connect import transaction

CHUNK = 100  # articles woven in one transaction
LOOKED_UP = 40  # articles that share the weightiest words
COMPARED = 12  # members of a story that a new article is compared with

_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(Sketch).decode


class Weaver:
    """Joins articles to stories; `report` gives the record of an article."""

    def __init__(self, db: sqlite3.Connection, report: Callable[[str], Report]) -> None:
        self._db = db
        self._report = report
        self._total = int(db.execute("SELECT count(*) FROM story_articles").fetchone()[0])

    def weave(self) -> int:
        """Bring every article that is in no story into one; tells how many there were."""
        woven = 0
        waiting = [row[0] for row in self._db.execute(_WAITING)]
        source = iter(waiting)
        while batch := list(islice(source, CHUNK)):
            with transaction(self._db):
                self._forget()
                for article in batch:
                    self._join(article)
                self._compose()
            woven += len(batch)
        if not waiting:
            with transaction(self._db):
                self._forget()
                self._compose()
        return woven

    def _forget(self) -> None:
        """Take the words of deleted articles out of the index."""
        for n, day, blob in self._db.execute("SELECT n, day, sketch FROM story_gone").fetchall():
            self._total -= 1
            of = _DECODE(blob)
            self._db.executemany(
                "DELETE FROM story_terms WHERE term = ? AND day = ? AND article = ?",
                [(key, day, n) for key in of.terms],
            )
            self._db.executemany(
                "UPDATE story_words SET articles = articles - 1 WHERE term = ?",
                [(key,) for key in of.terms],
            )
        self._db.execute("DELETE FROM story_gone")

    def _join(self, article: str) -> None:
        of = sketch(self._report(article))
        self._total += 1
        self._db.executemany(_COUNT_WORD, [(key,) for key in of.terms])
        own = vector(of, self._rarity(of.terms))
        story = self._fitting(of, own) or self._new(article)
        self._db.execute("UPDATE stories SET stale = 1 WHERE id = ?", (story,))
        n = self._db.execute(
            "INSERT INTO story_articles (article, story, day, sketch) VALUES (?, ?, ?, ?)",
            (article, story, of.day, _ENCODE(of)),
        ).lastrowid
        self._db.executemany(
            "INSERT OR REPLACE INTO story_terms (term, day, article, weight) VALUES (?, ?, ?, ?)",
            [(key, of.day, n, weight) for key, weight in weightiest(own)],
        )

    def _fitting(self, of: Sketch, own: Vector) -> str | None:
        """The story that the article fits best, if it fits one well enough."""
        best, chosen = JOIN, None
        for story, members in self._candidates(of, own).items():
            fit = standing(own, of.day, members)
            if fit >= best:
                best, chosen = fit, story
        return chosen

    def _candidates(self, of: Sketch, own: Vector) -> dict[str, list[tuple[Vector, int]]]:
        first, last = window(of)
        shared: dict[int, float] = {}
        for key, weight in weightiest(own):
            for n, other in self._db.execute(_POSTINGS, (key, first, last)):
                shared[n] = shared.get(n, 0.0) + weight * other
        near = sorted(shared, key=lambda n: (-shared[n], n))[:LOOKED_UP]
        stories: dict[str, list[tuple[Vector, int]]] = {}
        for story in self._stories_of(near):
            rows = self._db.execute(_MEMBERS, (story, COMPARED)).fetchall()
            stories[story] = [self._vector(blob) for (blob,) in rows]
        return stories

    def _stories_of(self, near: Iterable[int]) -> list[str]:
        sql = "SELECT story FROM story_articles WHERE n = ?"
        found = (self._db.execute(sql, (n,)).fetchone() for n in near)
        return list(dict.fromkeys(row[0] for row in found if row))

    def _vector(self, blob: bytes) -> tuple[Vector, int]:
        of = _DECODE(blob)
        return vector(of, self._rarity(of.terms)), of.day

    def _rarity(self, terms: Iterable[int]) -> Vector:
        return Common(self._total, self._seen).rarity(list(terms))

    def _seen(self, keys: list[int]) -> dict[int, int]:
        marks = ",".join("?" * len(keys))
        sql = f"SELECT term, articles FROM story_words WHERE term IN ({marks})"
        return {row[0]: row[1] for row in self._db.execute(sql, keys)}

    def _new(self, article: str) -> str:
        """A story whose id tells its first article; a taken id (never by chance) is told apart."""
        key = digest("story", article)
        while self._db.execute("SELECT 1 FROM stories WHERE id = ?", (key,)).fetchone():
            key = digest("story", key)
        self._db.execute(
            "INSERT INTO stories (id, articles, independent, figures, disputes, record)"
            " VALUES (?, 0, 0, 0, 0, '{}')",
            (key,),
        )
        return key

    def _compose(self) -> None:
        for (key,) in self._db.execute("SELECT id FROM stories WHERE stale").fetchall():
            members = self._db.execute(_ARTICLES, (key,)).fetchall()
            if not members:
                self._db.execute("DELETE FROM stories WHERE id = ?", (key,))
                continue
            story = compose(key, [self._report(row[0]) for row in members])
            self._db.execute(
                _UPDATE,
                (story.title, story.first, story.last, len(story.articles),
                 "; ".join(story.outlets) or None, story.independent, len(story.figures),
                 len(story.disputes), msgspec.json.encode(story).decode(), key),
            )  # fmt: skip
            self._db.executemany(
                "UPDATE story_articles SET origin = ? WHERE article = ?",
                [(i, article) for i, group in enumerate(story.origins) for article in group],
            )


_WAITING = """
SELECT a.id FROM articles a LEFT JOIN story_articles s ON s.article = a.id
WHERE s.n IS NULL ORDER BY coalesce(a.published, '9'), a.n
"""
_COUNT_WORD = """
INSERT INTO story_words (term, articles) VALUES (?, 1)
ON CONFLICT(term) DO UPDATE SET articles = articles + 1
"""
_POSTINGS = """
SELECT article, weight FROM story_terms WHERE term = ?1 AND day BETWEEN ?2 AND ?3
UNION ALL SELECT article, weight FROM story_terms WHERE term = ?1 AND day = 0 AND ?2 > 0
"""
_MEMBERS = "SELECT sketch FROM story_articles WHERE story = ? ORDER BY n DESC LIMIT ?"
_ARTICLES = "SELECT article FROM story_articles WHERE story = ? ORDER BY n"
_UPDATE = """
UPDATE stories SET title = ?, first = ?, last = ?, articles = ?, outlets = ?, independent = ?,
  figures = ?, disputes = ?, stale = 0, record = ? WHERE id = ?
"""
