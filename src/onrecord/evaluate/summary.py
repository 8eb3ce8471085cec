"""The written report of an evaluation: `evaluation/REPORT.md`, the same for the same code."""

from collections.abc import Sequence

from onrecord.evaluate.floors import Floors, floor_of
from onrecord.evaluate.score import Score
from onrecord.evaluate.tasks import Result
from onrecord.version import __version__

HEAD = """\
# Evaluation

Written by `onrecord evaluate`, onrecord {version}. Development sets only; intervals are 95 %
percentile bootstraps over documents. Shares are percentages; a figure that is not says so. The
floor is what the gate in `floors.toml` demands. How each task is scored: `docs/evaluation.md`.
"""


def percent(score: Score) -> bool:
    """Whether the figure is shown as a percentage: all but rates are."""
    return score.better == "higher"


def figure(score: Score, value: float | None) -> str:
    """A value of the score as it is shown: shares in per cent, one decimal."""
    if value is None:
        return ""
    return f"{100 * value:.1f}" if percent(score) else f"{value:.2f}"


def interval(score: Score) -> str:
    if score.low is None or score.high is None:
        return ""
    return f"{figure(score, score.low)}–{figure(score, score.high)}"


def markdown(results: Sequence[Result], floors: Floors) -> str:
    """The whole report; tasks in the order given."""
    parts = [HEAD.format(version=__version__)]
    for result in results:
        parts.append(f"## {result.task}\n")
        if result.skipped:
            parts.append(f"Not scored: {result.skipped}.\n")
        else:
            parts.append(_table(result.scores, floors))
    return "\n".join(parts)


def _table(scores: Sequence[Score], floors: Floors) -> str:
    lines = [
        "| metric | value | 95 % interval | n | floor | what it is |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for s in scores:
        cells = (
            s.metric,
            figure(s, s.value),
            interval(s),
            str(s.n),
            figure(s, floor_of(floors, s)),
            s.definition or "",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
