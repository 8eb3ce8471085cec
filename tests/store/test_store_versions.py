"""Pages read again: versions, what changed, and the history."""

import sqlite3
from pathlib import Path

import msgspec
import pytest

from onrecord.records import Article, Block, Figure, Page, Reading, Report, Statement
from onrecord.store import Store
from sample import bare, full, small

LEAD = "At least 17 people were killed when the ferry sank, the harbour master said."
MORE = "The ferry had been built for sixty travellers and carried twice as many."


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "record.db") as opened:
        yield opened


def read(*lines: str, **known: str) -> Reading:
    """A page of one article whose figures are its numbers and whose one statement is its lead."""
    page = Page.of("\n".join(lines), path="ferry.html", **({"url": "https://a.example/1"} | known))
    text = "\n\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(span=(at, at + len(line)), part="body", page_spans=[(0, len(line))]))
        at += len(line) + 2
    article = Article(id=page.id[::-1], page=page.id, url=page.url, title=known.get("title"),
                      text=text, blocks=blocks)  # fmt: skip
    return Reading(page=page, furniture=[], reports=[_report(article)])


def _report(article: Article) -> Report:
    words = [w for w in article.text.split() if w.isdigit()]
    figures = [
        Figure(
            id=f"f{i}", span=_at(article.text, word), value=int(word), low=None, high=None,
            approx="exact", unit="person", of="people killed",
        )
        for i, word in enumerate(words)
    ]  # fmt: skip
    lead = article.text.split(",")[0]
    said = Statement(id="s1", content=[_at(article.text, lead)], cue=[], source=[], kind="indirect",
                     stance="affirms")  # fmt: skip
    return bare(article, figures=figures, statements=[said])


def _at(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_the_same_page_again_is_no_new_version(store: Store) -> None:
    for _ in range(3):
        store.add(read(LEAD, MORE))
    assert [v.number for v in store.versions(read(LEAD).page)] == [1]
    assert store.changes() == []


def test_a_changed_page_is_a_new_version_with_what_changed(store: Store) -> None:
    old, new = read(LEAD, MORE), read(LEAD.replace("17", "19"), MORE, "Divers were on their way.")
    store.add(old)
    store.add(new)
    versions = store.versions(new.page)
    assert [(v.number, v.cause) for v in versions] == [(1, "first"), (2, "page")]
    (changed,) = store.changes()
    told = {(c.what, c.kind): (c.before, c.after) for c in changed.changes}
    assert told["text", "changed"] == (LEAD, LEAD.replace("17", "19"))
    assert told["text", "added"] == (None, "Divers were on their way.")
    assert told["figures", "changed"] == ("17 · people killed", "19 · people killed")
    assert ("statements", "added") not in told
    assert (changed.was, changed.article) == (
        old.reports[0].article.id,
        new.reports[0].article.id,
    )


def test_only_the_present_version_stands_in_the_tables(store: Store) -> None:
    old, new = read(LEAD, MORE), read(LEAD.replace("17", "19"), MORE)
    store.add(old)
    store.add(new)
    assert [a.id for a in store.articles()] == [new.reports[0].article.id]
    assert len(store.search("harbour")) <= 2


def test_the_history_is_kept(store: Store) -> None:
    old, new = read(LEAD, MORE), read(LEAD.replace("17", "19"), MORE)
    store.add(old)
    store.add(new)
    before = old.reports[0].article.id
    assert store.report(before) == old.reports[0]
    assert store.present(before) == new.reports[0].article.id
    assert store.page(old.page.id) == old.page


def test_a_page_that_returns_to_an_old_wording(store: Store) -> None:
    old, new = read(LEAD, MORE), read(LEAD.replace("17", "19"), MORE)
    for reading in (old, new, old):
        store.add(reading)
    assert [v.number for v in store.versions(old.page)] == [1, 2, 3]
    assert [a.id for a in store.articles()] == [old.reports[0].article.id]
    assert store.present(new.reports[0].article.id) == old.reports[0].article.id


def test_other_records_of_the_same_text_are_a_version_too(store: Store) -> None:
    old = read(LEAD, MORE)
    other = msgspec.structs.replace(old.reports[0], figures=[])
    store.add(old)
    store.add(msgspec.structs.replace(old, reports=[other]))
    assert [v.cause for v in store.versions(old.page)] == ["first", "reading"]
    (changed,) = store.changes()
    assert [(c.what, c.kind) for c in changed.changes] == [("figures", "removed")]
    assert store.report(other.article.id) == other


def test_two_pages_at_one_address_stay_two(store: Store) -> None:
    other = read("Wheat fell in Kelby.", "Merchants there blamed the rain of last month.")
    store.add(read(LEAD, MORE))
    store.add(other)
    assert len(list(store.articles())) == 2
    store.add(read("Wheat fell in Kelby.", "Merchants there blamed the war and the rain."))
    store.add(read(LEAD.replace("17", "20"), MORE))
    assert len(list(store.articles())) == 2
    assert {(v.thread, v.number) for v in store.versions(other.page)} == {
        (0, 1), (0, 2), (1, 1), (1, 2),
    }  # fmt: skip


def test_a_front_page_is_no_address_of_an_article(store: Store) -> None:
    store.add(read(LEAD, MORE, url="https://a.example/", title="Same"))
    page = read(LEAD, url="https://a.example/").page
    assert store.versions(page)[0].source.endswith("ferry.html")


def test_a_text_at_two_places_stays_while_one_of_them_changes(store: Store) -> None:
    old = read(LEAD, MORE)
    twin = msgspec.structs.replace(
        old, page=msgspec.structs.replace(old.page, url="https://b.example/2")
    )
    store.add(old)
    store.add(twin)
    store.add(read(LEAD.replace("17", "19"), MORE))
    assert len(list(store.articles())) == 2


def test_changes_since_a_moment_and_of_a_page(store: Store) -> None:
    store.add(read(LEAD, MORE))
    store.add(read(LEAD, MORE, "More to come."))
    assert len(store.changes(since="2020-01-01")) == 1
    assert store.changes(since="2999-01-01") == []
    assert len(store.changes(source="https://a.example/1")) == 1
    assert store.changes(source="https://a.example/2") == []


def test_a_store_of_before_gets_first_versions(tmp_path: Path, monkeypatch) -> None:
    from onrecord.store import schema

    path = tmp_path / "old.db"
    with Store(path) as store:
        store.add(full())
        store.add(small())
    with sqlite3.connect(path) as db:
        db.executescript(
            "DROP VIEW what_changed; DROP TABLE changes; DROP TABLE history; DELETE FROM versions"
        )
        assert schema.MIGRATIONS  # the tables are made anew below, as the migration makes them
        db.executescript("DROP TABLE versions")
        for table, column in (("pages", "credit"), ("pages", "derived_from"), ("pages", "markup"),
                              ("articles", "credit"), ("articles", "derived_from")):  # fmt: skip
            db.execute("DROP VIEW IF EXISTS reports")
            db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        db.execute("CREATE VIEW reports AS SELECT json_object('lang', lang) FROM articles")
        db.execute(f"PRAGMA user_version = {schema.MIGRATIONS.index(schema.versions)}")
    with Store(path) as store:
        assert [v.number for v in store.versions(full().page)] == [1]
        assert len(list(store.articles())) == 2
