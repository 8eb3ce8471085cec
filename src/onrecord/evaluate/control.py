"""Control reports of our own: eight invented pieces, labelled in full before any run.

Nobody mends rules on the five whose answers are unread; what was seen of the other three may have
led to a rule. The labels follow the guide of the labelled reports; invented states have no country.
"""

from pathlib import Path

import msgspec

from onrecord.evaluate.reports import events, statements
from onrecord.evaluate.reports.grounding import MEASURES as GROUNDING
from onrecord.evaluate.reports.grounding import count_figures
from onrecord.evaluate.reports.labels import GoldReport
from onrecord.evaluate.score import Counts, Measure, Score, scores
from onrecord.pipeline import Pipeline
from onrecord.records import Report
from onrecord.resources import path
from onrecord.stages.split import article_of

TASK = "control"
FILE = "bench/control.jsonl"
READ = frozenset((0, 3, 4))  # of these the answers were looked at
LEFT_OUT = ("places", "metonym", "time", "_named")  # what the control set does not label


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """The figures of `reports` on the unread and the read pieces; needs no gold folder."""
    lines = path(FILE).read_text(encoding="utf-8").splitlines()
    labelled = [msgspec.json.decode(line, type=GoldReport) for line in lines]
    articles = [article_of(g.article.text, published=g.article.published) for g in labelled]
    found = pipeline.reports(articles)
    out: list[Score] = []
    for prefix, read in (("unread", False), ("read", True)):
        pairs = zip(labelled, found, strict=True)
        tallies = [count(g, r) for n, (g, r) in enumerate(pairs) if (n in READ) is read]
        out += scores(TASK, tallies, measures(prefix))
    return out


def count(gold: GoldReport, found: Report) -> Counts:
    """The tally of one piece."""
    counts = Counts()
    statements.count(counts, gold, found)
    events.count(counts, gold, found)
    count_figures(counts, gold, found)
    return counts


def measures(prefix: str) -> list[Measure]:
    """The measures of `reports` that the control set has labels for, none with a floor."""
    every = (*statements.MEASURES, *events.MEASURES, *GROUNDING)
    return [
        msgspec.structs.replace(m, metric=f"{prefix}_{m.metric}", gated=False)
        for m in every
        if not any(word in m.metric for word in LEFT_OUT)
    ]
