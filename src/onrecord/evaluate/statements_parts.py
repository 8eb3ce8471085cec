"""What each part of the statement stage buys: the stage without it, on the same articles.

An extra task: it runs when named (`onrecord evaluate statements-parts`). The parse and the model's
answers are made once and shared.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.score import Measure, Score, f_measure, scores, share_measure
from onrecord.evaluate.statements import FILE, Document, tallies, top
from onrecord.pipeline import Pipeline
from onrecord.records import Article, Parse
from onrecord.stages.attribute import Attribute, Candidate
from onrecord.stages.split import article_of

TASK = "statements-parts"
PARTS = {
    "whole": (),
    "no_rules": ("rules",),
    "no_repair": ("repair",),
    "no_neighbours": ("neighbours",),
    "no_quotes": ("quotes",),
    "no_turns": ("turns",),
    "model_merged": ("rules", "repair", "quotes", "turns"),
}
_FIGURES = (
    f_measure("attribution_f1", "attribution", "attribution F1", gated=False),
    f_measure("direct_f1", "direct_attribution", "direct only", gated=False),
    share_measure("indirect_r", "indirect", "recall of indirect statements", gated=False),
    share_measure("source_accuracy", "source", "source found, of those matched", gated=False),
    f_measure("exact_content_f1", "exact_content", "same words as content", gated=False),
)


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """Five figures for the whole stage, for it without each part, and for the rules alone."""
    documents = list(gold_data.rows(gold / FILE, Document))
    articles = [article_of(d.text, published=d.date) for d in documents]
    parses = list(pipeline.parser.batch(articles))
    stages = {"rules_alone": Attribute()}
    if pipeline.attribute.tagger is not None:
        tagger = _Answers(pipeline.attribute.tagger(articles, parses))
        stages |= {name: Attribute(tagger, without) for name, without in PARTS.items()}
    out: list[Score] = []
    for name, stage in stages.items():
        counts = tallies(documents, top(stage.batch(articles, parses)))
        figures = [_named(name, figure) for figure in _FIGURES]
        out += scores(TASK, counts, figures)
    return out


def _named(part: str, figure: Measure) -> Measure:
    return msgspec.structs.replace(figure, metric=f"{part}.{figure.metric}")


class _Answers:
    """A tagger that gives what was found before."""

    name = "model"

    def __init__(self, found: list[list[Candidate]]) -> None:
        self.found = found

    def __call__(
        self, articles: Sequence[Article], parses: Sequence[Parse]
    ) -> list[list[Candidate]]:
        return self.found
