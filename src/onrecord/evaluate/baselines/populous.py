"""Places by spaCy's names and the most populous place of that name."""

from pathlib import Path

from msgspec.structs import replace

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.places import FILE, MEASURES, TASK, Document, count
from onrecord.evaluate.score import Score, scores
from onrecord.pipeline import Pipeline
from onrecord.records import Parse, Place
from onrecord.resources.folding import key
from onrecord.resources.gazetteer import gazetteer
from onrecord.stages.split import article_of


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    documents = list(gold_data.rows(gold / FILE, Document))
    articles = [article_of(d.text, published=d.date) for d in documents]
    parses = pipeline.parser.batch(articles)
    tallies = [count(d, places(p)) for d, p in zip(documents, parses, strict=True)]
    return scores(TASK, tallies, MEASURES)


def places(parse: Parse) -> list[Place]:
    found = []
    for n, entity in enumerate(parse.entities):
        if entity.label not in ("GPE", "LOC"):
            continue
        name = parse.text[slice(*entity.span)]
        meant = gazetteer().lookup(key(name))
        best = max(meant, key=lambda e: (e.kind == "country", e.population), default=None)
        place = Place(id=f"p{n}", span=entity.span, name=name)
        if best is not None:
            place = replace(place, lat=best.lat, lon=best.lon, geonames_id=best.geonames_id)
        found.append(place)
    return found
