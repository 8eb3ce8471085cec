"""Readings -> the Parquet tables of one shard, complete or not there at all."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import msgspec

from onrecord.records import Reading, Rejected, Report
from onrecord.runners.schema import TABLES, arrow
from onrecord.store.rows import rows

Row = dict[str, Any]
WORK = ".work"  # where unfinished shards lie; nothing in it is ever read
_GROUP = 4_000  # rows that are kept in memory before they are written
_FACTS = ("url", "outlet", "title", "byline", "published", "lang", "credit")


def folder_of(out: Path, shard: str) -> Path:
    return out / f"shard={shard}"


class Writer:
    """Writes one shard into a folder of its own and renames it into place at the end.

    The rename is the checkpoint: a shard is there whole, or there is no trace of it.
    """

    def __init__(self, out: Path, shard: str, keep_html: bool) -> None:
        self.place = folder_of(out, shard)
        self.keep_html = keep_html
        self._work = out / WORK / f"{shard}-{uuid4().hex[:8]}"
        self._work.mkdir(parents=True)
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        self._files: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.close()
        shutil.rmtree(self._work, ignore_errors=True)

    def add(self, n: int, outcome: Reading | Rejected) -> None:
        """Take what became of input number `n`."""
        for table, found in table_rows(n, outcome, self.keep_html):
            self._rows[table] += found
            if len(self._rows[table]) >= _GROUP:
                self._flush(table)

    def finish(self) -> None:
        """Bring the shard into place; what another process brought there first stays."""
        for table in TABLES:
            self._flush(table)
            self._files.pop(table).close()
        for file in self._work.iterdir():
            _sync(file)
        _sync(self._work)
        try:
            self._work.rename(self.place)
        except OSError:
            if not self.place.is_dir():
                raise
        _sync(self.place.parent)

    def _flush(self, table: str) -> None:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        if table not in self._files:
            file = self._work / f"{table}.parquet"
            self._files[table] = ParquetWriter(file, arrow(table), compression="zstd")
        if self._rows[table]:
            found = pa.Table.from_pylist(self._rows[table], schema=arrow(table))
            self._files[table].write_table(found)
        self._rows[table] = []


def _sync(path: Path) -> None:
    """What was written reaches the disk before the rename that tells of it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some file systems cannot sync a folder
    finally:
        os.close(handle)


def table_rows(
    n: int, outcome: Reading | Rejected, keep_html: bool
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The rows of each table that one outcome makes."""
    if isinstance(outcome, Rejected):
        yield "rejected", [{"n": n, **msgspec.structs.asdict(outcome)}]
        return
    page = outcome.page
    facts = {name: getattr(page, name) for name in (*_FACTS, "id", "path", "encoding", "text")}
    yield (
        "pages",
        [
            {
                "n": n,
                **facts,
                "html": page.html if keep_html else None,
                "derived_from": _json(page.derived_from),
                "markup": _json(page.markup),
                "furniture": _json(outcome.furniture),
            }
        ],
    )
    for position, report in enumerate(outcome.reports):
        yield "articles", [_article(n, position, report)]
        for table, found in rows(report):
            yield table, [{"n": n, **row} for row in found]


def _article(n: int, position: int, report: Report) -> dict[str, Any]:
    article = report.article
    return {
        "n": n,
        "position": position,
        **{name: getattr(article, name) for name in (*_FACTS, "id", "page", "text")},
        "derived_from": _json(article.derived_from),
        "blocks": _json(article.blocks),
        "made_by": _json(report.made_by),
        "looked_for_voice": report.voice is not None,
    }


def _json(value: object) -> str | None:
    return None if value is None else msgspec.json.encode(value).decode()


def readings(folder: Path) -> Iterator[tuple[int, Reading | Rejected]]:
    """What a shard holds, with its input numbers, exactly as it was read."""
    tables = {name: _read(folder / f"{name}.parquet") for name in TABLES}
    by: dict[str, dict[int, list[dict[str, Any]]]] = {name: {} for name in TABLES}
    for name, found in tables.items():
        for row in found:
            by[name].setdefault(row["n"], []).append(row)
    for n in sorted({*by["pages"], *by["rejected"]}):
        for row in by["rejected"].get(n, []):
            yield n, Rejected(path=row["path"], stage=row["stage"], reason=row["reason"])
        for row in by["pages"].get(n, []):
            yield n, _reading(n, row, by)


def _read(file: Path) -> list[dict[str, Any]]:
    from pyarrow.parquet import ParquetFile

    with ParquetFile(file) as opened:
        found: list[dict[str, Any]] = opened.read().to_pylist()
    return found


def _reading(
    n: int, row: dict[str, Any], by: dict[str, dict[int, list[dict[str, Any]]]]
) -> Reading:
    page = {name: row[name] for name in (*_FACTS, "id", "path", "encoding", "text", "html")}
    page |= {name: _raw(row[name]) for name in ("derived_from", "markup")}
    reports = [
        _report(article, {table: by[table].get(n, []) for table in _ITEMS})
        for article in by["articles"].get(n, [])
    ]
    whole = {"page": page, "furniture": _raw(row["furniture"]), "reports": reports}
    return msgspec.json.decode(msgspec.json.encode(whole), type=Reading)


_ITEMS = ("statements", "events", "figures", "actors", "places", "times", "voice")


def _report(row: dict[str, Any], items: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    article = {name: row[name] for name in (*_FACTS, "id", "page", "text")}
    article |= {name: _raw(row[name]) for name in ("derived_from", "blocks")}
    lists: dict[str, Any] = {
        table: [_raw(item["record"]) for item in found if item["article"] == row["id"]]
        for table, found in items.items()
    }
    if not row["looked_for_voice"]:
        lists["voice"] = None
    return {"article": article, **lists, "made_by": _raw(row["made_by"])}


def _raw(text: str | None) -> msgspec.Raw:
    return msgspec.Raw((text or "null").encode())
