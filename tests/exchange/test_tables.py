"""CSV, Parquet and frames: one declaration, and every cell comes back."""

import csv
import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onrecord
from exchange_store import FORMULA
from onrecord.errors import UsageError
from onrecord.exchange import arrow, frames
from onrecord.exchange.csv_tables import plain, safe
from onrecord.exchange.entries import cut
from onrecord.exchange.tables import TABLES

RUNS = set("=+-@\t\r|%\uff1d\uff0b\uff0d\uff20")


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@given(st.text())
def test_no_cell_is_a_formula_and_every_cell_comes_back(text):
    marked = safe(text)
    assert plain(marked) == text
    assert marked.strip()[:1] not in RUNS


@given(st.text(), st.integers(2, 40))
def test_a_short_quotation_is_the_beginning_of_the_words(text, limit):
    short = cut(text, limit)
    assert len(short) <= limit
    assert short == text or text.startswith(short.removesuffix("…"))


def test_every_table_has_its_columns_and_its_dictionary(written):
    out = written("csv")
    described = json.loads((out / "csv-metadata.json").read_text(encoding="utf-8"))
    page = (out / "columns.md").read_text(encoding="utf-8")
    for table, known in zip(TABLES, described["tables"], strict=True):
        with (out / known["url"]).open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        assert header == table.names == [c["name"] for c in known["tableSchema"]["columns"]]
        assert all(f"| `{name}` |" in page for name in header)
        assert len(set(header)) == len(header)


def test_what_the_rows_say(written):
    out = written("csv")
    denial, quoted, nested, evil, _ = rows(out / "statements.csv")
    assert (denial["speaker_name"], denial["stance"]) == ("Ilse Brandt", "denies")
    assert denial["content"] == "that the town had sold its ferry"
    assert nested["parent"] == quoted["statement"]
    assert evil["content"] == f"'{FORMULA}"
    march, sale = rows(out / "events.csv")
    assert (march["status"], march["as_fact"], march["on_whose_word"]) == (
        "happened", "true", "the outlet")  # fmt: skip
    assert (sale["status"], sale["as_fact"], sale["on_whose_word"]) == (
        "denied", "false", "Ilse Brandt")  # fmt: skip
    assert [p["name"] for p in rows(out / "parties.csv")] == [
        "About 40 fishermen", "the town", "Czechia"]  # fmt: skip
    articles = rows(out / "articles.csv")
    assert articles[1]["outlet"] == f"'{FORMULA}"
    assert articles[1]["path"] == "'-2+3.txt"
    assert articles[0]["captured"].endswith("Z")


def test_whole_texts_only_when_asked_for(written, store):
    text = next(store.articles()).text
    for form in ("csv", "plover", "gdelt", "annotation", "prov", "schema-org", "ro-crate"):
        for path in written(form).rglob("*"):
            if path.is_file() and path.suffix != ".parquet":
                words = path.read_text(encoding="utf-8-sig")
                assert text not in words
                assert "word " * 70 not in words, "a long statement is cut"
    out = written("csv", full_text=True)
    assert rows(out / "articles.csv")[0]["text"] == text
    assert rows(out / "statements.csv")[4]["cut"] == "false"


def test_utf16_positions_are_those_of_a_browser(written, store):
    text = list(store.articles())[1].text
    long = rows(written("csv") / "statements.csv")[4]
    units = text.encode("utf-16-le")
    start, end = int(long["start_utf16"]), int(long["end_utf16"])
    assert units[2 * start : 2 * end].decode("utf-16-le") == text[int(long["start"]) :]
    assert start == int(long["start"]) + 1


def test_parquet_holds_the_same_with_its_meanings(written):
    parquet = pytest.importorskip("pyarrow.parquet")
    csv_out, out = written("csv"), written("parquet")
    for table in TABLES:
        found = parquet.read_table(out / f"{table.name}.parquet")
        assert found.schema.names == table.names
        assert found.schema.field(0).metadata[b"description"]
        assert found.num_rows == len(rows(csv_out / f"{table.name}.csv"))
    said = parquet.read_table(out / "statements.parquet").to_pylist()
    assert said[3]["content"] == FORMULA, "Parquet needs no marks"
    assert (said[0]["start"], said[0]["cut"]) == (67, False)


def test_row_groups_are_bounded(written, monkeypatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(arrow, "GROUP", 1)
    found = parquet.ParquetFile(written("parquet") / "statements.parquet")
    assert found.num_row_groups == 2, "one a page"


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow"])
def test_frames(store, kind):
    pytest.importorskip("pyarrow")
    pytest.importorskip(kind if kind != "arrow" else "pyarrow")
    found = onrecord.frames(store.path, kind)
    assert list(found) == [table.name for table in TABLES]
    assert len(found["statements"]) == 5
    assert [str(s) for s in found["events"]["status"]] == ["happened", "denied"]


def test_frames_say_what_is_missing(store, monkeypatch):
    monkeypatch.setattr(frames, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match="pip install polars"):
        onrecord.frames(store, "polars")
    with pytest.raises(UsageError, match="no kind of frame"):
        onrecord.frames(store, "excel")


def test_without_pyarrow_the_reason_is_told(store, tmp_path):
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from onrecord.cli import main\n"
        f"main(['export', '--store', {str(store.path)!r}, '--format', 'parquet',"
        f" '--out', {str(tmp_path)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "onrecord[tables]" in done.stderr
    assert "Traceback" not in done.stderr
