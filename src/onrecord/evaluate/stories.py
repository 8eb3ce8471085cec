"""Stories: articles of one event brought together, through the store and as they come.

Articles enter a fresh store in the order of a fixed shuffle, so that no topic comes in one piece.
"""

import random
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from onrecord.evaluate.gold import rows
from onrecord.evaluate.score import Counts, Measure, Score, harmonic, scores, share
from onrecord.pipeline import Pipeline
from onrecord.records import Page, Reading, Record, Report
from onrecord.stages.split import article_of
from onrecord.store import Store

TASK = "stories"
FILE = "stories/dev_ecbplus.jsonl"
BATCH = 32


class Document(Record, frozen=True, kw_only=True):
    """A document and the story that people put it into."""

    id: str
    story: str
    text: str


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """B-cubed of the clustering of all documents."""
    documents = list(rows(gold / FILE, Document))
    random.Random(7).shuffle(documents)
    reports = []
    for at in range(0, len(documents), BATCH):
        reports += pipeline.reports([article_of(d.text) for d in documents[at : at + BATCH]])
    found = woven(reports)
    true = {r.article.id: d.story for r, d in zip(reports, documents, strict=True)}
    return scores(TASK, b_cubed(true, found), MEASURES)


def woven(reports: Iterable[Report]) -> dict[str, str]:
    """The story of each article, by id, after all have come into a store."""
    with TemporaryDirectory() as folder, Store(Path(folder) / "record.db") as store:
        ids = []
        for report in reports:
            article = report.article
            page = Page(id=article.page, path=article.id, text=article.text)
            store.add(Reading(page=page, furniture=[], reports=[report]))
            ids.append(article.id)
        store.weave()
        return {article: str(store.story_of(article)) for article in ids}


def b_cubed(true: dict[str, str], found: dict[str, str]) -> list[Counts]:
    """For each article the share of its cluster that belongs with it, and of its story found.

    Bagga and Baldwin (1998), every article weighing the same.
    """
    stories, clusters = _members(true), _members(found)
    tallies = []
    for article in true:
        story, cluster = stories[true[article]], clusters[found[article]]
        counts = Counts()
        counts["b.p"] = len(story & cluster) / len(cluster)
        counts["b.r"] = len(story & cluster) / len(story)
        counts["b.of"] = 1
        tallies.append(counts)
    return tallies


def _members(groups: dict[str, str]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for article, group in groups.items():
        out[group].add(article)
    return out


MEASURES = [
    Measure(
        metric="b_cubed",
        definition="B-cubed F1 of stories, over articles",
        value=lambda s: harmonic(share(s["b.p"], s["b.of"]), share(s["b.r"], s["b.of"])),
        n="b.of",
    ),
    Measure(
        metric="b_cubed_p",
        definition="mean share of an article's story in its cluster",
        value=lambda s: share(s["b.p"], s["b.of"]),
        n="b.of",
        gated=False,
    ),
    Measure(
        metric="b_cubed_r",
        definition="mean share of an article's story that its cluster holds",
        value=lambda s: share(s["b.r"], s["b.of"]),
        n="b.of",
        gated=False,
    ),
]
