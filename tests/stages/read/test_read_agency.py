"""Feeds, sitemaps and what agencies send, as files."""

import json
from pathlib import Path

from crawl import PROSE
from onrecord.records import Article, Page, Rejected
from onrecord.stages.read import pages
from onrecord.stages.split import split

TEXT = PROSE.format(town="Sandholm")
BOAT = TEXT.replace("ferry", "boat")
MORE = "The school has beds for a hundred and twenty of them, a teacher said, and soup for all."

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Sandholm Post</title>
<item><title>Ferry &amp; storm</title><link>https://s.example/1</link>
<pubDate>Tue, 05 Mar 2019 10:00:00 GMT</pubDate><author>ada@s.example (Ada Stone)</author>
<content:encoded><![CDATA[<p>{TEXT}</p><p>{MORE}</p><p>{BOAT}</p>]]></content:encoded>
</item>
<item><title>Teaser</title><link>https://s.example/2</link>
<description>Only a line.</description></item>
</channel></rss>"""

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://s.example/1</loc>
<lastmod>2024-01-02</lastmod></url><url><loc>https://s.example/2</loc></url></urlset>"""

NINJS = {
    "uri": "https://agency.example/items/17",
    "type": "text",
    "versioncreated": "2021-04-05T06:07:08Z",
    "byline": "Ada Stone",
    "creditline": "North Agency",
    "headline": "Ferry waits for the storm",
    "language": "en-GB",
    "provider": "North",
    "wasderivedfrom": [{"uri": "urn:north:16"}],
    "body_xhtml": f"<p>{TEXT}</p><p>{MORE}</p><p>{TEXT.replace('ferry', 'boat')}</p>",
    "associations": {
        "p1": {
            "type": "picture",
            "description_text": "Travellers wait in the hall at Sandholm.",
            "creditline": "North Agency / Bo Lind",
        }
    },
}

NEWSML = f"""<?xml version="1.0"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:north:17" version="2">
<itemMeta><versionCreated>2021-04-05T06:07:08Z</versionCreated>
<provider literal="North"/>
<link rel="irel:wasDerivedFrom" residref="urn:newsml:north:16"/></itemMeta>
<contentMeta><headline>Ferry waits for the storm</headline><by>By Ada Stone</by>
<creditline>North Agency</creditline><dateline>SANDHOLM, April 5</dateline>
<language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>
<p>{TEXT}</p><p>{MORE}</p><p>{TEXT.replace("ferry", "boat")}</p></body></html>
</inlineXML></contentSet></newsItem>"""


def read(tmp_path: Path, name: str, text: str) -> list[Page | Rejected]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return list(pages([tmp_path / name]))


def article(page: Page | Rejected) -> Article:
    assert isinstance(page, Page), page
    return split(page).articles[0]


def test_a_feed_gives_its_whole_entries(tmp_path: Path) -> None:
    whole, teaser = read(tmp_path, "feed.xml", RSS)
    assert isinstance(whole, Page)
    assert (whole.title, whole.outlet) == ("Ferry & storm", "Sandholm Post")
    assert (whole.url, whole.published) == ("https://s.example/1", "2019-03-05T10:00Z")
    assert MORE in whole.text
    assert isinstance(teaser, Rejected)
    assert "onrecord watch" in teaser.reason


def test_a_sitemap_holds_no_text(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "sitemap.xml", SITEMAP)
    assert isinstance(found, Rejected)
    assert "names 2 pages" in found.reason


def test_a_broken_feed_is_refused(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "feed.xml", "<rss><channel><item><title>")
    assert isinstance(found, Rejected)


def test_ninjs_keeps_byline_credit_and_derivation(tmp_path: Path) -> None:
    (page,) = read(tmp_path, "item.json", json.dumps(NINJS))
    found = article(page)
    assert (found.byline, found.credit) == ("Ada Stone", "North Agency")
    assert found.derived_from == ["urn:north:16"]
    assert (found.outlet, found.published) == ("North", "2021-04-05T06:07:08Z")
    parts = {block.part: found.text[slice(*block.span)] for block in found.blocks}
    assert parts["headline"] == "Ferry waits for the storm"
    assert parts["caption"] == "Travellers wait in the hall at Sandholm."
    assert parts["credit"] == "North Agency / Bo Lind"


def test_ninjs_of_the_second_version(tmp_path: Path) -> None:
    item = {
        "uri": "urn:north:18",
        "headlines": [{"role": "main", "value": "Ferry waits"}],
        "bodies": [{"contenttype": "text/plain", "value": TEXT}],
        "infosources": [{"name": "North Agency"}],
    }
    (page,) = read(tmp_path, "item.jsonl", json.dumps(item))
    found = article(page)
    assert (found.title, found.credit) == ("Ferry waits", "North Agency")
    assert TEXT in found.text


def test_ninjs_pictures_are_no_texts(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "item.json", json.dumps({"uri": "u", "type": "picture"}))
    assert isinstance(found, Rejected)


def test_newsml_g2_keeps_byline_credit_and_derivation(tmp_path: Path) -> None:
    (page,) = read(tmp_path, "item.xml", NEWSML)
    found = article(page)
    assert (found.title, found.byline) == ("Ferry waits for the storm", "By Ada Stone")
    assert (found.credit, found.outlet) == ("North Agency", "North")
    assert found.derived_from == ["urn:newsml:north:16"]
    assert TEXT in found.text
    assert "SANDHOLM, April 5" in found.text


def test_newsml_never_resolves_entities(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    bomb = NEWSML.replace(
        '<?xml version="1.0"?>',
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>',
    ).replace(MORE, "&e;" + MORE)
    for found in read(tmp_path, "item.xml", bomb):
        assert isinstance(found, Rejected) or "the secret" not in found.text
