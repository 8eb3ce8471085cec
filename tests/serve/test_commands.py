"""`onrecord serve`, `account`, `trail` and `corrections` from the command line."""

import os
import re
import signal
import subprocess
import sys

import httpx2
import pytest
from click.testing import CliRunner
from visitors import PASSWORD, Serving, free_port

from onrecord.cli import main
from onrecord.cli.account import account
from onrecord.cli.trail import corrections, trail
from onrecord.store import Store, accounts, review
from onrecord.store.anchors import anchors
from onrecord.store.stable import stable
from sample import full


def run(*arguments: object, given: str = ""):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=given)


def test_accounts(store):
    done = run("account", "add", "Ada", "--role", "analyst", "--store", store, given=PASSWORD)
    assert done.exit_code == 0, done.output
    assert run("account", "role", "Ada", "--role", "admin", "--store", store).exit_code == 0
    new = "another long one"
    assert run("account", "password", "Ada", "--store", store, given=new).exit_code == 0
    assert run("account", "list", "--store", store).output == "Ada\tadmin\n"
    with Store(store) as kept:
        assert accounts.check_password(kept.db, "ada", new)
        assert accounts.check_password(kept.db, "Ada", PASSWORD) is None
    again = run("account", "add", "ada", "--store", store, given=PASSWORD)
    assert again.exit_code == 2 and "already" in again.output
    assert run("account", "add", "Bo", "--store", store, given="short").exit_code == 2
    assert run("account", "role", "Bo", "--store", store).exit_code == 1


def test_the_trail_is_verified_and_exported(store):
    assert run("trail", "verify", "--store", store).output == "no lines\n"
    run("account", "add", "Ada", "--store", store, given=PASSWORD)
    assert "1 lines hold" in run("trail", "verify", "--store", store).output
    assert '"account added"' in run("trail", "export", "--store", store).output
    with Store(store) as kept:
        kept.db.execute("DROP TRIGGER trail_fixed")
        kept.db.execute("UPDATE trail SET at = 'x'")
    done = run("trail", "verify", "--store", store)
    assert done.exit_code == 1 and "line 1: it was changed" in done.output


def test_corrections_are_gold_that_evaluate_reads(store, tmp_path, parser):
    """An article that was gone through scores 1 against itself and less against the machine's."""
    from onrecord.evaluate.gold import rows
    from onrecord.evaluate.reports.labels import GoldReport
    from onrecord.evaluate.reports.task import FILE, count

    with Store(store) as kept:
        by = accounts.add(kept.db, "Ada", "analyst", password=PASSWORD, by="test")
        report = full(outlet="The Quay", published="2024-05-17").reports[0]
        for name, anchor in anchors(report).items():
            kind, _, key = name.partition("/")
            item = next(i for i in getattr(report, kind) if i.id == key)
            human = stable(report, kind, item)
            review.give(kept.db, by, report.article.id, anchor, "accepted", machine=human,
                        human=human, why=None, made_by=report.made_by)  # fmt: skip
    done = run("corrections", tmp_path / "gold", "--store", store)
    assert done.exit_code == 0 and "1 article" in done.output, done.output
    (labelled,) = rows(tmp_path / "gold" / FILE, GoldReport)
    assert count(labelled, report)


def test_serve_says_what_to_install(monkeypatch):
    import onrecord.cli.serve as module

    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "uvicorn" else object())
    done = run("serve")
    assert done.exit_code == 2
    assert "uvicorn" in done.output and "onrecord[web]" in done.output


@pytest.fixture
def served(tmp_path):
    """`onrecord serve` as a process, over a store that is not there yet."""
    port = free_port()
    code = "from onrecord.cli import main; main()"
    arguments = ["serve", "--no-browser", "--store", str(tmp_path / "new.db"), "--port", str(port)]
    server = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    line = server.stdout.readline()
    yield server, f"http://127.0.0.1:{port}", line
    server.kill()
    server.wait()


def test_an_empty_store_shows_the_examples(served):
    server, url, line = served
    assert url in line
    setup = server.stdout.readline()
    assert re.search(rf"{url}/setup\?key=\S+", setup)
    for _ in range(400):
        page = httpx2.get(url, timeout=30).text
        if "Dockers shut three Baltic ports" in page:
            break
        import time

        time.sleep(0.1)
    assert "Dockers shut three Baltic ports" in page and "shipped examples" in page
    server.send_signal(signal.SIGINT)
    assert server.wait(20) in (0, 130)


def test_a_port_in_use_is_told(served):
    _, url, _ = served
    port = url.rsplit(":", 1)[1]
    done = run("serve", "--no-browser", "--port", port)
    assert done.exit_code == 2 and "--port" in done.output


def test_groups_tell_their_commands():
    assert {"add", "list", "password", "role"} == set(account.commands)
    assert {"verify", "export"} == set(trail.commands)
    assert corrections.name == "corrections"


def test_articles_that_others_store_are_woven(store, monkeypatch):
    """`onrecord read` puts an article into the store while the room is open: it gets a story."""
    import time

    from onrecord.serve import reader
    from onrecord.serve.settings import Settings
    from sample import small

    monkeypatch.setattr(reader, "WEAVE", 0.2)
    room = Serving(Settings(store=store, port=free_port()))
    try:
        with Store(store) as kept:
            kept.add(small("A crane fell on the quay of Riga on Monday.", path="late.txt"))
            key = kept.find("late.txt")[0]
            for _ in range(300):
                if kept.story_of(key):
                    break
                time.sleep(0.1)
            assert kept.story_of(key)
    finally:
        room.close()
