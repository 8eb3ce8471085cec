"""Moments as pages, feeds and tables write them."""

import pytest

from onrecord.stages.read.facts import Facts, moment, words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2019-03-04", "2019-03-04"),
        ("2019-03", "2019-03"),
        ("2019-03-04T10:00:00Z", "2019-03-04T10:00Z"),
        ("2019-03-04T10:00:05.123+0200", "2019-03-04T10:00:05+02:00"),
        ("2019-03-04 10:00", "2019-03-04T10:00"),
        ("20190304T100000Z", "2019-03-04T10:00Z"),
        ("Mon, 04 Mar 2019 10:00:00 GMT", "2019-03-04T10:00Z"),
        ("2019-03-04 at ten", "2019-03-04"),
        ("0001-01-01T00:00:00", None),
        ("1970-01-01T00:00:00Z", None),
        ("2019-02-31 x", None),
        ("last week", None),
        ("", None),
        (None, None),
        (2019, "2019"),
    ],
)
def test_moments(written: object, read: str | None) -> None:
    assert moment(written) == read


def test_facts_over_facts() -> None:
    both = Facts(title="A").over(Facts(title="B", outlet="C"))
    assert both == Facts(title="A", outlet="C")


def test_words_are_on_one_line_and_short() -> None:
    assert words(" a\n b ") == "a b"
    assert words("x" * 2000) is None
    assert words(["a"]) is None
