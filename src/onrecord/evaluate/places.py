"""Places: toponyms found and pinned, on articles about epidemics around the world."""

from collections.abc import Sequence
from pathlib import Path

from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.match import NEAR_KM, by_overlap, exact, kilometres
from onrecord.evaluate.score import (
    Counts,
    Score,
    f_measure,
    halves,
    scores,
    share_measure,
)
from onrecord.pipeline import Pipeline
from onrecord.records import Place, Record
from onrecord.resources.coding import state
from onrecord.stages.split import article_of

TASK = "places"
FILE = "places/dev_geovirus.jsonl"


class Toponym(Record, frozen=True, kw_only=True):
    """A gold place name; without coordinates it counts for detection alone."""

    start: int
    end: int
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None


class Document(Record, frozen=True, kw_only=True):
    id: str
    text: str
    date: str | None = None
    toponyms: list[Toponym]


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    return run_file(TASK, gold / FILE, pipeline)


def run_file(task: str, file: Path, pipeline: Pipeline) -> list[Score]:
    """Every figure of the place scorer over the articles of one file."""
    documents = list(gold_data.rows(file, Document))
    articles = [article_of(d.text, published=d.date) for d in documents]
    parses = pipeline.parser.batch(articles)
    found = (pipeline.places(a, p) for a, p in zip(articles, parses, strict=True))
    tallies = [count(d, places) for d, places in zip(documents, found, strict=True)]
    return scores(task, tallies, MEASURES)


def count(document: Document, found: Sequence[Place]) -> Counts:
    """The tally of one document.

    A found place on a gold name without coordinates is neither right nor wrong end to end, nor is
    one that claims no coordinates (a metonym).
    """
    counts = Counts()
    gold = document.toponyms
    spans = [(t.start, t.end) for t in gold]
    places = [p.span for p in found]
    pairs = by_overlap(spans, places)
    counts.found("exact", exact(spans, places), len(found), len(gold))
    counts.found("overlap", len(pairs), len(found), len(gold))
    unknown = {j for i, j in pairs if gold[i].lat is None}
    pinned = sum(p.lat is not None and j not in unknown for j, p in enumerate(found))
    known = sum(t.lat is not None for t in gold)
    hits = sum(near(gold[i], found[j]) for i, j in pairs)
    counts.found("end_to_end", hits, pinned, known)
    for i, j in pairs:
        if gold[i].lat is not None:
            counts.right("resolved", near(gold[i], found[j]))
            if found[j].lat is not None:
                counts.right("pinned", near(gold[i], found[j]))
                same = near(gold[i], found[j]) or same_country(gold[i], found[j])
                counts.right("same_country", same)
    return counts


def same_country(gold: Toponym, found: Place) -> bool:
    """Whether both name one country: tables of countries differ in where its middle is."""
    return (
        found.precision == "country"
        and bool(found.country)
        and (state(gold.name or "") == found.country)
    )


def near(gold: Toponym, found: Place) -> bool:
    """Within 161 km of the gold point, or the same GeoNames id; False when either has no point."""
    if gold.lat is None or gold.lon is None or found.lat is None or found.lon is None:
        return False
    if gold.geonames_id and gold.geonames_id == found.geonames_id:
        return True
    return kilometres(gold.lat, gold.lon, found.lat, found.lon) <= NEAR_KM


MEASURES = [
    f_measure("detection_exact_f1", "exact", "toponyms with both ends right: F1"),
    f_measure("detection_f1", "overlap", "toponyms that overlap, one to one: F1"),
    f_measure("end_to_end_f1", "end_to_end", "found and within 161 km or the same id: F1"),
    *halves(
        "end_to_end",
        "end_to_end",
        "of the places given a point, right within 161 km",
        "of the gold places with a point, found within 161 km",
    ),
    share_measure(
        "resolution_accuracy", "resolved", "of the toponyms found, within 161 km (no point: wrong)"
    ),
    share_measure(
        "pinned_accuracy", "pinned", "of the toponyms found and pinned, within 161 km", gated=False
    ),
    share_measure(
        "pinned_accuracy_by_country",
        "same_country",
        "the same, a country right when it is the same country, wherever its point",
        gated=False,
    ),
]
