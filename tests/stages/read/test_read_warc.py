"""Crawls: what becomes a page, what is refused, and how damage is survived."""

import gzip
from pathlib import Path

from crawl import crawl, page, record
from onrecord.records import Page, Rejected
from onrecord.stages.read import pages
from onrecord.stages.read.warc import items, marks


def read(tmp_path: Path, data: bytes, name: str = "a.warc.gz") -> list[Page | Rejected]:
    (tmp_path / name).write_bytes(data)
    return list(pages([tmp_path / name]))


def test_every_response_is_a_page_with_its_address(tmp_path: Path) -> None:
    found = read(tmp_path, crawl([page(i) for i in range(5)]))
    assert [one.path.rsplit("/", 1)[-1] for one in found] == [f"a.warc.gz#{i}" for i in range(5)]
    assert all(isinstance(one, Page) for one in found)
    first = found[0]
    assert isinstance(first, Page)
    assert (first.url, first.outlet) == ("https://news.example/0", "Lindmouth Post")
    assert first.title == "Ferry 0 waits for the storm at Lindmouth"


def test_packed_and_plain_give_the_same(tmp_path: Path) -> None:
    texts = [page(i) for i in range(3)]
    packed = read(tmp_path, crawl(texts))
    plain = read(tmp_path, crawl(texts, packed=False), "a.warc")
    assert [p.id for p in packed if isinstance(p, Page)] == [
        p.id for p in plain if isinstance(p, Page)
    ]


def test_what_is_no_page_is_refused_with_the_reason(tmp_path: Path) -> None:
    url = "https://news.example/x"
    data = b"".join(
        gzip.compress(one)
        for one in (
            record(url, b"\x89PNG....", kind="image/png"),
            record(url, page(1).encode(), status="404 Not Found"),
            record(url, page(1).encode(), what="request"),
            record(url, b""),
            record(url, page(1).encode()),
        )
    )
    found = read(tmp_path, data)
    reasons = [one.reason for one in found if isinstance(one, Rejected)]
    assert "image/png" in reasons[0]
    assert "404" in reasons[1]
    assert "empty" in reasons[2]
    assert len(found) == 4, "a request is no item"
    assert isinstance(found[3], Page)


def test_the_charset_of_the_server_is_used(tmp_path: Path) -> None:
    text = page(2).replace("Monday", "Monday at the Café Łódź")
    data = record(
        "https://news.example/x", text.encode("iso-8859-2"), "text/html; charset=iso-8859-2"
    )
    found = read(tmp_path, data, "b.warc")[0]
    assert isinstance(found, Page)
    assert "Café Łódź" in found.text
    assert found.encoding == "iso-8859-2"


def test_damage_costs_what_is_damaged(tmp_path: Path) -> None:
    parts = [gzip.compress(record(f"https://n.example/{i}", page(i).encode())) for i in range(6)]
    broken = parts[2][:60] + b"\0" * 40 + parts[2][100:]
    found = read(tmp_path, b"".join([*parts[:2], broken, *parts[3:]]))
    texts = [one.url for one in found if isinstance(one, Page)]
    assert set(texts) >= {f"https://n.example/{i}" for i in (0, 1, 3, 4, 5)}
    assert any(isinstance(one, Rejected) and "damaged" in one.reason for one in found)


def test_damage_is_numbered_alike_wherever_reading_begins(tmp_path: Path) -> None:
    parts = [gzip.compress(record(f"https://n.example/{i}", page(i).encode())) for i in range(6)]
    file = tmp_path / "a.warc.gz"
    file.write_bytes(b"".join([*parts[:2], b"\0" * 50, *parts[2:4], parts[4][:90], parts[5]]))
    with file.open("rb") as stream:
        whole = list(items(stream, "a"))
        for first, at, count in marks(file, 1):
            assert count == 1
            assert next(items(stream, "a", first, at)) == whole[first]


def test_a_file_that_is_no_crawl_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, b"no crawl at all, whatever it is called")
    assert [type(one) for one in found] == [Rejected]


def test_reading_may_begin_in_the_middle(tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(crawl([page(i) for i in range(10)]))
    parts = marks(file, 4)
    assert [(first, count) for first, _, count in parts] == [(0, 4), (4, 4), (8, 2)]
    with file.open("rb") as stream:
        rest = list(items(stream, "a", *parts[1][:2]))
    assert [one.path for one in rest] == [f"a#{i}" for i in range(4, 10)]
