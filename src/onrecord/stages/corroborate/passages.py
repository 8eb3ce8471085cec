"""The same words in two articles: runs of equal words, as in greedy string tiling (Wise 1993)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from onrecord.records import Report
from onrecord.spans import Span, merge
from onrecord.stages.corroborate.words import words
from onrecord.story_records import Passage

RUN = 6  # equal words in a row that are no coincidence
TOLD = ("body", "subheading", "caption")  # headlines, bylines and credits are an outlet's own


@dataclass(frozen=True)
class Told:
    """The words of an article's body with where they stand."""

    report: Report
    tokens: list[str]
    spans: list[Span]

    @cached_property
    def runs(self) -> dict[tuple[str, ...], list[int]]:
        """Where each run of `RUN` words begins."""
        found: dict[tuple[str, ...], list[int]] = {}
        for i in range(len(self.tokens) - RUN + 1):
            found.setdefault(tuple(self.tokens[i : i + RUN]), []).append(i)
        return found

    def within(self, spans: Iterable[Span]) -> set[int]:
        """Numbers of the words that lie in any of the spans."""
        merged = merge(spans)
        return {
            i for i, (start, end) in enumerate(self.spans)
            if any(s <= start and end <= e for s, e in merged)
        }  # fmt: skip


@dataclass(frozen=True)
class Tile:
    """`size` equal words from word `one` of the first article and word `other` of the second."""

    one: int
    other: int
    size: int


def told(report: Report) -> Told:
    text = report.article.text
    blocks = [b.span for b in report.article.blocks if b.part in TOLD]
    tokens, spans = [], []
    for start, end in blocks or [(0, len(text))]:
        for word, (s, e) in words(text[start:end]):
            tokens.append(word)
            spans.append((start + s, start + e))
    return Told(report, tokens, spans)


def tiles(one: Told, other: Told) -> list[Tile]:
    """Longest runs of equal words, from left to right in `one`; no word is used twice."""
    found: list[Tile] = []
    used: set[int] = set()
    i = 0
    while i <= len(one.tokens) - RUN:
        best = Tile(i, 0, 0)
        for j in other.runs.get(tuple(one.tokens[i : i + RUN]), ()):
            size = _run(one.tokens, i, other.tokens, j)
            if size > best.size and j not in used and j + size - 1 not in used:
                best = Tile(i, j, size)
        if best.size:
            found.append(best)
            used.update(range(best.other, best.other + best.size))
        i += max(1, best.size)
    return found


def _run(one: list[str], i: int, other: list[str], j: int) -> int:
    size = 0
    while i + size < len(one) and j + size < len(other) and one[i + size] == other[j + size]:
        size += 1
    return size


def passages(one: Told, other: Told, found: list[Tile]) -> list[Passage]:
    """The shared words as spans of both texts."""
    return [
        Passage(
            one=(one.spans[t.one][0], one.spans[t.one + t.size - 1][1]),
            other=(other.spans[t.other][0], other.spans[t.other + t.size - 1][1]),
        )
        for t in found
    ]
