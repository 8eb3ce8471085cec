"""Every example of the documentation runs: commands with what they print, Python, SQL.

In a `console` block a line that begins with `$` is run; it must print the lines after it, white
space aside, where `...` stands for anything. A `#` begins a comment; `in DIR/`
in it says where. Blocks of `python` share their names on a page; `sql` runs on the page's store.
"""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "tutorial.md", *sorted((ROOT / "docs" / "howto").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
COMMAND = re.compile(r"\$ (?P<run>[^#\n]+?)(?:\s+#(?: in (?P<where>\S+)/)?.*)?$")


@pytest.fixture
def folder(tmp_path):
    """A folder with the examples and an `onrecord` command, as a reader has it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shim = tmp_path / "bin" / "onrecord"
    shim.parent.mkdir()
    call = 'if __name__ == "__main__":\n    main()\n'  # worker processes import this file again
    shim.write_text(f"#!{sys.executable}\nfrom onrecord.cli import main\n\n{call}")
    shim.chmod(shim.stat().st_mode | stat.S_IXUSR)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_of_a_page_run(page, folder, monkeypatch):
    monkeypatch.chdir(folder)
    known: dict[str, object] = {}
    ran = 0
    for kind, block in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "console":
            ran += console(block, folder)
        elif kind == "python":
            exec(compile(block, str(page), "exec"), known)
            ran += 1
        elif kind == "sql":
            ran += sql(block)
    assert ran


def console(block: str, folder: Path) -> int:
    parts = re.split(r"^(?=\$ )", block, flags=re.M)
    for part in filter(str.strip, parts):
        line, _, expected = part.partition("\n")
        command = COMMAND.match(line)
        assert command, line
        env = os.environ | {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            command["run"].split(), cwd=folder / (command["where"] or "."), env=env,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert shown(expected, done.stdout), f"{line}\nprinted:\n{done.stdout}"
    return len(parts)


def shown(expected: str, printed: str) -> bool:
    """Whether the output is what the page shows of it."""
    pieces = [re.escape(" ".join(piece.split())) for piece in expected.split("...")]
    return bool(re.search(r"\s*".join(["^", ".*?".join(pieces), "$"]), " ".join(printed.split())))


def sql(block: str) -> int:
    queries = [query for query in block.split(";") if query.strip()]
    with sqlite3.connect("record.db") as db:
        for query in queries:
            assert db.execute(query).fetchall(), query
    return len(queries)


def test_what_is_not_shown_is_seen():
    assert shown("one\n...\nfour", "one two three four")
    assert not shown("one\n...\nfive", "one two three four")
    assert not shown("two", "one two")


def test_every_link_of_the_documentation_leads_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    dead = []
    for page in pages:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            path, _, anchor = target.partition("#")
            if re.match(r"\w+:", target):
                continue
            there = (page.parent / path).resolve() if path else page
            if not there.exists():
                dead.append(f"{page.name}: {target}")
            elif anchor and anchor not in anchors(there):
                dead.append(f"{page.name}: {target} (no such heading)")
    assert dead == []


def anchors(page: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}
