"""The embedded store keeps exactly what it was given, once, and finds it again."""

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import NotFound
from onrecord.records import Article, Page, Reading, Rejected, Report
from onrecord.store import Store, default_path
from onrecord.store.embedded import _ARTICLE, _JSON, _PAGE
from sample import article_of, bare, full, small


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "record.db") as opened:
        yield opened


def count(store: Store, table: str) -> int:
    with sqlite3.connect(store.path) as db:
        return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_a_report_comes_back_as_it_went_in(store):
    reading = full()
    store.add(reading)
    assert store.report(reading.reports[0].article.id) == reading.reports[0]


def test_none_and_an_empty_list_are_told_apart(store):
    article = article_of("A quiet day.")
    for voice in (None, []):
        report = bare(article, voice=voice)
        page = Page.of(article.text)
        store.add(Reading(page=page, furniture=[], reports=[report]))
        assert store.report(article.id).voice == voice


def test_a_page_comes_back_with_its_html_and_furniture(store):
    reading = full(html="<p>ferry &amp; quay</p>", encoding="utf-8", url="https://a.example/1")
    store.add(reading)
    assert store.page(reading.page.id) == reading.page
    assert store.furniture(reading.page.id) == reading.furniture


def test_every_field_of_a_page_and_an_article_has_a_column():
    assert {*_PAGE, *_JSON, "html"} == set(Page.__struct_fields__)
    assert {*_ARTICLE, "blocks", "derived_from"} == set(Article.__struct_fields__)


def test_the_view_reports_gives_the_contract_line(store):
    for reading in (full(), small()):
        store.add(reading)
        with sqlite3.connect(store.path) as db:
            query = "SELECT record FROM reports WHERE article = ?"
            line = db.execute(query, (reading.reports[0].article.id,)).fetchone()[0]
        assert msgspec.json.decode(line, type=Report) == reading.reports[0]


def test_views_tell_who_said_and_did_what(store):
    store.add(full(outlet="The Quay"))
    with sqlite3.connect(store.path) as db:
        said = db.execute("SELECT outlet, speaker, stance, cue FROM who_said_what").fetchall()
        did = db.execute("SELECT who, did, status, on_whose_word FROM who_did_what").fetchall()
        many = db.execute("SELECT value, unit, on_whose_word FROM how_many").fetchall()
    assert said[0] == ("The Quay", "Ilse Brandt", "denies", "denied")
    assert said[2][1] == "Nobody"
    assert did == [
        ("About 40 fishermen", "marched", "happened", "the outlet"),
        ("the town", "sold", "denied", "Ilse Brandt"),
    ]
    assert many == [(40.0, "person", "the outlet")]


def test_the_same_page_again_changes_nothing(store):
    store.add(full())
    before = count(store, "statements"), store.search("ferry")
    store.add(full())
    assert (count(store, "statements"), store.search("ferry")) == before
    assert count(store, "pages") == count(store, "articles") == 1


def test_a_page_read_anew_replaces_what_was_there(store):
    reading = full()
    store.add(reading)
    report = bare(reading.reports[0].article)
    store.add(Reading(page=reading.page, furniture=[], reports=[report]))
    assert store.report(report.article.id) == report
    assert count(store, "events") == 0
    assert [hit.statement for hit in store.search("ferry")] == [None]


def test_the_same_text_under_two_paths_is_one_page(store):
    store.add(full("a.txt"))
    store.add(full("b.txt"))
    assert count(store, "pages") == 1
    assert store.find("a.txt") == store.find("b.txt") != []


def test_find_by_id_beginning_and_path(store, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    reading = full("ferry.txt")
    key = reading.reports[0].article.id
    store.add(reading)
    assert store.find(key) == store.find(key[:6]) == [key]
    assert store.find("ferry.txt") == store.find(str(tmp_path / "ferry.txt")) == [key]
    assert store.find("zz") == []


def test_articles_come_in_the_order_of_storing(store):
    for i in range(3):
        store.add(small(f"Day {i}."))
    assert [a.text for a in store.articles()] == ["Day 0.", "Day 1.", "Day 2."]


def test_search_takes_any_text(store):
    store.add(full())
    statement, *_ = store.search("towns sold")
    assert statement.statement == "s1"
    assert "[sold]" in statement.excerpt
    assert store.search('"sold its ferry"')
    assert not store.search('"ferry its sold"')
    for odd in ("", '"', "ferry*", "a AND (", "NEAR(", "-", "col:x", "\x00"):
        store.search(odd)


def test_a_rejection_is_kept_until_the_path_is_read(store):
    store.reject(Rejected(path="ferry.txt", stage="read", reason="empty"))
    store.reject(Rejected(path="ferry.txt", stage="read", reason="binary"))
    assert [r.reason for r in store.rejections()] == ["binary"]
    store.add(full("ferry.txt"))
    assert store.rejections() == []


def test_what_is_not_there_is_not_found(store):
    for look in (store.report, store.page, store.furniture):
        with pytest.raises(NotFound, match="0000"):
            look("0000")


def test_one_reads_while_another_writes(store):
    store.add(small("First."))
    with Store(store.path) as other:
        store.add(small("Second."))
        assert len(list(other.articles())) == 2
        other.add(small("Third."))
    assert len(list(store.articles())) == 3


WRITER = """
import sys
sys.path.insert(0, sys.argv[3])
from sample import small
from onrecord.store import Store
with Store(sys.argv[1]) as store:
    for i in range(int(sys.argv[4])):
        store.add(small(f"{sys.argv[2]} {i}.", f"{sys.argv[2]}{i}.txt"))
        print(i, flush=True)
"""


def writer(path: Path, name: str, n: int) -> subprocess.Popen[str]:
    tests = str(Path(__file__).parents[1])
    command = [sys.executable, "-c", WRITER, str(path), name, tests, str(n)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_fill_a_new_store_at_once(tmp_path):
    path = tmp_path / "record.db"
    both = [writer(path, name, 60) for name in ("left", "right")]
    for process in both:
        process.communicate(timeout=60)
    assert [p.returncode for p in both] == [0, 0]
    with Store(path) as store:
        assert len(list(store.articles())) == 120


def test_a_killed_writer_leaves_all_that_it_stored(tmp_path):
    path = tmp_path / "record.db"
    process = writer(path, "page", 100_000)
    assert process.stdout
    told = [int(process.stdout.readline()) for _ in range(20)]
    process.kill()
    process.wait()
    process.stdout.close()
    with Store(path) as store:
        kept = list(store.articles())
        assert len(kept) > told[-1]
        assert store.report(kept[-1].id).article == kept[-1]
        store.add(small("After."))


def test_thousands_of_pages_in_seconds(store):
    readings = [small(f"Sentence number {i}.", f"{i}.txt") for i in range(1000)]
    began = time.process_time()  # not the clock: other work may share the machine
    for reading in readings:
        store.add(reading)
    assert time.process_time() - began < 5


def test_the_default_file_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("ONRECORD_STORE", str(tmp_path / "mine.db"))
    assert default_path() == tmp_path / "mine.db"
    monkeypatch.delenv("ONRECORD_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path().name == "record.db"
