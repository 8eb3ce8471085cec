"""Records -> marks on the text -> segments: stretches within which nothing changes.

Marks may overlap in any way; segments never do, so they can be written as flat markup.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple, TypeVar

from onrecord.records import Report, Voice
from onrecord.spans import Span

T = TypeVar("T")


class Mark(NamedTuple):
    """A span that belongs to the record `key` in the role `role`; `tone` tells colours apart.

    `layer` is what the reader switches on and off. A lower `level` lies further outside.
    """

    span: Span
    key: str
    layer: str
    role: str
    tone: str
    level: int


class Segment(NamedTuple):
    """A stretch of the text and the marks that cover it, the outermost first."""

    span: Span
    marks: tuple[Mark, ...]


def marks(report: Report) -> list[Mark]:
    """Every record as marks on the text."""
    found = list(_voice(report))
    found += _statements(report)
    for key, actor in keyed("a", report.actors):
        found += [Mark(span, key, "actors", "actor", "", 70) for span in actor.mentions]
    for key, f in keyed("f", report.figures):
        found.append(Mark(f.span, key, "figures", "figure", f.approx, 80))
    for key, p in keyed("p", report.places):
        found.append(Mark(p.span, key, "places", "place", "metonym" if p.metonym else "", 82))
    for key, t in keyed("t", report.times):
        found.append(Mark(t.span, key, "times", "time", "", 84))
    for key, e in keyed("e", report.events):
        found += [Mark(span, key, "events", "trigger", e.status, 90) for span in e.trigger]
    return found


def keyed(letter: str, items: Sequence[T]) -> Iterator[tuple[str, T]]:
    """Items with their names in a rendering. Ids may hold any character; these are safe."""
    for number, item in enumerate(items, 1):
        yield f"{letter}{number}", item


def _voice(report: Report) -> Iterator[Mark]:
    for key, v in keyed("v", voice(report, "opinion")):
        yield Mark(v.span, key, "opinions", "voice", v.kind, 0)
    for key, v in keyed("w", voice(report, "assertion")):
        yield Mark(v.span, key, "assertions", "voice", v.kind, 0)


def voice(report: Report, kind: str) -> list[Voice]:
    """What the outlet says of itself: what it thinks apart from what it asserts."""
    return [v for v in report.voice or [] if v.kind == kind]


def _statements(report: Report) -> Iterator[Mark]:
    parents = {s.id: s.parent for s in report.statements}
    for key, s in keyed("s", report.statements):
        depth = _depth(parents, s.parent)
        tone = s.stance or "affirms"
        for role, spans, level in (
            ("content", s.content, 10 + depth),
            ("source", s.source, 40 + depth),
            ("cue", s.cue, 60 + depth),
        ):
            for span in spans:
                yield Mark(span, key, "statements", role, tone, level)


def _depth(parents: dict[str, str | None], parent: str | None) -> int:
    """How many statements lie around one; parents that go in a circle end the count."""
    seen: set[str] = set()
    while parent is not None and parent not in seen:
        seen.add(parent)
        parent = parents.get(parent)
    return min(len(seen), 9)


def segments(found: Iterable[Mark], within: Span) -> Iterator[Segment]:
    """Cut a stretch of text wherever a mark begins or ends."""
    inside = sorted(
        (m for m in found if m.span[0] < within[1] and m.span[1] > within[0]),
        key=lambda m: m.span[0],
    )
    cuts = {within[0], within[1]}
    for mark in inside:
        cuts.update((max(mark.span[0], within[0]), min(mark.span[1], within[1])))
    points = sorted(cuts)
    active: dict[int, Mark] = {}
    ends: list[tuple[int, int]] = []
    upcoming = 0
    for start, end in pairwise(points):
        while ends and ends[0][0] <= start:
            del active[heappop(ends)[1]]
        while upcoming < len(inside) and inside[upcoming].span[0] <= start:
            active[upcoming] = inside[upcoming]
            heappush(ends, (inside[upcoming].span[1], upcoming))
            upcoming += 1
        covering = sorted(active.values(), key=lambda m: (m.level, -(m.span[1] - m.span[0])))
        yield Segment((start, end), tuple(covering))
