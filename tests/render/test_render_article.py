"""The web page: every record marked in place, nothing obeyed that a record may hold."""

import re
from html import unescape

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from onrecord.records import Actor, Block, Event, Report, Statement, Voice
from onrecord.render.article import fragment, page
from sample import BODY, HEADLINE, article_of, bare, full

READING = full(outlet="The Quay", published="2024-05-17")
REPORT = READING.reports[0]
WRITTEN = page(REPORT, READING.page, READING.furniture)
TREE = lxml_html.document_fromstring(WRITTEN)


def words_of(node) -> str:
    return node.text_content()


def marked(key: str, cls: str = "m") -> str:
    """The words of all marks of one record."""
    found = TREE.xpath(f"//*[contains(concat(' ', @class, ' '), ' {cls} ')]")
    return "".join(words_of(n) for n in found if key in n.get("data-keys", "").split())


def test_the_text_is_all_there_and_in_order():
    parts = [words_of(n) for n in TREE.xpath("//*[contains(@class, 'part ')]")]
    assert parts == [HEADLINE, BODY]


def test_every_record_is_marked_where_it_stands():
    assert marked("s1", "content") == "that the town had sold its ferry"
    assert marked("s1", "source") == "Mayor Ilse Brandt"
    assert marked("s1", "cue") == "denied"
    assert marked("s2", "content") == "“Nobody told me, ‘The ferry is gone’,”"
    assert marked("s3", "d2") == "‘The ferry is gone’"
    assert marked("e2", "trigger") == "sold"
    assert marked("f1") == "40"
    assert marked("p1") == "Ostrava"
    assert marked("t1") == "on Monday"
    assert marked("v1") == "It is a shabby affair."


def test_of_two_statements_the_inner_gives_the_colour():
    inner = TREE.xpath("//*[contains(@class, ' d2')]")[0]
    assert "t-affirms" in inner.get("class")
    assert inner.get("data-keys").split()[:2] == ["s3", "s2"]


def test_each_entry_links_to_the_words_and_back():
    ids = set(TREE.xpath("//@id"))
    targets = [href[1:] for href in TREE.xpath("//a/@href")]
    assert len(ids) == len(TREE.xpath("//@id")), "ids are unique"
    assert set(targets) <= ids
    entries = TREE.xpath("//*[@data-key]/@data-key")
    assert len(entries) == 3 + 2 + 1 + 3 + 2 + 1 + 1
    assert all(f"t-{key}" in targets and f"r-{key}" in ids for key in entries)


def test_an_entry_tells_who_what_on_whose_word_and_why():
    told = words_of(TREE.get_element_by_id("r-e2"))
    for words in ("the town", "sold", "Czechia", "denied", "Ilse Brandt", "verb sell", "0.50"):
        assert words in told
    told = words_of(TREE.get_element_by_id("r-s1"))
    for words in ("Ilse Brandt", "denies", "“denied”", "indirect", "verb deny", "score 0.91"):
        assert words in told
    assert "the outlet’s own word" in words_of(TREE.get_element_by_id("r-e1"))


def test_the_kept_page_shows_its_furniture():
    shown = TREE.xpath("//*[@class='kept-furniture']")
    assert [(words_of(n), n.get("title")) for n in shown] == [("Leave a reply", "furniture: form")]
    assert not lxml_html.document_fromstring(page(REPORT)).xpath("//*[@class='kept']")


def test_nothing_comes_from_elsewhere():
    assert not re.search(r"""(?:src|href)\s*=\s*["']?(?!["']?#)""", WRITTEN)
    assert not re.search(r"url\(|@import|https?://", WRITTEN)
    assert "default-src 'none'" in unescape(WRITTEN)


def test_each_layer_has_a_switch():
    switches = {box.get("id"): box.get("checked") is not None for box in TREE.xpath("//input")}
    assert switches.pop("l-actors") is False
    assert set(switches) == {
        f"l-{name}" for name in ("statements", "events", "figures", "places", "times", "opinions")
    }
    assert all(switches.values())


EVIL = "</style></script><script>alert(1)</script><img src=x onerror='alert(2)'>\" onclick=\"a()"


def evil() -> Report:
    """A report that holds markup in every field that is shown."""
    article = msgspec.structs.replace(
        article_of(EVIL), title=EVIL, outlet=EVIL, byline=EVIL, published=EVIL, lang=EVIL, url=EVIL
    )
    span = (0, len(EVIL))
    said = Statement(
        id=EVIL, content=[span], cue=[span], source=[span], kind="direct", speaker=EVIL, why=EVIL
    )
    done = Event(
        id=EVIL,
        type="AID",
        mode=EVIL,
        trigger=[span],
        actors=[],
        recipients=[],
        status="denied",
        statement=EVIL,
        cameo=EVIL,
        why=EVIL,
    )
    actor = Actor(id=EVIL, name=EVIL, mentions=[span], country=EVIL, sectors=[EVIL], why=EVIL)
    voice = [Voice(span=span, kind="opinion", why=EVIL)]
    items = {"statements": [said], "events": [done], "actors": [actor]}
    return bare(article, **items, voice=voice, made_by=[EVIL])


def test_markup_in_any_field_stays_text():
    report = evil()
    kept = msgspec.structs.replace(READING.page, text=EVIL, path=EVIL, url=EVIL)
    tree = lxml_html.document_fromstring(page(report, kept))
    assert len(tree.xpath("//script")) == 1
    assert len(tree.xpath("//style")) == 1
    assert not tree.xpath("//img")
    assert not [name for n in tree.iter() for name in n.attrib if name.startswith("on")]
    piece = lxml_html.fragment_fromstring(fragment(report))
    assert not piece.xpath(".//script | .//img | .//*[@onclick]")


def test_control_characters_are_shown():
    written = page(bare(article_of("bell \x07 nul \x00 turn \u202e round")))
    assert not re.search("[\x00\x07\u202e]", written)
    assert "bell ␇ nul ␀ turn" in written


def test_an_article_of_nothing():
    empty = msgspec.structs.replace(article_of(""), blocks=[])
    assert "Nobody is quoted" in page(bare(empty))
    assert "(no words)" in fragment(bare(empty))


def test_parents_in_a_circle_end():
    statements = [
        Statement(id=a, content=[(0, 3)], cue=[], source=[], kind="direct", parent=b)
        for a, b in (("s1", "s2"), ("s2", "s1"))
    ]
    assert "somebody unnamed" in page(bare(article_of("Day by day."), statements=statements))


def test_a_long_article_with_many_records_stays_quick():
    text = "The mayor said no. " * 4000
    said = [
        Statement(
            id=f"s{i}",
            content=[(i * 19, i * 19 + 18)],
            cue=[(i * 19 + 10, i * 19 + 14)],
            source=[(i * 19, i * 19 + 9)],
            kind="indirect",
        )
        for i in range(2000)
    ]
    article = msgspec.structs.replace(
        article_of(text),
        blocks=[
            Block(span=(i * 190, i * 190 + 190), part="body", page_spans=[(i * 190, i * 190 + 190)])
            for i in range(400)
        ],
    )
    assert page(bare(article, statements=said)).count("data-key=") == 2000


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).filter(lambda s: s[0] != s[1])


@settings(max_examples=60, deadline=None)
@given(
    st.text('aé <&"’\u00a0\U0001f600ש', min_size=41, max_size=41),
    st.lists(st.lists(spans.map(lambda s: (min(s), max(s))), min_size=1, max_size=3), max_size=6),
)
def test_any_overlap_keeps_the_text_whole(text, found):
    said = [
        Statement(id=f"s{i}", content=s, cue=s[:1], source=[], kind="mixed")
        for i, s in enumerate(found)
    ]
    tree = lxml_html.document_fromstring(page(bare(article_of(text), statements=said)))
    shown = "".join(words_of(n) for n in tree.xpath("//*[contains(@class, 'part ')]"))
    assert shown == (text if text.strip() else "")
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_the_notebook_view_has_the_essentials_and_no_classes():
    written = REPORT._repr_html_()
    for words in ("Ilse Brandt", "denies", "sold", "about 40", "the outlet"):
        assert words in written
    assert "class=" not in written
    assert "<style" not in written
    assert READING._repr_html_() == written
