"""What the markup of a page tells: facts, captions, headlines, elements, several articles."""

import json

import lxml.html

from crawl import PROSE
from onrecord.records import Article, Page
from onrecord.stages.read import page_from_bytes
from onrecord.stages.split import split

TEXT = [PROSE.format(town=town) for town in ("Arvik", "Kelby", "Torrin", "Ostwick", "Sandholm")]
LD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Arvik Post"},
        {
            "@type": ["NewsArticle"],
            "headline": "Ferry waits for the storm",
            "author": [{"@type": "Person", "name": "Ada Stone"}, {"name": "Bo Lind"}],
            "publisher": {"@type": "Organization", "name": "Arvik Post"},
            "datePublished": "2021-04-05T06:07:00+02:00",
            "mainEntityOfPage": {"@id": "https://arvik.example/ferry"},
            "isBasedOn": "https://north.example/17",
            "creditText": "North Agency",
            "inLanguage": "en-GB",
        },
    ],
}
PAGE = f"""<!DOCTYPE html><html><head><title>Ferry waits for the storm - Arvik Post</title>
<script type="application/ld+json">{json.dumps(LD)}</script></head><body>
<nav><a href="/">Home</a></nav><main><article><h1>Ferry waits for the storm</h1>
<figure><img src="a.jpg"><figcaption>Travellers in the hall at Arvik on Monday.
<span class="photo-credit">Bo Lind / North</span></figcaption></figure>
<p>{TEXT[0]}</p><p>{TEXT[1]}</p><h2>Soup for all</h2><p>{TEXT[2]}</p>
<figure><img src="b.jpg"><figcaption>The ferry at its berth.</figcaption></figure>
<p>{TEXT[3]}</p></article>
<aside class="related"><figure><a href="/x"><figcaption>Another story altogether</figcaption></a>
</figure></aside></main><footer>All rights reserved.</footer></body></html>"""


def read(html: str) -> tuple[Page, list[Article]]:
    page = page_from_bytes(html.encode())
    return page, split(page).articles


def words(article: Article, part: str) -> list[str]:
    return [article.text[slice(*b.span)] for b in article.blocks if b.part == part]


def test_json_ld_tells_the_facts() -> None:
    page, (article,) = read(PAGE)
    assert page.title == "Ferry waits for the storm"
    assert page.byline == "Ada Stone, Bo Lind"
    assert page.outlet == "Arvik Post"
    assert page.published == "2021-04-05T06:07+02:00"
    assert page.url == "https://arvik.example/ferry"
    assert (article.credit, article.derived_from) == ("North Agency", ["https://north.example/17"])


def test_headline_captions_and_credits_have_their_place_and_part() -> None:
    _, (article,) = read(PAGE)
    assert words(article, "headline") == ["Ferry waits for the storm"]
    assert words(article, "caption") == [
        "Travellers in the hall at Arvik on Monday.",
        "The ferry at its berth.",
    ]
    assert words(article, "credit") == ["Bo Lind / North"]
    assert words(article, "subheading") == ["Soup for all"]
    assert [b.part for b in article.blocks] == [
        "headline", "caption", "credit", "body", "body", "subheading", "body", "caption", "body",
    ]  # fmt: skip
    assert "Another story" not in article.text


def test_every_block_leads_to_its_element() -> None:
    page, (article,) = read(PAGE)
    tree = lxml.html.document_fromstring(page.html or "").getroottree()
    for block in article.blocks:
        assert block.element is not None
        (element,) = tree.xpath(block.element)
        told = " ".join(element.text_content().split())
        assert article.text[slice(*block.span)] in told
        for start, end in block.page_spans:
            assert page.text[start:end] == article.text[slice(*block.span)]


def test_damaged_json_ld_does_no_harm() -> None:
    page, _ = read(PAGE.replace('{"@context"', '{{"@context'))
    assert page.title == "Ferry waits for the storm"
    page, _ = read(PAGE.replace("]}</script>", ",]}</script>"))
    assert page.byline == "Ada Stone, Bo Lind"


def test_an_entry_page_of_whole_posts_is_several_articles() -> None:
    posts = "".join(
        f'<article class="post"><h2><a href="https://b.example/{i}">Storm number {i}</a></h2>'
        f'<time datetime="2020-01-0{i + 1}">x</time><p>{text}</p><p>It was storm {i}.</p></article>'
        for i, text in enumerate(TEXT)
    )
    page, articles = read(
        f"<!DOCTYPE html><html><head><title>Blog</title></head><body><main>{posts}</main></html>"
    )
    assert [a.title for a in articles] == [f"Storm number {i}" for i in range(5)]
    assert [a.published for a in articles] == [f"2020-01-0{i + 1}" for i in range(5)]
    assert articles[2].url == "https://b.example/2"
    assert TEXT[2] in articles[2].text
    assert TEXT[1] not in articles[2].text
    assert all(page.text[slice(*b.page_spans[0])] for a in articles for b in a.blocks)


def test_teasers_and_comments_are_no_articles() -> None:
    teasers = "".join(
        f'<article class="post"><h2>Other {i}</h2><p>{text}</p>'
        f'<a href="/{i}">Read more</a></article>'
        for i, text in enumerate(TEXT[1:])
    )
    comments = "".join(
        f'<div class="comment"><h4>Reader {i}</h4><p>{text}</p></div>'
        for i, text in enumerate(TEXT)
    )
    html = PAGE.replace("</main>", f"<section>{teasers}</section><div>{comments}</div></main>")
    _, articles = read(html)
    assert len(articles) == 1


def test_a_live_blog_is_an_article_an_update() -> None:
    live = {
        "@type": "LiveBlogPosting",
        "headline": "Storm live",
        "liveBlogUpdate": [
            {
                "@type": "BlogPosting",
                "headline": f"Update {i}",
                "datePublished": f"2020-01-01T1{i}:00:00Z",
                "articleBody": f"<p>{text}</p><p>More at {i}.</p>",
            }
            for i, text in enumerate(TEXT)
        ],
    }
    html = (
        "<!DOCTYPE html><html><head><title>Storm live</title>"
        f'<script type="application/ld+json">{json.dumps(live)}</script></head>'
        f"<body><p>{TEXT[0]}</p></body></html>"
    )
    _, articles = read(html)
    assert [a.title for a in articles] == [f"Update {i}" for i in range(5)]
    assert articles[3].published == "2020-01-01T13:00Z"
    assert TEXT[3] in articles[3].text
