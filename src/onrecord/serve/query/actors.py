"""What an actor did and said, and how an outlet reports, from the newest rows that fit."""

import sqlite3
from collections import Counter
from typing import Any

from onrecord.serve.query import filters
from onrecord.serve.query.filters import LOW, Filter

NEWEST = 400  # articles of an outlet that are looked at
EVENTS = (
    "r.article, r.id, r.actors, r.trigger, r.recipients, r.type, r.status, r.word_of, r.statement,"
    " r.place_name, r.time_value, r.start, r.end, a.published, a.outlet"
)
STATEMENTS = (
    "r.article, r.id, r.speaker_name, r.source, r.stance, r.content, r.start, r.end,"
    " a.published, a.outlet"
)
FIGURES = (
    "r.article, r.id, r.words, r.value, r.low, r.high, r.approx, r.unit, r.of, r.word_of,"
    " r.statement, r.start, r.end, a.published, a.outlet"
)


def names(
    db: sqlite3.Connection, beginning: str, size: int, after: str
) -> tuple[list[str], str | None]:
    """Names of actors in the order of the alphabet, and where the next page begins."""
    sql = (
        "SELECT key FROM facet_keys WHERE kind = 'who' AND key > ? AND key >= ? AND key < ?"
        " ORDER BY key LIMIT ?"
    )
    values = (after, beginning, beginning + "\U0010ffff", size + 1)
    found = [row[0] for row in db.execute(sql, values)]
    return found[:size], found[size - 1] if len(found) > size else None


def known(db: sqlite3.Connection, name: str) -> dict[str, Any] | None:
    """Kind, country and sectors of the newest articles' actors of that name."""
    sql = (
        "SELECT kind, country, sectors, sum(mentions) AS mentions, count(*) AS articles FROM"
        " (SELECT * FROM actors WHERE name = ? ORDER BY n DESC LIMIT 500)"
        " GROUP BY kind, country, sectors ORDER BY articles DESC LIMIT 1"
    )
    row = db.execute(sql, (name,)).fetchone()
    return dict(row) if row else None


def deeds(db: sqlite3.Connection, name: str, size: int = 12) -> dict[str, list[dict[str, Any]]]:
    """The newest of what was told of an actor, by the question that it answers."""

    def events(size: int, **keys: str) -> list[dict[str, Any]]:
        return filters.rows(db, Filter("events", keys), EVENTS, size)[0]

    def statements(size: int, **keys: str) -> list[dict[str, Any]]:
        return filters.rows(db, Filter("statements", keys), STATEMENTS, size)[0]

    alleged = events(size, actor=name, status="alleged")
    accused = events(size, recipient=name, type="ACCUSE")
    charged = sorted([*alleged, *accused], key=lambda r: r["published"] or "", reverse=True)
    return {
        "did": events(size, actor=name),
        "met": events(size, recipient=name),
        "said": statements(size, speaker=name),
        "denied": statements(size, speaker=name, stance="denies"),
        "accused": charged[:size],
    }


def counts(db: sqlite3.Connection, name: str) -> dict[str, int]:
    """How many rows there are for each question; the ones above 10,000 are not counted."""
    asked = {
        "did": Filter("events", {"actor": name}),
        "met": Filter("events", {"recipient": name}),
        "said": Filter("statements", {"speaker": name}),
        "denied": Filter("statements", {"speaker": name, "stance": "denies"}),
        "articles": Filter("articles", {"who": name}),
    }
    return {question: filters.count(db, wanted) for question, wanted in asked.items()}


def outlet(db: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Whom an outlet quotes, who is accused and not heard, and how it speaks itself.

    Of its newest `NEWEST` articles; `articles` says how many those are.
    """
    found = filters.ids(db, Filter("articles", {"outlet": name}), NEWEST)
    marks = ",".join("?" * len(found))
    ids = [
        row[0]
        for row in db.execute(
            f"SELECT id FROM articles WHERE n IN ({marks})", [r & LOW for r in found]
        )
    ]
    quoted, words, unnamed, stances = _quoted(db, ids)
    opinions = _one(db, "SELECT count(*) FROM voice WHERE kind = 'opinion' AND article", ids)
    texts = _one(db, "SELECT sum(length(text)) FROM articles WHERE id", ids)
    own = 'SELECT sum("end" - "start") FROM voice WHERE kind = \'opinion\' AND article'
    return {
        "articles": len(ids),
        "quoted": quoted.most_common(20),
        "statements": sum(stances.values()),
        "unnamed": unnamed,
        "stances": stances.most_common(),
        "quoted_share": words / texts if texts else None,
        "opinions": opinions,
        "opinion_share": _one(db, own, ids) / texts if texts else None,
        "unheard": _unheard(db, ids).most_common(20),
    }


def _quoted(db: sqlite3.Connection, ids: list[str]) -> tuple[Counter[str], int, int, Counter[str]]:
    quoted: Counter[str] = Counter()
    stances: Counter[str] = Counter()
    words = unnamed = 0
    sql = "SELECT speaker_name, stance, length(content), parent FROM statements WHERE article"
    for name, stance, size, parent in _of(db, sql, ids):
        stances[stance or "says"] += 1
        words += size if parent is None else 0
        if name:
            quoted[name] += 1
        else:
            unnamed += 1
    return quoted, words, unnamed, stances


def _unheard(db: sqlite3.Connection, ids: list[str]) -> Counter[str]:
    """Who is accused in an article that holds no words of theirs; how many such articles."""
    heard: set[tuple[str, str]] = set()
    for article, name in _of(db, "SELECT article, speaker_name FROM statements WHERE article", ids):
        if name:
            heard.add((article, name))
    accused: set[tuple[str, str]] = set()
    sql = (
        "SELECT article, CASE WHEN type = 'ACCUSE' THEN recipients ELSE actors END FROM events"
        " WHERE (type = 'ACCUSE' OR status = 'alleged') AND article"
    )
    for article, who in _of(db, sql, ids):
        accused.update((article, name) for name in (who or "").split("; ") if name)
    named = {row for row in accused - heard if row[1][:1].isupper()}
    return Counter(name for _, name in named)


def _of(db: sqlite3.Connection, sql: str, ids: list[str]) -> list[Any]:
    return db.execute(f"{sql} IN ({','.join('?' * len(ids))})", ids).fetchall()


def _one(db: sqlite3.Connection, sql: str, ids: list[str]) -> int:
    return int(_of(db, sql, ids)[0][0] or 0)
