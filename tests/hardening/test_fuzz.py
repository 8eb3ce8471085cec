"""The targets under hypothesis; `fuzz.py` runs the same ones for longer and by coverage."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targets import DATA, PROSE, TARGETS, nothing_runs

SLOW = {"reads_whole": 25, "reads_html": 60, "keeps": 60}


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_the_part_keeps_its_word(name):
    @settings(
        max_examples=SLOW.get(name, 120),
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(DATA)
    def run(data):
        TARGETS[name](data)

    run()


@given(st.sampled_from(["utf-16-le", "utf-16-be", "utf-32", "cp1252", "cp1251", "shift_jis",
                        "utf-7", "unicode_escape", "idna", "punycode", "nonsense", "hex"]),
       st.binary(max_size=60))  # fmt: skip
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_page_that_lies_about_its_encoding(name, tail):
    TARGETS["reads_pages"](f'<meta charset="{name}"><p>{PROSE * 3}'.encode() + b"\xe9\xff" + tail)


def test_the_check_that_nothing_runs_can_fail():
    for bad in ('<p onclick="x()">', "<script>x()</script>", '<a href="javascript:x()">',
                '<iframe src="x">', '<p style="background:url(x)">'):  # fmt: skip
        with pytest.raises(AssertionError):
            nothing_runs(f"<html><body><script>own</script>{bad}</body></html>")
