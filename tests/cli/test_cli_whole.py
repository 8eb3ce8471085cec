"""The whole road with the real pipeline, once: examples in, records out, kept and shown."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.records import Report
from onrecord.store import Store

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """A store with the examples, and what was printed as JSON lines."""
    path = tmp_path_factory.mktemp("whole") / "record.db"
    args = ["read", str(EXAMPLES), "--store", str(path), "--jsonl"]
    result = CliRunner().invoke(main, args)
    assert result.exit_code == 0, result.stderr
    return path, [json.loads(line) for line in result.stdout.splitlines()]


def report_on(kept, words: str) -> Report:
    path, _ = kept
    with Store(path) as store:
        key = next(a.id for a in store.articles() if words in a.text)
        return store.report(key)


def said_by(report: Report, name: str) -> list[str]:
    """The words of all statements whose speaker's name or source has `name`."""
    return [
        report.quote(s.content)
        for s in report.statements
        if name in (((a := report.actor(s.speaker)) and a.name) or "") + report.quote(s.source)
    ]


def test_every_example_is_read(kept):
    _, lines = kept
    assert not [line for line in lines if "rejected" in line]
    pages = {Path(line["page"]["path"]).name for line in lines if "page" in line}
    assert pages == {file.name for file in EXAMPLES.iterdir()}
    assert all(len(line["page"]["articles"]) >= 1 for line in lines if "page" in line)


def test_what_is_printed_is_what_is_kept(kept):
    path, lines = kept
    with Store(path) as store:
        for line in lines:
            if "article" in line:
                assert json.loads(json.dumps(line)) == line
                assert store.report(line["article"]["id"]).article.text == line["article"]["text"]


def test_direct_speech_has_its_speaker(kept):
    report = report_on(kept, "explosives came from Libya")
    assert any("Not one gram" in words for words in said_by(report, "Zarrouk"))
    assert any("These criminals" in words for words in said_by(report, "Makaila"))


def test_a_denial_is_a_denial(kept):
    report = report_on(kept, "explosives came from Libya")
    denials = [s for s in report.statements if s.stance == "denies"]
    assert any("Northern Front" in report.quote(s.source) for s in denials)


def test_nothing_comes_out_of_the_reply_form_and_the_comments(kept):
    path, _ = kept
    with Store(path) as store:
        texts = [a.text for a in store.articles()]
    for furniture in ("Notify me of new comments", "My cousin told me", "store cookies", "Contact"):
        assert not [text for text in texts if furniture in text]


def test_each_article_can_be_shown(kept, tmp_path):
    path, lines = kept
    for line in lines:
        if "article" not in line:
            continue
        out = tmp_path / "out.html"
        args = ["show", line["article"]["id"], "--store", str(path), "--html", str(out)]
        assert CliRunner().invoke(main, args).exit_code == 0
        assert out.stat().st_size > 20_000
