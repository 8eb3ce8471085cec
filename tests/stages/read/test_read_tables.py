"""Tables of texts: columns by name, damage by row."""

import csv
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from crawl import PROSE, page
from onrecord.errors import UsageError
from onrecord.records import Page, Rejected
from onrecord.stages.read import pages

TEXT = PROSE.format(town="Kelby")


def rows(file: Path, **options: object) -> list[Page | Rejected]:
    return list(pages([file], **options))  # type: ignore[arg-type]


def test_json_lines_with_known_columns(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    row = {
        "maintext": TEXT,
        "url": "https://kelby.example/ferry",
        "title": "Ferry waits",
        "authors": ["Ada Stone", "Bo Lind"],
        "date_publish": "2019-03-04 10:00:00",
        "source_domain": "kelby.example",
    }
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    found = rows(file)[0]
    assert isinstance(found, Page)
    assert found.text == TEXT
    assert found.path.endswith("news.jsonl#1")
    assert (found.url, found.title) == ("https://kelby.example/ferry", "Ferry waits")
    assert (found.byline, found.outlet) == ("Ada Stone, Bo Lind", "kelby.example")
    assert found.published == "2019-03-04T10:00"


def test_damaged_rows_are_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    file = tmp_path / "news.ndjson"
    lines = [json.dumps({"text": TEXT}), "{broken", "[1]", json.dumps({"no": "text"})]
    file.write_text("\n".join([*lines, json.dumps({"text": TEXT + " Again."})]), encoding="utf-8")
    found = rows(file)
    assert [type(one) for one in found] == [Page, Rejected, Rejected, Rejected, Page]
    reasons = [one.reason for one in found if isinstance(one, Rejected)]
    assert "damaged JSON" in reasons[0]
    assert "not a JSON object" in reasons[1]
    assert "columns: no" in reasons[2]


def test_our_own_records_can_be_read_again(tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    lines = [{"article": {"text": TEXT, "outlet": "The Quay"}, "statements": []},
             {"page": {"id": "x", "articles": []}}, {"rejected": {"path": "y"}}]  # fmt: skip
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = rows(file)
    assert len(found) == 1
    assert isinstance(found[0], Page)
    assert found[0].outlet == "The Quay"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_tables(tmp_path: Path, delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["Headline", "Body", "Date"])
    writer.writerow(["Ferry, waiting", f"{TEXT}\n\nA second; paragraph.", "2020-02-03"])
    writer.writerow(["Nothing", "", ""])
    file = tmp_path / "news.csv"
    file.write_text("\ufeff" + out.getvalue(), encoding="utf-8")
    first, second = rows(file)
    assert isinstance(first, Page)
    assert first.text.endswith("A second; paragraph.")
    assert (first.title, first.published) == ("Ferry, waiting", "2020-02-03")
    assert isinstance(second, Rejected)


def test_columns_can_be_named(tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps({"body": "wrong", "words": TEXT, "paper": "Post"}))
    found = rows(file, columns={"text": "words", "outlet": "paper"})[0]
    assert isinstance(found, Page)
    assert (found.text, found.outlet) == (TEXT, "Post")
    with pytest.raises(UsageError, match="no such fact: colour"):
        rows(file, columns={"colour": "x"})


def test_parquet(tmp_path: Path) -> None:
    file = tmp_path / "news.parquet"
    pq.write_table(pa.table({"text": [TEXT, None], "html": [None, page(3)]}), file)
    first, second = rows(file)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert first.html is None
    assert second.html == page(3)


def test_damaged_parquet_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "news.parquet"
    file.write_bytes(b"PAR1 and nothing that follows from it PAR1")
    assert [type(one) for one in rows(file)] == [Rejected]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(data: bytes) -> list[Page | Rejected]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        return list(pages(["-"]))

    assert [one.text for one in read(TEXT.encode()) if isinstance(one, Page)] == [TEXT]
    lines = "\n".join(json.dumps({"text": f"{TEXT} No {i}."}) for i in range(3)).encode()
    assert [one.path for one in read(lines)] == ["-#1", "-#2", "-#3"]
    assert isinstance(read(b"")[0], Rejected)
