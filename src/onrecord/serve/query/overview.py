"""Counts over the whole store or what fits a filter, for the timeline and the map."""

import sqlite3
from dataclasses import dataclass

from onrecord.serve.query.filters import LOW, Filter, ids

NEWEST = 1500  # articles whose places are counted where a filter is set


@dataclass(frozen=True)
class Spot:
    """A place with the number of articles that tell of it."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    articles: int


def totals(db: sqlite3.Connection) -> dict[str, int]:
    """How much is on record."""
    sizes = {}
    for table in ("articles", "statements", "events", "figures"):
        sizes[table] = int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    sizes["stories"] = int(
        db.execute("SELECT count(*) FROM stories WHERE articles > 0").fetchone()[0]
    )
    return sizes


_PLACES = """
SELECT p.name, p.country, p.lat, p.lon, p.precision, count(DISTINCT p.article) AS articles
FROM places p {join} WHERE NOT p.metonym AND p.precision IS NOT NULL
  AND p.precision <> 'unknown' {where}
GROUP BY coalesce(p.geonames_id, p.name) ORDER BY articles DESC LIMIT ?
"""


def spots(db: sqlite3.Connection, wanted: Filter, most: int = 150) -> list[Spot]:
    """Where it happened: no metonyms, nothing whose place is not known."""
    if wanted:
        numbers = [rowid & LOW for rowid in ids(db, wanted, NEWEST)]
        marks = ",".join("?" * len(numbers))
        sql = _PLACES.format(
            join="JOIN articles a ON a.id = p.article", where=f"AND a.n IN ({marks})"
        )
        found = db.execute(sql, [*numbers, most])
    else:
        # Of a large store the newest articles' places: a map of all of them says nothing.
        sql = _PLACES.format(
            join="JOIN articles a ON a.id = p.article",
            where="AND a.n > (SELECT max(n) FROM articles) - 20000",
        )
        found = db.execute(sql, [most])
    return [Spot(**dict(row)) for row in found]


def spots_of(db: sqlite3.Connection, articles: list[str], most: int = 60) -> list[Spot]:
    """The places of some articles."""
    marks = ",".join("?" * len(articles))
    sql = _PLACES.format(join="", where=f"AND p.article IN ({marks})")
    return [Spot(**dict(row)) for row in db.execute(sql, [*articles, most])]
