"""The form of a correction: a record's fields as words and choices, and back.

The place of words ("edges") is moved by editing the words: what the field holds is looked for in
the article, nearest to where the record stood.
"""

import re
from dataclasses import dataclass
from typing import Any, get_args

import msgspec
from starlette.datastructures import FormData

from onrecord.errors import EvidenceError, UsageError
from onrecord.records import Approx, EventType, Kind, Precision, Report, Stance, Status
from onrecord.render import words
from onrecord.spans import Span
from onrecord.store.anchors import extent
from onrecord.store.stable import TYPES

SPANS = {
    "statements": ("content", "cue", "source"),
    "events": ("trigger",),
    "figures": ("span",),
    "places": ("span",),
    "times": ("span",),
}
CHOICES: dict[str, dict[str, tuple[tuple[str, ...], bool]]] = {  # values, and whether none is one
    "statements": {
        "kind": (get_args(Kind), False),
        "stance": (get_args(Stance), True),
        "act": (("speech", "thought"), True),
    },
    "events": {"type": (get_args(EventType), False), "status": (get_args(Status), False)},
    "figures": {"approx": (get_args(Approx), False)},
    "places": {"precision": (get_args(Precision), True), "metonym": (("no", "yes"), False)},
    "times": {},
}
TEXTS = {
    "statements": (),
    "events": ("cameo",),
    "figures": ("value", "low", "high", "unit", "of"),
    "places": ("name", "country", "lat", "lon", "geonames_id"),
    "times": ("value", "first", "last"),
}
LINKS = {
    "statements": {"speaker": "actors", "parent": "statements"},
    "events": {"place": "places", "time": "times", "statement": "statements"},
    "figures": {"statement": "statements", "event": "events"},
    "places": {},
    "times": {},
}
_NUMBERS = {"figures": {"value", "low", "high"}, "places": {"lat", "lon", "geonames_id"}}
_WHOLE = {"geonames_id"}
PARTIES = ("actors", "recipients")


@dataclass(frozen=True)
class Field:
    """One field of the form: `lines` (words, one stretch a line), `choice`, or `text`."""

    name: str
    shape: str
    value: str
    options: tuple[tuple[str, str], ...] = ()


def fields(report: Report, kind: str, item: Any) -> list[Field]:
    """The form, filled with the record as it is."""
    out = []
    for name in SPANS[kind]:
        spans = getattr(item, name)
        spans = [spans] if name == "span" else spans
        out.append(Field(name, "lines", "\n".join(_flat(report.quote(s)) for s in spans)))
    for name in PARTIES if kind == "events" else ():
        lines = [_party(report, a) for a in getattr(item, name)]
        out.append(Field(name, "lines", "\n".join(lines)))
    for name, (values, none) in CHOICES[kind].items():
        options = (("", "–"),) * none + tuple((v, v.lower()) for v in values)
        value = getattr(item, name)
        told = ("yes" if value else "no") if isinstance(value, bool) else value or ""
        out.append(Field(name, "choice", told, options))
    for name, target in LINKS[kind].items():
        out.append(Field(name, "choice", getattr(item, name) or "", _options(report, target, item)))
    for name in TEXTS[kind]:
        value = getattr(item, name)
        out.append(Field(name, "text", "" if value is None else _told(value)))
    return out


def _told(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _party(report: Report, argument: Any) -> str:
    if argument.span:
        return _flat(report.quote(argument.span))
    actor = report.actor(argument.actor)
    return f"= {words.actor_name(report, actor)}" if actor else ""


def _options(report: Report, target: str, item: Any) -> tuple[tuple[str, str], ...]:
    out = [("", "–")]
    for other in getattr(report, target):
        if other is item:
            continue
        out.append((other.id, words.clip(_label(report, target, other), 70)))
    return tuple(out)


def _label(report: Report, target: str, other: Any) -> str:
    if target == "actors":
        return words.actor_name(report, other) or other.id
    if target == "statements":
        return f"{words.speaker(report, other)}: {report.quote(other.content)}"
    return report.quote(extent(target, other))


def corrected(report: Report, kind: str, item: Any, form: FormData) -> Any:
    """The record as the form has it; `UsageError` where that cannot be."""
    told: dict[str, Any] = msgspec.to_builtins(item)
    near = extent(kind, item)[0]
    for name in SPANS[kind]:
        spans = [_place(report, line, near) for line in _lines(form, name)]
        if name == "span" and len(spans) != 1:
            raise UsageError(f"{name} is one stretch of words")
        if name in ("content", "trigger") and not spans:
            raise UsageError(f"a record without {name} cannot be: reject it instead")
        told[name] = spans[0] if name == "span" else sorted(spans)
    for name in PARTIES if kind == "events" else ():
        told[name] = [_argument(report, line, near) for line in _lines(form, name)]
    for name in (*CHOICES[kind], *LINKS[kind], *TEXTS[kind]):
        told[name] = _value(kind, name, str(form.get(name) or "").strip())
    try:
        found = msgspec.convert(told, TYPES[kind])
    except msgspec.ValidationError as error:
        raise UsageError(f"that cannot be: {error}") from error
    check(report, kind, item, found)
    return found


def _lines(form: FormData, name: str) -> list[str]:
    return [line.strip() for line in str(form.get(name) or "").splitlines() if line.strip()]


def _value(kind: str, name: str, value: str) -> Any:
    if name == "metonym":
        return value == "yes"
    if not value:
        return None
    if name in _NUMBERS.get(kind, set()):
        try:
            number = float(value.replace(",", ""))
        except ValueError as error:
            raise UsageError(f"{name} is a number, not {value!r}") from error
        return int(number) if name in _WHOLE else number
    return value


def _place(report: Report, line: str, near: int) -> Span:
    """Where the words stand: of several places the one nearest to the record."""
    pattern = r"\s+".join(re.escape(word) for word in line.split())
    found = [m.span() for m in re.finditer(pattern, report.article.text)]
    if not found:
        raise UsageError(f"the article does not hold the words “{words.clip(line, 80)}”")
    return min(found, key=lambda span: abs(span[0] - near))


def _argument(report: Report, line: str, near: int) -> dict[str, Any]:
    """Words in the text, with the actor mentioned there; or `= NAME` of an actor."""
    if line.startswith("="):
        name = line[1:].strip()
        for actor in report.actors:
            if words.actor_name(report, actor) == name:
                return {"span": None, "actor": actor.id}
        raise UsageError(f"the article has no actor {name!r}")
    start, end = _place(report, line, near)
    overlapping = [
        (min(end, e) - max(start, s), actor.id)
        for actor in report.actors
        for s, e in actor.mentions
        if s < end and e > start
    ]
    return {"span": (start, end), "actor": max(overlapping)[1] if overlapping else None}


def check(report: Report, kind: str, item: Any, found: Any) -> None:
    """A report with the record in the place of the old one must still hold its evidence."""
    items = [found if other is item else other for other in getattr(report, kind)]
    try:
        msgspec.structs.replace(report, **{kind: items})
    except EvidenceError as error:
        raise UsageError(f"that cannot be: {error}") from error
    if kind == "statements" and found.parent == found.id:
        raise UsageError("a statement does not stand within itself")
