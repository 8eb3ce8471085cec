"""Records in a form that outlasts the numbering of one reading.

Where a record names another one (its speaker, the statement it rests on), the stable form has that
one's anchor; an actor is named by the place of its first mention. `restored` goes the other way in
whatever reading there is now.
"""

from typing import Any

import msgspec

from onrecord.records import Actor, Event, Figure, Place, Report, Statement, Time
from onrecord.store.anchors import anchors

TYPES: dict[str, Any] = {
    "statements": Statement,
    "events": Event,
    "figures": Figure,
    "places": Place,
    "times": Time,
}
# Field -> the kind of record that it names.
REFERENCES = {
    "statements": {"speaker": "actors", "parent": "statements"},
    "events": {
        "place": "places",
        "time": "times",
        "statement": "statements",
        "same_as": "events",
    },
    "figures": {"statement": "statements", "event": "events"},
    "places": {},
    "times": {},
}
_MACHINE = ("id", "score", "why")  # what is the machine's own


def stable(report: Report, kind: str, item: Any) -> dict[str, Any]:
    """The record without its number, score and reason; references as anchors."""
    names = _names(report)
    told: dict[str, Any] = msgspec.to_builtins(item)
    for name in _MACHINE:
        told.pop(name, None)
    for name, target in REFERENCES[kind].items():
        told[name] = names.get((target, told[name])) if told[name] is not None else None
    for role in ("actors", "recipients"):
        for argument in told.get(role, []) if kind == "events" else []:
            argument["actor"] = names.get(("actors", argument["actor"]))
    return told


def restored(report: Report, kind: str, told: dict[str, Any], key: str, why: str) -> Any:
    """The record of a stable form as one of this reading; what it names may be gone (None)."""
    known = {name: key for key, name in _names(report).items()}
    values = {**told, "id": key, "why": why}
    if kind in ("statements", "events", "figures", "places"):
        values["score"] = None
    for name, target in REFERENCES[kind].items():
        values[name] = _found(report, known, target, told.get(name))
    for role in ("actors", "recipients"):
        if kind == "events":
            values[role] = [
                {**a, "actor": _found(report, known, "actors", a["actor"])} for a in told[role]
            ]
    return msgspec.convert(values, TYPES[kind])


def _names(report: Report) -> dict[tuple[str, Any], str]:
    """(kind, id) -> anchor, for all that can be named."""
    names: dict[tuple[str, Any], str] = {}
    for name, anchor in anchors(report).items():
        kind, _, key = name.partition("/")
        names[kind, key] = anchor
    for actor in report.actors:
        if actor.mentions:
            start, end = actor.mentions[0]
            names["actors", actor.id] = f"actor:{start}-{end}"
    return names


def _found(
    report: Report, known: dict[str, tuple[str, Any]], kind: str, anchor: str | None
) -> str | None:
    if anchor is None:
        return None
    if kind == "actors":
        actor = _actor_at(report, anchor)
        return actor.id if actor else None
    found = known.get(anchor)
    return str(found[1]) if found else None


def _actor_at(report: Report, anchor: str) -> Actor | None:
    """The actor with a mention at that place."""
    start, _, end = anchor.partition(":")[2].partition("-")
    place = (int(start), int(end))
    return next((a for a in report.actors if place in a.mentions), None)


def told_as(report: Report, kind: str, form: dict[str, Any]) -> list[tuple[str, str]]:
    """A stable form as names and words, for people."""
    out = []
    for name, value in form.items():
        if value is None or value == []:
            continue
        out.append((name, _words(report, kind, name, value)))
    return out


def _words(report: Report, kind: str, name: str, value: Any) -> str:
    if name in ("actors", "recipients"):
        return "; ".join(_argument(report, a) for a in value)
    if name in ("content", "cue", "source", "trigger"):
        return " … ".join(report.article.text[s:e] for s, e in value)
    if name == "span":
        return report.article.text[value[0] : value[1]]
    if name in REFERENCES[kind]:
        return _named(report, str(value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _argument(report: Report, argument: dict[str, Any]) -> str:
    words = report.article.text[slice(*argument["span"])] if argument["span"] else ""
    name = _named(report, argument["actor"]) if argument["actor"] else ""
    return f"{words} = {name}" if words and name and words != name else words or name or "?"


def _named(report: Report, anchor: str) -> str:
    """What an anchor names: an actor's name, or the words at the place."""
    if anchor.startswith("actor:"):
        actor = _actor_at(report, anchor)
        if actor is not None and actor.name:
            return actor.name
    start, _, end = anchor.partition(":")[2].split(".")[0].partition("-")
    return report.article.text[int(start) : int(end)]
