"""Does a report point only at what is there? Asked whenever one is made."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.errors import EvidenceError
from onrecord.spans import Span

if TYPE_CHECKING:
    from onrecord.records import Report


def check_evidence(report: "Report") -> None:
    """Raise `EvidenceError` when a span lies outside the text or an id names no record."""
    size = len(report.article.text)
    for name, spans in _spans(report):
        for start, end in spans:
            if not 0 <= start < end <= size:
                raise EvidenceError(f"{name}: span [{start}, {end}) is not in 0..{size}")
    known = {
        "actor": {a.id for a in report.actors},
        "statement": {s.id for s in report.statements},
        "event": {e.id for e in report.events},
        "place": {p.id for p in report.places},
        "time": {t.id for t in report.times},
    }
    for name, kind, key in _edges(report):
        if key is not None and key not in known[kind]:
            raise EvidenceError(f"{name}: there is no {kind} {key}")


def _spans(report: "Report") -> Iterator[tuple[str, list[Span]]]:
    for block in report.article.blocks:
        yield f"block {block.part}", [block.span]
    for s in report.statements:
        yield s.id, [*s.content, *s.cue, *s.source]
    for e in report.events:
        words = [a.span for a in (*e.actors, *e.recipients) if a.span is not None]
        yield e.id, [*e.trigger, *words]
    for a in report.actors:
        yield a.id, a.mentions
    for f in report.figures:
        yield f.id, [f.span]
    for p in report.places:
        yield p.id, [p.span]
    for t in report.times:
        yield t.id, [t.span]
    for v in report.voice or []:
        yield "voice", [v.span]


def _edges(report: "Report") -> Iterator[tuple[str, str, str | None]]:
    for s in report.statements:
        yield s.id, "actor", s.speaker
        yield s.id, "statement", s.parent
    for e in report.events:
        for a in (*e.actors, *e.recipients):
            yield e.id, "actor", a.actor
        yield e.id, "place", e.place
        yield e.id, "time", e.time
        yield e.id, "statement", e.statement
        yield e.id, "event", e.same_as
    for f in report.figures:
        yield f.id, "statement", f.statement
        yield f.id, "event", f.event
