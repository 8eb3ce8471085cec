"""What a visitor asked to see, and the rows that fit, the newest first.

Pages of results go by key, not by offset: a page begins below the row id where the one before
ended, so the thousandth page costs what the first does, and nothing shifts while rows come in.
"""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from onrecord.errors import UsageError
from onrecord.store.schema_facets import SHIFT

LOW = (1 << SHIFT) - 1
_JULIAN = 1_721_425  # the Julian day number of 0001-01-01 is this much more than its ordinal - 1
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")

KINDS = {
    "articles": ("outlet", "who", "speaker", "place", "country", "type", "status", "stance"),
    "statements": ("speaker", "stance", "outlet", "kind", "named"),
    "events": ("who", "actor", "recipient", "type", "status", "word", "place", "country", "outlet"),
    "figures": ("unit", "word", "outlet"),
}


@dataclass(frozen=True)
class Filter:
    """Keys that all must hold, and the first and last day (ISO; None is open)."""

    table: str
    keys: Mapping[str, str] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None

    @property
    def query(self) -> str:
        """As the query part of an address."""
        told = {**self.keys, "from": self.first, "to": self.last}
        return urlencode({name: value for name, value in told.items() if value})

    def bounds(self) -> tuple[int, int]:
        """The lowest row id and the one above the highest."""
        low = julian(self.first, end=False) << SHIFT if self.first else 0
        high = julian(self.last, end=True) if self.last else 1 << 24
        return low, (high + 1) << SHIFT

    def __bool__(self) -> bool:
        return bool(self.keys or self.first or self.last)


def asked(table: str, query: Mapping[str, str]) -> Filter:
    """The filter that an address names; `UsageError` for a date that is none."""
    keys = {kind: query[kind].strip()[:300] for kind in KINDS[table] if query.get(kind, "").strip()}
    return Filter(table, keys, _day(query.get("from")), _day(query.get("to")))


def _day(value: str | None) -> str | None:
    if not value or not value.strip():
        return None
    value = value.strip()
    if _DATE.fullmatch(value):
        julian(value, end=False)
        return value
    raise UsageError(f"{value!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")


def julian(day: str, *, end: bool) -> int:
    """The Julian day number of an ISO date, or the first or last of its month or year."""
    parts = [int(part) for part in day.split("-")]
    try:
        if len(parts) == 3:
            found = date(*parts)
        elif end:
            year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
            following = date(year + month // 12, month % 12 + 1, 1)
            return following.toordinal() + _JULIAN - 1
        else:
            found = date(parts[0], parts[1] if len(parts) == 2 else 1, 1)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{day!r} is no date: write YYYY, YYYY-MM or YYYY-MM-DD") from error
    return found.toordinal() + _JULIAN


def iso(day: int) -> str | None:
    """A Julian day number as an ISO date; None for 0, the undated."""
    return date.fromordinal(day - _JULIAN).isoformat() if day > _JULIAN else None


def expression(db: sqlite3.Connection, keys: Mapping[str, str]) -> str | None:
    """The keys as a full-text query; "" without keys, None where a key was never met."""
    numbers = []
    for kind, key in keys.items():
        row = db.execute(
            "SELECT id FROM facet_keys WHERE kind = ? AND key = ?", (kind, key)
        ).fetchone()
        if row is None:
            return None
        numbers.append(f'"{row[0]}"')
    return " AND ".join(numbers)


def ids(db: sqlite3.Connection, wanted: Filter, size: int, before: int | None = None) -> list[int]:
    """Row ids of `*_facets` that fit, the newest first, at most `size`."""
    match = expression(db, wanted.keys)
    if match is None:
        return []
    low, high = wanted.bounds()
    table = f"{wanted.table}_facets"
    where = "rowid >= ? AND rowid < ?"
    values: list[str | int] = [low, min(high, before or high)]
    if match:
        where, values = f"{table} MATCH ? AND {where}", [match, *values]
    sql = f"SELECT rowid FROM {table} WHERE {where} ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in db.execute(sql, [*values, size])]


def rows(
    db: sqlite3.Connection, wanted: Filter, columns: str, size: int, before: int | None = None
) -> tuple[list[dict[str, Any]], int | None]:
    """A page of rows joined to their article `a`, and where the next page begins."""
    found = ids(db, wanted, size + 1, before)
    following = found[size - 1] if len(found) > size else None
    numbers = [rowid & LOW for rowid in found[:size]]
    if wanted.table == "articles":
        source = "articles a WHERE a.n"
    else:
        source = f"{wanted.table} r JOIN articles a ON a.id = r.article WHERE r.n"
    n = "a.n" if wanted.table == "articles" else "r.n"
    marks = ",".join("?" * len(numbers))
    got = db.execute(f"SELECT {n} AS n, {columns} FROM {source} IN ({marks})", numbers)
    by_number = {row["n"]: dict(row) for row in got}
    return [by_number[n] for n in numbers if n in by_number], following


def count(db: sqlite3.Connection, wanted: Filter, most: int = 10_000) -> int:
    """How many fit; counting stops at `most`."""
    match = expression(db, wanted.keys)
    if match is None:
        return 0
    low, high = wanted.bounds()
    table = f"{wanted.table}_facets"
    where = "rowid >= ? AND rowid < ?"
    values: list[str | int] = [low, high]
    if match:
        where, values = f"{table} MATCH ? AND {where}", [match, *values]
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {where} LIMIT ?)"
    return int(db.execute(sql, [*values, most]).fetchone()[0])


def by_day(db: sqlite3.Connection, wanted: Filter, most: int = 100_000) -> dict[str, int]:
    """How many rows each day has; of the newest `most`, the undated left out."""
    match = expression(db, wanted.keys)
    if match is None:
        return {}
    low, high = wanted.bounds()
    table = f"{wanted.table}_facets"
    where = "rowid >= ? AND rowid < ?"
    values: list[str | int] = [max(low, 1 << SHIFT), high]
    if match:
        where, values = f"{table} MATCH ? AND {where}", [match, *values]
    sql = (
        f"SELECT day, count(*) FROM (SELECT rowid >> {SHIFT} AS day FROM {table}"
        f" WHERE {where} ORDER BY rowid DESC LIMIT ?) GROUP BY day ORDER BY day"
    )
    told = {iso(day): number for day, number in db.execute(sql, [*values, most])}
    return {day: number for day, number in told.items() if day}


def top(db: sqlite3.Connection, table: str, kind: str, size: int = 40) -> list[tuple[str, int]]:
    """The keys of a kind that most rows hold, with their counts."""
    sql = (
        f"SELECT k.key, v.doc FROM {table}_vocab v JOIN facet_keys k ON k.id = v.term"
        " WHERE k.kind = ? ORDER BY v.doc DESC, k.key LIMIT ?"
    )
    return [(row[0], row[1]) for row in db.execute(sql, (kind, size))]


def suggest(db: sqlite3.Connection, kind: str, beginning: str, size: int = 12) -> list[str]:
    """Keys of a kind that begin so."""
    sql = "SELECT key FROM facet_keys WHERE kind = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?"
    return [row[0] for row in db.execute(sql, (kind, beginning, beginning + "\U0010ffff", size))]
