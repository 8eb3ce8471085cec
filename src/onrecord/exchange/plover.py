"""Events as PLOVER JSON, one a line, in the fields that PLOVER's coders and data sets share.

PLOVER: Political Language Ontology for Verifiable Event Records (Open Event Data Alliance). What
did not simply happen by the text (planned, threatened, hypothetical, denied, alleged) lies in a
file of its own, so that nobody counts it by accident.
"""

import json
from pathlib import Path
from typing import Any

from onrecord.exchange import words
from onrecord.exchange.columns import Table, boolean, nested, number, text
from onrecord.exchange.dictionary import markdown
from onrecord.exchange.entries import Entry, entries
from onrecord.exchange.files import bytes_file, write
from onrecord.records import Argument, Event
from onrecord.render import words as told
from onrecord.store import Store

NOTE = """\
`events.jsonl` holds what the texts tell as fact (`happened`, `ongoing`); `not_as_fact.jsonl` holds
what they tell as planned, threatened, hypothetical, denied or alleged, in the same fields. An event
in the first may still rest on one speaker's word: see `on_whose_word`.
"""


def export(store: Store, out: Path, full: bool) -> None:
    with (
        bytes_file(out / "events.jsonl") as facts,
        bytes_file(out / "not_as_fact.jsonl") as others,
    ):
        for entry in entries(store, full):
            for event, row in zip(entry.report.events, TABLE.rows(entry), strict=True):
                line = json.dumps(dict(zip(TABLE.names, row, strict=True)), ensure_ascii=False)
                sink = facts if event.status in words.FACT else others
                sink.write(line.encode("utf-8", "replace") + b"\n")
    write(out / "columns.md", markdown([TABLE], "PLOVER events", NOTE))


def _parties(entry: Entry, arguments: list[Argument]) -> list[dict[str, Any]]:
    found = []
    for argument in arguments:
        actor = words.actor_of(entry, argument)
        found.append(
            {
                "name": words.party(entry, argument),
                "text": entry.quote([argument.span]) if argument.span else None,
                "country": actor.country if actor else None,
                "sectors": (actor.sectors or []) if actor else [],
                "kind": actor.kind if actor else None,
            }
        )
    return found


def _location(entry: Entry, event: Event) -> dict[str, Any] | None:
    place = words.place_of(entry, event)
    if place is None:
        return None
    names = ("name", "country", "lat", "lon", "precision", "geonames_id", "metonym")
    return {name: getattr(place, name) for name in names}


def _evidence(entry: Entry, event: Event) -> dict[str, Any]:
    article = entry.report.article
    return {
        "article": article.id,
        "event": event.id,
        "spans": event.trigger,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published,
        "made_by": entry.report.made_by,
    }


TABLE = Table(
    "events",
    "an event",
    lambda entry: entry.report.events,
    (
        text("id", "article and event", lambda e, v: f"{e.article}/{v.id}"),
        text("date", "day of the event, ISO 8601; null when nothing tells it",
             lambda e, v: words.day_of(e, v)[0]),
        text("date_from", "what tells the day: `time` (the text) or `published`",
             lambda e, v: words.day_of(e, v)[1]),
        text("event_type", "PLOVER type", lambda e, v: v.type),
        text("event_mode", "PLOVER mode", lambda e, v: v.mode),
        nested("contexts", "PLOVER contexts", lambda e, v: v.contexts or []),
        text("cameo", "CAMEO code", lambda e, v: v.cameo),
        text("status", "what the text makes of it", lambda e, v: v.status),
        boolean("as_fact", "true only for `happened` and `ongoing`",
                lambda e, v: v.status in words.FACT),
        text("on_whose_word", "who says so; `the outlet` for its own word",
             lambda e, v: told.word_of(e.report, v.statement)),
        text("statement", "id of the statement it rests on", lambda e, v: v.statement),
        nested("actor", "who acts: name, text, country, sectors, kind",
               lambda e, v: _parties(e, v.actors)),
        nested("recipient", "to whom: the same fields", lambda e, v: _parties(e, v.recipients)),
        nested("location", "where: name, country, lat, lon, precision, geonames_id, metonym",
               _location),
        text("event_text", "the words that tell the act", lambda e, v: e.quote(v.trigger)),
        text("same_as", "id of its first mention in the article", lambda e, v: v.same_as),
        number("score", "how sure the model is, 0 to 1", lambda e, v: v.score),
        text("why", "the cue, rule or model that found it", lambda e, v: v.why),
        nested("evidence", "article, event, spans (code points), outlet, url, published, made_by",
               _evidence),
    ),
)  # fmt: skip
