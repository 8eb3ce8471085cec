"""What people found: verdicts on records beside the machine's own, and comments in threads.

A verdict never touches the record: it stands beside it under the record's anchor
(`onrecord.store.anchors`). The state of a record follows from its verdicts:

    proposed   nobody has looked at it
    reviewed   the newest verdicts of all analysts who gave one agree
    disputed   they do not
    settled    an admin decided, and nobody has objected since
"""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

import msgspec

from onrecord.errors import NotFound, UsageError
from onrecord.store import trail
from onrecord.store.accounts import Account

VERDICTS = ("accepted", "corrected", "rejected", "added")
LONGEST = 5000  # characters of a comment


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What one analyst found. `machine` is the record as they saw it, `human` as it should be."""

    n: int
    article: str
    anchor: str
    verdict: str
    settled: bool
    machine: Any
    human: Any
    why: str | None
    account: str
    at: str
    made_by: str


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What people make of a record; `standing` is the verdict that counts, `all` the newest of
    each analyst."""

    state: str
    standing: Verdict
    all: list[Verdict]


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """A comment with its answers."""

    n: int
    account: str
    text: str
    at: str
    anchor: str | None
    start: int | None
    end: int | None
    quoted: str | None
    removed: str | None
    answers: list["Comment"]


def give(
    db: sqlite3.Connection,
    by: Account,
    article: str,
    anchor: str,
    verdict: str,
    *,
    machine: Any,
    human: Any,
    why: str | None,
    made_by: Sequence[str],
    settled: bool = False,
) -> int:
    """Keep a verdict and its line of the trail; the number of the verdict."""
    if verdict not in VERDICTS:
        raise UsageError(f"no verdict {verdict!r}; there are {', '.join(VERDICTS)}")
    told = {
        "verdict": verdict,
        "machine": machine,
        "human": human,
        "why": why,
        "settled": settled,
        "made_by": list(made_by),
    }
    number = db.execute(
        "INSERT INTO verdicts (article, anchor, verdict, settled, machine, human, why, account, at,"
        " made_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            anchor,
            verdict,
            settled,
            _json(machine),
            _json(human),
            why,
            by.name,
            trail.now(),
            json.dumps(list(made_by)),
        ),
    ).lastrowid
    trail.add(db, by.name, "settled" if settled else verdict, f"{article}#{anchor}", **told)
    return int(number or 0)


def verdicts(db: sqlite3.Connection, article: str, anchor: str | None = None) -> list[Verdict]:
    """All verdicts on an article or one record, in the order in which they were given."""
    where, values = "article = ?", [article]
    if anchor is not None:
        where, values = f"{where} AND anchor = ?", [article, anchor]
    found = db.execute(f"SELECT * FROM verdicts WHERE {where} ORDER BY n", values)
    return [_verdict(row) for row in found]


def states(db: sqlite3.Connection, article: str) -> dict[str, State]:
    """The state of each record of an article that anybody looked at, by anchor."""
    given: dict[str, list[Verdict]] = {}
    for verdict in verdicts(db, article):
        given.setdefault(verdict.anchor, []).append(verdict)
    return {anchor: state(found) for anchor, found in given.items()}


def state(given: Sequence[Verdict]) -> State:
    """What follows from verdicts on one record (at least one), in their order."""
    newest = {v.account: v for v in given}
    counted = sorted(newest.values(), key=lambda v: v.n)
    last = given[-1]
    if last.settled:
        return State(state="settled", standing=last, all=counted)
    agree = len({(v.verdict, _json(v.human)) for v in counted}) == 1
    return State(state="reviewed" if agree else "disputed", standing=last, all=counted)


def latest(
    db: sqlite3.Connection, size: int, before: int | None = None
) -> tuple[list[Verdict], int | None]:
    """The newest verdicts, and where the next page begins."""
    sql = "SELECT * FROM verdicts WHERE n < ? ORDER BY n DESC LIMIT ?"
    found = [_verdict(r) for r in db.execute(sql, (before or 1 << 62, size + 1))]
    return found[:size], found[size - 1].n if len(found) > size else None


def disputed(db: sqlite3.Connection, most: int = 200) -> list[tuple[str, str, State]]:
    """Records with verdicts of more than one analyst that do not agree."""
    sql = (
        "SELECT article, anchor FROM verdicts GROUP BY article, anchor"
        " HAVING count(DISTINCT account) > 1 ORDER BY max(n) DESC LIMIT ?"
    )
    found = [
        (row[0], row[1], state(verdicts(db, row[0], row[1]))) for row in db.execute(sql, (most,))
    ]
    return [item for item in found if item[2].state == "disputed"]


def comment(
    db: sqlite3.Connection,
    by: Account,
    text: str,
    *,
    article: str | None = None,
    story: str | None = None,
    anchor: str | None = None,
    place: tuple[int, int, str] | None = None,
    parent: int | None = None,
) -> int:
    """Keep a comment (already made safe) on a record, a passage, an article or a story.

    `place` is begin, end and the words there. An answer stands where its parent stands.
    """
    if not text.strip():
        raise UsageError("an empty comment")
    if len(text) > LONGEST:
        raise UsageError(f"too long: a comment has at most {LONGEST} characters")
    if parent is not None and not _stands(db, parent, article, story):
        raise UsageError("the comment that this answers is not there")
    start, end, quoted = place or (None, None, None)
    number = db.execute(
        'INSERT INTO comments (article, anchor, "start", "end", quoted, story, parent, account,'
        " text, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (article, anchor, start, end, quoted, story, parent, by.name, text, trail.now()),
    ).lastrowid
    subject = f"story:{story}" if story else f"{article}#{anchor or ''}"
    trail.add(db, by.name, "commented", subject, comment=number, text=text, parent=parent)
    return int(number or 0)


def remove_comment(db: sqlite3.Connection, by: Account, number: int, why: str) -> None:
    """Take a comment down: one's own, or anybody's for an admin. The trail keeps its words."""
    row = db.execute("SELECT * FROM comments WHERE n = ?", (number,)).fetchone()
    if row is None:
        raise NotFound("there is no such comment")
    if row["account"] != by.name and not by.may("admin"):
        raise UsageError("only an admin takes down what others wrote")
    db.execute("UPDATE comments SET removed = ? WHERE n = ?", (by.name, number))
    trail.add(db, by.name, "comment removed", f"comment:{number}", why=why)


def comments(
    db: sqlite3.Connection, *, article: str | None = None, story: str | None = None
) -> list[Comment]:
    """The threads on an article or a story, the oldest first."""
    column, key = ("article", article) if article else ("story", story)
    rows = db.execute(f"SELECT * FROM comments WHERE {column} = ? ORDER BY n", (key,)).fetchall()
    made: dict[int, Comment] = {}
    threads: list[Comment] = []
    for row in rows:
        one = _comment(row)
        made[one.n] = one
        outer = made.get(row["parent"])
        (outer.answers if outer else threads).append(one)
    return threads


def _stands(db: sqlite3.Connection, n: int, article: str | None, story: str | None) -> bool:
    sql = "SELECT 1 FROM comments WHERE n = ? AND article IS ? AND story IS ?"
    return db.execute(sql, (n, article, story)).fetchone() is not None


def _comment(row: sqlite3.Row) -> Comment:
    known = ("n", "account", "at", "anchor", "start", "end", "quoted", "removed")
    text = "" if row["removed"] else row["text"]
    return Comment(**{name: row[name] for name in known}, text=text, answers=[])


def _verdict(row: sqlite3.Row) -> Verdict:
    known = {key: row[key] for key in row.keys()}  # noqa: SIM118 - a Row iterates over values
    for name in ("machine", "human", "made_by"):
        known[name] = json.loads(known[name]) if known[name] else None
    known["made_by"] = " · ".join(known["made_by"] or [])
    known["settled"] = bool(known["settled"])
    return Verdict(**known)


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
