"""The documentation of commands and store is complete, and its SQL runs."""

import re
import sqlite3
from pathlib import Path

import click
import pytest

from onrecord.cli import main
from onrecord.cli.archive import archive
from onrecord.cli.changes import changes
from onrecord.cli.load import load
from onrecord.cli.read import read
from onrecord.cli.show import show
from onrecord.cli.watch import watch
from onrecord.runners.schema import page
from onrecord.store import Store
from sample import full

DOCS = Path(__file__).parents[2] / "docs"
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
STORE = (DOCS / "store.md").read_text(encoding="utf-8")


@pytest.fixture
def db(tmp_path):
    with Store(tmp_path / "record.db") as store:
        store.add(full())
    with sqlite3.connect(tmp_path / "record.db") as opened:
        yield opened


def test_every_command_and_option_is_documented():
    missing = [name for name in main.commands_at if f"onrecord {name}" not in CLI]
    for command in (read, show, changes, archive, load, watch):
        told = (p for p in command.params if isinstance(p, click.Option) and not p.hidden)
        options = [option for param in told for option in param.opts]
        missing += [option for option in options if option not in CLI]
    assert missing == []


def test_every_table_and_view_is_documented(db):
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL"
             " AND type IN ('table', 'view') AND name NOT LIKE '%search%'")]  # fmt: skip
    assert [name for name in names if f"`{name}`" not in STORE] == []


def test_the_queries_of_the_documentation_run(db):
    (block,) = re.findall(r"```sql\n(.*?)```", STORE, re.DOTALL)
    queries = [query for query in block.split(";") if query.strip()]
    assert len(queries) == 3
    assert db.execute(queries[0]).fetchone()[2] == "Ilse Brandt"
    for query in queries:
        db.execute(query).fetchall()


def test_start_and_end_point_into_the_text(db):
    query = (
        "SELECT substr(a.text, p.start + 1, p.end - p.start), p.words"
        " FROM places p JOIN articles a ON a.id = p.article"
    )
    rows = db.execute(query).fetchall()
    assert rows and all(cut == words for cut, words in rows)


def test_the_schema_of_the_archive_is_documented():
    archive_page = (DOCS / "archive.md").read_text(encoding="utf-8")
    assert archive_page.endswith(page()), "write what onrecord.runners.schema.page() gives"
