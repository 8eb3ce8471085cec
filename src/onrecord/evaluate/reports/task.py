"""Reads the labelled articles as the pipeline would and scores each kind of record."""

from pathlib import Path

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.reports import events, grounding, statements
from onrecord.evaluate.reports.labels import GoldReport
from onrecord.evaluate.score import Counts, Score, scores
from onrecord.pipeline import Pipeline
from onrecord.records import Report
from onrecord.stages.split import article_of

TASK = "reports"
FILE = "reports/dev.jsonl"
MEASURES = [*statements.MEASURES, *events.MEASURES, *grounding.MEASURES]


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """Every figure over the labelled articles; the pipeline knows text and date of publication."""
    labelled = list(gold_data.rows(gold / FILE, GoldReport))
    articles = [article_of(g.article.text, published=g.article.published) for g in labelled]
    found = pipeline.reports(articles)
    tallies = [count(g, report) for g, report in zip(labelled, found, strict=True)]
    return scores(TASK, tallies, MEASURES)


def count(gold: GoldReport, found: Report) -> Counts:
    """The tally of one report."""
    counts = Counts()
    statements.count(counts, gold, found)
    events.count(counts, gold, found)
    grounding.count_figures(counts, gold, found)
    grounding.count_places(counts, gold, found)
    grounding.count_times(counts, gold, found)
    return counts
