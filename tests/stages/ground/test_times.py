import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Parse
from onrecord.stages.ground.times import Times
from onrecord.stages.ground.timex_calendar import bounds, duration, easter, holiday, shift
from onrecord.stages.split.article import article_of

TIMES = Times()
DAY = "2019-06-12"  # a Wednesday


def read(parsed, text, published=DAY):
    known = {"published": published} if published else {}
    return TIMES(*parsed(text, **known))


def values(parsed, text, published=DAY):
    return {text[slice(*t.span)]: t.value for t in read(parsed, text, published)}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("They met on 4 March 2018 in Oslo.", "4 March 2018", "2018-03-04"),
        ("They met on March 4th, 2018.", "March 4th, 2018", "2018-03-04"),
        ("They met on 2018-03-04.", "2018-03-04", "2018-03-04"),
        ("Prices fell in May 2017.", "May 2017", "2017-05"),
        ("The war of 1914 began.", "1914", "1914"),
        ("The budget for 2017–18 was cut.", "2017–18", "2017/2018"),
        ("He wrote it in the late 1970s.", "the late 1970s", "197"),
        ("A church of the 12th century.", "the 12th century", "11"),
        ("Profit rose in the third quarter of 2016.", "the third quarter of 2016", "2016-Q3"),
        ("He came in the summer of 2015.", "the summer of 2015", "2015-SU"),
        ("They marched for six days.", "six days", "P6D"),
        ("It took two and a half years.", "two and a half years", "P2Y6M"),
        ("It took half an hour.", "half an hour", "PT30M"),
        ("The three year long siege ended.", "three year long", "P3Y"),
        ("They stayed for several weeks.", "several weeks", "PXW"),
        ("After months of unrest he left.", "months", "PXM"),
        ("He called every day.", "every day", "P1D"),
    ],
)
def test_what_says_all_by_itself(parsed, text, words, value):
    for published in (DAY, None):
        assert values(parsed, text, published)[words] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The minister resigned today.", "today", "2019-06-12"),
        ("The minister resigned yesterday.", "yesterday", "2019-06-11"),
        ("The minister resigned last week.", "last week", "2019-W23"),
        ("The minister resigned last month.", "last month", "2019-05"),
        ("The minister resigned two years ago.", "two years ago", "2017"),
        ("The minister resigned this morning.", "this morning", "2019-06-12TMO"),
        ("The minister resigned last night.", "last night", "2019-06-11TNI"),
        ("The minister has now resigned.", "now", "PRESENT_REF"),
        ("The minister resigned at 8 p.m. on Monday.", "8 p.m.", "2019-06-10T20:00"),
        ("The minister resigned last summer.", "last summer", "2018-SU"),
    ],
)
def test_the_report_day_anchors_and_its_absence_leaves_open(parsed, text, words, value):
    assert values(parsed, text)[words] == value
    found = {t.span: t for t in read(parsed, text, None)}
    start = text.index(words)
    without = found[(start, start + len(words))]
    assert without.anchor in ("unknown", "text")
    assert without.value in (None, "T20:00")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council met on Saturday.", "2019-06-08"),
        ("The council will meet on Saturday.", "2019-06-15"),
        ("The council met on Wednesday.", "2019-06-12"),
        ("The council plans to meet on Monday.", "2019-06-17"),
    ],
)
def test_tense_decides_the_week(parsed, text, value):
    assert list(values(parsed, text).values()) == [value]


def test_a_date_without_year_is_partial_until_anchored(parsed):
    text = "The bridge was closed on 22 July."
    assert values(parsed, text, None) == {"22 July": "XXXX-07-22"}
    assert values(parsed, text) == {"22 July": "2018-07-22"}


def test_both_days_of_a_pair_are_found(parsed):
    text = "The fair was held on April 24 and 25."
    assert list(values(parsed, text).values()) == ["2019-04-24", "2019-04-25"]


def test_a_dateline_in_the_text_anchors(parsed):
    text = "Sat Jun 1, 2019 4:30PM\nThe two sides met in Berne yesterday.\nTalks go on today."
    found = read(parsed, text, None)
    assert [t.value for t in found][2:] == ["2019-05-31", "2019-06-01"]
    assert {t.anchor for t in found} == {"text"}


def test_an_agency_dateline_anchors(parsed):
    text = "GENEVA, 3 May 2016 (Agency) – The envoy left on Monday."
    assert values(parsed, text, None)["Monday"] == "2016-05-02"


def test_a_full_date_in_running_text_does_not_anchor(parsed):
    text = "The treaty that both states signed on 3 May 2016 was ended yesterday."
    assert values(parsed, text, None)["yesterday"] is None


def test_hard_wraps_and_no_break_spaces_change_nothing(parsed):
    text = "They left on 22\u00a0July\n    2018 after six\u00a0days."
    assert list(values(parsed, text).values()) == ["2018-07-22", "P6D"]


def test_a_blank_line_ends_an_expression(parsed):
    assert values(parsed, "It rained in May\n\n2018 was dry.")["May"] == "2019-05"


@pytest.mark.parametrize(
    "text",
    [
        "It may rain, and they march on.",
        "Some 2,018 people came.",
        "They paid $1999 for 2000 chairs.",
        "He reads Nation Today.",
        "Output is 300 barrels a day.",
        "The sun sat low.",
    ],
)
def test_what_is_no_time(parsed, text):
    assert read(parsed, text) == []


def test_bounds(parsed):
    text = "In June 2018, over the past six months, they lost."
    june, months = read(parsed, text)
    assert (june.first, june.last) == ("2018-06-01", "2018-06-30")
    assert (months.value, months.first, months.last) == ("P6M", "2018-12-12", "2019-06-12")
    assert bounds("2020-W53") == ("2020-12-28", "2021-01-03")
    assert bounds("2018-WI") == ("2018-12-01", "2019-02-28")
    assert bounds("2017/2018") == ("2017-01-01", "2018-12-31")
    assert bounds("P3Y") == bounds("PRESENT_REF") == bounds("2019-13") == (None, None)


def test_calendar():
    assert easter(2019) == date(2019, 4, 21)
    assert holiday("11-4w4", 2019) == date(2019, 11, 28)
    assert holiday("05-5w1", 2019) == date(2019, 5, 27)
    assert shift(date(2019, 3, 31), -1, "M") == date(2019, 2, 28)
    assert shift(date(5, 1, 1), -1, "100Y") is None
    assert (duration(3, "TH"), duration(None, "TH"), duration(2, "10Y")) == ("PT3H", "PTXH", "P20Y")


def test_holidays(parsed):
    assert values(parsed, "It opened last Christmas.") == {"last Christmas": "2018-12-25"}
    assert values(parsed, "It opened on Christmas Day.", None) == {"Christmas Day": "XXXX-12-25"}
    assert values(parsed, "The Christmas lights were lit.") == {}


WORDS = """
May 12 2018 last week years ago Monday 8 p.m. the of , - a two third quarter 31 June 𝔘 0 's on
2018-02-30 century 999 next nineteen ninety Easter 24:99 12/31/99 GMT will met day after few
"""
PIECES = st.sampled_from([*WORDS.split(), "\n\n", "\u202e", "\u00a0"])


def tree(draw, text):
    """A parse of words cut at white space, with a random tree over them."""
    spans = [m.span() for m in re.finditer(r"\S+", text)]
    head = [draw(st.integers(0, i)) for i in range(len(spans))]
    children = [[c for c, h in enumerate(head) if h == i != c] for i in range(len(spans))]
    tags = [draw(st.sampled_from(["NN", "VBD", "VBZ", "VBN", "MD", "CD"])) for _ in spans]
    words = [text[a:b] for a, b in spans]
    return Parse(
        text=text,
        starts=[a for a, _ in spans],
        ends=[b for _, b in spans],
        lemma=words,
        pos=["VERB" if t[0] == "V" else "NOUN" for t in tags],
        tag=tags,
        dep=["dep"] * len(spans),
        head=head,
        sentences=[(0, len(spans))] if spans else [],
        entities=[],
        children=children,
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_text_gives_valid_times(data):
    text = data.draw(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=40))
    published = data.draw(st.sampled_from([DAY, "9999-12-31", "0001-01-01", "soon", None]))
    reached = 0
    for n, t in enumerate(TIMES(article_of(text, published), tree(data.draw, text)), 1):
        assert t.id == f"t{n}"
        assert reached <= t.span[0] < t.span[1] <= len(text)
        reached = t.span[1]
        assert (t.first is None) == (t.last is None)
        assert t.first is None or t.first <= t.last


def test_an_age_dates_nothing(parsed):
    assert values(parsed, "A 12-year-old girl sang.", None) == {}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The fair opens on Monday, June 17.", "Monday, June 17", "2019-06-17"),
        ("They spoke on Saturday, October 26.", "Saturday, October 26", "2019-10-26"),
        ("The court sits in the week of July 1.", "the week of July 1", "2019-W27"),
        ("He left a couple of years ago.", "a couple of years ago", "2017"),
        ("By mid-afternoon the square was empty.", "mid-afternoon", "2019-06-12TAF"),
        ("It rained until mid-afternoon yesterday.", "mid-afternoon yesterday", "2019-06-11TAF"),
        ("The pact expires in December.", "December", "2019-12"),
        ("They hoped for the year two thousand.", "the year two thousand", "2000"),
        ("The shop was robbed at 8 p.m. by two men.", "8 p.m.", "2019-06-12T20:00"),
        ("The day-long talks failed.", "day-long", "P1D"),
    ],
)
def test_days_weeks_and_hours_in_their_settings(parsed, text, words, value):
    assert values(parsed, text)[words] == value


@pytest.mark.parametrize(
    "text",
    [
        "Come as soon as you can.",
        "The great March for Peace was long.",
        "Three-quarters of the town burned.",
        "The man, 37 years old, slept.",
        "He likes late-night films.",
    ],
)
def test_words_of_time_that_date_nothing(parsed, text):
    assert values(parsed, text) == {}
