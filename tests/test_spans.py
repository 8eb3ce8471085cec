from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import spans

span = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda p: (min(p), max(p)))


@given(span, span)
def test_overlap_counts_shared_positions(a, b):
    assert spans.overlap(a, b) == len(set(range(*a)) & set(range(*b)))


@given(st.lists(span.filter(lambda s: s[0] < s[1])))
def test_merge_covers_the_same_positions_with_disjoint_spans(given_spans):
    merged = spans.merge(given_spans)
    covered = {i for s in given_spans for i in range(*s)}
    assert [i for s in merged for i in range(*s)] == sorted(covered)
    assert all(a[1] < b[0] for a, b in pairwise(merged))


def test_merge_with_text_bridges_white_space_only():
    text = "one  two, three"
    assert spans.merge([(0, 3), (5, 8), (10, 15)], text) == [(0, 8), (10, 15)]


@given(st.text(max_size=30), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_trim_leaves_no_white_space_at_the_ends(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    a, b = spans.trim(text, (start, end))
    assert start <= a <= b <= end
    assert text[a:b] == text[start:end].strip()


@given(st.text(max_size=30), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_utf16_counts_what_a_browser_counts(text, data):
    offset = data.draw(st.integers(0, len(text)))
    units = len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2
    assert spans.utf16(text, offset) == units


def test_find_gives_the_last_start_at_or_before():
    assert [spans.find([0, 5, 9], i) for i in (0, 4, 5, 20)] == [0, 0, 1, 2]
    assert spans.find([3], 2) == -1


def test_touches_and_inside():
    assert spans.touches([(0, 2)], [(1, 3)])
    assert not spans.touches([(0, 2)], [(2, 3)])
    assert spans.inside([(0, 2), (4, 9)], (5, 9))
    assert not spans.inside([(0, 5)], (4, 6))
