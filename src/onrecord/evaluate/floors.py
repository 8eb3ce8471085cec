"""The gate: scores may not fall below the floors that `evaluation/floors.toml` keeps.

The file also pins a digest of every gold file, because a floor means nothing on other data.
Raising is automatic (`--update-floors`); lowering one is an edit that somebody has to defend.
"""

import math
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from onrecord.errors import UsageError
from onrecord.evaluate.score import Score
from onrecord.records import Record

HALF_POINT = 0.005
RATE_SLACK = 0.05
HEAD = """\
# Scores may not fall below these floors (for rates: rise above), and the gold they were measured on
# is pinned. `onrecord evaluate --update-floors` raises them; lower one by hand, with the reason in
# docs/decisions/. A floor lies half a point below what was measured, or one gold item where that
# is more, so that another version of a library does not fail the gate.
"""


class Floors(Record, frozen=True, kw_only=True):
    """`floors` by task and metric; `gold` the digest of each gold file by its path."""

    floors: dict[str, dict[str, float]] = {}
    gold: dict[str, str] = {}


class Fallen(Record, frozen=True, kw_only=True):
    """A score on the wrong side of its floor."""

    score: Score
    floor: float

    def __str__(self) -> str:
        side = "below its floor" if self.score.better == "higher" else "above its ceiling"
        name = f"{self.score.task}.{self.score.metric}"
        return f"{name} is {self.score.value:.4f}, {side} {self.floor:.4f}"


def read(file: Path) -> Floors:
    """The floors of a file; none when there is no file. `UsageError` when it cannot be read."""
    if not file.exists():
        return Floors()
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Floors)
    except (ValueError, msgspec.ValidationError) as error:
        raise UsageError(f"{file} is not a floors file: {error}") from error


def floor_of(floors: Floors, score: Score) -> float | None:
    return floors.floors.get(score.task, {}).get(score.metric)


def fallen(floors: Floors, scores: Iterable[Score]) -> list[Fallen]:
    """The scores that are worse than their floors."""
    out = []
    for score in scores:
        floor = floor_of(floors, score)
        if floor is not None and worse(score, floor):
            out.append(Fallen(score=score, floor=floor))
    return out


def worse(score: Score, floor: float) -> bool:
    return score.value < floor if score.better == "higher" else score.value > floor


def changed(floors: Floors, pins: Mapping[str, str]) -> list[str]:
    """The gold files whose bytes are not those that the floors were measured on."""
    return [file for file, pin in pins.items() if floors.gold.get(file, pin) != pin]


def raised(floors: Floors, scores: Iterable[Score], pins: Mapping[str, str]) -> Floors:
    """Floors that follow better scores and stay where scores are worse."""
    out = {task: dict(metrics) for task, metrics in floors.floors.items()}
    for score in scores:
        if not score.gated:
            continue
        old, new = floor_of(floors, score), below(score)
        if old is None or (new > old if score.better == "higher" else new < old):
            out.setdefault(score.task, {})[score.metric] = new
    return Floors(floors=out, gold={**floors.gold, **pins})


def below(score: Score) -> float:
    """The floor under a score, rounded away from it."""
    if score.better == "lower":
        return math.ceil(score.value * (1 + RATE_SLACK) * 1000) / 1000
    slack = max(HALF_POINT, 1 / score.n if score.n else 1.0)
    return max(0.0, math.floor((score.value - slack) * 1000) / 1000)


def write(file: Path, floors: Floors) -> None:
    """Write the floors in a fixed order."""
    lines = [HEAD]
    for task, metrics in sorted(floors.floors.items()):
        lines.append(f"[floors.{task}]")
        lines += [f"{metric} = {value}" for metric, value in sorted(metrics.items())]
        lines.append("")
    lines.append("[gold]")
    lines += [f'"{name}" = "{pin}"' for name, pin in sorted(floors.gold.items())]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
