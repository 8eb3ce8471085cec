"""Records -> rows: the columns that people filter and sort by, beside the exact record."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from onrecord.records import (
    Actor,
    Argument,
    Event,
    Figure,
    Place,
    Report,
    Statement,
    Time,
    Voice,
)
from onrecord.spans import Span, cover

Row = dict[str, Any]


def rows(report: Report) -> Iterator[tuple[str, list[Row]]]:
    """Each table of items with its rows, in the order of the report."""
    yield "statements", _table(report, report.statements, _statement)
    yield "events", _table(report, report.events, _event)
    yield "figures", _table(report, report.figures, _figure)
    yield "actors", _table(report, report.actors, _actor)
    yield "places", _table(report, report.places, _place)
    yield "times", _table(report, report.times, _time)
    yield "voice", _table(report, report.voice or [], _voice)


def _table(report: Report, items: Iterable[Any], columns: Any) -> list[Row]:
    return [
        {
            "article": report.article.id,
            "id": getattr(item, "id", str(position)),
            "position": position,
            **columns(report, item),
            "record": msgspec.json.encode(item).decode(),
        }
        for position, item in enumerate(items)
    ]


def _statement(report: Report, s: Statement) -> Row:
    return {
        "speaker": s.speaker,
        "speaker_name": _name(report, s.speaker),
        "stance": s.stance,
        "kind": s.kind,
        "act": s.act,
        "source": _words(report, s.source),
        "cue": _words(report, s.cue),
        "content": report.quote(s.content),
        "parent": s.parent,
        "score": s.score,
        "why": s.why,
        **_extent(s.content),
    }


def _event(report: Report, e: Event) -> Row:
    place = next((p for p in report.places if p.id == e.place), None)
    time = next((t for t in report.times if t.id == e.time), None)
    return {
        "type": e.type,
        "mode": e.mode,
        "cameo": e.cameo,
        "status": e.status,
        "actors": _joined(_argument(report, a) for a in e.actors),
        "actor_countries": _joined(_country(report, a) for a in e.actors),
        "trigger": report.quote(e.trigger),
        "recipients": _joined(_argument(report, a) for a in e.recipients),
        "recipient_countries": _joined(_country(report, a) for a in e.recipients),
        "place": e.place,
        "place_name": place.name if place else None,
        "time": e.time,
        "time_value": time.value if time else None,
        "statement": e.statement,
        "word_of": _word_of(report, e.statement),
        "same_as": e.same_as,
        "score": e.score,
        "why": e.why,
        **_extent(e.trigger),
    }


def _figure(report: Report, f: Figure) -> Row:
    return {
        "words": report.quote(f.span),
        "value": f.value,
        "low": f.low,
        "high": f.high,
        "approx": f.approx,
        "unit": f.unit,
        "of": f.of,
        "statement": f.statement,
        "word_of": _word_of(report, f.statement),
        "event": f.event,
        "score": f.score,
        "why": f.why,
        **_extent([f.span]),
    }


def _actor(report: Report, a: Actor) -> Row:
    return {
        "name": a.name,
        "kind": a.kind,
        "country": a.country,
        "sectors": _joined(a.sectors or []),
        "mentions": len(a.mentions),
        "why": a.why,
    }


def _place(report: Report, p: Place) -> Row:
    return {
        "words": report.quote(p.span),
        "name": p.name,
        "geonames_id": p.geonames_id,
        "country": p.country,
        "lat": p.lat,
        "lon": p.lon,
        "precision": p.precision,
        "metonym": p.metonym,
        "score": p.score,
        "why": p.why,
        **_extent([p.span]),
    }


def _time(report: Report, t: Time) -> Row:
    return {
        "words": report.quote(t.span),
        "value": t.value,
        "first": t.first,
        "last": t.last,
        "anchor": t.anchor,
        "type": t.type,
        "why": t.why,
        **_extent([t.span]),
    }


def _voice(report: Report, v: Voice) -> Row:
    return {"kind": v.kind, "words": report.quote(v.span), "why": v.why, **_extent([v.span])}


def _name(report: Report, key: str | None) -> str | None:
    actor = report.actor(key)
    return actor.name if actor else None


def _word_of(report: Report, key: str | None) -> str | None:
    """Who said the statement: the speaker's name, or the source's words where no name is known."""
    said = report.statement(key)
    if said is None:
        return None
    return _name(report, said.speaker) or _words(report, said.source)


def _argument(report: Report, argument: Argument) -> str | None:
    name = _name(report, argument.actor)
    return name or (report.quote(argument.span) if argument.span else None)


def _country(report: Report, argument: Argument) -> str | None:
    actor = report.actor(argument.actor)
    return actor.country if actor else None


def _words(report: Report, spans: list[Span]) -> str | None:
    return report.quote(spans) if spans else None


def _joined(values: Iterable[str | None]) -> str | None:
    return "; ".join(v for v in values if v) or None


def _extent(spans: Sequence[Span]) -> Row:
    start, end = cover(spans) if spans else (None, None)
    return {"start": start, "end": end}
