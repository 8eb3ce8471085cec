"""Stories in the store: joined as articles come, kept when articles go."""

import sqlite3

import pytest

from onrecord.errors import NotFound
from onrecord.records import Page, Reading
from onrecord.store import Store
from sample import article_of, bare

FERRY = (
    "The ferry Halvard ran aground off Skarnes on Tuesday with forty passengers aboard. "
    "Lifeboats from Skarnes brought the passengers ashore, the coast guard said."
)
FERRY_LATER = (
    "Divers inspected the ferry Halvard at Skarnes, where it ran aground with forty passengers. "
    "The coast guard said that the lifeboats had been out within minutes."
)
BUDGET = (
    "Parliament in Ostrava rejected the budget for a second time after coalition talks collapsed."
)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "record.db") as opened:
        yield opened


def keep(store: Store, text: str, published: str | None, path: str = "-") -> str:
    article = article_of(text)
    fields = {name: getattr(article, name) for name in article.__struct_fields__}
    article = type(article)(**fields | {"published": published, "outlet": f"Outlet {published}"})
    page = Page.of(text, path=path)
    store.add(Reading(page=page, furniture=[], reports=[bare(article)]))
    return article.id


def test_articles_join_and_start_stories(store):
    ferry, budget = keep(store, FERRY, "2026-03-03"), keep(store, BUDGET, "2026-03-03")
    assert store.weave() == 2
    key = store.story_of(ferry)
    later = keep(store, FERRY_LATER, "2026-03-04")
    assert store.weave() == 1
    assert store.story(key).articles == [ferry, later]
    assert store.story_of(later) == key != store.story_of(budget)
    assert [s.id for s in store.stories(at_least=2)] == [key]
    assert [s.id for s in store.stories(text="divers")] == [key]
    assert [s.id for s in store.stories(until="2026-03-02")] == []
    assert store.weave() == 0


def test_no_story_reaches_over_weeks_by_words(store):
    one, other = keep(store, FERRY, "2026-03-03"), keep(store, FERRY_LATER, "2026-05-04")
    store.weave()
    assert store.story_of(one) != store.story_of(other)


def test_a_deleted_article_leaves_its_story(store):
    first, second = keep(store, FERRY, "2026-03-03"), keep(store, FERRY_LATER, "2026-03-04")
    store.weave()
    key = store.story_of(first)
    with sqlite3.connect(store.path) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM articles WHERE id = ?", (first,))
    store.weave()
    assert store.story(key).articles == [second]
    with sqlite3.connect(store.path) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("DELETE FROM articles")
    store.weave()
    with pytest.raises(NotFound):
        store.story(key)
    with sqlite3.connect(store.path) as db:
        assert db.execute("SELECT count(*) FROM story_terms").fetchone() == (0,)
