"""What the API answers with. Lists come in pages: `items`, and the address of the `next` page."""

from typing import Any

import msgspec

from onrecord.records import Record, Report
from onrecord.store.review import Comment, State
from onrecord.story_records import Story


class Row(Record, frozen=True, kw_only=True):
    """What every row of a list names."""

    article: str
    published: str | None
    outlet: str | None


class ArticleRow(Record, frozen=True, kw_only=True):
    id: str
    title: str
    outlet: str | None
    published: str | None
    statements: int
    events: int


class StatementRow(Row, frozen=True, kw_only=True):
    id: str
    speaker_name: str | None
    source: str | None
    stance: str | None
    content: str
    start: int
    end: int


class EventRow(Row, frozen=True, kw_only=True):
    """Several actors or recipients are joined by `; `. No `statement`: the outlet's own word."""

    id: str
    actors: str | None
    trigger: str
    recipients: str | None
    type: str
    status: str
    word_of: str | None
    statement: str | None
    place_name: str | None
    time_value: str | None
    start: int
    end: int


class FigureRow(Row, frozen=True, kw_only=True):
    id: str
    words: str
    value: float | None
    low: float | None
    high: float | None
    approx: str
    unit: str | None
    of: str | None
    word_of: str | None
    statement: str | None
    start: int
    end: int


class StoryRow(Record, frozen=True, kw_only=True):
    id: str
    title: str | None
    first: str | None
    last: str | None
    articles: int
    independent: int
    disputes: int
    outlets: str | None


class Hit(Row, frozen=True, kw_only=True):
    """A search's hit; `excerpt` marks what was found by U+0001 before and U+0002 after it."""

    title: str
    statement: str | None
    excerpt: str


class Count(Record, frozen=True, kw_only=True):
    name: str
    articles: int


class Reading(Record, frozen=True, kw_only=True):
    """A page on its way: `stage` is waiting, loading, reading, storing, done or rejected."""

    id: str
    name: str
    stage: str
    ahead: int
    articles: list[str]
    reason: str | None
    seconds: float | None


class Me(Record, frozen=True, kw_only=True):
    name: str | None
    role: str | None


class Made(Record, frozen=True, kw_only=True):
    """The number of what was kept."""

    n: int


class Problem(Record, frozen=True, kw_only=True):
    status: int
    code: str
    message: str


class Failure(Record, frozen=True, kw_only=True):
    """The one shape of an error."""

    error: Problem


class Articles(Record, frozen=True, kw_only=True):
    items: list[ArticleRow]
    next: str | None


class Statements(Record, frozen=True, kw_only=True):
    items: list[StatementRow]
    next: str | None


class Events(Record, frozen=True, kw_only=True):
    items: list[EventRow]
    next: str | None


class Figures(Record, frozen=True, kw_only=True):
    items: list[FigureRow]
    next: str | None


class Stories(Record, frozen=True, kw_only=True):
    items: list[StoryRow]
    next: str | None


class Hits(Record, frozen=True, kw_only=True):
    items: list[Hit]
    next: str | None
    count: int


class Counts(Record, frozen=True, kw_only=True):
    items: list[Count]


class Names(Record, frozen=True, kw_only=True):
    items: list[str]


class States(Record, frozen=True, kw_only=True):
    """What people make of an article's records, by anchor."""

    items: dict[str, State]


class Comments(Record, frozen=True, kw_only=True):
    items: list[Comment]


SHAPES: list[Any] = [
    Articles, Statements, Events, Figures, Stories, Hits, Counts, Names, Reading, Me, Made,
    Failure, Report, Story, States, Comments,
]  # fmt: skip


def schemas() -> tuple[dict[Any, dict[str, Any]], dict[str, Any]]:
    """Each shape's reference, and all schemas by name, for the description of the API."""
    found, components = msgspec.json.schema_components(
        SHAPES, ref_template="#/components/schemas/{name}"
    )
    return dict(zip(SHAPES, found, strict=True)), components
