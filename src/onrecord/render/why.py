"""“Why?”: what a record rests on, in one sentence that is the same wherever it is asked."""

from typing import Any

from onrecord.errors import NotFound
from onrecord.records import Actor, Event, Figure, Place, Report, Statement, Time, Voice
from onrecord.render import words

LONG = 80  # characters of words that are repeated

_ANCHORS = {"published": "the date of publication", "text": "a date in the text"}


def why(report: Report, item: Any) -> str:
    """The words in the text that a record was made from, and what found it there."""
    told = _TOLD[type(item)](report, item)
    score = words.score(getattr(item, "score", None))
    found = " · ".join(part for part in (item.why, score) if part)
    return f"{told}. Found by: {found}." if found else f"{told}."


def why_of(report: Report, key: str) -> str:
    """The same by the record's id; `NotFound` when the report has no such record."""
    return why(report, record(report, key))


def record(report: Report, key: str) -> Any:
    """The statement, event, figure, actor, place or time of that id; `v0`, `v1` ... are voice."""
    lists = (report.statements, report.events, report.figures, report.actors, report.places)
    for items in (*lists, report.times):
        for item in items:
            if item.id == key:
                return item
    voice = report.voice or []
    if key[:1] == "v" and key[1:].isdecimal() and int(key[1:]) < len(voice):
        return voice[int(key[1:])]
    raise NotFound(f"article {report.article.id} has no record {key!r}")


def _quoted(report: Report, spans: Any) -> str:
    return f"“{words.clip(report.quote(spans), LONG)}”"


def _statement(report: Report, s: Statement) -> str:
    cue = f"the cue {_quoted(report, s.cue)}" if s.cue else "its quotation marks or place"
    if not s.source:
        return f"Told as somebody’s words by {cue}; no words name the speaker"
    source = f"the words {_quoted(report, s.source)} for the speaker"
    same = words.speaker(report, s) in words.words(report, s.source)
    named = "" if same else f", who is {words.speaker(report, s)}"
    return f"Told as somebody’s words by {cue}, with {source}{named}"


def _rests(report: Report, statement: str | None) -> str:
    said = report.statement(statement)
    if said is None:
        return "on the outlet’s own word"
    return f"on the word of {words.speaker(report, said)}, who {words.does(said)}"


def _event(report: Report, e: Event) -> str:
    trigger = f"The words {_quoted(report, e.trigger)} tell it"
    return f"{trigger} as {e.status}, {_rests(report, e.statement)}"


def _figure(report: Report, f: Figure) -> str:
    return f"The words {_quoted(report, f.span)} give it, {_rests(report, f.statement)}"


def _actor(report: Report, a: Actor) -> str:
    if not a.mentions:
        return "No words of the article name it"
    first = _quoted(report, a.mentions[0])
    times = len(a.mentions)
    return f"Named by {first}" + (f" and {times - 1} more mentions" if times > 1 else "")


def _place(report: Report, p: Place) -> str:
    said = _quoted(report, p.span)
    if p.metonym:
        return f"The words {said} stand for a government or body there, not for the place"
    return f"The words {said} name it"


def _time(report: Report, t: Time) -> str:
    said = f"The words {_quoted(report, t.span)}"
    if t.value is None:
        return f"{said}; nothing tells what they count from"
    counted = _ANCHORS.get(t.anchor or "")
    return f"{said}, counted from {counted}" if counted else f"{said} tell it"


def _voice(report: Report, v: Voice) -> str:
    return f"No speaker is named for these words: {v.kind} of the outlet"


_TOLD: dict[type, Any] = {
    Statement: _statement,
    Event: _event,
    Figure: _figure,
    Actor: _actor,
    Place: _place,
    Time: _time,
    Voice: _voice,
}
