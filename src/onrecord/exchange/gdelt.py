"""Tables in the shape of GDELT 2.0 and CAMEO, tab-separated.

The mentions of one event (same day, source, target, code and place, as GDELT counts) come together
in a scratch database on disk, so memory stays bounded. Raw counts are in GDELT's columns; origins,
of which reprints of one text are one, in a column of their own. What did not happen by the text is
never in the same file as what did.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from onrecord.exchange import cameo, words
from onrecord.exchange.columns import Table
from onrecord.exchange.csv_tables import safe
from onrecord.exchange.dictionary import markdown
from onrecord.exchange.entries import Entry, entries
from onrecord.exchange.files import bytes_file, write
from onrecord.exchange.gdelt_columns import CAMEO, EVENTS, Pair
from onrecord.exchange.origins import origin_of
from onrecord.render.words import word_of
from onrecord.store import Store
from onrecord.store.connect import clear

NOTE = """\
`events.tsv` and `cameo.tsv` hold what the texts tell as fact; `events_not_as_fact.tsv` and
`cameo_not_as_fact.tsv` what they tell as planned, threatened, hypothetical, denied or alleged. The
first 61 columns of `events` are GDELT 2.0's in their order (GDELT's own files have no header line);
ours follow. Two actors and one recipient are two rows, as in CAMEO.
"""
_KEY = ("SQLDATE", "Actor1Code", "Actor1Name", "Actor2Code", "Actor2Name", "EventCode",
        "ActionGeo_FullName", "ActionGeo_FeatureID", "Status")  # fmt: skip
_SCRATCH = """CREATE TABLE mentions (
  n INTEGER PRIMARY KEY, key INTEGER, fact INTEGER, row TEXT, article TEXT, outlet TEXT,
  origin TEXT, word TEXT, own INTEGER, root INTEGER, added TEXT, url TEXT, record TEXT)"""
_GROUPS = """
SELECT g.*, f.row FROM (SELECT key, min(n) AS first, count(DISTINCT record) AS mentions,
  nullif(count(DISTINCT outlet), 0) AS outlets,
  count(DISTINCT article) AS articles, count(DISTINCT origin) AS origins,
  count(*) - count(origin) AS unplaced,
  count(DISTINCT CASE WHEN own THEN record END) AS own, max(root) AS root,
  min(added) AS added, min(url) AS url
FROM mentions WHERE fact = ? GROUP BY key) g
JOIN mentions f ON f.n = g.first ORDER BY g.first"""


def export(store: Store, out: Path, full: bool) -> None:
    scratch = out / ".mentions.part"
    scratch.unlink(missing_ok=True)
    try:
        with clear(out), closing(sqlite3.connect(scratch, isolation_level=None)) as db:
            db.execute("PRAGMA journal_mode = OFF")
            db.execute("PRAGMA synchronous = OFF")
            db.execute(_SCRATCH)
            _mentions(store, db, out, full)
            db.execute("CREATE INDEX by_key ON mentions(fact, key)")
            for fact, name in ((1, "events.tsv"), (0, "events_not_as_fact.tsv")):
                with bytes_file(out / name) as sink:
                    sink.write(_line(EVENTS.names))
                    sink.writelines(_line(_texts(EVENTS, row)) for row in _events(db, fact))
    finally:
        scratch.unlink(missing_ok=True)
    write(out / "columns.md", markdown([EVENTS, CAMEO], "GDELT-shaped and CAMEO tables", NOTE))


def _mentions(store: Store, db: sqlite3.Connection, out: Path, full: bool) -> None:
    """Every mention into the scratch database and its line into the CAMEO tables."""
    origin = origin_of(store)
    with (
        bytes_file(out / "cameo.tsv") as facts,
        bytes_file(out / "cameo_not_as_fact.tsv") as others,
    ):
        for sink in (facts, others):
            sink.write(_line(CAMEO.names))
        db.execute("BEGIN")
        for entry in entries(store, full):
            found = zip(EVENTS.items(entry), EVENTS.rows(entry), CAMEO.rows(entry), strict=True)
            for pair, row, line in found:
                is_fact = pair.event.status in words.FACT
                (facts if is_fact else others).write(_line(_texts(CAMEO, line)))
                _keep(db, entry, pair, row, origin(entry.article))
        db.execute("COMMIT")


def _keep(
    db: sqlite3.Connection, entry: Entry, pair: Pair, row: tuple[object, ...], origin: str | None
) -> None:
    values = dict(zip(EVENTS.names, row, strict=True))
    article, statement = entry.report.article, pair.event.statement
    db.execute(
        "INSERT INTO mentions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            cameo.number(*(values[name] for name in _KEY)),
            pair.event.status in words.FACT,
            json.dumps(row),
            article.id,
            article.outlet,
            origin,
            word_of(entry.report, statement) if statement else None,
            statement is None,
            values["IsRootEvent"],
            entry.source.captured,
            article.url,
            f"{article.id}/{pair.event.id}",
        ),
    )


def _events(db: sqlite3.Connection, fact: int) -> Iterator[tuple[object, ...]]:
    """The rows of the event table, each with what its mentions come to."""
    db.row_factory = sqlite3.Row
    for group in db.execute(_GROUPS, (fact,)):
        row = dict(zip(EVENTS.names, json.loads(group["row"]), strict=True))
        added = group["added"]
        yield tuple(
            (
                row
                | {
                    "GLOBALEVENTID": group["key"],
                    "IsRootEvent": group["root"],
                    "NumMentions": group["mentions"],
                    "NumSources": group["outlets"],
                    "NumArticles": group["articles"],
                    "DATEADDED": "".join(ch for ch in added if ch.isdigit()) if added else None,
                    "SOURCEURL": group["url"],
                    "IndependentSources": None if group["unplaced"] else group["origins"],
                    "OwnWordMentions": group["own"],
                    "OnWhoseWord": _some(db, "word", fact, group["key"]),
                    "Records": _some(db, "record", fact, group["key"]),
                }
            ).values()
        )


def _some(db: sqlite3.Connection, column: str, fact: int, key: int) -> str | None:
    """Up to twenty different values of a group's mentions."""
    found = db.execute(
        f"SELECT DISTINCT {column} FROM mentions WHERE fact = ? AND key = ?"
        f" AND {column} IS NOT NULL ORDER BY n LIMIT 20",
        (fact, key),
    )
    return words.joined(row[0] for row in found)


def _texts(table: Table, row: Sequence[Any]) -> list[str]:
    """Cells without tabs or line ends; text that could be a formula is marked as in our CSV."""
    out = []
    for column, value in zip(table.columns, row, strict=True):
        if value is None:
            out.append("")
        elif isinstance(value, bool):
            out.append(str(value).lower())
        elif column.type == "text":
            out.append(safe(" ".join(str(value).split())))
        else:
            out.append(f"{value}")
    return out


def _line(cells: Sequence[str]) -> bytes:
    return ("\t".join(cells) + "\n").encode("utf-8", "replace")
