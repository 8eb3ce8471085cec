"""Times: TIMEX3 expressions and their values, on news-wire articles."""

import re
from collections.abc import Sequence
from pathlib import Path

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.match import by_overlap
from onrecord.evaluate.score import (
    Counts,
    Score,
    f_measure,
    scores,
    share_measure,
)
from onrecord.pipeline import Pipeline
from onrecord.records import Record, Time
from onrecord.stages.split import article_of

TASK = "times"
FILE = "times/dev_aquaint.jsonl"
_PART_OF_DAY = re.compile(r"T(MO|AF|EV|NI|DT|MI)$")


class Timex(Record, frozen=True, kw_only=True):
    """A gold expression with its TimeML type and value."""

    start: int
    end: int
    type: str
    value: str | None = None


class Document(Record, frozen=True, kw_only=True):
    id: str
    dct: str | None = None
    text: str
    timexes: list[Timex]


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """Every figure of the TempEval-3 scorer over the development articles."""
    documents = list(gold_data.rows(gold / FILE, Document))
    articles = [article_of(d.text, published=d.dct) for d in documents]
    parses = pipeline.parser.batch(articles)
    found = (pipeline.times(a, p) for a, p in zip(articles, parses, strict=True))
    tallies = [count(d, times) for d, times in zip(documents, found, strict=True)]
    return scores(TASK, tallies, MEASURES)


def count(document: Document, found: Sequence[Time]) -> Counts:
    """The tally of one document, in the manner of TempEval-3."""
    counts = Counts()
    gold = document.timexes
    spans = [(t.start, t.end) for t in gold]
    pairs = by_overlap(spans, [t.span for t in found])
    pairs_of = [(gold[i], found[j]) for i, j in pairs]
    size = (len(found), len(gold))
    counts.found("strict", sum((g.start, g.end) == f.span for g, f in pairs_of), *size)
    counts.found("relaxed", len(pairs), *size)
    same = [same_value(g.value, f.value) for g, f in pairs_of]
    counts.found("value", sum(same), *size)
    lenient = sum(coarse(g.value) == coarse(f.value) for g, f in pairs_of)
    counts.found("lenient", lenient, *size)
    counts.found("type", sum(g.type == f.type for g, f in pairs_of), *size)
    for right in same:
        counts.right("value_accuracy", right)
    return counts


def same_value(one: str | None, other: str | None) -> bool:
    """Equal as strings, in upper case; no value equals no value."""
    return plain(one) == plain(other)


def plain(value: str | None) -> str:
    return (value or "").strip().upper()


def coarse(value: str | None) -> str:
    """The value without the part of day and the mark of universal time."""
    return _PART_OF_DAY.sub("", plain(value)).rstrip("Z")


MEASURES = [
    f_measure("strict_f1", "strict", "expressions with both ends right: F1"),
    f_measure("relaxed_f1", "relaxed", "expressions that overlap, one to one: F1"),
    f_measure("value_f1", "value", "overlapping and the same TIMEX value: F1"),
    share_measure("value_accuracy", "value_accuracy", "same value, of those that overlap"),
    f_measure("value_lenient_f1", "lenient", "the same, part of day left aside: F1"),
    f_measure("type_f1", "type", "overlapping and the same TIMEX type: F1"),
]
