"""What a report's rows can be filtered by (see `schema_facets`)."""

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.records import Argument, Event, Figure, Report, Statement
from onrecord.render import words
from onrecord.store.schema_facets import DAY, SHIFT

Key = tuple[str, str]  # kind, key

_FIRST = f"SELECT n, {DAY.format(published='published')} * {1 << SHIFT} FROM articles WHERE id = ?"


def keep(db: sqlite3.Connection, report: Report) -> None:
    """Index the rows of an article that has just been stored, within its transaction."""
    n, day = db.execute(_FIRST, (report.article.id,)).fetchone()
    outlet = _key("outlet", report.article.outlet)
    own = {
        "statements": [_statement(report, s) for s in report.statements],
        "events": [_event(report, e) for e in report.events],
        "figures": [_figure(report, f) for f in report.figures],
    }
    every = {*outlet, *_article(report), *(key for rows in own.values() for r in rows for key in r)}
    numbers = _numbers(db, every)
    _insert(db, "articles", [(day + n, numbers, every - _parts(own))])
    for table, keys in own.items():
        sql = f"SELECT n FROM {table} WHERE article = ? ORDER BY position"
        rows = db.execute(sql, (report.article.id,)).fetchall()
        _insert(
            db,
            table,
            [
                (day + row[0], numbers, {*outlet, *found})
                for row, found in zip(rows, keys, strict=True)
            ],
        )


def keep_line(db: sqlite3.Connection, line: str) -> None:
    keep(db, msgspec.json.decode(line, type=Report))


# What only rows of that kind are asked for; an article is found by all else that its rows hold.
_OF_ROWS = {"actor", "recipient", "kind", "named", "unit"}


def _parts(own: dict[str, list[set[Key]]]) -> set[Key]:
    return {key for rows in own.values() for row in rows for key in row if key[0] in _OF_ROWS}


def _article(report: Report) -> Iterator[Key]:
    for actor in report.actors:
        yield from _key("who", actor.name)
    for place in report.places:
        if not place.metonym:
            yield from _key("place", place.name)
        yield from _key("country", place.country)


def _statement(report: Report, s: Statement) -> set[Key]:
    actor = report.actor(s.speaker)
    name = actor.name if actor else None
    return {
        *_key("speaker", name),
        *_key("stance", s.stance),
        ("kind", s.kind),
        ("named", "yes" if name else "no"),
    }


def _event(report: Report, e: Event) -> set[Key]:
    place = next((p for p in report.places if p.id == e.place), None)
    keys = {("type", e.type), ("status", e.status), *_word(report, e.statement)}
    for role, arguments in (("actor", e.actors), ("recipient", e.recipients)):
        for argument in arguments:
            name = _party(report, argument)
            keys.update((*_key(role, name), *_key("who", name)))
    if place is not None:
        keys.update((*_key("place", place.name), *_key("country", place.country)))
    return keys


def _figure(report: Report, f: Figure) -> set[Key]:
    return {*_key("unit", f.unit), *_word(report, f.statement)}


def _party(report: Report, argument: Argument) -> str | None:
    actor = report.actor(argument.actor)
    return actor.name if actor else None


def _word(report: Report, statement: str | None) -> Iterator[Key]:
    """On whose word; the outlet's own is a key too."""
    yield from _key("word", words.word_of(report, statement))


def _key(kind: str, key: str | None) -> Iterator[Key]:
    if key:
        yield kind, key


def _numbers(db: sqlite3.Connection, keys: Iterable[Key]) -> dict[Key, int]:
    ordered = sorted(keys)
    db.executemany("INSERT OR IGNORE INTO facet_keys (kind, key) VALUES (?, ?)", ordered)
    sql = "SELECT id FROM facet_keys WHERE kind = ? AND key = ?"
    return {key: int(db.execute(sql, key).fetchone()[0]) for key in ordered}


def _insert(
    db: sqlite3.Connection, table: str, rows: list[tuple[int, dict[Key, int], set[Key]]]
) -> None:
    db.executemany(
        f"INSERT INTO {table}_facets (rowid, keys) VALUES (?, ?)",
        [
            (rowid, " ".join(str(numbers[key]) for key in sorted(keys)))
            for rowid, numbers, keys in rows
        ],
    )
