"""Statements: who says what, on the development articles of a news attribution corpus."""

from collections.abc import Sequence
from pathlib import Path

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.attribution import ROLES, Roles, Words, direct_only, tally
from onrecord.evaluate.score import (
    Counts,
    Measure,
    Score,
    f_measure,
    halves,
    harmonic,
    precision,
    recall,
    scores,
    share_measure,
)
from onrecord.pipeline import Pipeline
from onrecord.records import Record, Statement
from onrecord.spans import Span
from onrecord.stages.attribute import Attribute, Candidate
from onrecord.stages.split import article_of

TASK = "statements"
FILE = "statements/dev.jsonl"
PARTS = {
    "rules_only": "the rules of syntax and quotation without the model",
    "model_only": "the model's candidates as they are",
}


class Attribution(Record, frozen=True, kw_only=True):
    """A gold statement: three roles, each a list of spans."""

    source: list[Span]
    cue: list[Span]
    content: list[Span]


Found = Statement | Candidate | Attribution


class Document(Record, frozen=True, kw_only=True):
    id: str
    date: str | None = None
    text: str
    attributions: list[Attribution]


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """Every figure of the attribution scorer on the dev articles, and what the parts reach."""
    documents = list(gold_data.rows(gold / FILE, Document))
    articles = [article_of(d.text, published=d.date) for d in documents]
    parses = list(pipeline.parser.batch(articles))
    out = scores(
        TASK, tallies(documents, top(pipeline.attribute.batch(articles, parses))), MEASURES
    )
    out += _part("rules_only", documents, top(Attribute().batch(articles, parses)))
    if pipeline.attribute.tagger is not None:
        out += _part("model_only", documents, pipeline.attribute.tagger(articles, parses))
    return out


def top(found: Sequence[Sequence[Statement]]) -> list[list[Statement]]:
    """Without those nested in another: PolNeAR annotates no speech within speech."""
    return [[s for s in statements if s.parent is None] for statements in found]


def tallies(documents: Sequence[Document], found: Sequence[Sequence[Found]]) -> list[Counts]:
    return [count(d, statements) for d, statements in zip(documents, found, strict=True)]


def _part(
    name: str, documents: Sequence[Document], found: Sequence[Sequence[Found]]
) -> list[Score]:
    """What a part of the stage reaches by itself."""
    measures = [
        f_measure(f"{name}_f1", "attribution", f"attribution F1 of {PARTS[name]}", gated=False),
        f_measure(f"{name}_direct_f1", "direct_attribution", "the same, direct only", gated=False),
    ]
    return scores(TASK, tallies(documents, found), measures)


def count(document: Document, found: Sequence[Found]) -> Counts:
    """The tally of one document; keys that begin with `direct_` are of direct quotations alone."""
    words = Words(document.text)
    return count_roles(words.roles(document.attributions), words.roles(found))


def count_roles(gold: Sequence[Roles], found: Sequence[Roles]) -> Counts:
    counts = tally(gold, found)
    for key, value in tally(*direct_only(gold, found)).items():
        counts[f"direct_{key}"] = value
    return counts


def overlap_measure(role: str) -> Measure:
    """Mean shares of the role's words, as defined in `attribution`."""
    key = f"overlap_{role}"
    return Measure(
        metric=f"{key}_f1",
        definition=f"mean share of the {role}'s words found (R) and right (P), F1",
        value=lambda s: harmonic(
            precision(s[f"{key}.of_found"], s[f"{key}.found"], s[f"{key}.gold"]),
            recall(s[f"{key}.of_gold"], s[f"{key}.found"], s[f"{key}.gold"]),
        ),
        n=f"{key}.gold",
    )


def _measures() -> list[Measure]:
    rule = "content IoU of at least one half and the source found"
    measures = [
        f_measure("attribution_f1", "attribution", f"{rule}: F1"),
        *halves("attribution", "attribution", f"{rule}: precision", f"{rule}: recall"),
        f_measure("direct_f1", "direct_attribution", "the same among direct quotations alone: F1"),
    ]
    for kind in ("direct", "mixed", "indirect"):
        measures.append(share_measure(f"{kind}_r", kind, f"the same, recall of {kind} statements"))
    measures += [
        f_measure("content_f1", "content", "content IoU of at least one half, any source: F1"),
        f_measure("sourced_f1", "sourced", "attribution F1 of statements that have a source"),
        share_measure("source_accuracy", "source", "source found, of those matched by content"),
    ]
    for role in ROLES:
        measures.append(f_measure(f"exact_{role}_f1", f"exact_{role}", f"same words as {role}: F1"))
        measures.append(overlap_measure(role))
    for role in ROLES:
        measures += [
            f_measure(f"{form}_{role}_f1", f"{form}_{role}", f"{words} {role}: F1", gated=False)
            for form, words in (("exact_char", "same spans as"), ("token", "words in any"))
        ]
    return measures


MEASURES = _measures()
