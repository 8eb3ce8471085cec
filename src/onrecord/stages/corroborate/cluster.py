"""Which articles make one story: average-link clustering with a test for rival names.

Two groups are one story when their articles are alike on average, and when it is not so that each
group has names of its own that most of its articles hold and hardly any of the other's does: two
fires in two towns read alike, but each has its town, its street and its spokesman.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.stages.corroborate.sketch import Sketch, Vector

JOIN = 0.15  # mean likeness at which two groups become one
WINDOW = 14  # days beyond which words alone make no story
FADE = 0.03  # what a day of distance takes off the likeness
HELD = 0.6  # share of a group's articles that hold a name of the group
LACKED = 0.15  # share of the other group's that may hold it
RIVAL = 20.0  # summed rarity of such names, in the poorer group, at which two groups stay two
COUNTED = 3  # articles that a group needs before its names tell anything
RARE = 2.0  # rarity of a name that tells something

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Unit:
    """An article, or a story that is taken as a whole: mean vector, names, days, size."""

    vector: Vector
    proper: dict[int, float]
    days: tuple[int, ...]
    size: int = 1


def unit(of: Sketch, weights: Vector) -> Unit:
    return Unit(weights, dict.fromkeys(of.proper, 1.0), (of.day,) if of.day else ())


def together(units: list[Unit]) -> Unit:
    """Several units as one: means by size."""
    size = sum(u.size for u in units)
    vector: Vector = {}
    proper: dict[int, float] = {}
    for u in units:
        for key, x in u.vector.items():
            vector[key] = vector.get(key, 0.0) + x * u.size / size
        for key, x in u.proper.items():
            proper[key] = proper.get(key, 0.0) + x * u.size / size
    return Unit(vector, proper, tuple(sorted({d for u in units for d in u.days})), size)


def window(day: int) -> tuple[int, int]:
    """First and last day in which companions of an article are looked for."""
    return (day - WINDOW, day + WINDOW) if day else (0, 1 << 30)


def cluster(units: list[Unit], rarity: Vector) -> list[list[int]]:
    """Groups of unit numbers, each a story; ties go to the earlier unit."""
    if len(units) == 1:
        return [[0]]
    links = _links(units)
    names, weight = _names(units, rarity)
    size = np.array([u.size for u in units], dtype=np.float32)
    groups = [[i] for i in range(len(units))]
    barred = np.zeros_like(links, dtype=bool)
    while True:
        one, other = divmod(int(np.argmax(np.where(barred, -1, links))), len(units))
        if barred[one, other] or links[one, other] < JOIN:
            return [group for group in groups if group]
        if min(size[one], size[other]) >= COUNTED:
            apart = min(1.0, _rivalry(names[one], names[other], weight) / RIVAL)
            if links[one, other] * (1 - apart) < JOIN:
                barred[one, other] = barred[other, one] = True
                continue
        part = size[one] / (size[one] + size[other])
        links[one] = links[:, one] = part * links[one] + (1 - part) * links[other]
        names[one] = part * names[one] + (1 - part) * names[other]
        links[one, one] = links[other] = links[:, other] = -1
        barred[one] = barred[:, one] = False
        size[one] += size[other]
        groups[one] += groups[other]
        groups[other] = []


def _links(units: list[Unit]) -> Floats:
    """Mean likeness of each pair of units, less for the days between them; -1 with itself."""
    matrix = _matrix([u.vector for u in units])
    links: Floats = matrix @ matrix.T * _nearness(units)
    np.fill_diagonal(links, -1)
    return links


def _nearness(units: list[Unit]) -> Floats:
    """1 for units of one day or without a day, fading with the days between the nearest."""
    out = np.ones((len(units), len(units)), dtype=np.float32)
    for i, one in enumerate(units):
        for j, other in enumerate(units[:i]):
            if one.days and other.days:
                gap = min(abs(a - b) for a in one.days for b in other.days)
                out[i, j] = out[j, i] = 0.0 if gap > WINDOW else 1 - FADE * gap
    return out


def _names(units: list[Unit], rarity: Vector) -> tuple[Floats, Floats]:
    """Share of each unit's articles that hold each telling name, and the names' rarity."""
    keys = sorted({k for u in units for k in u.proper if rarity[k] > RARE})
    kept = [{k: x for k, x in u.proper.items() if rarity[k] > RARE} for u in units]
    return _matrix(kept, keys), np.array([rarity[k] for k in keys], dtype=np.float32)


def _rivalry(one: Floats, other: Floats, weight: Floats) -> float:
    """Summed rarity of the names that one group holds and the other lacks, of the poorer group."""
    ours = weight[(one >= HELD) & (other <= LACKED)].sum()
    theirs = weight[(other >= HELD) & (one <= LACKED)].sum()
    return float(min(ours, theirs))


def _matrix(vectors: list[Vector], keys: list[int] | None = None) -> Floats:
    if keys is None:
        keys = sorted({k for v in vectors for k in v})
    at = {key: i for i, key in enumerate(keys)}
    out = np.zeros((len(vectors), len(keys)), dtype=np.float32)
    for row, vector in zip(out, vectors, strict=True):
        row[[at[k] for k in vector]] = list(vector.values())
    return out
