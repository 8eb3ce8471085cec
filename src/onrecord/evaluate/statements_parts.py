"""What each part of the statement stage buys, and how the whole of it errs, on the same articles.

An extra task: it runs when named (`onrecord evaluate statements-parts`). The parse and the model's
answers are made once and shared.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.attribution import HALF, Roles, Words, attributed
from onrecord.evaluate.score import (
    Counts,
    Measure,
    Score,
    f_measure,
    scores,
    share,
    share_measure,
)
from onrecord.evaluate.statements import FILE, Document, tallies, top
from onrecord.pipeline import Pipeline
from onrecord.records import Article, Parse, Statement
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


def _error(name: str, kind: str, definition: str) -> Measure:
    return Measure(
        metric=f"{name}_{kind}",
        definition=definition,
        value=lambda s: share(s[f"{name}_{kind}.right"], s[f"{name}.of"]),
        n=f"{name}.of",
        better="lower",
        gated=False,
    )


_ERRORS = [
    _error("missed", "alone", "gold statements of whose content nothing is found"),
    _error("missed", "short", "gold whose nearest found content is too short"),
    _error("missed", "long", "gold whose nearest found content is too long"),
    _error("missed", "source", "gold whose content is found for another source, or twice"),
    _error("extra", "alone", "found statements that share no content with the gold"),
    _error("extra", "short", "found ones whose nearest gold content is shorter"),
    _error("extra", "long", "found ones whose nearest gold content is longer"),
    _error("extra", "source", "found with the gold's content, for another source, or twice"),
]


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """Five figures for the whole stage, without each part, for the rules alone; kinds of error."""
    documents = list(gold_data.rows(gold / FILE, Document))
    articles = [article_of(d.text, published=d.date) for d in documents]
    parses = list(pipeline.parser.batch(articles))
    stages = {"rules_alone": Attribute()}
    if pipeline.attribute.tagger is not None:
        tagger = _Answers(pipeline.attribute.tagger(articles, parses))
        stages |= {name: Attribute(tagger, without) for name, without in PARTS.items()}
    out: list[Score] = []
    for name, stage in stages.items():
        found = top(stage.batch(articles, parses))
        figures = [_named(name, figure) for figure in _FIGURES]
        out += scores(TASK, tallies(documents, found), figures)
        if name == "whole":
            kinds = [errors(d, f) for d, f in zip(documents, found, strict=True)]
            out += scores(TASK, kinds, _ERRORS)
    return out


def errors(document: Document, found: Sequence[Statement]) -> Counts:
    """How gold statements are missed, and found ones are not gold, by the nearest of the others."""
    words = Words(document.text)
    gold, given = words.roles(document.attributions), words.roles(found)
    pairs = attributed(gold, given)
    counts = Counts({"missed.of": float(len(gold)), "extra.of": float(len(given))})
    sides = (
        ("missed", gold, given, {i for i, _ in pairs}),
        ("extra", given, gold, {j for _, j in pairs}),
    )
    for name, ours, others, matched in sides:
        for n, statement in enumerate(ours):
            if n not in matched:
                counts[f"{name}_{_kind(statement, others)}.right"] += 1
    return counts


def _kind(statement: Roles, others: Sequence[Roles]) -> str:
    near = max(others, key=lambda o: _ratio(statement, o), default=None)
    if near is None or _ratio(statement, near) == 0:
        return "alone"
    if _ratio(statement, near) >= HALF:
        return "source"
    return "short" if len(near.content) < len(statement.content) else "long"


def _ratio(one: Roles, other: Roles) -> float:
    return len(one.content & other.content) / len(one.content | other.content)


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
