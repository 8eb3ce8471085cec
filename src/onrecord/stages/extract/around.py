"""What stands around a trigger: the statement that holds it, the nearest place and time."""

from bisect import bisect_right
from typing import TypeVar

from onrecord.records import Parse, Place, Statement, Time
from onrecord.spans import Span, inside, overlap

_Item = TypeVar("_Item", Place, Time)
_CLIMB = 14  # steps up the tree beyond which words are merely in the same sentence
_LOCATIVE = frozenset(
    ("in", "at", "near", "on", "outside", "inside", "across", "around", "into", "from", "of", "to",
     "within", "along", "throughout", "over", "through", "toward", "towards", "off")
)  # fmt: skip
_LASTING = frozenset(("for", "over", "during", "in", "since", "within", "after", "throughout"))


class Spoken:
    """Statements by character, for the question which of them holds a word."""

    def __init__(self, statements: list[Statement], size: int) -> None:
        self.by_id = {s.id: s for s in statements}
        self.holder: list[Statement | None] = [None] * size
        shortest_last = sorted(statements, key=lambda s: -sum(b - a for a, b in s.content))
        for statement in shortest_last:
            for start, end in statement.content:
                self.holder[start:end] = [statement] * (end - start)

    def innermost(self, span: Span) -> Statement | None:
        """The shortest statement whose content holds the span."""
        found = self.holder[span[0]]
        return found if found is not None and inside(found.content, span) else None

    def chain(self, statement: Statement | None) -> list[Statement]:
        """A statement and those it is nested in, innermost first."""
        out: list[Statement] = []
        while statement is not None and statement not in out:
            out.append(statement)
            statement = self.by_id.get(statement.parent or "")
        return out


class Around:
    """Places and times by sentence, for the nearest to a trigger."""

    def __init__(self, parse: Parse, places: list[Place], times: list[Time]) -> None:
        self.parse = parse
        located = [p for p in places if not p.metonym and _located(parse, p.span)]
        self.places = sorted(located, key=lambda p: p.span)
        self.times = sorted((t for t in times if _dates(parse, t)), key=lambda t: t.span)
        self.place_starts = [p.span[0] for p in self.places]
        self.time_starts = [t.span[0] for t in self.times]

    def place(self, i: int) -> str | None:
        """The place after "in", "at", "near" closest by in the sentence; no metonym."""
        found = _nearest(self.parse, i, self.places, self.place_starts)
        return None if found is None else found.id

    def time(self, i: int) -> str | None:
        found = _nearest(self.parse, i, self.times, self.time_starts)
        return None if found is None else found.id


def _located(parse: Parse, span: Span) -> bool:
    """The name hangs on a preposition of place."""
    tokens = parse.tokens(span)
    head = tokens[0] if len(tokens) else None
    for _ in range(4):
        if head is None:
            return False
        if parse.dep[head] == "pobj":
            return parse.lower(parse.head[head]) in _LOCATIVE
        if parse.dep[head] not in ("compound", "amod", "appos", "conj", "nmod"):
            return False
        head = parse.head[head]
    return False


def _dates(parse: Parse, time: Time) -> bool:
    """A date or set; a length only where it tells when or how long ("for days", not "of days")."""
    if time.type != "DURATION":
        return True
    root = parse.root_of(time.span)
    if root is None or parse.dep[root] != "pobj":
        return root is not None and parse.dep[root] == "npadvmod"
    return parse.lower(parse.head[root]) in _LASTING


def _nearest(parse: Parse, i: int, items: list[_Item], starts: list[int]) -> _Item | None:
    """The item of the same sentence that is fewest steps away in the tree."""
    first, last = parse.sentence(i)
    begin, end = parse.starts[first], parse.ends[last - 1]
    near = items[bisect_right(starts, begin - 1) : bisect_right(starts, end)]
    near = [item for item in near if overlap(item.span, (begin, end))]
    return min(near, key=lambda item: _steps(parse, i, item.span), default=None)


def _steps(parse: Parse, i: int, span: Span) -> tuple[int, int]:
    """Distance in the tree, then in characters."""
    away = abs(parse.starts[i] - span[0])
    tokens = parse.tokens(span)
    if not len(tokens):
        return 3 * _CLIMB, away
    up = {i: 0}
    for n, k in enumerate(parse.ancestors(i), 1):
        up[k] = n
        if n >= _CLIMB:
            break
    k = tokens[0]
    for n in range(_CLIMB):
        if k in up:
            return up[k] + n, away
        k = parse.head[k]
    return 3 * _CLIMB, away
