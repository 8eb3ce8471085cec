"""`onrecord read` with a pipeline that costs nothing: what is printed, kept and returned."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

import onrecord.pipeline
from onrecord.cli import main
from onrecord.records import Rejected
from onrecord.store import Store
from sample import full, small


class Fake:
    """Stands for `Pipeline`: the page's first word tells what becomes of it."""

    loaded = 0

    def __init__(self, ontology=None):
        Fake.loaded += 1
        Fake.ontology = ontology

    def read(self, pages):
        for page in pages:
            if isinstance(page, Rejected):
                yield page
            elif page.text.startswith("INTERRUPT"):
                raise KeyboardInterrupt
            elif page.text.startswith("FERRY"):
                yield full(page.path, published=page.published, outlet=page.outlet)
            else:
                yield small(page.text, page.path)


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Call `onrecord` in an empty folder with a user's data folder of its own."""
    monkeypatch.setattr(onrecord.pipeline, "Pipeline", Fake)
    monkeypatch.setattr(Fake, "loaded", 0)
    monkeypatch.delenv("ONRECORD_STORE", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return lambda *args, **known: CliRunner().invoke(main, ["read", *args], **known)


@pytest.fixture
def page(tmp_path):
    def make(name, text="The harbour is quiet today, the mayor said."):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
        return name

    return make


def parsed(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_summary_names_speaker_event_and_word(run, page):
    result = run(page("a.txt", "FERRY and the rest"))
    assert result.exit_code == 0
    for words in ("Mayor denies selling the ferry", "Ilse Brandt", "denies", "About 40 fishermen"):
        assert words in result.stdout
    assert "1 page, 1 article, 3 statements, 2 events, 1 figure; kept in " in result.stdout
    assert "\x1b" not in result.stdout, "no colour without a terminal"


def test_jsonl_is_the_contract_and_keeps_nothing(run, page, tmp_path):
    result = run("--jsonl", page("a.txt", "FERRY and the rest"))
    article, last = parsed(result)
    assert article["statements"][0]["speaker"] == "a1"
    assert last == {
        "page": {
            "id": article["article"]["page"],
            "path": "a.txt",
            "furniture": [{"span": last["page"]["furniture"][0]["span"], "kind": "form"}],
            "articles": [article["article"]["id"]],
        }
    }
    assert not (tmp_path / "data").exists()


def test_jsonl_with_a_store_does_both(run, page):
    result = run("--jsonl", "--store", "x.db", page("a.txt"))
    with Store("x.db") as store:
        assert [a.id for a in store.articles()] == [parsed(result)[0]["article"]["id"]]


def test_the_store_is_made_in_the_data_folder(run, page, tmp_path):
    assert run(page("a.txt")).exit_code == 0
    with Store(tmp_path / "data" / "onrecord" / "record.db") as store:
        assert len(list(store.articles())) == 1


def test_no_store_keeps_nothing(run, page, tmp_path):
    assert run("--no-store", page("a.txt")).exit_code == 0
    assert not (tmp_path / "data").exists()


def test_an_ontology_of_ones_own_reaches_the_pipeline(run, page):
    assert run(page("one.txt"), "--no-store", "--ontology", "own.tsv").exit_code == 0
    assert str(Fake.ontology) == "own.tsv"


def test_a_missing_ontology_is_a_usage_error(run, page, monkeypatch):
    from onrecord.stages.extract.ontology import Ontology

    monkeypatch.setattr(onrecord.pipeline, "Pipeline", Ontology.read)
    result = run(page("one.txt"), "--no-store", "--ontology", "none.tsv")
    assert result.exit_code == 2
    assert "none.tsv cannot be read" in result.stderr


def test_published_and_outlet_are_told_to_the_page(run, page):
    args = ("--published", "2024-05", "--outlet", "The Quay", "--jsonl")
    article = parsed(run(*args, page("a.txt", "FERRY today in the harbour")))[0]["article"]
    assert (article["published"], article["outlet"]) == ("2024-05", "The Quay")


@pytest.mark.parametrize("date", ["2024", "2024-05", "2024-05-17", "2024-05-17T09:30+02:00"])
def test_dates_that_are_dates(run, page, date):
    assert run("--published", date, page("a.txt")).exit_code == 0


@pytest.mark.parametrize("date", ["", "May 2024", "2024-13", "2024-02-30", "17.5.2024", "20240517"])
def test_dates_that_are_none(run, page, date):
    result = run("--published", date, page("a.txt"))
    assert result.exit_code == 2
    assert "YYYY-MM-DD" in result.stderr


def test_no_path_is_a_usage_error(run):
    assert run().exit_code == 2


def test_store_and_no_store_exclude_each_other(run, page):
    result = run("--store", "x.db", "--no-store", page("a.txt"))
    assert result.exit_code == 2


def test_nothing_could_be_read(run, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40)
    result = run("--jsonl", "empty.txt", "picture.txt", "missing.txt")
    assert result.exit_code == 1
    rejected = [line["rejected"] for line in parsed(result)]
    assert [r["path"] for r in rejected] == ["empty.txt", "picture.txt", "missing.txt"]
    assert all(r["stage"] == "read" and r["reason"] for r in rejected)
    assert Fake.loaded == 0, "no model is loaded for nothing"


def test_the_rest_of_the_batch_is_done_and_stored(run, page, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.txt").write_bytes(b"")
    result = run("--store", "x.db", page("in/a.txt"), "in", "missing.txt")
    assert result.exit_code == 0
    assert "b.txt: " in result.stdout
    assert "missing.txt: " in result.stdout
    with Store("x.db") as store:
        assert len(list(store.articles())) == 1
        assert len(store.rejections()) == 2


def test_the_models_are_loaded_once_for_a_folder(run, page):
    for i in range(200):
        page(f"many/{i:03}.txt", f"The harbour is quiet on day {i}, the mayor said.")
    result = run("many")
    assert result.exit_code == 0
    assert Fake.loaded == 1
    assert "200 pages, 200 articles" in result.stdout
    assert len(result.stdout.splitlines()) < 400, "later articles get a line each"


def test_ctrl_c_keeps_what_is_stored(run, page):
    page("in/a.txt")
    page("in/b.txt", "INTERRUPT the reading of this folder, the mayor said.")
    result = run("--store", "x.db", "in")
    assert result.exit_code == 130
    assert "Stopped after 1 page; they are kept in x.db" in result.stderr
    with Store("x.db") as store:
        assert len(list(store.articles())) == 1


def test_a_store_that_cannot_be_used(run, page, tmp_path):
    (tmp_path / "notes.db").write_text("no database " * 100)
    result = run("--store", "notes.db", page("a.txt"))
    assert result.exit_code == 1
    assert "not a store" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_data_folder_that_cannot_be_made(run, page, tmp_path):
    (tmp_path / "data").write_text("a file where the folder should be")
    result = run(page("a.txt"))
    assert result.exit_code == 1
    assert "--store" in result.stderr


def test_what_could_command_a_terminal_is_shown_instead(run, page):
    result = run(page("a.txt", f"The mayor\x1b[2J said\u202e nothing of note{' today' * 40}."))
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout
    assert "␛[2J" in result.stdout


def test_an_output_that_knows_no_unicode(run, page):
    result = run(page("a.txt", "FERRY x"), env={"PYTHONIOENCODING": "ascii"})
    assert result.exit_code == 0


def test_help_is_instant_and_imports_nothing_heavy():
    code = (
        "import sys; from onrecord.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('spacy', 'numpy', 'rich', 'lxml', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert "evaluate" in done.stdout


def test_the_package_itself_imports_nothing_heavy():
    code = (
        "import sys, onrecord; print([m for m in ('msgspec', 'spacy') if m in sys.modules]);"
        "print(all(hasattr(onrecord, name) for name in ('Page', 'Store', 'StoreError')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.split("\n")[:2] == ["[]", "True"]
