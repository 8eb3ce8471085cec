"""How stories are scored: on cases whose scores are known."""

import msgspec
import pytest

from onrecord.evaluate import copies, stories_own
from onrecord.evaluate.bench_stories import growth, reports
from onrecord.evaluate.score import scores
from onrecord.evaluate.stories import MEASURES, b_cubed, woven
from onrecord.evaluate.stories_truth import Truth, truths
from stories_sample import telling


def value(found, metric: str) -> float:
    return next(s.value for s in found if s.metric == metric)


def test_b_cubed_of_a_known_case():
    true = {"a": "1", "b": "1", "c": "2"}
    found = scores("t", b_cubed(true, {"a": "x", "b": "x", "c": "x"}), MEASURES)
    assert value(found, "b_cubed_p") == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)
    assert value(found, "b_cubed_r") == 1


def test_the_truth_tables_are_sound():
    """Every excerpt stands in its article, and origins divide the articles."""
    found = list(truths())
    assert len(found) >= 20
    for truth in found:
        assert sorted(i for g in truth.origins for i in g) == list(range(len(truth.articles)))
        for quantity in truth.figures:
            assert all(truth.at(i, words) for i, words, _ in quantity.entries)
        for dispute in truth.disputes:
            assert len(dispute.sides) > 1
            assert all(truth.at(i, words) for side in dispute.sides for i, words in side)


TRUTH = msgspec.convert(
    {
        "name": "t",
        "articles": [
            {"outlet": "A", "published": "2026-03-03", "text": "Rous said the crew left us alone."},
            {
                "outlet": "B",
                "published": "2026-03-03",
                "text": "Katz denied that the crew left.",
            },
        ],
        "origins": [[0], [1]],
        "disputes": [{"about": "?", "sides": [[[0, "the crew left"]], [[1, "the crew left"]]]}],
    },
    Truth,
)


def score(second: str):
    told = [
        telling(TRUTH.articles[0].text, "A",
                said=(("Rous", "said", "the crew left us alone", "affirms"),)),
        telling(TRUTH.articles[1].text, "B",
                said=(("Katz", "denied", "that the crew left", second),)),
    ]  # fmt: skip
    return stories_own.score(TRUTH, told)


def test_a_dispute_counts_when_both_sides_stand_where_they_should():
    counts = score("denies")
    assert (counts["dispute.hits"], counts["dispute.gold"], counts["dispute.false"]) == (1, 1, 0)


def test_one_side_alone_is_no_dispute_and_a_missing_one_is_missed():
    counts = score("demands")
    assert (counts["dispute.hits"], counts["dispute.gold"]) == (0, 1)


def test_copies_are_told_from_texts_that_only_quote():
    base = [f"Sentence {i} of the first text tells of ferry {i} and quay {i}." for i in range(9)]
    other = [f"Paragraph {i} of another speaks of budget {i} and minister {i}." for i in range(9)]
    found = list(copies.tallies([base, other]))
    assert sum(c["copy.hits"] for c in found) == sum(c["copy.gold"] for c in found) == 10
    assert sum(c["copy.found"] for c in found) == 10


def test_the_bench_weaves_into_a_filled_store():
    (step,) = growth((30,), added=10)
    assert (step.stored, step.added) == (30, 10)
    assert step.stories > 3


def test_invented_reports_form_their_stories():
    source = reports()
    told = [next(source) for _ in range(60)]
    found = woven(r for r, _ in told)
    true = {r.article.id: key for r, key in told}
    assert value(scores("t", b_cubed(true, found), MEASURES), "b_cubed") > 0.9
