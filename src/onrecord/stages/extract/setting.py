"""Parties that the words leave open and the place of the event tells.

Two readings that coders make without noticing: police, courts and jails are the state's where they
act ("was arrested in Lima"), and villagers, crowds and houses are of the country where it happens.
Named people and bodies are left alone: a stranger may be anywhere.
"""

from collections import Counter
from collections.abc import Sequence

import msgspec

from onrecord.records import Actor, Argument, Event, Place
from onrecord.stages.extract.clause import PERSONAL

_SHARE = 0.7  # of the places named, for an article to play in one country
_ON_SOMEBODY = frozenset(("COERCE", "ACCUSE"))  # police and courts go on with whom they began
_NEAR = 3
_POWERS = {
    "COERCE": frozenset(
        ("arrest", "seize", "raid", "deport", "ban", "restrict", "censor", "curfew", "martial-law")
    ),
    "ACCUSE": frozenset(("legal", "convict")),
    "CONCEDE": frozenset(("release",)),
}


def settle(
    events: Sequence[Event], actors: Sequence[Actor], places: Sequence[Place]
) -> tuple[list[Event], list[Actor]]:
    """The same records with states added that act unnamed, and countries of unnamed people."""
    table = {actor.id: actor for actor in actors}
    where = {place.id: place.country for place in places}
    home = _home(places)
    out = []
    for event in _through(_taken_up(events)):
        country = where.get(event.place or "") or home
        if country is None:
            out.append(event)
            continue
        alone = not event.actors and event.mode in _POWERS.get(event.type, ())
        acting = [Argument(span=None, actor=_state(table, country))] if alone else event.actors
        for argument in (*acting, *event.recipients):
            _place(table, argument.actor, country)
        out.append(msgspec.structs.replace(event, actors=acting))
    return out, list(table.values())


def _place(table: dict[str, Actor], key: str | None, country: str) -> None:
    """Give people and things without a name the country where the act is told."""
    actor = table.get(key or "")
    if actor is not None and actor.country is None and _unnamed(actor):
        why = f"{actor.why}; country of the place" if actor.why else "country of the place"
        table[actor.id] = msgspec.structs.replace(actor, country=country, why=why)


def _taken_up(events: Sequence[Event]) -> list[Event]:
    """A mention without parties has those of the mention before it, or of the act it goes on from.

    "the talks", "the arrest": an event noun whose parties the reader knows already.
    """
    out: list[Event] = []
    named: dict[str, Event] = {}
    for event in events:
        bare = not event.actors and not event.recipients
        first = named.get(event.same_as or "") or (named.get(event.type) if bare else None)
        full = event if first is None else _with_parties(event, first)
        if full.type in _ON_SOMEBODY and not full.recipients:
            near = (o for o in reversed(out[-_NEAR:]) if o.type == full.type and o.recipients)
            if suffered := next(near, None):
                full = _with_parties(full, suffered)
        if full.actors:
            named[full.id] = full
            if any(a.span for a in full.actors):
                named[full.type] = full
        out.append(full)
    return out


def _with_parties(event: Event, first: Event) -> Event:
    return msgspec.structs.replace(
        event,
        actors=event.actors or _unspoken(first.actors),
        recipients=event.recipients or _unspoken(first.recipients),
    )


def _through(events: Sequence[Event]) -> list[Event]:
    """ "The attack has displaced thousands": who attacked displaces."""
    told = {span[1]: (span, event) for event in events for span in event.trigger if event.actors}
    out = []
    for event in events:
        carried = [
            other
            for a in event.actors
            if a.span and (found := told.get(a.span[1]))
            for span, other in [found]
            if other is not event and span[0] >= a.span[0]
        ]
        behind = _unspoken(carried[0].actors) if carried else []
        out.append(msgspec.structs.replace(event, actors=[*event.actors, *behind]))
    return out


def _unspoken(arguments: Sequence[Argument]) -> list[Argument]:
    """The same parties where no words here name them."""
    known = dict.fromkeys(a.actor for a in arguments if a.actor)
    return [Argument(span=None, actor=key) for key in known]


def _home(places: Sequence[Place]) -> str | None:
    """The one country in which nearly all places lie."""
    counts = Counter(place.country for place in places if place.country)
    top = counts.most_common(1)
    return top[0][0] if top and top[0][1] >= _SHARE * counts.total() else None


def _state(table: dict[str, Actor], country: str) -> str:
    """The actor that is this state, made when no words name it."""
    for actor in table.values():
        if actor.kind == "state" and actor.country == country:
            return actor.id
    key = f"a{len(table) + 1}"
    while key in table:
        key += "x"
    table[key] = Actor(
        id=key, name=None, mentions=[], kind="state", country=country, why="state of the place"
    )
    return key


def _unnamed(actor: Actor) -> bool:
    """Words without a name in them: "the villagers", "two shops"; none at all is no one known."""
    name = actor.name or ""
    return name == name.lower() and name not in ("", *PERSONAL, "it")
