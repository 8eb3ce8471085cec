"""The record beside the text: one entry a statement, event, figure, actor, place and time."""

from collections.abc import Callable, Sequence
from typing import Any

from onrecord.records import Actor, Event, Figure, Place, Report, Statement, Time, Voice
from onrecord.render import words
from onrecord.render.html import Html, el, join
from onrecord.render.marks import keyed, voice
from onrecord.render.why import why

QUOTE = 320  # characters of a statement that are shown
MENTIONS = 24  # links to the mentions of one actor

Entry = Callable[[Report, Any], list[Html | None]]


def panel(report: Report) -> Html:
    """All sections that have something to show."""
    opinions, assertions = voice(report, "opinion"), voice(report, "assertion")
    return join(
        [
            _section(report, "Statements", "s", report.statements, statement),
            _section(report, "Events", "e", report.events, event),
            _section(report, "Figures", "f", report.figures, figure),
            _section(report, "Actors", "a", report.actors, actor, opened=False),
            _section(report, "Places", "p", report.places, place, opened=False),
            _section(report, "Times", "t", report.times, time, opened=False),
            _section(report, "Opinion of the outlet", "v", opinions, own, opened=False),
            _section(report, "Assertions of the outlet", "w", assertions, own, opened=False),
        ]
    )


def _section(
    report: Report,
    name: str,
    letter: str,
    items: Sequence[Any],
    entry: Entry,
    *,
    opened: bool = True,
) -> Html | None:
    if not items:
        return None
    entries = [
        el(
            "li",
            *entry(report, item),
            _go(key, getattr(item, "id", None)),
            id=f"r-{key}",
            cls=f"rec {_tone(item)}",
            data_key=key,
        )
        for key, item in keyed(letter, items)
    ]
    count = el("span", str(len(items)), cls="count")
    return el("details", el("summary", name, " ", count), el("ol", *entries), open=opened)


def _go(key: str, name: str | None) -> Html:
    """The way back to the words."""
    told = f"{name or key} in the text"
    return el("a", words.clip(name or key, 8), cls="go", href=f"#t-{key}", aria_label=told)


def _tone(item: Any) -> str:
    """Statements have the colour of their stance, events that of their status."""
    if isinstance(item, Statement):
        return f"t-{item.stance or 'affirms'}"
    return f"s-{item.status}" if isinstance(item, Event) else ""


def statement(report: Report, s: Statement) -> list[Html | None]:
    outer = report.statement(s.parent)
    details = [
        f"“{words.words(report, s.source)}”" if s.source else "no source in the text",
        f"cue “{words.words(report, s.cue)}”" if s.cue else "no cue",
        s.kind,
        f"within the words of {words.speaker(report, outer)}" if outer else None,
    ]
    return [
        el("p", el("b", words.speaker(report, s)), " ", _chip(words.stance(s)), cls="lead"),
        el("blockquote", words.clip(report.quote(s.content), QUOTE), dir="auto"),
        _fine(details),
        _why(report, s),
    ]


def event(report: Report, e: Event) -> list[Html | None]:
    did = el("span", words.words(report, e.trigger), cls="did")
    place, time = words.place_name(report, e), words.time_words(report, e)
    kind = el("span", e.type.capitalize(), cls="chip type", title=words.TYPES[e.type])
    return [
        el("p", _who(report, e.actors), " ", did, " ", _who(report, e.recipients), cls="lead"),
        el("p", kind, " ", _chip(e.status), cls="chips"),
        _fine([e.mode, place, time, f"CAMEO {e.cameo}" if e.cameo else None, _same(report, e)]),
        _word_of(report, e.statement),
        _why(report, e),
    ]


def _who(report: Report, parties: list[Any]) -> Html:
    told = words.parties(report, parties)
    return el("b", told) if told else el("span", "—", cls="nobody", title="nobody is named")


def _same(report: Report, e: Event) -> str | None:
    first = next((other for other in report.events if other.id == e.same_as), None)
    return f"the same as “{words.words(report, first.trigger)}” before" if first else None


def figure(report: Report, f: Figure) -> list[Html | None]:
    said = words.words(report, f.span)
    amount = words.amount(f)
    return [
        el("p", el("b", amount or said, cls="amount"), " ", f.unit, cls="lead"),
        _fine([f.of, f"“{said}”" if amount and amount != said else None]),
        _word_of(report, f.statement),
        _why(report, f),
    ]


def actor(report: Report, a: Actor) -> list[Html | None]:
    times = len(a.mentions)
    told = [a.kind, a.country, ", ".join(a.sectors or []) or None]
    return [
        el("p", el("b", words.actor_name(report, a) or words.NOBODY), cls="lead"),
        _fine([*told, f"{times} mention{'' if times == 1 else 's'}"]),
        _why(report, a),
    ]


def place(report: Report, p: Place) -> list[Html | None]:
    said = words.words(report, p.span)
    point = f"{p.lat:.2f}, {p.lon:.2f}" if p.lat is not None and p.lon is not None else None
    told = [
        f"“{said}”" if said != p.name else None,
        "stands for the government or body there" if p.metonym else p.precision,
        p.country,
        point,
        f"GeoNames {p.geonames_id}" if p.geonames_id else None,
    ]
    return [el("p", el("b", p.name), cls="lead"), _fine(told), _why(report, p)]


def time(report: Report, t: Time) -> list[Html | None]:
    bounds = f"{t.first} to {t.last}" if t.first and t.last and t.first != t.last else None
    return [
        el("p", el("b", words.words(report, t.span)), cls="lead"),
        _fine([t.value or "not resolved", bounds, _ANCHORS.get(t.anchor or "")]),
        _why(report, t),
    ]


_ANCHORS = {
    "published": "counted from the date of publication",
    "text": "counted from a date in the text",
}


def own(report: Report, v: Voice) -> list[Html | None]:
    return [
        el("blockquote", words.clip(report.quote(v.span), QUOTE), dir="auto"),
        _why(report, v),
    ]


def _word_of(report: Report, key: str | None) -> Html:
    """On whose word, as a link to the statement that it rests on."""
    told = words.word_of(report, key)
    for name, s in keyed("s", report.statements):
        if s.id == key:
            link = el("a", told, href=f"#r-{name}")
            return el("p", "on the word of ", link, f", who {words.does(s)}", cls="fine word")
    return el("p", "the outlet’s own word", cls="fine word")


def _chip(value: str) -> Html:
    return el("span", value, cls="chip")


def _fine(parts: Sequence[str | None]) -> Html | None:
    told = [part for part in parts if part]
    return el("p", " · ".join(told), cls="fine") if told else None


def _why(report: Report, item: Any) -> Html:
    """What it rests on, in the same words as everywhere."""
    return el("p", why(report, item), cls="why")
