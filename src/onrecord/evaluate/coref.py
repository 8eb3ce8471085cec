"""Coreference: does a pronoun mean the one or the other name nearby (GAP, by gender)."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.evaluate.score import Counts, Measure, Score, f_measure, f_score, scores, share
from onrecord.pipeline import Pipeline
from onrecord.records import Actor, Record
from onrecord.spans import Span, overlap
from onrecord.stages.split import article_of

TASK = "coref"
FILE = "coref/dev_gap.tsv"
FEMININE = frozenset({"she", "her", "hers", "herself"})


class Passage(Record, frozen=True, kw_only=True):
    """A passage with a pronoun and two names, and whether each is whom the pronoun means."""

    text: str
    pronoun: Span
    names: tuple[Span, Span]
    means: tuple[bool, bool]


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    """F1 of the name labels over the development passages."""
    passages = list(read(gold / FILE))
    articles = [article_of(p.text) for p in passages]
    parses = pipeline.parser.batch(articles)
    tallies = []
    for passage, article, parse in zip(passages, articles, parses, strict=True):
        actors = pipeline.actors(article, parse, [passage.pronoun, *passage.names])
        tallies.append(count(passage, actors))
    return scores(TASK, tallies, MEASURES)


def read(file: Path) -> Iterator[Passage]:
    """The rows of a GAP table."""
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Passage(
                text=row["Text"],
                pronoun=_span(row["Pronoun"], row["Pronoun-offset"]),
                names=(_span(row["A"], row["A-offset"]), _span(row["B"], row["B-offset"])),
                means=(row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"),
            )


def _span(words: str, offset: str) -> Span:
    return int(offset), int(offset) + len(words)


def count(passage: Passage, actors: Sequence[Actor]) -> Counts:
    """The tally of one passage, in all and by the pronoun's gender."""
    counts = Counts()
    start, end = passage.pronoun
    gender = "feminine" if passage.text[start:end].lower() in FEMININE else "masculine"
    meant = owner(passage.pronoun, actors)
    counts.right("answered", meant is not None)
    for name, gold in zip(passage.names, passage.means, strict=True):
        found = meant is not None and owner(name, actors) == meant
        for key in ("all", gender):
            counts.found(key, gold and found, found, gold)
    return counts


def owner(span: Span, actors: Sequence[Actor]) -> str | None:
    """The actor whose mention agrees best with the span, by intersection over union."""
    best, most = None, 0.0
    for actor in actors:
        for mention in actor.mentions:
            if common := overlap(span, mention):
                whole = max(span[1], mention[1]) - min(span[0], mention[0])
                if common / whole > most:
                    best, most = actor.id, common / whole
    return best


def _bias(feminine: str, masculine: str) -> Measure:
    return Measure(
        metric="bias",
        definition="feminine F1 divided by masculine F1 (1: no difference)",
        value=lambda s: share(
            f_score(*(s[f"{feminine}.{k}"] for k in ("hits", "found", "gold"))),
            f_score(*(s[f"{masculine}.{k}"] for k in ("hits", "found", "gold"))),
        ),
        n=f"{feminine}.gold",
        gated=False,
    )


MEASURES = [
    f_measure("f1", "all", "pronoun and name are one actor: F1"),
    f_measure("masculine_f1", "masculine", "the same, masculine pronouns"),
    f_measure("feminine_f1", "feminine", "the same, feminine pronouns"),
    _bias("feminine", "masculine"),
]
