"""Events of a story's articles that are one event, with all its evidence.

Two mentions are one event when their types agree, nothing speaks against it (other parties, other
days, other towns), and something speaks for it: both parties in common, or the same word for the
act with a party, a place or a day. What mentions make of it may differ: that is kept.
"""

from dataclasses import dataclass

from onrecord.records import Event, Report
from onrecord.stages.corroborate.words import base, listed, words
from onrecord.story_records import Mention, StoryEvent

# Speech acts recur: two demands by one speaker are two events unless the words are the same.
RECURRENT = frozenset(("REQUEST", "ACCUSE", "REJECT", "AGREE", "SUPPORT", "THREATEN", "CONSULT"))
KEY = "="  # marks an actor's key among words
_FACTS = frozenset(("happened", "ongoing", "alleged", "denied"))


@dataclass(frozen=True)
class Told:
    """An event as an article tells it, in words that other articles can be compared by."""

    report: Report
    event: Event
    act: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str | None
    day: str | None
    real: bool


def events(reports: list[Report]) -> list[StoryEvent]:
    """Each event of the story once, in the order in which it is first told."""
    groups: list[list[Told]] = []
    for report in reports:
        own: dict[str, list[Told]] = {}
        for event in report.events:
            told = _told(report, event)
            group = own.get(event.same_as or "")
            if group is None:
                group = next((g for g in groups if all(_one(told, t) for t in g[:8])), None)
            if group is None:
                group = []
                groups.append(group)
            group.append(told)
            own[event.id] = group
    return [_event(group) for group in groups]


def _told(report: Report, event: Event) -> Told:
    place = next((p.name for p in report.places if p.id == event.place), None)
    time = next((t for t in report.times if t.id == event.time), None)
    day = time.first if time and time.first and time.first == time.last else None
    return Told(
        report=report,
        event=event,
        act=frozenset(base(w) for w, _ in words(report.quote(event.trigger))),
        actors=_parties(report, event, "actors"),
        recipients=_parties(report, event, "recipients"),
        place=place,
        day=day,
        real=event.status in _FACTS,
    )


def _parties(report: Report, event: Event, role: str) -> frozenset[str]:
    found: set[str] = set()
    for argument in getattr(event, role):
        actor = report.actor(argument.actor)
        name = actor.name if actor and actor.name else None
        text = name or (report.quote(argument.span) if argument.span else "")
        if actor and actor.key:
            found.add(f"{KEY}{actor.key}")
        found |= {base(w) for w, _ in words(text) if len(w) > 2}
    return frozenset(found)


def _shared(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Parties in common: by the keys that articles share where both have one, else by words."""
    keys = [frozenset(w for w in side if w.startswith(KEY)) for side in (one, other)]
    if all(keys):
        return keys[0] & keys[1]
    return one & other


def _one(one: Told, other: Told) -> bool:
    if one.event.type != other.event.type or one.real != other.real:
        return False
    if one.report is other.report:
        return False  # the article itself has told which of its mentions are one
    for a, b in ((one.actors, other.actors), (one.recipients, other.recipients)):
        if a and b and not _shared(a, b):
            return False
    if one.day and other.day and one.day != other.day:
        return False
    if one.place and other.place and one.place != other.place:
        return False
    actor = bool(_shared(one.actors, other.actors) - listed("party"))
    target = bool(_shared(one.recipients, other.recipients))
    word = bool(one.act & other.act)
    if one.event.type in RECURRENT:
        return word and actor and (target or not (one.recipients and other.recipients))
    where = bool(one.place and other.place) or bool(one.day and other.day)
    return (actor and target) or (word and (actor or target or where))


def _event(group: list[Told]) -> StoryEvent:
    best = max(group, key=lambda t: (bool(t.actors) + bool(t.recipients), -len(t.act)))
    return StoryEvent(
        type=group[0].event.type,
        mentions=[Mention(article=t.report.article.id, event=t.event.id) for t in group],
        what=_what(best),
        statuses=[t.event.status for t in group],
    )


def _what(told: Told) -> str:
    """The event in the words of its fullest mention: who, act, whom."""
    parts = [
        _names(told, "actors"),
        told.report.quote(told.event.trigger),
        _names(told, "recipients"),
    ]
    return " ".join(" ".join(p.split()) for p in parts if p)


def _names(told: Told, role: str) -> str:
    names = []
    for argument in getattr(told.event, role):
        actor = told.report.actor(argument.actor)
        if actor and actor.name:
            names.append(actor.name)
        elif argument.span:
            names.append(told.report.quote(argument.span))
    return ", ".join(dict.fromkeys(names))
