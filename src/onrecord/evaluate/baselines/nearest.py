"""Pronouns by the last name before them."""

from pathlib import Path

from onrecord.evaluate.coref import FILE, MEASURES, TASK, Passage, count, read
from onrecord.evaluate.score import Score, scores
from onrecord.pipeline import Pipeline
from onrecord.records import Actor, Parse
from onrecord.stages.split import article_of


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    passages = list(read(gold / FILE))
    parses = pipeline.parser.batch([article_of(p.text) for p in passages])
    tallies = [count(p, actors(p, parse)) for p, parse in zip(passages, parses, strict=True)]
    return scores(TASK, tallies, MEASURES)


def actors(passage: Passage, parse: Parse) -> list[Actor]:
    """One actor: the last person's name before the pronoun, and the pronoun."""
    people = [e.span for e in parse.entities if e.label == "PERSON"]
    before = [span for span in people if span[1] <= passage.pronoun[0]]
    if not before:
        return []
    name = parse.text[slice(*before[-1])]
    same = [span for span in people if parse.text[slice(*span)] == name]
    return [Actor(id="a1", name=name, mentions=[*same, passage.pronoun])]
