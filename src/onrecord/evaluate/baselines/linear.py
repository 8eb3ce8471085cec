"""Types of marked pairs by a linear model of the sentence's words.

It knows nothing of source and target, and always gives an answer.
"""

from pathlib import Path

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.plv import PAIRS, TASK, Pair, is_dev
from onrecord.evaluate.score import Counts, Score, scores, share_measure
from onrecord.pipeline import Pipeline


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    pairs = list(gold_data.rows(gold / PAIRS, Pair))
    train = [p for p in pairs if not is_dev(p.id)]
    dev = [p for p in pairs if is_dev(p.id)]
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        LogisticRegression(C=10, max_iter=1000),
    )
    model.fit([p.text for p in train], [p.type15 for p in train])
    tallies = []
    for pair, found in zip(dev, model.predict([p.text for p in dev]), strict=True):
        counts = Counts()
        counts.right("type", found == pair.type15)
        tallies.append(counts)
    return scores(TASK, tallies, [share_measure("type_accuracy", "type", "type of the sentence")])
