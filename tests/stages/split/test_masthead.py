"""Mastheads and datelines: the outlet and the date that a page prints over its report."""

import pytest

from onrecord.records import Page
from onrecord.stages.split import split
from onrecord.stages.split.dates import is_placed_date
from onrecord.stages.split.masthead import outlet_in

REPORT = [
    "Ferry crews walk out at Lindmouth over night shifts",
    "Crews of the three ferries at Lindmouth walked out on Monday after talks on night shifts "
    "broke down, the port office said.",
    "The union said that no ferry would sail before the company had signed the agreement that "
    "both sides reached in the spring.",
]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("The Lindmouth Herald", "The Lindmouth Herald"),
        ("Business | The Lindmouth Herald", "The Lindmouth Herald"),
        ("Radio Lindmouth", "Radio Lindmouth"),
        ("Herald", None),
        ("By Jo Field, Lindmouth Herald", None),
        ("Ministers meet the press", None),
        ("Ferry sinks, says Lindmouth Herald", None),
        ("4 May 2011", None),
    ],
)
def test_a_masthead_is_a_name_with_a_word_for_an_outlet(line: str, name: str | None) -> None:
    assert outlet_in(line) == name


@pytest.mark.parametrize("before", [[], ["4 May 2011"]])
def test_the_masthead_tells_the_outlet_and_is_no_part_of_the_article(before: list[str]) -> None:
    page = Page.of("\n".join(["The Lindmouth Herald", *before, *REPORT]))
    cut = split(page)
    (article,) = cut.articles
    assert (article.outlet, article.title) == ("The Lindmouth Herald", REPORT[0])
    assert article.published == ("2011-05-04" if before else None)
    (strip,) = cut.furniture
    assert (strip.kind, page.text[slice(*strip.span)]) == ("masthead", "The Lindmouth Herald")


def test_what_the_caller_knows_wins_over_the_masthead() -> None:
    page = Page.of("\n".join(["The Lindmouth Herald", *REPORT]), outlet="Known Name")
    assert split(page).articles[0].outlet == "Known Name"


def test_the_outlet_of_a_report_in_the_text_is_no_masthead() -> None:
    page = Page.of("\n".join([*REPORT, "The Lindmouth Herald"]))
    assert split(page).articles[0].outlet is None


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Lindmouth, 4 May 2011", True),
        ("LINDMOUTH, Norland, May 4, 2011", True),
        ("May 4, 2011", False),
        ("Lindmouth, where it rained on 4 May 2011", False),
    ],
)
def test_a_place_and_a_date_are_a_dateline(line: str, is_one: bool) -> None:
    assert is_placed_date(line) is is_one


def test_a_dateline_with_a_date_dates_the_article() -> None:
    text = "LINDMOUTH, May 4, 2011 - " + "\n".join(REPORT[1:])
    (article,) = split(Page.of(text)).articles
    assert article.published == "2011-05-04"
    assert [b.part for b in article.blocks] == ["dateline", "body", "body"]


def test_a_short_form_at_the_end_is_furniture() -> None:
    form = ["Leave a comment", "Your email address will not be published. Required fields are *"]
    page = Page.of("\n".join([*REPORT, *form]))
    cut = split(page)
    assert "email" not in cut.articles[0].text
    assert [piece.kind for piece in cut.furniture] == ["reply_form"]
