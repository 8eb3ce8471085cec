"""Statements by textacy: direct quotations with a speaker near them."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.score import Score, scores
from onrecord.evaluate.statements import FILE, MEASURES, TASK, Attribution, Document, count
from onrecord.pipeline import Pipeline
from onrecord.spans import Span


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    from textacy.extract.triples import direct_quotations

    documents = list(gold_data.rows(gold / FILE, Document))
    tallies = []
    for document in documents:
        found: list[Attribution] = []
        # by paragraph: it refuses whole articles in which a single mark is not closed
        start = 0
        for paragraph in document.text.split("\n"):
            if paragraph.strip():
                doc = pipeline.parser.nlp(paragraph)
                with suppress(ValueError):  # an odd number of quotation marks
                    found += [_attribution(triple, start) for triple in direct_quotations(doc)]
            start += len(paragraph) + 1
        tallies.append(count(document, found))
    return scores(TASK, tallies, MEASURES)


def _attribution(triple: Any, start: int) -> Attribution:
    return Attribution(
        source=[_span(token, start) for token in triple.speaker],
        cue=[_span(token, start) for token in triple.cue],
        content=[(start + triple.content.start_char, start + triple.content.end_char)],
    )


def _span(token: Any, start: int) -> Span:
    return start + token.idx, start + token.idx + len(token.text)
