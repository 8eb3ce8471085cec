"""Reading: bytes to pages, and the reasons for which an input is refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.records import Page, Rejected, digest
from onrecord.stages.read import page_from_bytes, page_from_path, pages

PROSE = (
    "The harbour master of Lindmouth said on Monday that the ferry would not sail before the "
    "storm had passed. Two hundred travellers were waiting in the hall, and the town has opened "
    "its school to them."
)
HTML = """<!DOCTYPE html><html lang="en"><head><title>Ferry waits | Lindmouth Post</title>
<meta property="og:title" content="Ferry waits for the storm to pass">
<meta property="og:site_name" content="Lindmouth Post">
<link rel="canonical" href="https://post.example/ferry">
<meta property="article:published_time" content="2019-03-04T10:00:00Z">
<meta name="author" content="Ada Stone"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Ferry waits for the storm to pass</h1>""" + (
    "".join(f"<p>{PROSE} Crew number {i} stayed aboard.</p>" for i in range(6))
    + "</article><footer>Copyright Lindmouth Post. All rights reserved.</footer></body></html>"
)


def reason(data: bytes) -> str:
    with pytest.raises(UsageError) as refused:
        page_from_bytes(data)
    return str(refused.value)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PROSE.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + PROSE.encode(), "utf-8-sig"),
        (PROSE.encode("utf-16"), "utf-16"),
        (PROSE.encode("utf-16-le"), "utf-16-le"),
        (PROSE.encode("utf-16-be"), "utf-16-be"),
        (PROSE.encode("utf-32"), "utf-32"),
        ((PROSE + " “It’s closed – for now,” she said.").encode("cp1252"), "cp1252"),
    ],
)
def test_the_encoding_is_found_and_told(data: bytes, encoding: str) -> None:
    page = page_from_bytes(data)
    assert page.encoding == encoding
    assert page.text.startswith(PROSE)


def test_damaged_utf8_is_kept_and_said() -> None:
    data = ("“Café” " * 40 + PROSE).encode() + b"\xff the end."
    page = page_from_bytes(data)
    assert page.encoding == "utf-8 (1 damaged)"


def test_line_ends_stay_as_they_are() -> None:
    text = PROSE + "\r\n\r\n" + PROSE
    assert page_from_bytes(text.encode()).text == text


def test_the_id_depends_on_the_text_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b"):
        (tmp_path / name).write_text(PROSE, encoding="utf-8")
    first, second = pages([tmp_path])
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert first.id == second.id == digest(PROSE)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 hello", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"abc\0\0\0def\0ghi", "NUL"),
        (bytes(range(1, 32)) * 40, "control"),
        (b"a" * 20_000_001, "20.0 MB, the limit is 20 MB"),
        (b'<?xml version="1.0"?><rss><item>x</item></rss>', "XML document <rss>"),
        (b"<html><body></body></html>", "no article found"),
    ],
)
def test_refusals_say_why(data: bytes, words: str) -> None:
    assert words in reason(data)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Der Bürgermeister sagte am Montag, die Fähre werde erst nach dem Sturm auslaufen. "
            "Zweihundert Reisende warteten in der Halle, und die Stadt hat ihnen die Schule "
            "geöffnet.",
            "German",
        ),
        (
            "Мэр заявил в понедельник, что паром не выйдет в море до окончания шторма. Двести "
            "пассажиров ждали в зале, и город открыл для них школу.",
            "Russian",
        ),
    ],
)
def test_another_language_is_named(text: str, name: str) -> None:
    assert name in reason(text.encode())


@pytest.mark.parametrize(
    ("text", "lang"), [(PROSE, "en"), ("Police shot.", None), ("42", None), ("Oui, bien.", None)]
)
def test_short_text_is_not_judged(text: str, lang: str | None) -> None:
    assert page_from_bytes(text.encode()).lang == lang


def test_html_is_known_by_content_and_tells_its_facts(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(HTML, encoding="utf-8")
    page = page_from_path(tmp_path / "page.txt")
    assert page.html == HTML
    assert "All rights reserved" not in page.text
    assert "Crew number 5" in page.text
    assert page.title == "Ferry waits for the storm to pass"
    assert page.outlet == "Lindmouth Post"
    assert page.byline == "Ada Stone"
    assert page.published == "2019-03-04T10:00Z"
    assert page.url == "https://post.example/ferry"


def test_prose_about_tags_is_not_html() -> None:
    text = PROSE + " The editors write <b>, <i> and <html> by hand."
    assert page_from_bytes(text.encode()).html is None


def test_what_the_caller_says_wins() -> None:
    page = page_from_bytes(HTML.encode(), published="2020-01-01", outlet="Other")
    assert (page.published, page.outlet) == ("2020-01-01", "Other")


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one.txt", ".git/three.txt", "a/.hidden", "c.txt"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(PROSE + name, encoding="utf-8")
    found = [Path(page.path).name for page in pages([tmp_path])]
    assert found == ["c.txt", "one.txt", "two.txt"]


def test_bad_paths_are_rejections(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    found = list(pages([tmp_path / "none.txt", tmp_path / "void", "bad\0name"]))
    assert all(isinstance(one, Rejected) and one.stage == "read" for one in found)
    assert [one.reason for one in found if isinstance(one, Rejected)][:2] == [
        "no such file",
        "the folder holds no files",
    ]
    with pytest.raises(UsageError, match="no such file"):
        page_from_path(tmp_path / "none.txt")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_a_page_or_a_reason(data: bytes) -> None:
    try:
        page = page_from_bytes(data)
    except UsageError as refused:
        assert str(refused)
    else:
        assert page.text.strip()
        assert page.encoding
