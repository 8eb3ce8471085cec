"""What single lines are: dates, bylines, credits, captions."""

import pytest

from onrecord.stages.split.dates import is_date_line, iso_date
from onrecord.stages.split.shape import (
    is_byline,
    is_caption,
    is_credit,
    opens_report,
)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Tue Mar 6, 2018 4:05PM", "2018-03-06T16:05"),
        ("Posted: May 4, 2011 at 9:30 p.m.", "2011-05-04T21:30"),
        ("Published 18 November 2019", "2019-11-18"),
        ("12:30 GMT, 4 March 2010", "2010-03-04T12:30"),
        ("2019-11-18T09:30", "2019-11-18T09:30"),
        ("November 18, 2019 | 12:15 am EST", "2019-11-18T00:15"),
    ],
)
def test_date_lines(line: str, date: str) -> None:
    assert is_date_line(line)
    assert iso_date(line) == date


@pytest.mark.parametrize(
    "line", ["On 3 May 2012, the army left the town.", "In 2012", "May", "Page 4", "10:30 talks"]
)
def test_lines_that_are_no_date_lines(line: str) -> None:
    assert not is_date_line(line)


def test_an_impossible_date_has_no_value() -> None:
    assert iso_date("2019-14-45") is None


@pytest.mark.parametrize(
    "line", ["By Ada Stone", "By Ada Stone and Jo Field, Arden Post", "BY ADA STONE"]
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line", ["By the river", "By noon, all had left.", "Bye Bye", "by and large"]
)
def test_lines_that_are_no_bylines(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    "line", ["Photo by Ada Stone", "Image: Arden Post", "(Photo: A. Stone)", "AFP/Getty Images"]
)
def test_credits(line: str) -> None:
    assert is_credit(line)


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Jo Field (L) opens the dam of Arden on May 4, 2011. (Photo by Arden Post)",
        "File photo: the old dam of Arden under snow",
        "The mayor of Arden, left, greets farmers. (Ada Stone/Arden Post)",
    ],
)
def test_captions(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said the photo was taken in March and showed nothing new.",
        "Farmers waited (some for years) until the water came.",
        "The party (AP) won.",
    ],
)
def test_prose_is_no_caption(line: str) -> None:
    assert not is_caption(line)
    assert not is_credit(line)


def test_datelines() -> None:
    assert opens_report("ARDEN, May 4 (Post) — The dam was opened.")
    assert opens_report("ARDEN (Post) -- The dam was opened.")
    assert not opens_report("The dam was opened — at last.")
