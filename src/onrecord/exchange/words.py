"""How an export names what a record points at; the same words as everywhere else."""

import json
from collections.abc import Iterable, Sequence

from onrecord.exchange.entries import Entry
from onrecord.records import Actor, Argument, Event, Place, Time
from onrecord.render import words
from onrecord.spans import Span

FACT = frozenset({"happened", "ongoing"})  # statuses under which an act counts as having happened


def joined(values: Iterable[str | None]) -> str | None:
    """Several names in one cell, as in the store; None when there are none."""
    return "; ".join(v for v in values if v) or None


def spans_json(spans: Sequence[Span]) -> str:
    return json.dumps([list(span) for span in spans])


def party(entry: Entry, argument: Argument) -> str | None:
    """The actor's name, else the words that stand for it here."""
    named = words.actor_name(entry.report, entry.report.actor(argument.actor))
    return named or (words.words(entry.report, argument.span) if argument.span else None)


def actor_of(entry: Entry, argument: Argument) -> Actor | None:
    return entry.report.actor(argument.actor)


def country(entry: Entry, argument: Argument) -> str | None:
    actor = actor_of(entry, argument)
    return actor.country if actor else None


def place_of(entry: Entry, event: Event) -> Place | None:
    return next((p for p in entry.report.places if p.id == event.place), None)


def time_of(entry: Entry, event: Event) -> Time | None:
    return next((t for t in entry.report.times if t.id == event.time), None)


def day_of(entry: Entry, event: Event) -> tuple[str | None, str | None]:
    """The ISO day of an event and what tells it: its `time`, else the day of publication.

    A time that spans more than a day dates nothing to the day; then only its first day is given.
    """
    time = time_of(entry, event)
    if time is not None and time.first:
        return time.first[:10], "time"
    published = entry.report.article.published
    if published and len(published) >= 10:
        return published[:10], "published"
    return None, None
