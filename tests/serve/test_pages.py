"""Every page answers, escapes what it shows, and lets nothing from elsewhere in."""

import pytest

from onrecord.records import Actor, Page, Reading, Statement
from onrecord.store import Store
from sample import article_of, bare

PAGES = [
    "/", "/?type=PROTEST", "/?several=1", "/articles", "/articles?from=2024&to=2024-06",
    "/statements", "/statements?stance=denies", "/events", "/events?status=denied&type=COOPERATE",
    "/figures", "/figures?unit=person", "/actors", "/actors?after=", "/actors?begins=I",
    "/actor?name=Ilse+Brandt", "/outlets", "/outlet?name=The+Quay", "/search", "/search?q=ferry",
    "/search?q=ferry&in=title", '/search?q="sold+its+ferry"&in=statements', "/feed.atom", "/about",
    "/api", "/trail", "/review", "/read", "/sign-in", "/api/openapi.json",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "http://" not in answer.text.replace("http://www.w3.org/", "").replace(
        "http://127.0.0.1:8750", ""
    ), "nothing from other hosts"


def test_an_article_and_its_passages(client, article):
    page = client.get(f"/article/{article}").text
    assert "Mayor denies selling the ferry" in page and 'data-keys="s1"' in page
    passage = client.get(f"/article/{article}/0-5").text
    assert "linked" in passage and "Linked passage" in passage
    assert client.get(f"/article/{article}/0-999999").status_code == 404
    assert client.get(f"/article/{article}/x").status_code == 404
    assert client.get(f"/article/{article[:8]}").headers["location"] == f"/article/{article}"


def test_a_story(client):
    story = client.get("/api/v1/stories").json()["items"][0]
    page = client.get(f"/story/{story['id']}").text
    assert "Mayor denies selling the ferry" in page
    assert story["articles"] == story["independent"] == 1
    assert client.get("/story/none").status_code == 404


def test_filters_find_and_leave_out(client):
    def ids(query: str) -> list[str]:
        return [row["id"] for row in client.get(f"/api/v1/events?{query}").json()["items"]]

    assert ids("") == ["e1", "e2"] or ids("") == ["e2", "e1"]
    assert ids("type=PROTEST") == ["e1"]
    assert ids("word=Ilse+Brandt") == ["e2"]
    assert ids("word=the+outlet") == ["e1"]
    assert ids("place=Ostrava&country=CZE") == ["e1"]
    assert ids("place=Prague") == [] == ids("type=NONE")
    assert ids("recipient=Czechia") == ["e2"]
    assert ids("from=2024-05-18") == [] == ids("to=2024-05-16")
    assert len(ids("from=2024-05-17&to=2024-05-17")) == 2


@pytest.mark.parametrize("path", ["/events?from=May", "/?to=2024-13", "/search?q=x&in=nowhere"])
def test_what_makes_no_sense_is_said(client, path):
    answer = client.get(path)
    assert answer.status_code == 400 and "<h1>" in answer.text


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>'\"&\x1b[31m\u202e"


@pytest.fixture
def hostile(store):
    """A record that is nothing but markup and control characters."""
    article = article_of(f"{HOSTILE} {HOSTILE}")
    article = type(article)(
        id=article.id, page=article.page, text=article.text, blocks=article.blocks,
        outlet=HOSTILE, title=HOSTILE, byline=HOSTILE, published="2024-05-17",
    )  # fmt: skip
    said = Statement(id="s1", content=[(0, 30)], cue=[(31, 35)], source=[(36, 40)], kind="direct",
                     speaker="a1", why=HOSTILE)  # fmt: skip
    speaker = Actor(id="a1", name=HOSTILE, mentions=[(36, 40)])
    page = Page(id=article.page, path=HOSTILE, text=article.text)
    report = bare(article, statements=[said], actors=[speaker])
    with Store(store) as kept:
        kept.add(Reading(page=page, furniture=[], reports=[report]))
        kept.weave()
    return article.id


def test_hostile_pages_show_as_text(client, hostile):
    paths = [
        "/", "/articles", "/statements", "/actors", "/actors?after=", "/outlets",
        f"/article/{hostile}", f"/article/{hostile}/0-20", "/search?q=script",
        "/search?q=script&in=statements", f"/record/{hostile}/statement:0-30",
    ]  # fmt: skip
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, path
        html = answer.text
        assert "<script>alert" not in html and "<img src=x" not in html, path
        assert "\x1b" not in html and "\u202e" not in html, path
    feed = client.get("/feed.atom").text
    assert "<script>" not in feed and "\x1b" not in feed
    said = client.get("/actor", params={"name": HOSTILE})
    assert said.status_code == 200 and "<script>alert" not in said.text


def test_the_same_question_in_the_address_is_text_too(client):
    answer = client.get("/search", params={"q": HOSTILE})
    assert answer.status_code == 200 and "<script>alert" not in answer.text


def test_only_our_own_files(client):
    assert client.get("/static/site.css").headers["content-type"].startswith("text/css")
    assert client.get("/static/land.svg").status_code == 200
    for path in ("/static/../app.py", "/static/%2e%2e%2fapp.py", "/static/none.css"):
        assert client.get(path).status_code == 404


def test_other_names_of_the_host_are_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8750"}).status_code == 200


def test_large_bodies_are_refused(client):
    answer = client.post("/read", content=b"x", headers={"content-length": "99999999"})
    assert answer.status_code == 413
