"""The sides of a story: what each outlet and each speaker makes of a claim."""

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from onrecord.story_records import Dispute, Story, StoryEvent

ROWS, SPEAKERS, OUTLETS = 24, 8, 8

# What a status makes of an event, as a stance of whoever tells it.
_STANCE = {
    "happened": "affirms",
    "ongoing": "affirms",
    "planned": "affirms",
    "threatened": "affirms",
    "hypothetical": "questions",
    "denied": "denies",
    "alleged": "alleges",
}


@dataclass
class Cell:
    """A stance, and the passage where it stands. `reports`: the outlet passes on others' words."""

    stance: str
    article: str
    start: int
    end: int


@dataclass
class Claim:
    about: str
    disputed: bool
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)  # ("outlet", name) -> cell

    def put(self, column: tuple[str, str], cell: Cell) -> None:
        """An own stance wins over passing on, a denial or allegation over an affirmation."""
        before = self.cells.get(column)
        if before is None or _weight(cell.stance) > _weight(before.stance):
            self.cells[column] = cell


def _weight(stance: str) -> int:
    return {"reports": 0, "affirms": 1, "alleges": 2}.get(stance, 3)


@dataclass
class Claims:
    """Rows and columns; a column is ("outlet", name) or ("speaker", name)."""

    rows: list[Claim]
    columns: list[tuple[str, str]]


def claims(db: sqlite3.Connection, story: Story) -> Claims:
    """The table: disputed claims first, then what most articles tell."""
    told = _told(db, story.articles)
    outlets = {key: row["outlet"] or f"({row['title'] or key})" for key, row in told.items()}
    rows = [_dispute(db, dispute, outlets) for dispute in story.disputes]
    events = sorted(story.events, key=lambda e: -len({m.article for m in e.mentions}))
    rows += [_event(db, event, outlets) for event in events[: ROWS - len(rows)]]
    rows = [row for row in rows if row.cells][:ROWS]
    return Claims(rows, _columns(rows, outlets))


def _told(db: sqlite3.Connection, articles: list[str]) -> dict[str, Any]:
    marks = ",".join("?" * len(articles))
    sql = f"SELECT id, outlet, title, published FROM articles WHERE id IN ({marks})"
    return {row["id"]: row for row in db.execute(sql, articles)}


def _columns(rows: list[Claim], outlets: dict[str, str]) -> list[tuple[str, str]]:
    """All outlets, and the speakers who take a stance on most rows."""
    names = list(dict.fromkeys(outlets.values()))[:OUTLETS]
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for column in row.cells:
            if column[0] == "speaker":
                counts[column] = counts.get(column, 0) + 1 + 2 * row.disputed
    speakers = sorted(counts, key=lambda column: (-counts[column], column))[:SPEAKERS]
    return [*(("outlet", name) for name in names), *speakers]


def _dispute(db: sqlite3.Connection, dispute: Dispute, outlets: dict[str, str]) -> Claim:
    claim = Claim(dispute.about, disputed=True)
    for side in dispute.sides:
        place = _place(db, side.article, side.statement, side.event)
        outlet = ("outlet", outlets.get(side.article, side.outlet or "?"))
        if side.speaker:
            claim.put(("speaker", side.speaker), Cell(side.stance, *place))
            claim.put(outlet, Cell("reports", *place))
        else:
            claim.put(outlet, Cell(side.stance, *place))
    return claim


def _place(
    db: sqlite3.Connection, article: str, statement: str | None, event: str | None
) -> tuple[str, int, int]:
    table, key = ("statements", statement) if statement else ("events", event)
    sql = f'SELECT "start", "end" FROM {table} WHERE article = ? AND id = ?'
    row = db.execute(sql, (article, key)).fetchone()
    return (article, row["start"], row["end"]) if row else (article, 0, 1)


def _event(db: sqlite3.Connection, event: StoryEvent, outlets: dict[str, str]) -> Claim:
    claim = Claim(event.what or event.type.lower(), disputed=False)
    sql = (
        'SELECT e.status, e.statement, e.word_of, e."start", e."end", s.stance FROM events e'
        " LEFT JOIN statements s ON s.article = e.article AND s.id = e.statement"
        " WHERE e.article = ? AND e.id = ?"
    )
    for mention in event.mentions:
        row = db.execute(sql, (mention.article, mention.event)).fetchone()
        if row is None or mention.article not in outlets:
            continue
        place = (mention.article, row["start"], row["end"])
        outlet = ("outlet", outlets[mention.article])
        if row["statement"] is None:
            claim.put(outlet, Cell(_STANCE[row["status"]], *place))
            continue
        claim.put(outlet, Cell("reports", *place))
        if row["word_of"]:
            stance = row["stance"] or _STANCE[row["status"]]
            claim.put(("speaker", row["word_of"]), Cell(stance, *place))
    return claim


def in_order(db: sqlite3.Connection, story: Story) -> list[dict[str, Any]]:
    """The events by their own date where it is known, else by the article's."""
    out = []
    sql = (
        "SELECT e.actors, e.trigger, e.recipients, e.type, e.status, e.statement, e.word_of,"
        ' e.place_name, e."start", e."end", t.first, a.published, a.outlet FROM events e'
        " JOIN articles a ON a.id = e.article"
        " LEFT JOIN times t ON t.article = e.article AND t.id = e.time"
        " WHERE e.article = ? AND e.id = ?"
    )
    for event in story.events:
        rows = [
            (m, row)
            for m in event.mentions[:40]
            if (row := db.execute(sql, (m.article, m.event)).fetchone())
        ]
        if not rows:
            continue
        mention, first = rows[0]
        dated = next((row["first"] for _, row in rows if row["first"]), None)
        out.append(
            {
                **dict(first),
                "article": mention.article,
                "what": event.what,
                "when": dated or first["published"],
                "known": dated is not None,
                "statuses": list(dict.fromkeys(row["status"] for _, row in rows)),
                "articles": len({m.article for m in event.mentions}),
            }
        )
    return sorted(out, key=lambda row: (row["when"] is None, (row["when"] or "")[:10]))
