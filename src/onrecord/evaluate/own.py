"""Our own invented sentences: metonyms, times and coreference of conflict and diplomacy news.

Half of each list was looked at while the stages were made, half only scored; both are reported.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.evaluate.coref import owner
from onrecord.evaluate.score import Counts, Measure, Score, scores, share_measure
from onrecord.pipeline import Pipeline
from onrecord.resources import rows
from onrecord.spans import Span, overlap
from onrecord.stages.split import article_of

TASK = "own"
HALVES = ("seen", "unseen")
_MARK = re.compile(r"\[([^]]*)\]")


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """The share of marks that are right, by list and half; needs no gold folder."""
    tallies = [*_metonyms(pipeline), *_times(pipeline), *_coref(pipeline)]
    return scores(TASK, tallies, MEASURES)


def unmark(marked: str) -> tuple[str, list[tuple[Span, str]]]:
    """A text without its square brackets; the spans of the marks, each with the mark's inside."""
    text, found, reached = "", [], 0
    for m in _MARK.finditer(marked):
        text += marked[reached : m.start()]
        words = m[1].split("|")[0].lstrip("?=!")
        found.append(((len(text), len(text) + len(words)), m[1]))
        text, reached = text + words, m.end()
    return text + marked[reached:], found


def _metonyms(pipeline: Pipeline) -> Iterator[Counts]:
    for row in rows("bench/own_metonyms.tsv"):
        text, marks = unmark(row["sentence"])
        article = article_of(text)
        places = pipeline.places(article, pipeline.parser(article))
        counts = Counts()
        for span, _ in marks:
            use = [p.metonym for p in places if overlap(p.span, span)]
            counts.right(f"metonyms_{row['half']}", use[:1] == [row["use"] == "m"])
        yield counts


def _times(pipeline: Pipeline) -> Iterator[Counts]:
    for row in rows("bench/own_times.tsv"):
        text, marks = unmark(row["sentence"])
        article = article_of(text, published=row["published"] or None)
        times = pipeline.times(article, pipeline.parser(article))
        counts = Counts()
        for span, mark in marks:
            value = mark.split("|")[1]
            found = [t.value for t in times if overlap(t.span, span)]
            counts.right(f"times_{row['half']}", found[:1] == [None if value == "-" else value])
        yield counts


def _coref(pipeline: Pipeline) -> Iterator[Counts]:
    for row in rows("bench/own_coref.tsv"):
        text, marks = unmark(row["passage"])
        article = article_of(text)
        parse = pipeline.parser(article)
        statements = next(iter(pipeline.attribute.batch([article], [parse])))
        actors = pipeline.actors(article, parse, [span for span, _ in marks], statements)
        who = {mark[0]: owner(span, actors) for span, mark in marks}
        counts = Counts()
        right = who["?"] is not None and who["?"] == who["="] != who["!"]
        counts.right(f"coref_{row['half']}", right)
        yield counts


def _measure(what: str, half: str, definition: str) -> Measure:
    name = f"{what}_{half}"
    return share_measure(name, name, f"{definition}, {half} half", gated=False)


MEASURES = [
    _measure(what, half, definition)
    for what, definition in (
        ("metonyms", "place names told right, metonym or location"),
        ("times", "time expressions with the right value"),
        ("coref", "mentions given to the right actor and not to the other"),
    )
    for half in HALVES
]
