"""Arithmetic on spans: `(start, end)` pairs of code points, end exclusive.

Browsers count UTF-16 units, everything here counts code points; `utf16` converts.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def overlap(a: Span, b: Span) -> int:
    """Number of code points that both spans cover; 0 when they only touch."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def contains(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def inside(outer: Iterable[Span], inner: Span) -> bool:
    """True when one of the outer spans contains the whole inner span."""
    return any(contains(span, inner) for span in outer)


def touches(a: Iterable[Span], b: Iterable[Span]) -> bool:
    """True when any span of `a` overlaps any span of `b`."""
    others = list(b)
    return any(overlap(x, y) for x in a for y in others)


def cover(spans: Sequence[Span]) -> Span:
    """The smallest span that contains all of them; at least one is needed."""
    return min(s for s, _ in spans), max(e for _, e in spans)


def trim(text: str, span: Span, extra: str = "") -> Span:
    """The span without white space (and characters of `extra`) at its ends; may be empty."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return start, end


def merge(spans: Iterable[Span], text: str = "") -> list[Span]:
    """Sorted spans with overlapping or adjacent ones joined.

    With `text`, spans separated by white space alone are joined too.
    """
    out: list[Span] = []
    for span in sorted(spans):
        if out and (span[0] <= out[-1][1] or (text and not text[out[-1][1] : span[0]].strip())):
            out[-1] = (out[-1][0], max(out[-1][1], span[1]))
        else:
            out.append(span)
    return out


def find(starts: Sequence[int], offset: int) -> int:
    """Index of the last start at or before `offset` (sorted starts); -1 when there is none."""
    return bisect_right(starts, offset) - 1


def quote(text: str, spans: Iterable[Span], gap: str = " … ") -> str:
    """The words that the spans point at, joined by `gap`."""
    return gap.join(text[s:e] for s, e in spans)


def utf16(text: str, offset: int) -> int:
    """The UTF-16 code-unit offset (what a browser counts) of a code-point offset."""
    return offset + sum(ch > "\uffff" for ch in text[:offset])
