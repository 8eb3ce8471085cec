import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.match import by_overlap, exact, greedy, kilometres

SPANS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=8
)


def test_each_gold_span_takes_the_free_span_that_overlaps_most():
    assert by_overlap([(0, 10), (8, 20)], [(9, 18), (0, 3)]) == [(0, 1), (1, 0)]


def test_spans_that_only_touch_do_not_match():
    assert by_overlap([(0, 5)], [(5, 9)]) == []


def test_exact_counts_a_span_once():
    assert exact([(0, 5)], [(0, 5), (0, 5)]) == 1


@given(SPANS, SPANS)
def test_matching_is_one_to_one(gold, found):
    pairs = by_overlap(gold, found)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert exact(gold, found) <= min(len(gold), len(found))


def test_greedy_takes_the_best_pair_first():
    ranks = {(0, 0): (0.5,), (0, 1): (0.9,), (1, 1): (0.8,)}
    assert greedy(2, 2, lambda i, j: ranks.get((i, j))) == [(0, 1)]


def test_a_degree_of_latitude():
    assert kilometres(10, 20, 11, 20) == pytest.approx(111.2, abs=0.1)
    assert kilometres(0, 179.5, 0, -179.5) == pytest.approx(111.2, abs=0.1)
