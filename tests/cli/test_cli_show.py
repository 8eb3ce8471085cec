"""`onrecord show`: finding an article and writing it in each form."""

import json
import subprocess
import sys

import msgspec
import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.records import Page, Reading
from onrecord.store import Store
from sample import article_of, bare, full

TWO = Page.of("First report.\n\nSecond report.", path="two.txt")


@pytest.fixture
def show(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_STORE", str(tmp_path / "record.db"))
    articles = [article_of(words) for words in TWO.text.split("\n\n")]
    reports = [bare(msgspec.structs.replace(article, page=TWO.id)) for article in articles]
    with Store(tmp_path / "record.db") as store:
        store.add(full())
        store.add(Reading(page=TWO, furniture=[], reports=reports))
    return lambda *args: CliRunner().invoke(main, ["show", *args])


@pytest.fixture
def key():
    return full().reports[0].article.id


def test_by_id_beginning_and_path(show, key):
    for name in (key, key[:5], "ferry.txt"):
        result = show(name)
        assert result.exit_code == 0
        assert "Ilse Brandt" in result.stdout


def test_all_articles_of_a_page(show):
    result = show("two.txt", "--jsonl")
    texts = [json.loads(line)["article"]["text"] for line in result.stdout.splitlines()]
    assert texts == ["First report.", "Second report."]


def test_a_web_page(show, key, tmp_path):
    result = show(key, "--html", "out.html")
    assert result.exit_code == 0
    written = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert written.startswith("<!doctype html>")
    assert "Leave a reply" in written, "furniture can be looked at"


def test_a_web_page_on_standard_output(show, key):
    assert show(key, "--html", "-").stdout.startswith("<!doctype html>")


def test_a_web_page_is_of_one_article(show):
    result = show("two.txt", "--html", "out.html")
    assert result.exit_code == 2
    assert "2 articles" in result.stderr
    assert "First report." in result.stderr


def test_a_page_that_cannot_be_written(show, key):
    result = show(key, "--html", "missing/out.html")
    assert result.exit_code == 2
    assert "missing/out.html cannot be written" in result.stderr


def test_nothing_of_that_name(show):
    result = show("beef")
    assert result.exit_code == 1
    assert "no article 'beef'" in result.stderr


def test_a_file_that_was_not_read(show, tmp_path):
    (tmp_path / "new.txt").write_text("Something.")
    assert "onrecord read new.txt" in show("new.txt").stderr


def test_no_store(show, key, tmp_path):
    result = show(key, "--store", str(tmp_path / "none.db"))
    assert result.exit_code == 1
    assert "no store" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_two_forms_at_once(show, key):
    assert show(key, "--jsonl", "--html", "x.html").exit_code == 2


def test_a_reader_that_goes_away(show, key):
    code = "from onrecord.cli import main; main()"
    command = [sys.executable, "-c", code, "show", key, "--jsonl"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 141


def test_speech_alone(show, key):
    every = json.loads(show(key, "--jsonl").stdout)
    told = json.loads(show(key, "--jsonl", "--speech").stdout)
    assert every["statements"] and not told["statements"]  # none of the sample's is marked speech
    assert "Nobody is quoted" in show(key, "--speech").stdout
