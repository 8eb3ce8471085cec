"""The tables of an archive: every column with its type and what it means (docs/archive.md)."""

from typing import Any, NamedTuple

Kind = str  # text | int | real | bool | json


class Column(NamedTuple):
    """`json` is a string that holds JSON of the record contract."""

    name: str
    kind: Kind
    doc: str


_N = Column("n", "int", "number of the input within its shard; joins the tables of one page")
_ARTICLE = Column("article", "text", "id of the article")
_ID = Column("id", "text", "id within the article")
_POSITION = Column("position", "int", "order within the article")
_RECORD = Column("record", "json", "the exact record (docs/record.md)")
_SCORE = Column("score", "real", "how sure, 0 to 1")
_WHY = Column("why", "text", "the cue, rule or model that found it")
_START = Column("start", "int", "first code point in the article's text")
_END = Column("end", "int", "code point after the last")
_FACTS = [
    Column("url", "text", "canonical address"),
    Column("outlet", "text", "who published"),
    Column("title", "text", "headline"),
    Column("byline", "text", "who wrote"),
    Column("published", "text", "when, ISO 8601"),
    Column("lang", "text", "language, `en` or null when the text is too short to tell"),
    Column("credit", "text", "whose work the page says it is"),
    Column("derived_from", "json", "what the page says it was made from"),
]

TABLES: dict[str, list[Column]] = {
    "pages": [
        _N,
        Column("id", "text", "digest of the text"),
        Column("path", "text", "the input: file, and place in it"),
        *_FACTS,
        Column("encoding", "text", "how bytes became text"),
        Column("text", "text", "what all page spans point into"),
        Column("html", "text", "the page as served (only with `--keep-html`)"),
        Column("markup", "json", "parts, elements and articles that HTML told"),
        Column("furniture", "json", "stretches that belong to no article"),
    ],
    "articles": [
        _N,
        Column("id", "text", "digest of page and text"),
        Column("page", "text", "id of the page"),
        Column("position", "int", "order on the page"),
        *_FACTS,
        Column("text", "text", "what all spans of records point into"),
        Column("blocks", "json", "paragraphs with part, page spans and element"),
        Column("made_by", "json", "versions of program and models"),
        Column("looked_for_voice", "bool", "whether `voice` was looked for"),
    ],
    "statements": [
        _N, _ARTICLE, _ID, _POSITION,
        Column("speaker", "text", "id of the speaking actor"),
        Column("speaker_name", "text", "the speaker's name"),
        Column("stance", "text", "affirms, denies, alleges, ..."),
        Column("kind", "text", "direct, indirect or mixed"),
        Column("act", "text", "speech or thought; null: an attitude told by deeds"),
        Column("source", "text", "words that name the source"),
        Column("cue", "text", "words that say that it is said"),
        Column("content", "text", "what is said"),
        Column("parent", "text", "statement that this one lies within"),
        _SCORE, _WHY, _START, _END, _RECORD,
    ],
    "events": [
        _N, _ARTICLE, _ID, _POSITION,
        Column("type", "text", "PLOVER type"),
        Column("mode", "text", "PLOVER mode"),
        Column("cameo", "text", "CAMEO code"),
        Column("status", "text", "happened, planned, denied, alleged, ..."),
        Column("actors", "text", "who, joined by `; `"),
        Column("actor_countries", "text", "their countries, ISO 3166 alpha-3"),
        Column("trigger", "text", "words of the act"),
        Column("recipients", "text", "to whom"),
        Column("recipient_countries", "text", "their countries"),
        Column("place", "text", "id of the place"),
        Column("place_name", "text", "its name"),
        Column("time", "text", "id of the time"),
        Column("time_value", "text", "its TIMEX3 value"),
        Column("statement", "text", "statement on whose word it rests; null: the outlet's"),
        Column("word_of", "text", "who said that statement"),
        Column("same_as", "text", "event of which this is another mention"),
        _SCORE, _WHY, _START, _END, _RECORD,
    ],
    "figures": [
        _N, _ARTICLE, _ID, _POSITION,
        Column("words", "text", "the number's words"),
        Column("value", "real", "its value"),
        Column("low", "real", "least that the words allow"),
        Column("high", "real", "most that they allow"),
        Column("approx", "text", "exact, about, at_least, at_most, vague"),
        Column("unit", "text", "unit"),
        Column("of", "text", "what is counted"),
        Column("statement", "text", "statement on whose word it rests"),
        Column("word_of", "text", "who said that statement"),
        Column("event", "text", "event that it belongs to"),
        _SCORE, _WHY, _START, _END, _RECORD,
    ],
    "actors": [
        _N, _ARTICLE, _ID, _POSITION,
        Column("name", "text", "name"),
        Column("kind", "text", "person, organisation, state or group"),
        Column("country", "text", "ISO 3166 alpha-3"),
        Column("sectors", "text", "codes, joined by `; `"),
        Column("mentions", "int", "how often mentioned"),
        _WHY, _RECORD,
    ],
    "places": [
        _N, _ARTICLE, _ID, _POSITION,
        Column("words", "text", "the toponym"),
        Column("name", "text", "its name in the gazetteer"),
        Column("geonames_id", "int", "GeoNames id"),
        Column("country", "text", "ISO 3166 alpha-3"),
        Column("lat", "real", "latitude"),
        Column("lon", "real", "longitude"),
        Column("precision", "text", "point, city, region, country, unknown"),
        Column("metonym", "bool", "a government or a team, which has no point"),
        _SCORE, _WHY, _START, _END, _RECORD,
    ],
    "times": [
        _N, _ARTICLE, _ID, _POSITION,
        Column("words", "text", "the expression"),
        Column("value", "text", "TIMEX3 value"),
        Column("first", "text", "first day"),
        Column("last", "text", "last day"),
        Column("anchor", "text", "published, text or unknown"),
        Column("type", "text", "DATE, TIME, DURATION or SET"),
        _WHY, _START, _END, _RECORD,
    ],
    "voice": [
        _N, _ARTICLE, _ID, _POSITION,
        Column("kind", "text", "opinion or assertion"),
        Column("words", "text", "words that rest on the outlet alone"),
        _WHY, _START, _END, _RECORD,
    ],
    "rejected": [
        _N,
        Column("path", "text", "the input: file, and place in it"),
        Column("stage", "text", "where it was refused"),
        Column("reason", "text", "why"),
    ],
}  # fmt: skip


def arrow(table: str) -> Any:
    """The table's schema for pyarrow; meanings go along as field metadata."""
    import pyarrow as pa

    kinds = {"text": pa.string(), "json": pa.string(), "int": pa.int64(), "real": pa.float64(),
             "bool": pa.bool_()}  # fmt: skip
    fields = [
        pa.field(column.name, kinds[column.kind], metadata={"doc": column.doc})
        for column in TABLES[table]
    ]
    return pa.schema(fields)


def page() -> str:
    """The schema as Markdown tables, for docs/archive.md."""
    out = []
    for name, columns in TABLES.items():
        out.append(f"### `{name}`\n\n| column | type | |\n|---|---|---|")
        out += [f"| `{column.name}` | {column.kind} | {column.doc} |" for column in columns]
        out.append("")
    return "\n".join(out)
