"""Stories by TF-IDF: each article joins the most similar cluster so far, or begins one."""

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.score import Counts, Measure, Score, harmonic, scores, share
from onrecord.pipeline import Pipeline
from onrecord.records import Record

TASK = "stories"
FILE = "stories/dev_ecbplus.jsonl"
THRESHOLDS = [n / 50 for n in range(3, 26)]


class Document(Record, frozen=True, kw_only=True):
    id: str
    story: str
    text: str


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    documents = list(gold_data.rows(gold / FILE, Document))
    random.Random(7).shuffle(documents)
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(
        [d.text for d in documents]
    )
    similar = (vectors @ vectors.T).toarray()
    true = [d.story for d in documents]
    found = [b_cubed(true, clusters(similar, threshold)) for threshold in THRESHOLDS]
    return max((scores(TASK, tallies, [MEASURE]) for tallies in found), key=lambda s: s[0].value)


def clusters(similar: Any, threshold: float) -> list[int]:
    """A cluster's number for each article; a cluster is as similar as its articles on average."""
    members: list[list[int]] = []
    out = []
    for n in range(len(similar)):
        means = [float(similar[n, those].mean()) for those in members]
        best = max(range(len(means)), key=means.__getitem__, default=None)
        if best is None or means[best] < threshold:
            best = len(members)
            members.append([])
        members[best].append(n)
        out.append(best)
    return out


def b_cubed(true: Sequence[str], found: Sequence[int]) -> list[Counts]:
    """For each article the share of its cluster that belongs with it, and of its story found."""
    stories, groups = defaultdict(set), defaultdict(set)
    for n, (story, group) in enumerate(zip(true, found, strict=True)):
        stories[story].add(n)
        groups[group].add(n)
    tallies = []
    for story, group in zip(true, found, strict=True):
        common = len(stories[story] & groups[group])
        values = {"p": common / len(groups[group]), "r": common / len(stories[story]), "of": 1.0}
        tallies.append(Counts(values))
    return tallies


MEASURE = Measure(
    metric="b_cubed",
    definition="B-cubed F1 of stories, over articles",
    value=lambda s: harmonic(share(s["p"], s["of"]), share(s["r"], s["of"])),
    n="of",
)
