"""Figures, places and times of a labelled report."""

import math

from onrecord.evaluate.match import NEAR_KM, by_overlap, kilometres
from onrecord.evaluate.reports.labels import GoldReport
from onrecord.evaluate.score import Counts, f_measure, share_measure
from onrecord.evaluate.times import same_value
from onrecord.records import Place, Report


def count_figures(counts: Counts, gold: GoldReport, found: Report) -> None:
    """Add the figures of one report to its tally."""
    pairs = by_overlap([f.span for f in gold.figures], [f.span for f in found.figures])
    size = (len(found.figures), len(gold.figures))
    right = sum(same_number(gold.figures[i].value, found.figures[j].value) for i, j in pairs)
    counts.found("figures", right, *size)
    counts.found("figure_spans", len(pairs), *size)
    for i, j in pairs:
        counts.right("approx", gold.figures[i].approx == found.figures[j].approx)


def same_number(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9)


def count_places(counts: Counts, gold: GoldReport, found: Report) -> None:
    """Add the places of one report to its tally.

    A gold place that is no metonym and was not found, or was given no point, is not near.
    """
    pairs = dict(by_overlap([p.span for p in gold.places], [p.span for p in found.places]))
    counts.found("places", len(pairs), len(found.places), len(gold.places))
    for i, wanted in enumerate(gold.places):
        given = found.places[pairs[i]] if i in pairs else None
        if given is not None:
            counts.right("metonym", wanted.metonym == given.metonym)
        if not wanted.metonym and wanted.lat is not None:
            counts.right("near", given is not None and near(wanted, given))
            if given is not None:
                counts.right("near_found", near(wanted, given))


def near(gold: Place, found: Place) -> bool:
    """Both have a point, and the points lie within 161 km of each other."""
    if gold.lat is None or gold.lon is None or found.lat is None or found.lon is None:
        return False
    return kilometres(gold.lat, gold.lon, found.lat, found.lon) <= NEAR_KM


def count_times(counts: Counts, gold: GoldReport, found: Report) -> None:
    """Add the times of one report to its tally."""
    pairs = by_overlap([t.span for t in gold.times], [t.span for t in found.times])
    size = (len(found.times), len(gold.times))
    same = [same_value(gold.times[i].value, found.times[j].value) for i, j in pairs]
    counts.found("times", len(pairs), *size)
    counts.found("time_values", sum(same), *size)
    for right in same:
        counts.right("time_value", right)


MEASURES = [
    f_measure("figures_f1", "figures", "spans overlap and the value is equal: F1"),
    f_measure("figure_spans_f1", "figure_spans", "spans overlap: F1"),
    share_measure("figure_approx_accuracy", "approx", "of figures matched: the same precision"),
    f_measure("places_f1", "places", "toponyms overlap, one to one: F1"),
    share_measure("places_161km", "near", "of gold places, metonyms aside: found and in 161 km"),
    share_measure("places_161km_found", "near_found", "the same, of those found"),
    share_measure("metonym_accuracy", "metonym", "of places found: metonym or not, as in the gold"),
    f_measure("times_f1", "times", "expressions overlap, one to one: F1"),
    share_measure("time_value_accuracy", "time_value", "of expressions found: the same value"),
    f_measure("time_value_f1", "time_values", "expressions overlap and the value is the same: F1"),
]
