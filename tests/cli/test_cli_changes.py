"""`onrecord changes`: what is told of pages that were read again."""

import json
from datetime import UTC, datetime

import msgspec
import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.records import Page, Reading
from onrecord.store import Store
from sample import article_of, bare

LEAD = "The harbour master said that {} people had been on board of the ferry when it sank."


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Store("x.db") as store:
        for number in (17, 19):
            words = LEAD.format(number)
            page = Page.of(words, path="ferry.txt")
            article = msgspec.structs.replace(article_of(words), title="Ferry \x1b[2J sinks")
            store.add(Reading(page=page, furniture=[], reports=[bare(article)]))
    return lambda *args: CliRunner().invoke(main, ["changes", "--store", "x.db", *args])


def test_the_change_is_told_in_few_words(run):
    result = run()
    assert result.exit_code == 0
    assert "version 2" in result.stdout
    assert "~ text        The harbour master said that [17 → 19] people had" in result.stdout
    assert "\x1b" not in result.stdout


def test_one_page_and_a_moment(run):
    assert "version 2" in run("ferry.txt").stdout
    assert "version 2" in run("ferry.txt", "--since", "2d").stdout
    assert run("--since", "2999-01-01").stdout == "Nothing changed.\n"
    assert run("other.txt").stdout == "Nothing changed.\n"
    year = str(datetime.now(UTC).year - 1)
    assert "version 2" in run("--since", year).stdout
    assert run("--since", "soon").exit_code == 2


def test_json_lines(run):
    (line,) = run("--jsonl").stdout.splitlines()
    told = json.loads(line)
    assert told["version"]["number"] == 2
    assert told["changes"][0]["kind"] == "changed"


def test_an_old_id_leads_to_the_page(run):
    with Store("x.db") as store:
        (changed,) = store.changes()
    assert "version 2" in run(changed.was).stdout
