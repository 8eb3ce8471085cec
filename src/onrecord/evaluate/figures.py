"""Figures of our own sentences: span, value, precision, unit and what is counted."""

import re
from typing import NamedTuple

from onrecord.evaluate.match import greedy
from onrecord.evaluate.score import Counts, Score, f_measure, scores, share_measure
from onrecord.pipeline import Pipeline
from onrecord.records import Figure
from onrecord.resources import path
from onrecord.spans import Span, overlap
from onrecord.stages.split import article_of

FILE = "bench/figures.txt"
UNSEEN = "## unseen"
_MARK = re.compile(r"\[([^|\]]+)\|([^|]+)\|([^|]+)\|([^|]+)\|([^\]]+)\]")


class Wanted(NamedTuple):
    """A labelled figure; `-` in a column: not asked, or no value."""

    span: Span
    value: str
    approx: str
    unit: str
    of: str


def labelled(unseen: bool) -> list[tuple[str, list[Wanted]]]:
    """The sentences of one part without their marks, each with its figures."""
    lines = path(FILE).read_text(encoding="utf-8").splitlines()
    cut = lines.index(UNSEEN)
    part = lines[cut + 1 :] if unseen else lines[:cut]
    return [_sentence(line) for line in part if line and not line.startswith("#")]


def _sentence(line: str) -> tuple[str, list[Wanted]]:
    text, wanted, end = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        words, *columns = mark.groups()
        wanted.append(Wanted((len(text), len(text) + len(words)), *columns))
        text += words
        end = mark.end()
    return text + line[end:], wanted


def run(task: str, pipeline: Pipeline) -> list[Score]:
    """Scores of both parts; of the second no rule has been written."""
    out = []
    for name, unseen in (("seen", False), ("unseen", True)):
        rows = labelled(unseen)
        reports = pipeline.reports([article_of(text) for text, _ in rows])
        tallies = [count(w, r.figures) for (_, w), r in zip(rows, reports, strict=True)]
        value = f_measure(f"own_figures_{name}_f1", "figures", "own figures: span and value, F1")
        approx = share_measure(
            f"own_figures_{name}_approx", "approx", "of those matched: the same precision"
        )
        out += scores(task, tallies, [value, approx])
    return out


def count(wanted: list[Wanted], found: list[Figure]) -> Counts:
    counts = Counts()
    pairs = greedy(
        len(wanted),
        len(found),
        lambda i, j: (
            (float(overlap(wanted[i].span, found[j].span)),)
            if overlap(wanted[i].span, found[j].span)
            else None
        ),
    )
    right = [(i, j) for i, j in pairs if same_value(wanted[i], found[j])]
    counts.found("figures", len(right), len(found), len(wanted))
    for i, j in pairs:
        counts.right("approx", wanted[i].approx == found[j].approx)
    return counts


def same_value(wanted: Wanted, found: Figure) -> bool:
    """Bounds of a range, the value of a number; nothing where the words give nothing."""
    if ".." in wanted.value:
        return [found.low, found.high] == [float(x) for x in wanted.value.split("..")]
    if wanted.value == "-":
        return found.value is None or found.unit == "share"
    return found.value is not None and abs(found.value - float(wanted.value)) < 1e-6 * found.value
