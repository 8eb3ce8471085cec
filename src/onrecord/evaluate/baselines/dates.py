"""Times by spaCy's DATE and TIME names and dateparser's values."""

from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.score import Score, scores
from onrecord.evaluate.times import FILE, MEASURES, TASK, Document, count
from onrecord.pipeline import Pipeline
from onrecord.records import Parse, Time
from onrecord.stages.split import article_of

_FORMS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y", "week": "%G-W%V"}


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    documents = list(gold_data.rows(gold / FILE, Document))
    articles = [article_of(d.text, published=d.dct) for d in documents]
    parses = pipeline.parser.batch(articles)
    tallies = [count(d, times(p, d.dct)) for d, p in zip(documents, parses, strict=True)]
    return scores(TASK, tallies, MEASURES)


def times(parse: Parse, published: str | None) -> list[Time]:
    parser = _parser(published)
    return [
        Time(
            id=f"t{n}",
            span=entity.span,
            value=_value(parser, parse.text[slice(*entity.span)]),
            type="DATE" if entity.label == "DATE" else "TIME",
        )
        for n, entity in enumerate(parse.entities)
        if entity.label in ("DATE", "TIME")
    ]


def _parser(published: str | None) -> Any:
    from dateparser.date import DateDataParser

    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
    if published:
        settings["RELATIVE_BASE"] = datetime.fromisoformat(published[:10])
    return DateDataParser(languages=["en"], settings=settings)


def _value(parser: Any, words: str) -> str | None:
    data = parser.get_date_data(words)
    if data.date_obj is None:
        return None
    form = "%Y-%m-%dT%H:%M" if data.period == "time" else _FORMS.get(data.period, "%Y-%m-%d")
    return str(data.date_obj.strftime(form))
