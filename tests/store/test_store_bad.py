"""A store that cannot be used says why and what to do; it is never damaged."""

import sqlite3

import pytest

from onrecord.errors import StoreError, StoreNewer
from onrecord.records import Page, Reading
from onrecord.store import Store, schema
from sample import full, small


@pytest.fixture
def path(tmp_path):
    """A store with one article, closed."""
    with Store(tmp_path / "record.db") as store:
        store.add(full())
    return tmp_path / "record.db"


def test_not_a_database(tmp_path):
    file = tmp_path / "notes.txt"
    file.write_text("no database at all, " * 100)
    with pytest.raises(StoreError, match="not a store"):
        Store(file)
    assert file.read_text().startswith("no database")


def test_the_database_of_another_program(tmp_path):
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE songs (name)")
    with pytest.raises(StoreError, match="another program"):
        Store(tmp_path / "other.db")
    with sqlite3.connect(tmp_path / "other.db") as db:
        assert db.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]


def test_a_newer_store(path):
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    for writable in (True, False):
        with pytest.raises(StoreNewer, match="upgrade onrecord"):
            Store(path, writable=writable)


def test_an_older_store_is_brought_up_to_date(path, monkeypatch):
    def second(db):
        db.execute("ALTER TABLE articles ADD COLUMN mood TEXT")

    monkeypatch.setattr(schema, "MIGRATIONS", [*schema.MIGRATIONS, second])
    monkeypatch.setattr("onrecord.store.connect.MIGRATIONS", schema.MIGRATIONS)
    with Store(path) as store:
        assert len(list(store.articles())) == 1
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)
        db.execute("SELECT mood FROM articles")


def test_a_migration_that_fails_leaves_the_store_as_it_was(path, monkeypatch):
    def broken(db):
        db.execute("ALTER TABLE articles ADD COLUMN mood TEXT")
        db.execute("no SQL")

    monkeypatch.setattr("onrecord.store.connect.MIGRATIONS", [*schema.MIGRATIONS, broken])
    with pytest.raises(StoreError):
        Store(path)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (len(schema.MIGRATIONS),)


def test_a_damaged_store(path):
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"damaged.*\.recover"), Store(path) as store:
        list(store.articles())


def test_no_such_directory(tmp_path):
    with pytest.raises(StoreError, match="no directory"):
        Store(tmp_path / "missing" / "record.db")


def test_a_directory(tmp_path):
    with pytest.raises(StoreError, match="is a directory"):
        Store(tmp_path)


def test_reading_does_not_make_a_store(tmp_path):
    with pytest.raises(StoreError, match="onrecord read"):
        Store(tmp_path / "record.db", writable=False)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_what_was_stored(path):
    with Store(path) as store:
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="disk is full"):
            store.add(small("word " * 100_000))
    with Store(path) as store:
        assert len(list(store.articles())) == 1


def test_a_store_held_by_another_process(path, monkeypatch):
    monkeypatch.setattr("onrecord.store.connect.WAIT", 0.05)
    with Store(path) as store, sqlite3.connect(path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process"):
            store.add(small())
        other.execute("ROLLBACK")
        store.add(small())


def test_half_a_surrogate_pair_is_told_and_harms_nothing(path):
    with Store(path) as store:
        reading = Reading(page=Page.of("half \ud800 pair"), furniture=[], reports=[])
        with pytest.raises(StoreError, match="surrogate"):
            store.add(reading)
        store.add(small("Next."))
        assert len(list(store.articles())) == 2


def test_a_store_opened_for_reading_cannot_be_written_on_a_read_only_medium(path, monkeypatch):
    """As when the lock file cannot be made: the file is opened as it is."""
    from onrecord.store import connect

    opened = []
    real = connect._open

    def refusing(file, query):
        opened.append(query)
        if "immutable" not in query:
            raise sqlite3.OperationalError("unable to open database file")
        return real(file, query)

    monkeypatch.setattr(connect, "_open", refusing)
    with Store(path, writable=False) as store:
        assert len(list(store.articles())) == 1
        with pytest.raises(StoreError, match="read-only"):
            store.add(small())
    assert opened == ["mode=rw", "mode=ro&immutable=1"]
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(path)
