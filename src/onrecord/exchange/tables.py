"""The tables of CSV, Parquet and frames: what is on record, a row each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from onrecord.exchange import words
from onrecord.exchange.columns import Column, Table, boolean, integer, number, text
from onrecord.exchange.entries import GLIMPSE, Entry
from onrecord.records import Actor, Argument, Event
from onrecord.render import words as told
from onrecord.spans import Span, cover

Value = Callable[[Entry, Any], object]


class Role(NamedTuple):
    """A party of an event."""

    event: Event
    role: str
    position: int
    argument: Argument


class Mention(NamedTuple):
    actor: Actor
    span: Span


def _field(name: str) -> Value:
    return lambda entry, item: getattr(item, name)


def _of_article(name: str) -> Value:
    return lambda entry, item: getattr(entry.report.article, name)


def _of(find: Callable[[Entry, Any], object], name: str) -> Value:
    """A field of what `find` finds; None where it finds nothing."""
    return lambda entry, item: getattr(find(entry, item), name, None)


def _key(what: str) -> tuple[Column, Column]:
    return (
        text("article", "id of the article", lambda entry, item: entry.article),
        text(what, f"id of the {what}, unique within its article", _field("id")),
    )


def _where(spans: Callable[[Any], Sequence[Span]]) -> tuple[Column, ...]:
    """Position in the article's text."""

    def offset(end: int, utf16: bool) -> Value:
        def value(entry: Entry, item: Any) -> int | None:
            found = spans(item)
            if not found:
                return None
            at = cover(found)[end]
            return entry.utf16(at) if utf16 else at

        return value

    return (
        integer("start", "first code point in the article's text", offset(0, False)),
        integer("end", "code point after the last", offset(1, False)),
        integer("start_utf16", "`start` as browsers and Java count", offset(0, True)),
        integer("end_utf16", "`end` as browsers and Java count", offset(1, True)),
    )


def _whose(entry: Entry, item: Any) -> str:
    return told.word_of(entry.report, item.statement)


_SCORE = number("score", "how sure the model is, 0 to 1; empty where a rule found it",
                _field("score"))  # fmt: skip
_WHY = text("why", "the cue, rule or model that found it", _field("why"))
_STATEMENT = text("statement", "id of the statement it rests on; empty: the outlet's own word",
                  _field("statement"))  # fmt: skip
_WHOSE = text("on_whose_word", "who says so; `the outlet` for its own word", _whose)


ARTICLES = Table(
    "articles",
    "a report cut from a page",
    lambda entry: [entry.report.article],
    (
        text("article", "id: SHA-256 of page id and text, 16 hexadecimal digits", _field("id")),
        text("page", "id of the page it was cut from", _field("page")),
        text("outlet", "who published it", _field("outlet")),
        text("title", "its title", lambda entry, item: told.title(item)),
        text("byline", "who wrote it", _field("byline")),
        text("published", "when it appeared, ISO 8601", _field("published")),
        text("url", "where it was published", _field("url")),
        text("lang", "its language", _field("lang")),
        text("path", "the file it was read from", lambda entry, item: entry.source.path),
        text("captured", "when the page was read, UTC", lambda entry, item: entry.source.captured),
        text("page_sha256", "SHA-256 of the page's text", lambda entry, item: entry.source.sha256),
        integer("characters", "length of the text", lambda entry, item: len(item.text)),
        integer("statements", "how many", lambda entry, item: len(entry.report.statements)),
        integer("events", "how many", lambda entry, item: len(entry.report.events)),
        integer("figures", "how many", lambda entry, item: len(entry.report.figures)),
        text(
            "made_by",
            "programs and models that made the record",
            lambda entry, item: words.joined(entry.report.made_by),
        ),
        text(
            "text",
            "the whole text; filled only with --full-text",
            lambda entry, item: item.text if entry.full else None,
        ),
    ),
)

STATEMENTS = Table(
    "statements",
    "words that an outlet lays in somebody's mouth or mind",
    lambda entry: entry.report.statements,
    (
        *_key("statement"),
        text("outlet", "who published it", _of_article("outlet")),
        text("published", "when it appeared, ISO 8601", _of_article("published")),
        text("speaker", "id of the speaking actor", _field("speaker")),
        text("speaker_name", "its name", lambda entry, s: told.speaker(entry.report, s)),
        text(
            "speaker_country",
            "its country, ISO 3166 alpha-3",
            _of(lambda entry, s: entry.report.actor(s.speaker), "country"),
        ),
        text("stance", "the speaker's act: affirms, denies, alleges ...", _field("stance")),
        text("kind", "direct, indirect or mixed quotation", _field("kind")),
        text("act", "speech or thought; empty: an attitude told by deeds", _field("act")),
        text("source", "the words that name the speaker", lambda e, s: e.quote(s.source)),
        text("cue", "the word that introduces the statement", lambda e, s: e.quote(s.cue)),
        text("content", "what is said, as a short quotation", lambda e, s: e.quote(s.content)),
        boolean("cut", "whether `content` leaves words out", lambda e, s: e.is_cut(s.content)),
        text("parent", "id of the statement it stands in", _field("parent")),
        *_where(lambda s: s.content),
        text("spans", "all spans of the content, JSON", lambda e, s: words.spans_json(s.content)),
        _SCORE,
        _WHY,
    ),
)

EVENTS = Table(
    "events",
    "an act between actors; read `status` before counting",
    lambda entry: entry.report.events,
    (
        *_key("event"),
        text("outlet", "who published it", _of_article("outlet")),
        text("published", "when it appeared, ISO 8601", _of_article("published")),
        text("type", "PLOVER type", _field("type")),
        text("mode", "PLOVER mode", _field("mode")),
        text("contexts", "PLOVER contexts", lambda e, v: words.joined(v.contexts or [])),
        text("cameo", "CAMEO code", _field("cameo")),
        text(
            "status", "what the text makes of it: happened, denied, alleged ...", _field("status")
        ),
        boolean(
            "as_fact", "true only for `happened` and `ongoing`", lambda e, v: v.status in words.FACT
        ),
        _STATEMENT,
        _WHOSE,
        text("actors", "who acts", lambda e, v: words.joined(words.party(e, a) for a in v.actors)),
        text(
            "actor_countries",
            "their countries, ISO 3166 alpha-3",
            lambda e, v: words.joined(words.country(e, a) for a in v.actors),
        ),
        text("trigger", "the words that tell the act", lambda e, v: e.quote(v.trigger)),
        text(
            "recipients",
            "to whom",
            lambda e, v: words.joined(words.party(e, a) for a in v.recipients),
        ),
        text(
            "recipient_countries",
            "their countries, ISO 3166 alpha-3",
            lambda e, v: words.joined(words.country(e, a) for a in v.recipients),
        ),
        text("place", "id of the place", _field("place")),
        text("place_name", "its name", _of(words.place_of, "name")),
        number("lat", "its latitude, WGS 84", _of(words.place_of, "lat")),
        number("lon", "its longitude, WGS 84", _of(words.place_of, "lon")),
        text("precision", "what the point stands for", _of(words.place_of, "precision")),
        text("time", "id of the time", _field("time")),
        text("time_value", "its value, TIMEX3", _of(words.time_of, "value")),
        text("time_first", "first day it may mean", _of(words.time_of, "first")),
        text("time_last", "last day it may mean", _of(words.time_of, "last")),
        text("same_as", "id of its first mention in the article", _field("same_as")),
        *_where(lambda v: v.trigger),
        _SCORE,
        _WHY,
    ),
)


def _roles(entry: Entry) -> Iterator[Role]:
    for event in entry.report.events:
        for role, found in (("actor", event.actors), ("recipient", event.recipients)):
            for position, argument in enumerate(found):
                yield Role(event, role, position, argument)


def _role_actor(entry: Entry, item: Role) -> Actor | None:
    return words.actor_of(entry, item.argument)


PARTIES = Table(
    "parties",
    "one party of one event",
    _roles,
    (
        text("article", "id of the article", lambda entry, item: entry.article),
        text("event", "id of the event", lambda entry, item: item.event.id),
        text("role", "`actor` or `recipient`", _field("role")),
        integer("position", "order among those of its role, from 0", _field("position")),
        text("actor", "id of the actor", lambda entry, item: item.argument.actor),
        text("name", "its name", lambda entry, item: words.party(entry, item.argument)),
        text("country", "its country, ISO 3166 alpha-3", _of(_role_actor, "country")),
        text("sectors", "its CAMEO sectors",
             lambda e, r: words.joined(getattr(_role_actor(e, r), "sectors", None) or [])),
        *_where(lambda item: [item.argument.span] if item.argument.span else []),
    ),
)  # fmt: skip

FIGURES = Table(
    "figures",
    "a measured number",
    lambda entry: entry.report.figures,
    (
        *_key("figure"),
        text("outlet", "who published it", _of_article("outlet")),
        text("published", "when it appeared, ISO 8601", _of_article("published")),
        text("words", "the number as it is written", lambda e, f: e.quote([f.span])),
        number("value", "its value; empty: the words do not tell", _field("value")),
        number("low", "the least it may be; empty: no bound", _field("low")),
        number("high", "the most it may be; empty: no bound", _field("high")),
        text("approx", "exact, about, at_least, at_most or vague", _field("approx")),
        text("unit", "its unit", _field("unit")),
        text("of", "what is counted", _field("of")),
        _STATEMENT,
        _WHOSE,
        text("event", "id of the event it tells about", _field("event")),
        *_where(lambda f: [f.span]),
        _SCORE,
        _WHY,
    ),
)

ACTORS = Table(
    "actors",
    "a person, body, state or group of one article",
    lambda entry: entry.report.actors,
    (
        *_key("actor"),
        text("name", "its name; empty: never named", _field("name")),
        text("kind", "person, organisation, state or group", _field("kind")),
        text("country", "ISO 3166 alpha-3", _field("country")),
        text("sectors", "CAMEO sectors", lambda e, a: words.joined(a.sectors or [])),
        integer("mentions", "how often it is mentioned", lambda e, a: len(a.mentions)),
        _WHY,
    ),
)


def _mentions(entry: Entry) -> Iterable[Mention]:
    return (Mention(actor, span) for actor in entry.report.actors for span in actor.mentions)


MENTIONS = Table(
    "mentions",
    "words that stand for an actor",
    _mentions,
    (
        text("article", "id of the article", lambda entry, item: entry.article),
        text("actor", "id of the actor", lambda entry, item: item.actor.id),
        text("words", "the words", lambda entry, item: entry.quote([item.span])),
        *_where(lambda item: [item.span]),
    ),
)

PLACES = Table(
    "places",
    "a toponym",
    lambda entry: entry.report.places,
    (
        *_key("place"),
        text("words", "the words", lambda e, p: e.quote([p.span])),
        text("name", "its name in the gazetteer", _field("name")),
        integer("geonames_id", "GeoNames id", _field("geonames_id")),
        text("country", "ISO 3166 alpha-3", _field("country")),
        number("lat", "latitude, WGS 84; empty for a metonym", _field("lat")),
        number("lon", "longitude, WGS 84; empty for a metonym", _field("lon")),
        text("precision", "what the point stands for", _field("precision")),
        boolean("metonym", "true: stands for a government, body or team", _field("metonym")),
        *_where(lambda p: [p.span]),
        _SCORE,
        _WHY,
    ),
)

TIMES = Table(
    "times",
    "a TIMEX3 expression",
    lambda entry: entry.report.times,
    (
        *_key("time"),
        text("words", "the words", lambda e, t: e.quote([t.span])),
        text("value", "TIMEX3 value; empty: nothing to count from", _field("value")),
        text("type", "DATE, TIME, DURATION or SET", _field("type")),
        text("first", "first day it may mean", _field("first")),
        text("last", "last day it may mean", _field("last")),
        text("anchor", "what it is counted from: published, text, unknown", _field("anchor")),
        *_where(lambda t: [t.span]),
        _WHY,
    ),
)


def _voice(entry: Entry) -> Iterable[Any]:
    return entry.report.voice or []


VOICE = Table(
    "voice",
    "a stretch that rests on nobody's word but the outlet's",
    _voice,
    (
        text("article", "id of the article", lambda entry, item: entry.article),
        text("kind", "opinion or assertion", _field("kind")),
        text("words", "its first words", lambda e, v: e.quote([v.span], GLIMPSE)),
        *_where(lambda v: [v.span]),
        _WHY,
    ),
)

TABLES = (
    ARTICLES, STATEMENTS, EVENTS, PARTIES, FIGURES, ACTORS, MENTIONS, PLACES, TIMES, VOICE,
)  # fmt: skip
