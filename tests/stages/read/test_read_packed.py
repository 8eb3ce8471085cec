"""zip, tar and gzip files: members are pages, bombs are refused."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from crawl import PROSE, crawl, page
from onrecord.records import Page, Rejected
from onrecord.stages.read import packed, pages

TEXT = PROSE.format(town="Arvik")


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(mode: str, **files: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def read(tmp_path: Path, name: str, data: bytes) -> list[Page | Rejected]:
    (tmp_path / name).write_bytes(data)
    return list(pages([tmp_path / name]))


FILES = {
    "b/one.html": page(1).encode(),
    "two.txt": TEXT.encode(),
    "crawl.warc": crawl([page(2), page(3)], packed=False),
    ".hidden": b"x",
}


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.xz"])
def test_members_are_read_as_files_are(tmp_path: Path, kind: str) -> None:
    data = zipped(**FILES) if kind == "zip" else tarred("w:" + kind[4:], **FILES)
    found = read(tmp_path, f"news.{kind}", data)
    names = [one.path.split(f"news.{kind}/")[1] for one in found if isinstance(one, Page)]
    assert names == ["b/one.html", "two.txt", "crawl.warc#0", "crawl.warc#1"]
    assert [one.reason for one in found if isinstance(one, Rejected)] == (
        [] if kind == "zip" else ["not a regular file"]
    )


def test_a_single_packed_page(tmp_path: Path) -> None:
    found = read(tmp_path, "page.html.gz", gzip.compress(page(4).encode()))
    assert [one.path.rsplit("/", 1)[1] for one in found] == ["page.html"]
    assert isinstance(found[0], Page)


def test_an_archive_within_an_archive_is_not_opened(tmp_path: Path) -> None:
    found = read(tmp_path, "news.zip", zipped(**{"inner.zip": zipped(a=b"x"), "t": TEXT.encode()}))
    assert isinstance(found[0], Rejected)
    assert "within an archive" in found[0].reason
    assert isinstance(found[1], Page)


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    zeros = b"0" * 19_000_000
    one = read(tmp_path, "bomb.zip", zipped(bomb=zeros, good=TEXT.encode()))
    assert isinstance(one[0], Rejected)
    assert "grows" in one[0].reason
    assert isinstance(one[1], Page)
    many = read(tmp_path, "bomb.tar.gz", tarred("w:gz", **{f"f{i}": zeros for i in range(30)}))
    assert many[-1] == Rejected(
        path=str(tmp_path / "bomb.tar.gz"),
        stage="read",
        reason="the archive unpacks to too much: the rest is not read",
    )
    assert len(many) < 30
    gz = read(tmp_path, "bomb.txt.gz", gzip.compress(b"0" * 50_000_000))
    assert isinstance(gz[0], Rejected)
    monkeypatch.setattr(packed, "MEMBERS", 3)
    small = read(tmp_path, "many.zip", zipped(**{f"{i}": TEXT.encode() for i in range(9)}))
    assert len(small) == 4
    assert isinstance(small[-1], Rejected)


def test_damaged_archives_are_refused(tmp_path: Path) -> None:
    data = zipped(**FILES)
    assert isinstance(read(tmp_path, "cut.zip", data[: len(data) // 2])[0], Rejected)
    packed_tar = tarred("w:gz", **FILES)
    found = read(tmp_path, "cut.tar.gz", packed_tar[: len(packed_tar) // 2])
    assert isinstance(found[-1], Rejected)
