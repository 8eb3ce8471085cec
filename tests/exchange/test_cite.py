"""`onrecord cite`, `onrecord export` and the one answer to “why?”."""

import hashlib
import json

import pytest
from click.testing import CliRunner

import onrecord
from onrecord.cli import main
from onrecord.cli.export import FORMATS as CHOICES
from onrecord.exchange import FORMATS
from onrecord.exchange.cite import parse
from onrecord.render.fragment import fragment
from onrecord.render.html import text
from onrecord.render.panel import panel
from sample import full


@pytest.fixture
def run(store):
    return lambda *args: CliRunner().invoke(main, [*args, "--store", str(store.path)])


@pytest.fixture
def key():
    return full(outlet="The Crier").reports[0].article.id


def test_a_citation_has_all_that_a_reader_needs_to_check_it(run, key, store):
    page = store.page(store.report(key).article.page)
    told = run("cite", f"{key}/s1").stdout
    for words in (
        "“that the town had sold its ferry”",
        f"{key}/s1",
        "Ilse Brandt denies",
        "The Crier",
        "2024-05-06",
        hashlib.sha256(page.text.encode()).hexdigest(),
        page.path,
    ):
        assert words in told
    assert store.captured(page.id) in told
    start, end = store.report(key).statement("s1").content[0]
    assert f"code points {start}–{end}, UTF-16 {start}–{end}" in told


def test_as_json(run, key, store):
    found = json.loads(run("cite", f"{key[:6]}/e2", "--json").stdout)
    text_ = store.report(key).article.text
    assert found["quote"] == text_[found["start"] : found["end"]]
    assert "sold" in found["quote"]
    assert found["on_whose_word"] == "Ilse Brandt"
    assert found["statement"] == "s1"


@pytest.mark.parametrize("record", ["s1", "e1", "f1", "a1", "a2", "p2", "t1", "v0"])
def test_every_kind_of_record_can_be_cited(run, key, record):
    found = json.loads(run("cite", f"{key}/{record}", "--json").stdout)
    assert found["quote"]
    assert found["why"] == onrecord.why(full().reports[0], record)


def test_a_long_statement_is_cut_unless_all_of_it_is_asked_for(run, store):
    key = list(store.articles())[1].id
    assert json.loads(run("cite", f"{key}/s2", "--json").stdout)["cut"]
    assert not json.loads(run("cite", f"{key}/s2", "--json", "--full-text").stdout)["cut"]


def test_what_cannot_be_cited(run, key):
    assert run("cite", f"{key}/s99").exit_code == 1
    assert "no record 's99'" in run("cite", f"{key}/s99").stderr
    assert run("cite", key).exit_code == 2
    assert run("cite", "nothing/s1").exit_code == 1


def test_the_ways_to_name_a_record():
    assert parse("abc/s1") == ("abc", "s1")
    assert parse("urn:onrecord:abc:e12") == ("abc", "e12")
    assert parse("folder/page.txt#f3") == ("folder/page.txt", "f3")
    assert parse("folder/page.txt") == ("folder/page.txt", None)


def test_why_is_told_in_the_same_words_everywhere(run, key):
    report = full().reports[0]
    page, notebook = panel(report), fragment(report)
    for record in ("s1", "s2", "e1", "e2", "f1"):
        why = onrecord.why(report, record)
        assert text(why) in page
        assert text(why) in notebook
        assert " ".join(why.split()) in run("cite", f"{key}/{record}").stdout
    assert "verb deny · score 0.91" in onrecord.why(report, "s1")
    assert "on the word of Ilse Brandt, who denies" in onrecord.why(report, "e2")


def test_the_command_knows_every_format(run, tmp_path):
    assert list(FORMATS) == CHOICES
    done = run("export", "--format", "csv", "--out", str(tmp_path / "new" / "folder"))
    assert done.exit_code == 0, done.output
    assert "12 files" in done.stderr
    (tmp_path / "file").write_text("in the way")
    assert run("export", "--format", "csv", "--out", str(tmp_path / "file")).exit_code == 2
    assert run("export", "--format", "xml", "--out", str(tmp_path)).exit_code == 2
