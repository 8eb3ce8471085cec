"""`onrecord stories`: JSON lines, the terminal view, filters, pages without a store."""

import json
import sqlite3

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.records import Page, Reading
from onrecord.store import Store
from stories_sample import telling

WIRE = telling(
    "The ferry Halvard sank off Skarnes. Daphne Rous said the crew left the passengers alone.",
    "Northern Wire",
    said=(("Daphne Rous", "said", "the crew left the passengers alone", "affirms"),),
)
DENIAL = telling(
    "The ferry Halvard sank off Skarnes. Leo Katz denied that the crew had left the passengers.",
    "Capital Times",
    "2026-03-04",
    said=(("Leo Katz", "denied", "that the crew had left the passengers", "denies"),),
)
OTHER = telling("Parliament in Ostrava rejected the budget after coalition talks.", "Metro Daily")


def keep(store: Store, report) -> None:
    article = report.article
    page = Page(id=article.page, path=article.id, text=article.text)
    store.add(Reading(page=page, furniture=[], reports=[report]))


@pytest.fixture
def run(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_STORE", str(tmp_path / "record.db"))
    with Store(tmp_path / "record.db") as store:
        for report in (WIRE, DENIAL, OTHER):
            keep(store, report)
    return lambda *args: CliRunner().invoke(main, ["stories", *args])


def lines(result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_article_is_in_one_story_also_alone(run):
    found = lines(run("--jsonl"))
    assert sorted(len(s["articles"]) for s in found) == [1, 2]
    ferry = next(s for s in found if len(s["articles"]) == 2)
    contract = ["id", "articles", "outlets", "origins", "independent", "events", "figures",
                "disputes"]  # fmt: skip
    assert list(ferry)[:8] == contract
    (dispute,) = ferry["disputes"]
    assert [s["speaker"] for s in dispute["sides"]] == ["Daphne Rous", "Leo Katz"]
    assert lines(run("--jsonl")) == found, "ids and records stay"


def test_the_view_sets_the_sides_side_by_side(run):
    text = run("--disputed").stdout
    assert "2 independent origins" in text
    (row,) = [line for line in text.splitlines() if "Daphne Rous “" in line]
    assert "Leo Katz “" in row
    assert "Ostrava" not in text


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (("--at-least", "2"), 1),
        (("--outlet", "Metro Daily"), 1),
        (("--about", "ferry passengers"), 1),
        (("--since", "2026-03-04"), 1),
        (("--until", "2026-03-02"), 0),
        (("--limit", "1"), 1),
    ],
)
def test_filters(run, options, number):
    assert len(lines(run("--jsonl", *options))) == number


def test_nothing_that_fits_is_said(run):
    assert "No story" in run("--until", "1999").stdout


def test_an_article_that_went_is_out_of_its_story(run, tmp_path):
    run("--jsonl")
    with sqlite3.connect(tmp_path / "record.db") as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM articles WHERE id = ?", (DENIAL.article.id,))
    assert sorted(len(s["articles"]) for s in lines(run("--jsonl"))) == [1, 1]


def test_pages_are_shown_without_being_kept(run, tmp_path):
    (tmp_path / "page.txt").write_text(
        "Bridge closed in Velden\n\nThe bridge was closed on Monday, mayor Ilse Brandt said.",
        encoding="utf-8",
    )
    (story,) = lines(run("--jsonl", "page.txt"))
    assert len(story["articles"]) == 1
    assert len(lines(run("--jsonl"))) == 2
    assert run("page.txt", "--store", "record.db").exit_code == 2
