import numpy as np
import pytest

from onrecord.evaluate.score import (
    Counts,
    Sums,
    bootstrap,
    f_measure,
    f_score,
    precision,
    scores,
    share,
    share_measure,
)

F1 = f_measure("f1", "x", "an F score")


def tally(hits: int, found: int, gold: int) -> Counts:
    counts = Counts()
    counts.found("x", hits, found, gold)
    return counts


def test_counts_are_summed_over_documents():
    (score,) = scores("t", [tally(1, 1, 2), tally(2, 4, 3)], [F1])
    assert score.value == pytest.approx(2 * 3 / (5 + 5))
    assert score.n == 5
    assert score.definition == "an F score"


def test_the_interval_holds_the_value_and_repeats():
    tallies = [tally(i % 3, 2, 3) for i in range(40)]
    one, again = scores("t", tallies, [F1]), scores("t", tallies, [F1])
    assert one == again
    assert one[0].low < one[0].value < one[0].high


def test_the_interval_is_that_of_the_plain_bootstrap():
    tallies = [tally(i % 3, 2 + i % 2, 3) for i in range(60)]

    def statistic(units):
        hits, found, gold = (sum(u[f"x.{k}"] for u in units) for k in ("hits", "found", "gold"))
        return 2 * hits / (found + gold)

    (score,) = scores("t", tallies, [F1])
    value, low, high = bootstrap(tallies, statistic)
    assert score.value == pytest.approx(value)
    assert score.low == pytest.approx(low, abs=0.02)
    assert score.high == pytest.approx(high, abs=0.02)


def test_one_document_has_no_interval_to_speak_of():
    (score,) = scores("t", [tally(1, 2, 2)], [F1])
    assert score.low == score.value == score.high == 0.5


def test_nothing_to_find_and_nothing_claimed_is_right():
    zero = np.zeros(1)
    assert f_score(zero, zero, zero)[0] == 1
    assert precision(zero, zero, zero)[0] == 1
    assert precision(zero, zero, np.ones(1))[0] == 0
    assert share(zero, zero)[0] == 0


def test_a_share_counts_its_cases():
    counts = Counts()
    counts.right("status", True)
    counts.right("status", False)
    (score,) = scores("t", [counts], [share_measure("status", "status", "")])
    assert (score.value, score.n) == (0.5, 2)


def test_sums_begin_with_the_unsampled_sum():
    sums = Sums([{"a": 1.0}, {"a": 4.0}], rounds=10)
    assert sums["a"][0] == 5
    assert len(sums["a"]) == 11
    assert sums["nothing"].sum() == 0
