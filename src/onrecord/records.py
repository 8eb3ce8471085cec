"""Every type that crosses a stage boundary. Read this first.

Field names are the record contract (`docs/record.md`); a JSON line decodes strictly into these
types. Spans are `(start, end)` code points of `Article.text`, end exclusive, unless said otherwise.
A missing fact is `None`, never a guess; an empty list says "looked, none".
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from onrecord.evidence import check_evidence
from onrecord.markup import Markup as Markup
from onrecord.markup import Part as Part
from onrecord.spans import Span, quote

Kind = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "affirms", "denies", "alleges", "questions", "demands", "threatens", "promises", "predicts",
    "opinion",
]  # fmt: skip
Status = Literal[
    "happened", "ongoing", "planned", "threatened", "hypothetical", "denied", "alleged"
]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
ActorKind = Literal["person", "organisation", "state", "group"]
Approx = Literal["exact", "about", "at_least", "at_most", "vague"]
Precision = Literal["point", "city", "region", "country", "unknown"]
Anchor = Literal["published", "text", "unknown"]


def digest(*parts: str) -> str:
    """Sixteen hexadecimal characters of the SHA-256 of the parts, the form of every stable id."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def page_id(text: str, outlet: str | None) -> str:
    """A page's id: of its text and, where it is known, its outlet.

    Two outlets that print one text word for word are two pages.
    """
    return digest(text) if outlet is None else digest(text, outlet)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, compared by value, JSON by `msgspec`."""


class Page(Record, frozen=True, kw_only=True):
    """One kept input: the text that all page spans point into.

    For plain text `text` is the decoded file; for HTML it is the text the cleaner took from it and
    `html` is the page as served. `encoding` says how bytes became text. `credit` names whose work
    the page says it is (an agency), `derived_from` the items it says it was made from.
    """

    id: str
    path: str
    text: str
    html: str | None = None
    encoding: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    lang: str | None = None
    credit: str | None = None
    derived_from: list[str] | None = None
    markup: Markup | None = None

    @staticmethod
    def of(text: str, path: str = "-", **known: Any) -> "Page":
        """A page of plain text; `known` are fields that the caller can tell."""
        return Page(id=page_id(text, known.get("outlet")), path=path, text=text, **known)

    @staticmethod
    def from_path(path: str | Path) -> "Page":
        """Read one file as `onrecord read` does.

        Raises `UsageError` with the reason when the file would be rejected.
        """
        # upward on purpose, see docs/decisions/0001
        from onrecord.stages.read import page_from_path

        return page_from_path(Path(path))


class Block(Record, frozen=True, kw_only=True):
    """A paragraph or line of an article. Each page span holds exactly the block's characters.

    `element` is the XPath of the HTML element that holds the block, where one is known.
    """

    span: Span
    part: Part
    page_spans: list[Span]
    element: str | None = None


class Article(Record, frozen=True, kw_only=True):
    """One report cut from a page; `text` is its blocks, each unchanged, joined by white space."""

    id: str
    page: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    lang: str | None = None
    credit: str | None = None
    derived_from: list[str] | None = None
    text: str
    blocks: list[Block]


class Furniture(Record, frozen=True, kw_only=True):
    """A stretch of the page that belongs to no article; `span` is of `Page.text`."""

    span: Span
    kind: str


class Split(Record, frozen=True, kw_only=True):
    """What the split stage makes of one page."""

    articles: list[Article]
    furniture: list[Furniture]


class Entity(Record, frozen=True, kw_only=True):
    """A name found by the parser; `span` is of characters, `tokens` of token indices."""

    span: Span
    tokens: Span
    label: str


class Parse(Record, frozen=True, kw_only=True):
    """Tokens of an article with their syntax, as parallel lists (index = token number).

    `dep` holds CLEAR-style labels (nsubj, nsubjpass, dobj, pobj, agent, ccomp, ...), `head` the
    token index of the governor (itself for a root), `tag` Penn tags, `pos` universal ones.
    `sentences` are token ranges; no sentence crosses a block.
    """

    text: str
    starts: list[int]
    ends: list[int]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    sentences: list[Span]
    entities: list[Entity]
    children: list[list[int]]

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, i: int) -> str:
        return self.text[self.starts[i] : self.ends[i]]

    def lower(self, i: int) -> str:
        return self.word(i).lower()

    def chars(self, first: int, last: int) -> Span:
        """Character span of the token range `[first, last)`."""
        return self.starts[first], self.ends[last - 1]

    def tokens(self, span: Span) -> range:
        """Indices of the tokens that overlap a character span."""
        return range(bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1]))

    def sentence(self, i: int) -> Span:
        """The token range of the sentence that holds token `i`."""
        return self.sentences[bisect_right(self.sentences, (i, len(self) + 1)) - 1]

    def subtree(self, i: int) -> list[int]:
        """Token `i` and all its descendants, sorted."""
        out, queue = [], [i]
        while queue:
            node = queue.pop()
            out.append(node)
            queue.extend(self.children[node])
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[int]:
        """Governors of token `i`, nearest first."""
        while self.head[i] != i:
            i = self.head[i]
            yield i

    def root_of(self, span: Span) -> int | None:
        """The token of a character span whose governor lies outside it; None without tokens."""
        tokens = self.tokens(span)
        for i in tokens:
            if self.head[i] not in tokens or self.head[i] == i:
                return i
        return None


class Statement(Record, frozen=True, kw_only=True):
    """Words that the outlet lays in somebody's mouth or mind: source, cue and content.

    `why` tells which cue, rule or model found it. `act` tells speech and writing from thought; None
    is an attitude told by deeds ("backed the plan"), which is nobody's word but the outlet's.
    """

    id: str
    content: list[Span]
    cue: list[Span]
    source: list[Span]
    kind: Kind
    stance: Stance | None = None
    speaker: str | None = None
    parent: str | None = None
    score: float | None = None
    act: Literal["speech", "thought"] | None = None
    why: str | None = None


class Argument(Record, frozen=True, kw_only=True):
    """Who takes part in an event: the words here (if any) and the actor they stand for."""

    span: Span | None
    actor: str | None


class Event(Record, frozen=True, kw_only=True):
    """An act between actors, of a PLOVER type. `statement` is on whose word; None: the outlet's."""

    id: str
    type: EventType
    mode: str | None = None
    contexts: list[str] | None = None
    cameo: str | None = None
    own_type: str | None = None
    own_code: str | None = None
    trigger: list[Span]
    actors: list[Argument]
    recipients: list[Argument]
    place: str | None = None
    time: str | None = None
    status: Status
    statement: str | None = None
    same_as: str | None = None
    score: float | None = None
    why: str | None = None


class Figure(Record, frozen=True, kw_only=True):
    """A measured number. `span` is the number's words; `low`/`high` bound what they allow."""

    id: str
    span: Span
    value: float | None
    low: float | None
    high: float | None
    approx: Approx
    unit: str | None
    of: str | None
    statement: str | None = None
    event: str | None = None
    score: float | None = None
    why: str | None = None


class Actor(Record, frozen=True, kw_only=True):
    """One person, body, state or group of an article with all its mentions.

    `key` is the same in every article that tells who is meant, None where the words do not.
    """

    id: str
    name: str | None
    mentions: list[Span]
    kind: ActorKind | None = None
    country: str | None = None
    sectors: list[str] | None = None
    key: str | None = None
    why: str | None = None


class Place(Record, frozen=True, kw_only=True):
    """A toponym. A metonym (a government, a team) has no coordinates.

    `radius_km` is how far from the point the place may reach; `relation` the words that put
    something beside the place rather than in it ("near", "north of").
    """

    id: str
    span: Span
    name: str
    geonames_id: int | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    radius_km: float | None = None
    relation: str | None = None
    metonym: bool = False
    score: float | None = None
    why: str | None = None


class Time(Record, frozen=True, kw_only=True):
    """A TIMEX3 expression. `first` and `last` bound it as ISO dates; no anchor gives no value."""

    id: str
    span: Span
    value: str | None
    first: str | None = None
    last: str | None = None
    anchor: Anchor | None = None
    type: Literal["DATE", "TIME", "DURATION", "SET"] | None = None
    why: str | None = None


class Voice(Record, frozen=True, kw_only=True):
    """A stretch that rests on nobody's word but the outlet's."""

    span: Span
    kind: Literal["opinion", "assertion"]
    why: str | None = None


class Report(Record, frozen=True, kw_only=True):
    """The record of one article. Construction raises `EvidenceError` when it points at nothing."""

    article: Article
    statements: list[Statement]
    events: list[Event]
    figures: list[Figure]
    actors: list[Actor]
    places: list[Place]
    times: list[Time]
    voice: list[Voice] | None
    made_by: list[str]

    def __post_init__(self) -> None:
        check_evidence(self)

    def quote(self, spans: list[Span] | Span) -> str:
        """The words of the article at a span or a list of spans."""
        if isinstance(spans, tuple):
            spans = [spans]
        return quote(self.article.text, spans)

    def actor(self, key: str | None) -> Actor | None:
        return next((a for a in self.actors if a.id == key), None)

    def statement(self, key: str | None) -> Statement | None:
        return next((s for s in self.statements if s.id == key), None)

    def _repr_html_(self) -> str:
        # upward on purpose, see docs/decisions/0001
        from onrecord.render.article import fragment

        return fragment(self)


class Reading(Record, frozen=True, kw_only=True):
    """All that was read from one page."""

    page: Page
    furniture: list[Furniture]
    reports: list[Report]

    @property
    def statements(self) -> list[Statement]:
        """Statements of all reports in page order; ids are unique within one report only."""
        return [s for report in self.reports for s in report.statements]

    def _repr_html_(self) -> str:
        return "".join(report._repr_html_() for report in self.reports)


class Rejected(Record, frozen=True, kw_only=True):
    """An input that gave no record, and why."""

    path: str
    stage: str
    reason: str
