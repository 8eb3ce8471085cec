"""A score with its interval, and the bootstrap that gives it.

A task counts, document by document, what its measures need (a *tally*); a `Measure` turns summed
tallies into a figure. Because every figure is a function of sums, all bootstrap rounds of a task
are one matrix product.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from onrecord.records import Record

Unit = TypeVar("Unit")
Better = Literal["higher", "lower"]
Numbers = NDArray[np.float64]
Tally = Mapping[str, float]
ROUNDS = 500
SEED = 13


class Score(Record, frozen=True, kw_only=True):
    """One figure of one task; `low` and `high` are its 95 % interval, `n` the gold items under it.

    A figure is a share between 0 and 1 unless its definition says otherwise. One that is not
    `gated` explains others and has no floor.
    """

    task: str
    metric: str
    value: float
    low: float | None = None
    high: float | None = None
    n: int
    definition: str | None = None
    better: Better = "higher"
    gated: bool = True


class Counts(dict[str, float]):
    """The tally of one document while it is counted: a key that nobody touched is 0."""

    def __missing__(self, key: str) -> float:
        return 0.0

    def found(self, name: str, hits: float, found: float, gold: float) -> None:
        """Add to the three counts of an F score."""
        self[f"{name}.hits"] += hits
        self[f"{name}.found"] += found
        self[f"{name}.gold"] += gold

    def right(self, name: str, right: bool) -> None:
        """Add one case to the two counts of a share."""
        self[f"{name}.right"] += right
        self[f"{name}.of"] += 1


class Sums:
    """Summed tallies: for each key one number a bootstrap round (the first: no resampling)."""

    def __init__(self, tallies: Sequence[Tally], rounds: int = ROUNDS, seed: int = SEED) -> None:
        self.rounds = rounds if len(tallies) > 1 else 0
        self._tallies = tallies
        weights = np.ones((1, len(tallies)))
        if self.rounds:
            share = np.full(len(tallies), 1 / len(tallies))
            drawn = np.random.default_rng(seed).multinomial(len(tallies), share, size=rounds)
            weights = np.vstack([weights, drawn])
        self._weights = weights
        self._known: dict[str, Numbers] = {}

    def __getitem__(self, key: str) -> Numbers:
        if key not in self._known:
            column = np.array([tally.get(key, 0) for tally in self._tallies], dtype=np.float64)
            self._known[key] = self._weights @ column
        return self._known[key]


class Measure(Record, frozen=True, kw_only=True):
    """A named figure: what it is in words, and how it comes out of the sums of a task's tallies.

    `n` is the key whose sum is the number of gold items under the figure.
    """

    metric: str
    definition: str
    value: Callable[[Sums], Numbers]
    n: str
    better: Better = "higher"
    gated: bool = True


def scores(task: str, tallies: Sequence[Tally], measures: Sequence[Measure]) -> list[Score]:
    """Every measure with its percentile interval over documents; the seed is fixed."""
    sums = Sums(tallies)
    return [_score(task, measure, sums) for measure in measures]


def _score(task: str, measure: Measure, sums: Sums) -> Score:
    values = measure.value(sums)
    drawn = np.sort(values[1:]) if sums.rounds else values
    low = drawn[int(0.025 * len(drawn))]
    high = drawn[min(len(drawn) - 1, int(0.975 * len(drawn)))]
    return Score(
        task=task,
        metric=measure.metric,
        value=float(values[0]),
        low=float(low),
        high=float(high),
        n=round(float(sums[measure.n][0])),
        definition=measure.definition,
        better=measure.better,
        gated=measure.gated,
    )


def share(hits: Numbers, of: Numbers, empty: float = 0.0) -> Numbers:
    """`hits / of`; `empty` where there is nothing to divide by."""
    return np.divide(hits, of, out=np.full_like(hits, empty), where=of > 0)


def precision(hits: Numbers, found: Numbers, gold: Numbers) -> Numbers:
    """Share of the found that is right; 1 when nothing was found and nothing was there."""
    return np.where(found + gold > 0, share(hits, found), 1.0)


def recall(hits: Numbers, found: Numbers, gold: Numbers) -> Numbers:
    """Share of the gold that was found; 1 when nothing was there and nothing was found."""
    return precision(hits, gold, found)


def f_score(hits: Numbers, found: Numbers, gold: Numbers) -> Numbers:
    """Balanced F score of counts; 1 when there was nothing to find and nothing was claimed."""
    return share(2 * hits, found + gold, empty=1.0)


def harmonic(one: Numbers, other: Numbers) -> Numbers:
    """Balanced F score of a precision and a recall."""
    return share(2 * one * other, one + other)


def f_measure(name: str, key: str, definition: str, *, gated: bool = True) -> Measure:
    """The F score of the counts `key.hits`, `key.found` and `key.gold`."""
    return Measure(
        metric=name,
        definition=definition,
        value=lambda s: f_score(s[f"{key}.hits"], s[f"{key}.found"], s[f"{key}.gold"]),
        n=f"{key}.gold",
        gated=gated,
    )


def halves(name: str, key: str, of_found: str, of_gold: str) -> list[Measure]:
    """Precision and recall behind an F score, without floors: one may be traded for the other."""

    def measure(metric: str, definition: str, value: Callable[..., Numbers]) -> Measure:
        return Measure(
            metric=metric,
            definition=definition,
            value=lambda s: value(s[f"{key}.hits"], s[f"{key}.found"], s[f"{key}.gold"]),
            n=f"{key}.gold",
            gated=False,
        )

    return [measure(f"{name}_p", of_found, precision), measure(f"{name}_r", of_gold, recall)]


def share_measure(name: str, key: str, definition: str, *, gated: bool = True) -> Measure:
    """The share of `key.right` in `key.of`."""
    return Measure(
        metric=name,
        definition=definition,
        value=lambda s: share(s[f"{key}.right"], s[f"{key}.of"]),
        n=f"{key}.of",
        gated=gated,
    )


def bootstrap(
    units: Sequence[Unit],
    statistic: Callable[[Sequence[Unit]], float],
    rounds: int = ROUNDS,
    seed: int = SEED,
) -> tuple[float, float, float]:
    """Value and percentile interval of any statistic, resampling whole units (documents).

    Efron and Tibshirani's percentile bootstrap; the seed is fixed so that reruns agree. For
    statistics that are functions of sums, `scores` does the same far faster.
    """
    value = statistic(units)
    if len(units) < 2:
        return value, value, value
    rng = random.Random(seed)
    drawn = sorted(statistic(rng.choices(units, k=len(units))) for _ in range(rounds))
    return value, drawn[int(0.025 * rounds)], drawn[min(rounds - 1, int(0.975 * rounds))]


def f1(hits: float, predicted: float, gold: float) -> float:
    """Balanced F score; 1 when there was nothing to find and nothing was claimed."""
    return 2 * hits / (predicted + gold) if predicted + gold else 1.0
