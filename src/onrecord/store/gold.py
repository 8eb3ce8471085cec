"""Verdicts as gold data: the record as people left it, in the form that `evaluate` reads."""

import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.errors import EvidenceError, NotFound
from onrecord.records import Report
from onrecord.store import review
from onrecord.store.anchors import anchors
from onrecord.store.review import State
from onrecord.store.stable import REFERENCES, TYPES, restored

if TYPE_CHECKING:
    from onrecord.store.embedded import Store

MUST = ("statements", "events", "figures")  # what has to be looked at for an article to be gold


def corrected(report: Report, states: dict[str, State]) -> Report:
    """The report with every verdict that stands applied; who gave it is told as its `why`."""
    names = anchors(report)
    lists: dict[str, list[Any]] = {}
    for kind in TYPES:
        lists[kind] = []
        for item in getattr(report, kind):
            found = states.get(names[f"{kind}/{item.id}"])
            kept = item if found is None else _applied(report, kind, item, found)
            lists[kind] += [] if kept is None else [kept]
        lists[kind] += _added(report, kind, states, set(names.values()))
    return _closed(report, lists)


def _applied(report: Report, kind: str, item: Any, found: State) -> Any:
    standing = found.standing
    if standing.verdict == "rejected":
        return None
    if standing.human is None:
        return item
    return restored(report, kind, standing.human, item.id, f"{standing.verdict} by a reader")


def _added(report: Report, kind: str, states: dict[str, State], there: set[str]) -> Iterator[Any]:
    """Records that people keep and this reading does not find."""
    prefix = f"{kind.removesuffix('s')}:"
    for number, (anchor, found) in enumerate(states.items(), 1):
        human = found.standing.human
        if anchor in there or human is None or not anchor.startswith(prefix):
            continue
        yield restored(report, kind, human, f"h{kind[0]}{number}", "kept by a reader")


def _closed(report: Report, lists: dict[str, list[Any]]) -> Report:
    """References to records that were rejected become None."""
    keys = {kind: {item.id for item in items} for kind, items in lists.items()}
    keys["actors"] = {actor.id for actor in report.actors}
    for kind, items in lists.items():
        for at, item in enumerate(items):
            lost = {
                name: None
                for name, target in REFERENCES[kind].items()
                if getattr(item, name) is not None and getattr(item, name) not in keys[target]
            }
            items[at] = msgspec.structs.replace(item, **lost) if lost else item
    return msgspec.structs.replace(report, **lists)


def complete(report: Report, states: dict[str, State]) -> bool:
    """True when each statement, event and figure has a verdict that nobody disputes."""
    names = anchors(report)
    for kind in MUST:
        for item in getattr(report, kind):
            found = states.get(names[f"{kind}/{item.id}"])
            if found is None or found.state == "disputed":
                return False
    return True


def gold(store: "Store", *, everything: bool = False) -> Iterator[Report]:
    """Articles that people went through in full; with `everything` all that anybody touched."""
    for key in _touched(store.db):
        try:
            report = store.report(key)
            states = review.states(store.db, key)
            if everything or complete(report, states):
                yield corrected(report, states)
        except (NotFound, EvidenceError):
            continue  # the article is gone; its verdicts stay in the trail


def _touched(db: sqlite3.Connection) -> list[str]:
    sql = "SELECT article FROM verdicts GROUP BY article ORDER BY min(n)"
    return [row[0] for row in db.execute(sql)]
