"""The embedded store: one SQLite file that two processes can use at once."""

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec
import platformdirs

from onrecord.errors import NotFound
from onrecord.markup import Markup
from onrecord.records import Article, Furniture, Page, Reading, Record, Rejected, Report
from onrecord.store import facets, versions
from onrecord.store import stories as kept_stories
from onrecord.store.connect import clear, connect, transaction
from onrecord.store.rows import rows
from onrecord.store.schema import ITEMS
from onrecord.store.versions import Changed, Version
from onrecord.story_records import Story

Kept = TypeVar("Kept")
_FACTS = ("url", "outlet", "title", "byline", "published", "lang", "credit")
_PAGE = ("id", "path", *_FACTS, "encoding", "text")
_ARTICLE = ("id", "page", *_FACTS, "text")
_JSON = ("derived_from", "markup")  # columns of pages and articles that hold JSON


class Found(Record, frozen=True, kw_only=True):
    """A hit of a search: a statement's words, or (without a statement) the article's text.

    `excerpt` marks the words that were found with `[` and `]`.
    """

    article: str
    statement: str | None
    excerpt: str


def default_path() -> Path:
    """The file that is used when none is named: $ONRECORD_STORE, or in the user's data folder."""
    named = os.environ.get("ONRECORD_STORE")
    if named:
        return Path(named)
    return platformdirs.user_data_path("onrecord", appauthor=False) / "record.db"


class Store:
    """Keeps readings. Every `add` is one transaction: what it stored survives a killed process.

    Errors are `StoreError`s that say what to do. With `writable=False` the file must exist.
    """

    def __init__(self, path: str | Path, *, writable: bool = True) -> None:
        self.path = Path(path)
        self._db = connect(self.path, writable=writable)

    def close(self) -> None:
        self._db.close()

    @property
    def db(self) -> sqlite3.Connection:
        """The connection, for questions that no method answers."""
        return self._db

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def add(self, reading: Reading) -> None:
        """Keep a page with its reports; the same page again takes the place of what was there."""
        with clear(self.path), transaction(self._db):
            self._page(reading)
            versions.keep(self._db, reading, self._reports)
            if self._same(reading):
                return
            self._db.execute("DELETE FROM articles WHERE page = ?", (reading.page.id,))
            for position, report in enumerate(reading.reports):
                self._report(report, position)

    def reject(self, rejected: Rejected) -> None:
        """Keep the reason why an input gave no record."""
        with clear(self.path), transaction(self._db):
            self._db.execute(
                "INSERT OR REPLACE INTO rejected (path, stage, reason) VALUES (?, ?, ?)",
                (rejected.path, rejected.stage, rejected.reason),
            )

    def report(self, article: str) -> Report:
        """The record of an article; `NotFound` when there is none of that id.

        Of an article that another version has replaced it is the last one.
        """
        with clear(self.path):
            gone = self._db.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone()
            if gone is None and (before := versions.before(self._db, article)):
                return before
            row = self._one("SELECT * FROM articles WHERE id = ?", article)
            lists = {name: self._items(name, article) for name in ITEMS}
        known = {name: row[name] for name in _ARTICLE} | {"blocks": msgspec.Raw(row["blocks"])}
        known["derived_from"] = msgspec.Raw(row["derived_from"] or "null")
        if not row["looked_for_voice"]:
            lists["voice"] = msgspec.Raw(b"null")
        line = {"article": known, **lists, "made_by": msgspec.Raw(row["made_by"])}
        return msgspec.json.decode(msgspec.json.encode(line), type=Report)

    def page(self, page: str) -> Page:
        """The page as it was kept."""
        with clear(self.path):
            row = self._one("SELECT * FROM pages WHERE id = ?", page)
        html = None if row["html"] is None else zlib.decompress(row["html"]).decode()
        return Page(
            **{name: row[name] for name in _PAGE},
            html=html,
            derived_from=_decoded(row["derived_from"], list[str]),
            markup=_decoded(row["markup"], Markup),
        )

    def furniture(self, page: str) -> list[Furniture]:
        """What of the page belongs to no article."""
        with clear(self.path):
            row = self._one("SELECT furniture FROM pages WHERE id = ?", page)
        return msgspec.json.decode(row["furniture"], type=list[Furniture])

    def captured(self, page: str) -> str | None:
        """When the page was first kept here, UTC, ISO 8601; None in files of before that was kept.

        By this machine's clock: order is told by the tables' `n`, which no clock can disturb.
        """
        with clear(self.path):
            row = self._one("SELECT captured FROM pages WHERE id = ?", page)
        return row["captured"] and str(row["captured"])

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside is one state of the store, whatever other processes write."""
        with clear(self.path):
            self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("ROLLBACK")

    def select(self, query: str, *values: str | int | float | None) -> Iterator[Any]:
        """Rows of a query over the documented tables and views (docs/store.md)."""
        with clear(self.path):
            yield from self._db.execute(query, values)

    def articles(self) -> Iterator[Article]:
        """All articles in the order of storing."""
        with clear(self.path):
            for row in self._db.execute("SELECT * FROM articles ORDER BY n"):
                known = {name: row[name] for name in _ARTICLE}
                known["blocks"] = msgspec.json.decode(row["blocks"])
                known["derived_from"] = _decoded(row["derived_from"], list[str])
                yield msgspec.convert(known, Article)

    def rejections(self) -> list[Rejected]:
        with clear(self.path):
            found = self._db.execute("SELECT path, stage, reason FROM rejected ORDER BY path")
            return [Rejected(**dict(row)) for row in found]

    def find(self, key: str) -> list[str]:
        """Ids of the articles meant by an id, the beginning of one, or the path of a file read."""
        with clear(self.path):
            by_path = self._db.execute(
                "SELECT a.id FROM inputs i JOIN articles a ON a.page = i.page"
                " WHERE i.path = ? OR i.file = ? ORDER BY a.position",
                (key, _absolute(key)),
            ).fetchall()
            found = by_path or self._db.execute(
                "SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY id",
                (key, key + "\U0010ffff"),
            )
            return list(dict.fromkeys(row[0] for row in found))

    def search(self, text: str, limit: int = 50) -> list[Found]:
        """Statements and articles with all the words, best first; "a phrase" in double quotes."""
        query = match_words(text)
        if not query:
            return []
        with clear(self.path):
            found = self._db.execute(_FIND, {"query": query, "limit": limit}).fetchall()
        return [Found(**dict(row)) for row in found]

    def weave(self) -> int:
        """Bring articles that are in no story yet into stories; tells how many there were."""
        from onrecord.store.weave import Weaver  # the stage's resources, only when it runs

        with clear(self.path):
            return Weaver(self._db, self.report).weave()

    def stories(
        self,
        limit: int | None = None,
        offset: int = 0,
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        at_least: int = 1,
        disputed: bool = False,
        text: str | None = None,
    ) -> list[Story]:
        """Stories as `weave` left them, the latest first.

        `since` and `until` are ISO dates, `at_least` a number of articles, `text` words that stand
        in an article of the story.
        """
        match = None if text is None else match_words(text)
        if match == "":
            return []
        with clear(self.path):
            return kept_stories.select(
                self._db, limit=limit, offset=offset, outlet=outlet, since=since, until=until,
                at_least=at_least, disputed=disputed, match=match,
            )  # fmt: skip

    def story(self, key: str) -> Story:
        """The story of that id, or the one that took it up; `NotFound` when there is none."""
        with clear(self.path):
            return kept_stories.one(self._db, key)

    def story_of(self, article: str) -> str | None:
        """Id of the article's story; None before it is woven in."""
        with clear(self.path):
            return kept_stories.of_article(self._db, article)

    def versions(self, page: Page) -> list[Version]:
        """All versions of a page that are kept, oldest first."""
        with clear(self.path):
            return versions.of_source(self._db, versions.source_of(page))

    def changes(self, since: str | None = None, source: str | None = None) -> list[Changed]:
        """What changed in pages that were read again: from a moment on, or of one page."""
        with clear(self.path):
            return list(versions.since(self._db, since, source))

    def present(self, article: str) -> str | None:
        """The id of the article that stands now in the place of one that was replaced."""
        with clear(self.path):
            return versions.present(self._db, article)

    def _reports(self, page: str) -> list[Report]:
        ids = self._db.execute("SELECT id FROM articles WHERE page = ? ORDER BY position", (page,))
        return [self.report(row[0]) for row in ids.fetchall()]

    def _page(self, reading: Reading) -> None:
        page = reading.page
        html = None if page.html is None else zlib.compress(page.html.encode())
        furniture = msgspec.json.encode(reading.furniture).decode()
        values = {name: getattr(page, name) for name in _PAGE}
        values |= {name: _encoded(getattr(page, name)) for name in _JSON}
        self._upsert("pages", values | {"html": html, "furniture": furniture}, "id")
        where = {"path": page.path, "file": _absolute(page.path), "page": page.id}
        self._upsert("inputs", where, "path")
        self._db.execute("DELETE FROM rejected WHERE path = ?", (page.path,))

    def _same(self, reading: Reading) -> bool:
        """True when exactly these reports are kept already, which saves writing them again."""
        ids = [r.article.id for r in reading.reports]
        kept = self._db.execute(
            "SELECT id FROM articles WHERE page = ? ORDER BY position", (reading.page.id,)
        )
        if [row[0] for row in kept] != ids:
            return False
        return all(self.report(r.article.id) == r for r in reading.reports)

    def _report(self, report: Report, position: int) -> None:
        article = report.article
        values = {name: getattr(article, name) for name in _ARTICLE} | {
            "position": position,
            "derived_from": _encoded(article.derived_from),
            "blocks": msgspec.json.encode(article.blocks).decode(),
            "made_by": msgspec.json.encode(report.made_by).decode(),
            "looked_for_voice": report.voice is not None,
        }
        # The same article may come from another page only if ids collide; the newer one stays.
        self._db.execute("DELETE FROM articles WHERE id = ?", (article.id,))
        self._insert("articles", [values])
        for table, items in rows(report):
            self._insert(table, items)
        facets.keep(self._db, report)

    def _insert(self, table: str, items: list[dict[str, Any]]) -> None:
        if items:
            sql = f"INSERT INTO {table} ({_names(items[0])}) VALUES ({_marks(items[0])})"
            self._db.executemany(sql, items)

    def _upsert(self, table: str, values: dict[str, Any], key: str) -> None:
        """Insert or update in place (a replaced page would take its articles with it)."""
        changes = ", ".join(f'"{name}" = excluded."{name}"' for name in values if name != key)
        self._db.execute(
            f"INSERT INTO {table} ({_names(values)}) VALUES ({_marks(values)})"
            f" ON CONFLICT({key}) DO UPDATE SET {changes}",
            values,
        )

    def _one(self, sql: str, key: str) -> Any:
        row = self._db.execute(sql, (key,)).fetchone()
        if row is None:
            raise NotFound(f"{self.path} holds nothing with the id {key}")
        return row

    def _items(self, table: str, article: str) -> msgspec.Raw:
        sql = f"SELECT record FROM {table} WHERE article = ? ORDER BY position"
        found = ",".join(row[0] for row in self._db.execute(sql, (article,)))
        return msgspec.Raw(f"[{found}]".encode())


_FIND = """
SELECT article, statement, excerpt FROM (
  SELECT s.article, s.id AS statement, rank, 0 AS level,
    snippet(statements_search, 0, '[', ']', '…', 24) AS excerpt
  FROM statements_search JOIN statements s ON s.n = statements_search.rowid
  WHERE statements_search MATCH :query
  UNION ALL
  SELECT a.id, NULL, rank, 1, snippet(articles_search, 1, '[', ']', '…', 24)
  FROM articles_search JOIN articles a ON a.n = articles_search.rowid
  WHERE articles_search MATCH :query
) ORDER BY level, rank LIMIT :limit
"""


def match_words(text: str) -> str:
    """Words and "phrases" as full-text terms: no character of a query is taken for syntax."""
    phrases = text.replace("\0", " ").split('"')  # a NUL would end the query for SQLite
    terms = [
        term
        for i, part in enumerate(phrases)
        for term in ([part.strip()] if i % 2 else part.split())
        if any(ch.isalnum() for ch in term)
    ]
    return " ".join(f'"{term}"' for term in terms)


def _encoded(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def _decoded(text: str | None, kind: type[Kept]) -> Kept | None:
    return None if text is None else msgspec.json.decode(text, type=kind)


def _absolute(path: str) -> str:
    try:
        return str(Path(path).absolute())
    except (OSError, ValueError):
        return path


def _names(values: dict[str, Any]) -> str:
    return ", ".join(f'"{name}"' for name in values)


def _marks(values: dict[str, Any]) -> str:
    return ", ".join(f":{name}" for name in values)
