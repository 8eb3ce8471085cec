"""Statements and events get their actors: who speaks, who acts, who is acted upon."""

from collections.abc import Sequence

import msgspec

from onrecord.records import Actor, Argument, Event, Parse, Statement
from onrecord.spans import Span, inside

from .index import Index
from .speakers import carried, speaker

__all__ = ["link"]

_FIRST = {"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"}


def link(
    parse: Parse, statements: list[Statement], events: list[Event], actors: list[Actor]
) -> tuple[list[Statement], list[Event], list[Actor]]:
    """The same records with `speaker` and `actor` set.

    "I" and "we" inside a statement are its speaker's; actors are added for words that have none.
    """
    index = Index(parse, actors)
    narrow = sorted(statements, key=lambda s: sum(b - a for a, b in s.content))
    quoted_first = sorted(narrow, key=lambda s: s.kind == "indirect")
    speakers: dict[str, str | None] = {}
    for s in reversed(narrow):  # a speaker is known before those whom he quotes
        first = _first_person(s.source, quoted_first, speakers, index)
        speakers[s.id] = s.speaker or first or speaker(s, index)
    carried(statements, speakers, index)
    replace = msgspec.structs.replace
    linked = []
    for event in events:
        acting = [_argument(a, quoted_first, speakers, index) for a in event.actors]
        suffering = [_argument(a, quoted_first, speakers, index) for a in event.recipients]
        linked.append(replace(event, actors=acting, recipients=suffering))
    spoken = [replace(s, speaker=speakers[s.id]) for s in statements]
    return spoken, linked, index.result({*speakers.values(), *_used(linked)})


def _used(events: Sequence[Event]) -> set[str | None]:
    return {a.actor for e in events for a in (*e.actors, *e.recipients)}


def _argument(
    argument: Argument,
    statements: Sequence[Statement],
    speakers: dict[str, str | None],
    index: Index,
) -> Argument:
    if argument.span is None or argument.actor is not None:
        return argument
    key = _first_person([argument.span], statements, speakers, index)
    key = key or index.find(argument.span) or index.add(argument.span)
    return Argument(span=argument.span, actor=key)


def _first_person(
    spans: Sequence[Span],
    statements: Sequence[Statement],
    speakers: dict[str, str | None],
    index: Index,
) -> str | None:
    """The speaker around an "I" or "we": of the innermost quotation, else of any statement."""
    for span in spans:
        if index.parse.text[span[0] : min(span[1], span[0] + 10)].lower() not in _FIRST:
            continue
        for s in statements:
            if inside(s.content, span) and span not in s.source and (key := speakers.get(s.id)):
                index.move(span, key)
                return key
    return None
