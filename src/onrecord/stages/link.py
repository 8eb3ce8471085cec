"""Statements and events get their actors: who speaks, who acts, who is acted upon."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

import msgspec

from onrecord.records import Actor, Argument, Event, Parse, Statement
from onrecord.resources import rows
from onrecord.spans import Span, inside, overlap

_FIRST = {"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"}
_ALIKE = 0.6  # share of two spans' code points that both must cover to be one mention
_AROUND = 20  # mentions on either side that may overlap a span


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
        speakers[s.id] = s.speaker or first or _speaker(s, index)
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
    index: "Index",
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
    index: "Index",
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


def _speaker(statement: Statement, index: "Index") -> str | None:
    """The actor of the source's words; None when they name nobody."""
    for span in statement.source:
        actor = index.actor(index.find(span))
        if actor is None or actor.name is None:
            continue
        words = actor.name.lower().split()
        root = index.parse.root_of(span)
        head = index.parse.lower(root) if root is not None else words[-1]
        kind = _vague().get(head) if head in words else None
        if kind in ("document", "nobody") or (kind == "people" and len(words) == 1):
            continue
        return actor.id
    return None


@cache
def _vague() -> dict[str, str]:
    return {w: r["type"] for r in rows("lexicons/sources_vague.tsv") for w in r["words"].split(";")}


class Index:
    """Actors by the spans and head tokens of their mentions; grows by `add` and `move`."""

    def __init__(self, parse: Parse, actors: Sequence[Actor]) -> None:
        self.parse = parse
        self.actors = {actor.id: actor for actor in actors}
        self.exact: dict[Span, str] = {}
        self.head: dict[int, str] = {}
        self.moved: dict[Span, str] = {}
        for actor in actors:
            for span in actor.mentions:
                self.exact.setdefault(span, actor.id)
                root = parse.root_of(span)
                if root is not None:
                    self.head.setdefault(root, actor.id)
        self.spans = sorted(self.exact)

    def find(self, span: Span) -> str | None:
        """The actor with a mention of this span or of its head, or one much the same."""
        if span in self.exact:
            return self.exact[span]
        root = self.parse.root_of(span)
        if root is not None and root in self.head:
            return self.head[root]
        best, share = None, _ALIKE
        at = bisect_left(self.spans, span)
        for other in self.spans[max(0, at - _AROUND) : at + _AROUND]:
            common = 2 * overlap(span, other) / (other[1] - other[0] + span[1] - span[0])
            if common > share:
                best, share = self.exact[other], common
        return best

    def actor(self, key: str | None) -> Actor | None:
        return self.actors.get(key or "")

    def add(self, span: Span) -> str:
        """A new actor for words that no actor has."""
        number = len(self.actors) + 1
        while f"a{number}" in self.actors:
            number += 1
        key = f"a{number}"
        name = " ".join(self.parse.text[span[0] : span[1]].split()) or None
        self.actors[key] = Actor(id=key, name=name, mentions=[span], why="linked words")
        self.exact[span] = key
        return key

    def move(self, span: Span, key: str) -> None:
        """Let the mention belong to that actor alone."""
        if self.exact.get(span) != key:
            self.exact[span] = self.moved[span] = key

    def result(self, used: set[str | None]) -> list[Actor]:
        """The actors after the moves; one left without mentions goes, unless a record names it."""
        if not self.moved:
            return list(self.actors.values())
        gained: dict[str, list[Span]] = {}
        for span, key in self.moved.items():
            gained.setdefault(key, []).append(span)
        kept = []
        for actor in self.actors.values():
            own = {m for m in actor.mentions if self.moved.get(m, actor.id) == actor.id}
            mentions = sorted(own | set(gained.get(actor.id, ())))
            if mentions or actor.id in used:
                kept.append(msgspec.structs.replace(actor, mentions=mentions))
        return kept
