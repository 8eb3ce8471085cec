"""The documentation of commands and store is complete, and its SQL runs."""

import re
import sqlite3
from pathlib import Path

import click
import pytest

from onrecord.cli import main
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
    told = "".join(page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md")))
    missing = [name for name in main.commands_at if f"onrecord {name}" not in CLI]
    for name in main.commands_at:
        command = main.get_command(click.Context(main), name)
        options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
        missing += [f"{name} {o}" for p in options for o in p.opts if o not in told]
    assert missing == []


def test_every_table_and_view_is_documented(db):
    query = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow'"
    names = [name for (name,) in db.execute(query) if "search" not in name and "sqlite" not in name]
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
