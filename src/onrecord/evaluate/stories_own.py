"""The invented stories: are articles joined, origins told apart, figures and disputes found?

All stories enter one store, so that they may be mixed up; what is said of a story is judged on the
true story's articles, composed as they are. Most were looked at while the stage was made, the last
were not: their figures end in `_unseen`.
"""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path

from onrecord.evaluate.score import (
    Counts,
    Measure,
    Numbers,
    Score,
    Sums,
    f_score,
    harmonic,
    scores,
    share,
)
from onrecord.evaluate.stories import b_cubed, woven
from onrecord.evaluate.stories_truth import TUNED, TrueDispute, TrueFigures, Truth, truths
from onrecord.pipeline import Pipeline
from onrecord.records import Report
from onrecord.spans import Span, overlap
from onrecord.stages.corroborate import compose
from onrecord.story_records import Dispute, Quantity, Side, Story

TASK = "stories-own"


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    found = [(truth, read(truth, pipeline)) for truth in truths()]
    return scores(TASK, tallies(found), MEASURES)


def read(truth: Truth, pipeline: Pipeline) -> list[Report]:
    """The report of each article; the first where a page is wrongly cut in several."""
    pages = [a.page(f"{truth.name}/{i}") for i, a in enumerate(truth.articles)]
    return [pipeline(page).reports[0] for page in pages]


def tallies(found: list[tuple[Truth, list[Report]]]) -> list[Counts]:
    true = {r.article.id: truth.name for truth, reports in found for r in reports}
    clusters = b_cubed(true, woven(r for _, reports in found for r in reports))
    by_article = dict(zip(true, clusters, strict=True))
    out = []
    for number, (truth, reports) in enumerate(found):
        counts = score(truth, reports)
        for r in reports:
            for key, value in by_article[r.article.id].items():
                counts[key] += value
        half = "tuned" if number < TUNED else "unseen"
        out.append(Counts({f"{half}.{key}": value for key, value in counts.items()}))
    return out


def score(truth: Truth, reports: list[Report]) -> Counts:
    """The tally of one story."""
    story = compose(truth.name, reports)
    order = {r.article.id: i for i, r in enumerate(reports)}
    counts = Counts()
    _origins(counts, truth, story, order)
    _figures(counts, truth, story, order, reports)
    _disputes(counts, truth, story, order, reports)
    counts["stories"] = 1
    return counts


def _origins(counts: Counts, truth: Truth, story: Story, order: dict[str, int]) -> None:
    """Pairs of articles of one origin."""
    found = {p for g in story.origins for p in combinations(sorted(order[a] for a in g), 2)}
    true = {p for g in truth.origins for p in combinations(sorted(g), 2)}
    counts.found("origin", len(found & true), len(found), len(true))


def _figures(
    counts: Counts, truth: Truth, story: Story, order: dict[str, int], reports: list[Report]
) -> None:
    left = list(story.figures)
    for true in sorted(truth.figures, key=lambda q: q.optional):
        hit = next((q for q in left if _same_quantity(truth, true, q, order, reports)), None)
        if hit is not None:
            left.remove(hit)
        if not true.optional:
            counts.found("figure", hit is not None, hit is not None, 1)
    counts["figure.found"] += len(left)


def _same_quantity(
    truth: Truth, true: TrueFigures, found: Quantity, order: dict[str, int], reports: list[Report]
) -> bool:
    """Two entries in common at least, and half of those found; the number may stand elsewhere."""
    right = 0
    for entry in found.entries:
        i = order[entry.article]
        span = next(f.span for f in reports[i].figures if f.id == entry.figure)
        printed = reports[i].quote(span).casefold()
        right += any(
            i == j and (overlap(span, at(truth, reports[i], i, words)) or printed in _tokens(words))
            for j, words, _ in true.entries
        )
    return right >= 2 and right * 2 >= len(found.entries)


def at(truth: Truth, report: Report, article: int, words: str) -> Span:
    """Where the words stand in the text that was read: a masthead over it is cut away."""
    start = report.article.text.find(words)
    return (start, start + len(words)) if start >= 0 else truth.at(article, words)


def _tokens(text: str) -> set[str]:
    return {word.strip(".,") for word in text.casefold().split()}


def _disputes(
    counts: Counts, truth: Truth, story: Story, order: dict[str, int], reports: list[Report]
) -> None:
    left = list(story.disputes)
    for true in sorted(truth.disputes, key=lambda d: d.optional):
        hit = next((d for d in left if _same_dispute(truth, true, d, order, reports)), None)
        if hit is not None:
            left.remove(hit)
        if not true.optional:
            counts.found("dispute", hit is not None, hit is not None, 1)
    counts["dispute.found"] += len(left)
    counts["dispute.false"] += len(left)


def _same_dispute(
    truth: Truth, true: TrueDispute, found: Dispute, order: dict[str, int], reports: list[Report]
) -> bool:
    """Entries of two found sides stand where entries of two true sides do."""
    met: set[tuple[int | None, int]] = set()
    for side in found.sides:
        i = order[side.article]
        spans = _evidence(reports[i], side)
        for n, entries in enumerate(true.sides):
            if any(
                i == j and any(overlap(s, at(truth, reports[j], j, w)) for s in spans)
                for j, w in entries
            ):
                met.add((side.side, n))
    return any(a[0] != b[0] and a[1] != b[1] for a, b in combinations(met, 2))


def _evidence(report: Report, side: Side) -> list[Span]:
    """Where the statement and the event of an entry stand."""
    statement = report.statement(side.statement)
    event = next((e for e in report.events if e.id == side.event), None)
    spans = list(statement.content) if statement else list(event.trigger) if event else []
    return [*spans, *(side.spans or [])] if not statement else spans


def _measures(half: str) -> list[Measure]:
    end = "" if half == "tuned" else f"_{half}"

    def f(name: str, key: str, definition: str) -> Measure:
        def value(s: Sums) -> Numbers:
            return f_score(*(s[f"{half}.{key}.{part}"] for part in ("hits", "found", "gold")))

        return _measure(f"{name}{end}", definition, value, f"{half}.{key}.gold")

    def of(s: Sums, key: str, per: str) -> Numbers:
        return share(s[f"{half}.{key}"], s[f"{half}.{per}"])

    return [
        _measure(
            f"b_cubed{end}",
            "B-cubed F1 of stories, all in one store",
            lambda s: harmonic(of(s, "b.p", "b.of"), of(s, "b.r", "b.of")),
            f"{half}.b.of",
        ),
        f("origins", "origin", "F1 of pairs of articles of one origin"),
        f("figures", "figure", "F1 of quantities: two entries in common and half of those found"),
        _measure(
            f"disputes_found{end}",
            "share of the disputes found: entries of two sides where those of two sides stand",
            lambda s: of(s, "dispute.hits", "dispute.gold"),
            f"{half}.dispute.gold",
        ),
        Measure(
            metric=f"disputes_false{end}",
            definition="disputes a story that are none, or found twice",
            value=lambda s: of(s, "dispute.false", "stories"),
            n=f"{half}.stories",
            better="lower",
        ),
    ]


def _measure(name: str, definition: str, value: Callable[[Sums], Numbers], n: str) -> Measure:
    return Measure(metric=name, definition=definition, value=value, n=n)


MEASURES = [*_measures("tuned"), *_measures("unseen")]
