"""Pages that are read again: a new version where they changed, what changed, and the old records.

A page is known by its address, or by the path it was read from when it tells none. Two texts at
one address that share nothing are two pages: some sites give every page the same address.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from onrecord.records import Page, Reading, Record, Report
from onrecord.store import diff

Cause = Literal["first", "page", "reading"]
_COLUMNS = "source, thread, number, page, cause, at"
_THREADS = 20  # pages at one address that a new text is compared with


class Version(Record, frozen=True, kw_only=True):
    """One version of a page: the `number`-th of its `source`, read at `at` (UTC).

    `thread` tells apart pages that share one address.
    """

    source: str
    thread: int
    number: int
    page: str
    cause: Cause
    at: str


class Changed(Record, frozen=True, kw_only=True):
    """What one article of a version has that the version before had not, and the reverse.

    `was` is the article's id in the version before; None when it is new, as `article` is None when
    it is gone.
    """

    version: Version
    article: str | None
    was: str | None
    title: str | None
    changes: list[diff.Change]


def source_of(page: Page) -> str:
    """By what a page is known again."""
    if page.url and urlsplit(page.url).path.strip("/"):
        return page.url
    try:
        return str(Path(page.path).absolute())
    except (OSError, ValueError):
        return page.path


def keep(db: Connection, reading: Reading, reports: Callable[[str], list[Report]]) -> None:
    """Note the version that this reading is; the old version's articles go to the history.

    Called within the transaction that keeps the reading, before its articles are written.
    `reports` gives the reports that are kept of a page.
    """
    source, page = source_of(reading.page), reading.page.id
    last, found = _continued(db, source, reading, reports)
    if last is None:
        _add(db, Version(source=source, thread=_free(db, source), number=1, page=page,
                         cause="first", at=""))  # fmt: skip
        return
    cause: Cause = "reading" if last.page == page else "page"
    if cause == "reading" and all(a == b for a, b in found):
        return
    told = [(a, b, _told(a, b)) for a, b in found]
    if cause == "reading" and not any(changed for _, _, changed in told):
        return
    number = last.number + 1
    version = _add(db, msgspec.structs.replace(last, number=number, page=page, cause=cause))
    for before, after, changed in told:
        _note(db, version, before, after, changed)
    if cause == "page" and not _stands_elsewhere(db, last.page, last):
        db.execute("DELETE FROM articles WHERE page = ?", (last.page,))


def _continued(
    db: Connection, source: str, reading: Reading, reports: Callable[[str], list[Report]]
) -> tuple[Version | None, list[diff.Pair]]:
    """The version that this reading continues, and the articles of both side by side."""
    threads = _present(db, source)
    same = next((version for version in threads if version.page == reading.page.id), None)
    for last in [same] if same else threads[:_THREADS]:
        old = reports(last.page)
        found = diff.pairs(old, reading.reports)
        if same or not old or any(a and b for a, b in found):
            return last, found
    return None, []


def _told(before: Report | None, after: Report | None) -> list[diff.Change]:
    if before is not None and after is not None:
        return diff.changes(before, after)
    if after is not None:
        return [diff.whole(after, "added")]
    return [diff.whole(before, "removed")] if before is not None else []


def _present(db: Connection, source: str) -> list[Version]:
    """The last version of each thread of a source, the newest first."""
    found = db.execute(
        f"SELECT {_COLUMNS}, max(number) FROM versions WHERE source = ? GROUP BY thread"
        " ORDER BY n DESC",
        (source,),
    )
    return [_version(row) for row in found]


def _free(db: Connection, source: str) -> int:
    row = db.execute("SELECT max(thread) FROM versions WHERE source = ?", (source,)).fetchone()
    return 0 if row[0] is None else int(row[0]) + 1


def _add(db: Connection, version: Version) -> int:
    done = db.execute(
        "INSERT INTO versions (source, thread, number, page, cause) VALUES (?, ?, ?, ?, ?)"
        " RETURNING n",
        (version.source, version.thread, version.number, version.page, version.cause),
    )
    return int(done.fetchone()[0])


def _version(row: Any) -> Version:
    return Version(**{name: row[name] for name in Version.__struct_fields__})


def _note(
    db: Connection,
    version: int,
    before: Report | None,
    after: Report | None,
    changed: Sequence[diff.Change],
) -> None:
    article = after.article.id if after else None
    was = before.article.id if before else None
    for change in changed:
        values = (version, article, was, *msgspec.structs.astuple(change))
        db.execute(
            "INSERT INTO changes (version, article, was, what, kind, before, after,"
            " before_record, after_record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
    if before is not None and (changed or was != article):
        record = zlib.compress(msgspec.json.encode(before))
        db.execute(
            "INSERT OR REPLACE INTO history (article, version, page, successor, record)"
            " VALUES (?, ?, ?, ?, ?)",
            (was, version, before.article.page, article, record),
        )


def _stands_elsewhere(db: Connection, page: str, but: Version) -> bool:
    """True when the page is the present version of another source or thread too."""
    return (
        db.execute(
            "SELECT 1 FROM versions v WHERE page = ? AND NOT (source = ? AND thread = ?)"
            " AND number = (SELECT max(number) FROM versions"
            " WHERE source = v.source AND thread = v.thread)",
            (page, but.source, but.thread),
        ).fetchone()
        is not None
    )


def before(db: Connection, article: str) -> Report | None:
    """The record of an article that has been replaced, as it was last."""
    row = db.execute(
        "SELECT record FROM history WHERE article = ? ORDER BY version DESC LIMIT 1", (article,)
    ).fetchone()
    return msgspec.json.decode(zlib.decompress(row[0]), type=Report) if row else None


def present(db: Connection, article: str) -> str | None:
    """The id of the article that stands in the place of one now; None when it is gone."""
    seen = set()
    while article not in seen:
        if db.execute("SELECT 1 FROM articles WHERE id = ?", (article,)).fetchone():
            return article
        seen.add(article)
        row = db.execute(
            "SELECT successor FROM history WHERE article = ? ORDER BY version DESC LIMIT 1",
            (article,),
        ).fetchone()
        if row is None or row[0] is None:
            return None
        article = row[0]
    return None


def of_source(db: Connection, source: str) -> list[Version]:
    """All versions of a page, oldest first."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM versions WHERE source = ? ORDER BY thread, number", (source,)
    )
    return [_version(row) for row in found]


def since(db: Connection, moment: str | None, source: str | None) -> Iterator[Changed]:
    """What changed from a moment (ISO 8601, UTC) on, oldest first."""
    found = db.execute(
        "SELECT * FROM versions WHERE cause <> 'first' AND at >= ? AND (?2 IS NULL OR source = ?2)"
        " ORDER BY n",
        (moment or "", source),
    ).fetchall()
    for row in found:
        version = _version(row)
        groups: dict[tuple[str | None, str | None], list[diff.Change]] = {}
        for told in db.execute("SELECT * FROM changes WHERE version = ? ORDER BY n", (row["n"],)):
            change = diff.Change(**{name: told[name] for name in diff.Change.__struct_fields__})
            groups.setdefault((told["article"], told["was"]), []).append(change)
        for (article, was), changed in groups.items():
            title = _title(db, article) or _title_before(db, was)
            yield Changed(version=version, article=article, was=was, title=title, changes=changed)


def _title(db: Connection, article: str | None) -> str | None:
    row: Any = db.execute("SELECT title FROM articles WHERE id = ?", (article,)).fetchone()
    return row[0] if row else None


def _title_before(db: Connection, article: str | None) -> str | None:
    report = before(db, article) if article else None
    return report.article.title if report else None
