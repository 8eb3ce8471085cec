"""The columns of GDELT's event table (format 2.0), filled from our records, and ours after them."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from onrecord.exchange import cameo, words
from onrecord.exchange.columns import Column, Table, boolean, integer, number, text
from onrecord.exchange.entries import Entry
from onrecord.records import Actor, Argument, Event, Place
from onrecord.render.words import word_of


class Pair(NamedTuple):
    """One actor and one recipient of an event, either of which may be missing."""

    event: Event
    sides: tuple[Argument | None, Argument | None]


def pairs(entry: Entry) -> Iterator[Pair]:
    """CAMEO's events have one source and one target: two actors and one recipient are two."""
    for event in entry.report.events:
        actors: list[Argument | None] = [*event.actors] or [None]
        recipients: list[Argument | None] = [*event.recipients] or [None]
        for one in actors:
            for other in recipients:
                yield Pair(event, (one, other))


def _day(entry: Entry, pair: Pair) -> str | None:
    return words.day_of(entry, pair.event)[0]


def _digits(size: int) -> Callable[[Entry, Pair], int | None]:
    def value(entry: Entry, pair: Pair) -> int | None:
        day = _day(entry, pair)
        return int(day.replace("-", "")[:size]) if day else None

    return value


def _fraction(entry: Entry, pair: Pair) -> float | None:
    """GDELT's own formula; a month has thirty days in it."""
    day = _day(entry, pair)
    if day is None:
        return None
    year, month, of_month = (int(part) for part in day.split("-"))
    return round(year + (month * 30 + of_month) / 365, 4)


def _code(entry: Entry, pair: Pair) -> str:
    return cameo.code(pair.event.type, pair.event.cameo)


def _place(entry: Entry, pair: Pair) -> Place | None:
    place = words.place_of(entry, pair.event)
    return place if cameo.geo_type(place) else None


def _is_root(entry: Entry, pair: Pair) -> int:
    """Whether the act is told in the headline or the first paragraph."""
    lead = []
    for block in entry.report.article.blocks:
        lead.append(block)
        if block.part == "body":
            break
    start = min(s for s, _ in pair.event.trigger)
    return int(any(b.span[0] <= start < b.span[1] for b in lead if b.part in ("headline", "body")))


def _none(entry: Entry, pair: Pair) -> None:
    return None


def _actor(side: int) -> tuple[Column, ...]:
    name = f"Actor{side + 1}"

    def actor(entry: Entry, pair: Pair) -> Actor | None:
        argument = pair.sides[side]
        return words.actor_of(entry, argument) if argument else None

    def called(entry: Entry, pair: Pair) -> str | None:
        argument = pair.sides[side]
        return words.party(entry, argument) if argument else None

    def of(get: Callable[[Actor | None], Any]) -> Callable[[Entry, Pair], Any]:
        return lambda entry, pair: get(actor(entry, pair))

    who = "the source of the act" if side == 0 else "its target"
    return (
        text(f"{name}Code", f"CAMEO code of {who}: country and roles", of(cameo.actor_code)),
        text(f"{name}Name", "its name as the article gives it", called),
        text(f"{name}CountryCode", "ISO 3166 alpha-3", of(lambda a: a.country if a else None)),
        text(f"{name}KnownGroupCode", "always empty: not told", _none),
        text(f"{name}EthnicCode", "always empty: not told", _none),
        text(f"{name}Religion1Code", "always empty: not told", _none),
        text(f"{name}Religion2Code", "always empty: not told", _none),
        text(f"{name}Type1Code", "CAMEO role", of(lambda a: cameo.role(a, 0))),
        text(f"{name}Type2Code", "CAMEO role", of(lambda a: cameo.role(a, 1))),
        text(f"{name}Type3Code", "CAMEO role", of(lambda a: cameo.role(a, 2))),
    )


def _geo(name: str, place: Callable[[Entry, Pair], Place | None], what: str) -> tuple[Column, ...]:
    def of(get: Callable[[Place], Any]) -> Callable[[Entry, Pair], Any]:
        def value(entry: Entry, pair: Pair) -> Any:
            found = place(entry, pair)
            return get(found) if found else None

        return value

    return (
        integer(f"{name}Geo_Type", "1 country, 2 US state, 3 US city, 4 city, 5 region",
                of(cameo.geo_type)),
        text(f"{name}Geo_FullName", what, of(lambda p: p.name)),
        text(f"{name}Geo_CountryCode", "FIPS 10-4", of(lambda p: cameo.fips(p.country))),
        text(f"{name}Geo_ADM1Code", "always empty: not told", _none),
        text(f"{name}Geo_ADM2Code", "always empty: not told", _none),
        number(f"{name}Geo_Lat", "latitude, WGS 84", of(lambda p: p.lat)),
        number(f"{name}Geo_Long", "longitude, WGS 84", of(lambda p: p.lon)),
        text(f"{name}Geo_FeatureID", "GeoNames id (GDELT: GNS or GNIS)",
             of(lambda p: p.geonames_id and str(p.geonames_id))),
    )  # fmt: skip


_GDELT = (
    integer("GLOBALEVENTID", "63 bits of a digest of what makes it one event", _none),
    integer("SQLDATE", "day of the event, YYYYMMDD; see DateFrom", _digits(8)),
    integer("MonthYear", "YYYYMM", _digits(6)),
    integer("Year", "YYYY", _digits(4)),
    number("FractionDate", "YYYY + (month * 30 + day) / 365", _fraction),
    *_actor(0),
    *_actor(1),
    integer("IsRootEvent", "1: told in a headline or first paragraph", _is_root),
    text("EventCode", "CAMEO code", _code),
    text("EventBaseCode", "its first three digits", lambda e, p: _code(e, p)[:3]),
    text("EventRootCode", "its first two digits", lambda e, p: _code(e, p)[:2]),
    integer("QuadClass", "1 verbal, 2 material cooperation; 3 verbal, 4 material conflict",
            lambda e, p: cameo.quad(_code(e, p)[:2])),
    number("GoldsteinScale", "-10 conflict to +10 cooperation, of the code alone",
           lambda e, p: cameo.goldstein(_code(e, p))),
    integer("NumMentions", "raw count: mentions of the event in all articles", _none),
    integer("NumSources", "raw count: outlets, reprints counted; empty: no outlet is known", _none),
    integer("NumArticles", "raw count: articles, reprints counted", _none),
    number("AvgTone", "always empty: not measured", _none),
    *_geo("Actor1", _none, "always empty: an actor is not a place"),
    *_geo("Actor2", _none, "always empty: an actor is not a place"),
    *_geo("Action", _place, "where it happened; empty for metonyms and unknown places"),
    integer("DATEADDED", "when the first of the pages was read, YYYYMMDDHHMMSS", _none),
    text("SOURCEURL", "address of the first article, where one is known", _none),
)  # fmt: skip

_OURS = (
    integer("IndependentSources",
            "origins: reprints of one text count once; empty: stories are not worked out", _none),
    text("Status", "what the texts make of it; `happened` covers `ongoing`",
         lambda e, p: "happened" if p.event.status in words.FACT else p.event.status),
    integer("OwnWordMentions", "mentions on the outlet's own word", _none),
    text("OnWhoseWord", "speakers on whose word the other mentions rest", _none),
    text("DateFrom", "what tells the day: `time` (the text) or `published`",
         lambda e, p: words.day_of(e, p.event)[1]),
    text("PloverType", "PLOVER type", lambda e, p: p.event.type),
    text("ActionGeo_ISO3", "country of the place, ISO 3166 alpha-3",
         lambda e, p: getattr(_place(e, p), "country", None)),
    text("Records", "up to twenty of its records, article/event", _none),
)  # fmt: skip

EVENTS = Table("events", "an event with all its mentions", pairs, (*_GDELT, *_OURS))


def _whose(entry: Entry, pair: Pair) -> str:
    return word_of(entry.report, pair.event.statement)


CAMEO = Table(
    "cameo",
    "one mention of one act between one source and one target",
    pairs,
    (
        text("date", "day of the event, ISO 8601", _day),
        text("source", "CAMEO actor code", EVENTS.columns[5].value),
        text("target", "CAMEO actor code", EVENTS.columns[15].value),
        text("code", "CAMEO code", _code),
        text("source_name", "as the article gives it", EVENTS.columns[6].value),
        text("target_name", "as the article gives it", EVENTS.columns[16].value),
        text("status", "what the text makes of it", lambda e, p: p.event.status),
        boolean("as_fact", "true only for `happened` and `ongoing`",
                lambda e, p: p.event.status in words.FACT),
        text("on_whose_word", "who says so; `the outlet` for its own word", _whose),
        text("article", "id of the article", lambda e, p: e.article),
        text("event", "id of the event within it", lambda e, p: p.event.id),
    ),
)  # fmt: skip
