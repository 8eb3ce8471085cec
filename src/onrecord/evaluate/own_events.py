"""Events of our own held-out sentences: triggers, types, status, and what is found for nothing."""

import re
from pathlib import Path
from typing import NamedTuple

from onrecord.evaluate.match import greedy
from onrecord.evaluate.score import Counts, Score, f_measure, scores, share_measure
from onrecord.pipeline import Pipeline
from onrecord.records import Event
from onrecord.resources import path
from onrecord.spans import Span, overlap
from onrecord.stages.split import article_of

FILE = "bench/events.txt"
_MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)(?: ([a-z]+))?\]")


class Trigger(NamedTuple):
    """A marked trigger; `status` is `happened` where the mark names none."""

    span: Span
    type: str
    status: str


class Labelled(NamedTuple):
    """A sentence without its marks, and its triggers."""

    text: str
    triggers: list[Trigger]


def labelled(file: Path) -> list[Labelled]:
    """The sentences of a file with marked triggers; lines that begin with `#` are remarks."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [_labelled(line) for line in lines if line and not line.startswith("#")]


def _labelled(line: str) -> Labelled:
    text, triggers, end = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        span = (len(text), len(text) + len(mark.group(1)))
        triggers.append(Trigger(span, mark.group(2), mark.group(3) or "happened"))
        text += mark.group(1)
        end = mark.end()
    return Labelled(text + line[end:], triggers)


def run(task: str, pipeline: Pipeline) -> list[Score]:
    """F of triggers, with and without the type, and the status of those found."""
    rows = labelled(path(FILE))
    reports = pipeline.reports([article_of(row.text) for row in rows])
    tallies = [count(row.triggers, r.events) for row, r in zip(rows, reports, strict=True)]
    return scores(task, tallies, MEASURES)


def count(wanted: list[Trigger], found: list[Event]) -> Counts:
    """The tally of one sentence."""
    counts = Counts()
    pairs = match(wanted, found)
    typed = [(i, j) for i, j in pairs if wanted[i].type == found[j].type]
    counts.found("own", len(pairs), len(found), len(wanted))
    counts.found("own_typed", len(typed), len(found), len(wanted))
    for i, j in pairs:
        counts.right("own_status", wanted[i].status == found[j].status)
    if not wanted:
        counts.right("own_quiet", not found)
    return counts


def match(wanted: list[Trigger], found: list[Event]) -> list[tuple[int, int]]:
    """Triggers that overlap, one to one: same type first."""

    def rank(i: int, j: int) -> tuple[float, ...] | None:
        common = sum(overlap(wanted[i].span, span) for span in found[j].trigger)
        return (float(wanted[i].type == found[j].type), float(common)) if common else None

    return list(greedy(len(wanted), len(found), rank))


MEASURES = [
    f_measure("own_untyped_f1", "own", "own sentences held out: triggers overlap, F1"),
    f_measure("own_typed_f1", "own_typed", "the same, and the type is the same: F1"),
    share_measure("own_status_accuracy", "own_status", "of those matched: the same status"),
    share_measure("own_quiet", "own_quiet", "own sentences without an event: none found"),
]
