"""The gold of a report: our own records, with what an annotator states about an event's parties."""

from onrecord.records import Actor, Article, Event, Figure, Place, Record, Statement, Time


class GoldEvent(Event, frozen=True, kw_only=True):
    """`actor_country` holds ISO codes; `""` is a party of no state, `IGO` an international body."""

    actor_country: list[str]
    recipient_country: list[str]


class GoldReport(Record, frozen=True, kw_only=True):
    article: Article
    statements: list[Statement]
    events: list[GoldEvent]
    figures: list[Figure]
    actors: list[Actor]
    places: list[Place]
    times: list[Time]
