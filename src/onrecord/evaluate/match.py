"""One-to-one matching of found spans with gold spans, and distance on the globe."""

import math
from collections.abc import Callable, Sequence

from onrecord.spans import Span, overlap

EARTH_KM = 6371.0
NEAR_KM = 161.0  # one hundred miles, the field's usual limit
Pairs = list[tuple[int, int]]


def by_overlap(gold: Sequence[Span], found: Sequence[Span]) -> Pairs:
    """Pairs of indices: each gold span, in order, takes the free span that overlaps it most."""
    used: set[int] = set()
    pairs: Pairs = []
    for i, wanted in enumerate(gold):
        best, most = -1, 0
        for j, span in enumerate(found):
            if j not in used and (size := overlap(wanted, span)) > most:
                best, most = j, size
        if best >= 0:
            used.add(best)
            pairs.append((i, best))
    return pairs


def exact(gold: Sequence[Span], found: Sequence[Span]) -> int:
    """How many gold spans are found with both ends right."""
    left = list(found)
    hits = 0
    for span in gold:
        if span in left:
            left.remove(span)
            hits += 1
    return hits


def greedy(gold: int, found: int, rank: Callable[[int, int], tuple[float, ...] | None]) -> Pairs:
    """Pairs of indices, best rank first; `rank` gives None to a pair that may not match."""
    candidates = [
        (tuple(-part for part in value), i, j)
        for i in range(gold)
        for j in range(found)
        if (value := rank(i, j)) is not None
    ]
    taken: set[int] = set()
    used: set[int] = set()
    pairs: Pairs = []
    for _, i, j in sorted(candidates):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            pairs.append((i, j))
    return pairs


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine)."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    x = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(x)))
