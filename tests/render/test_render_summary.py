"""The terminal's summary, and the words that all renderings share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Figure, Rejected
from onrecord.render import words
from onrecord.render.marks import Mark, segments
from onrecord.render.summary import line, summary, totals
from sample import article_of, bare, full

REPORT = full(outlet="The Quay").reports[0]


def test_it_tells_who_what_and_on_whose_word():
    text = summary(REPORT)
    for told in (
        "The Quay · undated",
        "that the town had sold its ferry",
        "(within Ilse Brandt’s words)",
        "About 40 fishermen",
        "protest",
        "the outlet",
        "about 40",
        "Places: Ostrava",
        "Governments by place: Prague",
    ):
        assert told in text


@pytest.mark.parametrize("width", [40, 72, 120])
def test_it_fits_the_width(width):
    assert max(map(len, summary(REPORT, width=width).splitlines())) <= width
    assert len(line(REPORT, width=max(width, 80)).rstrip()) <= max(width, 80)


def test_colour_is_only_where_it_is_wanted():
    assert "\x1b[" in summary(REPORT, colour=True)
    assert "\x1b" not in summary(REPORT)


def test_an_article_without_records():
    assert "Nobody is quoted." in summary(bare(article_of("A quiet day.")))


def test_brackets_are_words_and_no_styles():
    assert "[bold]Fog[/bold]" in summary(bare(article_of("[bold]Fog[/bold] came.")))


def test_totals_count_and_tell_why_not():
    rejected = [Rejected(path=f"{i}.txt", stage="read", reason="empty") for i in range(60)]
    told = totals((1, 2, 1000, 1, 0), rejected, "x.db")
    assert told.startswith("1 page, 2 articles, 1,000 statements, 1 event, 0 figures; kept in x.db")
    assert "60 rejected:\n  0.txt: empty" in told
    assert "and 10 more" in told


@pytest.mark.parametrize(
    ("approx", "value", "told"),
    [
        ("exact", 1200.0, "1,200"),
        ("at_least", 23.0, "at least 23"),
        ("about", 0.5, "about 0.5"),
        ("exact", float("inf"), "inf"),
    ],
)
def test_amounts(approx, value, told):
    figure = Figure(
        id="f", span=(0, 1), value=value, low=None, high=None, approx=approx, unit=None, of=None
    )
    assert words.amount(figure) == told


def test_a_range_without_a_value():
    figure = Figure(
        id="f", span=(0, 1), value=None, low=30, high=40, approx="vague", unit=None, of=None
    )
    assert words.amount(figure) == "30–40"


def test_clip_cuts_at_a_word():
    assert words.clip("one  two\nthree", 20) == "one two three"
    assert words.clip("one two three", 9) == "one two…"
    assert words.clip("x" * 30, 9) == "x" * 9 + "…"


@given(st.text())
def test_visible_leaves_nothing_that_commands_a_terminal(text):
    shown = words.visible(text)
    assert len(shown) == len(text)
    assert not any(ord(ch) < 32 and ch not in "\n\t" for ch in shown)
    assert not any(0x7F <= ord(ch) < 0xA0 for ch in shown)
    shown.encode()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10), st.integers(0, 9)), max_size=12))
def test_segments_cut_the_stretch_without_gap_or_overlap(found):
    marks = [
        Mark((a, a + n), f"s{i}", "x", "content", "", lv) for i, (a, n, lv) in enumerate(found)
    ]
    cut = list(segments(marks, (5, 25)))
    assert [s.span[0] for s in cut] == [5, *(s.span[1] for s in cut[:-1])]
    assert cut[-1].span[1] == 25
    for segment in cut:
        start, end = segment.span
        assert {m.key for m in segment.marks} == {
            m.key for m in marks if m.span[0] < end and m.span[1] > start
        }
        assert all(m.span[0] <= start and end <= m.span[1] for m in segment.marks)
        levels = [m.level for m in segment.marks]
        assert levels == sorted(levels)
