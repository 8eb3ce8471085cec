"""What is said across articles: stories, their origins, rival figures and disputes.

Field names are the record contract (`docs/record.md`, "Across articles"); those marked *ours* are
added to it. Articles are named by id; ids of statements, events and figures are of their article.
"""

from typing import Literal

from onrecord.records import EventType, Record, Stance
from onrecord.spans import Span

TieKind = Literal["copy", "third", "statement", "credit"]
Question = Literal["act", "actor", "figure", "order", "withdrawn", "place", "time"]


class Mention(Record, frozen=True, kw_only=True):
    """An event as one article tells it."""

    article: str
    event: str


class StoryEvent(Record, frozen=True, kw_only=True):
    """One event with all its evidence.

    Ours: `what` is the event in plain words, `statuses` what the mentions make of it, in the order
    of the mentions: where they differ, the contradiction is kept.
    """

    type: EventType
    mentions: list[Mention]
    what: str | None = None
    statuses: list[str] | None = None


class Entry(Record, frozen=True, kw_only=True):
    """A figure as one article gives it; `giver` is who gives it, None for the outlet itself.

    Ours: `at` is the day that it stands for (the article's), `words` the number as printed.
    """

    article: str
    figure: str
    value: float | None
    low: float | None
    high: float | None
    giver: str | None
    outlet: str | None = None
    at: str | None = None
    words: str | None = None


class Quantity(Record, frozen=True, kw_only=True):
    """One quantity on which more than one figure or giver stands, in the order of time.

    Ours: `change` tells "rises" or "falls" when later articles give more or less than earlier ones,
    "rival" when figures of the same day differ, "same" when all agree.
    """

    about: str
    unit: str | None
    entries: list[Entry]
    change: Literal["same", "rises", "falls", "rival"] | None = None


class Side(Record, frozen=True, kw_only=True):
    """One entry of a dispute; it names a statement, an event or both.

    Ours: `side` counts the sides from 0 (entries of one side share it), `words` are the side's own
    and `spans` where they stand. A `speaker` of None is the outlet.
    """

    stance: Stance
    speaker: str | None
    article: str
    statement: str | None
    event: str | None
    side: int | None = None
    outlet: str | None = None
    words: str | None = None
    spans: list[Span] | None = None


class Dispute(Record, frozen=True, kw_only=True):
    """A question of fact on which speakers contradict each other. Never says who is right.

    Ours: `kind` is what they differ on, `why` how the contradiction was seen.
    """

    about: str
    sides: list[Side]
    kind: Question | None = None
    why: str | None = None


class Passage(Record, frozen=True, kw_only=True):
    """The same words in both articles of a tie."""

    one: Span
    other: Span


class Tie(Record, frozen=True, kw_only=True):
    """Why two articles are of one origin.

    `copy`: one holds more than half of the other's words; `third`: both hold the text of a third;
    `statement`: both consist of the same statement or release; `credit`: `one` has what it reports
    from the outlet of `other`, which it names. `share` is how much of `one` stands in `other`.
    """

    one: str
    other: str
    kind: TieKind
    share: float | None
    passages: list[Passage]
    credit: str | None = None


class Quoted(Record, frozen=True, kw_only=True):
    """A speaker of a story: how often, in how many words, by which articles."""

    name: str | None
    kind: str | None
    statements: int
    words: int
    articles: list[str]


class Unheard(Record, frozen=True, kw_only=True):
    """Who is accused in an article that holds no word of theirs, nor says that they were asked."""

    name: str
    articles: list[str]


class Profile(Record, frozen=True, kw_only=True):
    """How a story, or an outlet, tells things; shares are of words and None where nothing counts.

    `unnamed` is the share of statements whose speaker has no name; `opinion` the share of the words
    outside statements that are the outlet's own opinion; `quoted_share` the share in statements.
    """

    articles: int
    words: int
    statements: int
    quoted_share: float | None
    unnamed: float | None
    opinion: float | None
    quoted: list[Quoted]
    unheard: list[Unheard]


class Story(Record, frozen=True, kw_only=True):
    """Articles about one thing that happened, and how they stand to each other.

    `origins` divides the articles; `independent` counts its groups. Ours: `title` is a headline,
    `first` and `last` days of publication, `origin_names` whose text each group carries where that
    is known (an agency, an outlet), `origins_why` the ties that join the groups.
    """

    id: str
    articles: list[str]
    outlets: list[str]
    origins: list[list[str]]
    independent: int
    events: list[StoryEvent]
    figures: list[Quantity]
    disputes: list[Dispute]
    title: str | None = None
    first: str | None = None
    last: str | None = None
    origin_names: list[str | None] | None = None
    origins_why: list[Tie] | None = None
    profile: Profile | None = None
