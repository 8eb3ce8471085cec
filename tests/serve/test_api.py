"""The API: pages of lists, tokens, one shape of error, and a description that tells the truth."""

import re
import time

import msgspec
import pytest
from visitors import Serving, Visitor, free_port

from onrecord.records import Report
from onrecord.serve.api.describe import ENDPOINTS, description
from onrecord.serve.settings import Settings
from onrecord.store import Store
from sample import small


@pytest.fixture
def many(store):
    with Store(store) as kept:
        for n in range(30):
            kept.add(small(f"Nothing was said, {n} times.", path=f"{n}.txt"))


def test_pages_of_a_list_hold_every_row_once(client, many):
    seen, where = [], "/api/v1/articles?limit=7"
    while where:
        answer = client.get(where).json()
        assert len(answer["items"]) <= 7
        seen += [row["id"] for row in answer["items"]]
        where = answer["next"]
    assert len(seen) == len(set(seen)) == 31


def test_rows_that_come_in_meanwhile_shift_nothing(client, many, store):
    first = client.get("/api/v1/articles?limit=10").json()
    with Store(store) as kept:
        kept.add(small("A late page.", path="late.txt"))
    second = client.get(first["next"]).json()
    ids = {row["id"] for row in first["items"]}
    assert not ids & {row["id"] for row in second["items"]}


def test_an_article_is_the_record_of_the_contract(client, article, store):
    told = msgspec.json.decode(client.get(f"/api/v1/articles/{article}").content, type=Report)
    with Store(store) as kept:
        assert told == kept.report(article)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/articles/none", 404), ("/api/v1/nothing", 404), ("/api/v1/events?limit=0", 400),
        ("/api/v1/events?from=May", 400), ("/api/v1/suggest?kind=x", 400),
        ("/api/v1/readings/none", 404), ("/api/v1/stories/none", 404),
    ],
)  # fmt: skip
def test_errors_have_one_shape(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert set(answer.json()["error"]) == {"status", "code", "message"}
    assert answer.json()["error"]["status"] == status


def test_every_endpoint_is_described_and_answers_as_described(client, article):
    told = description()
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == {e.path for e in ENDPOINTS}
    story = client.get("/api/v1/stories").json()["items"][0]["id"]
    for endpoint in ENDPOINTS:
        if endpoint.body or "{job}" in endpoint.path:
            continue
        path = endpoint.path.replace("{article}", article).replace("{story}", story)
        query = {"/search": "?q=ferry", "/suggest": "?kind=who&q=I"}.get(path, "")
        answer = client.get(f"/api/v1{path}{query}")
        assert answer.status_code == 200, path
        msgspec.json.decode(answer.content, type=endpoint.shape)
    references = re.findall(r'"\$ref": ?"#/components/schemas/(\w+)"', str(told).replace("'", '"'))
    assert references and set(references) <= set(told["components"]["schemas"])


def test_a_token_stands_for_its_account(visit, article):
    somebody = visit("commenter")
    page = somebody.send("/account/token", "/account", label="a script").text
    token = re.search(r"onrc_[\w-]+", page).group(0)
    assert token not in somebody.client.get("/account").text, "shown once"
    stranger = visit().client
    head = {"authorization": f"Bearer {token}"}
    assert stranger.get("/api/v1/me", headers=head).json() == {
        "name": "commenter", "role": "commenter"
    }  # fmt: skip
    body = {"article": article, "text": "by a script"}
    assert stranger.post("/api/v1/comments", data=body).status_code in (401, 403)
    assert stranger.post("/api/v1/comments", data=body, headers=head).status_code == 201
    answer = stranger.post("/api/v1/verdicts", data={"article": article}, headers=head)
    assert answer.status_code == 403
    (identity,) = re.findall(r'name="token" value="(\w+)"', somebody.client.get("/account").text)
    somebody.send("/account/token/end", "/account", token=identity)
    assert stranger.post("/api/v1/comments", data=body, headers=head).status_code != 201


def test_a_verdict_as_json(visit, article):
    import json

    somebody = visit("analyst")
    page = somebody.send("/account/token", "/account", label="x").text
    head = {"authorization": "Bearer " + re.search(r"onrc_[\w-]+", page).group(0)}
    report = somebody.client.get(f"/api/v1/articles/{article}").json()
    event = report["events"][0] | {"status": "planned"}
    start, end = event["trigger"][0]
    body = {"article": article, "anchor": f"event:{start}-{end}", "verdict": "corrected",
            "why": "to come", "record": json.dumps(event)}  # fmt: skip
    assert somebody.client.post("/api/v1/verdicts", data=body, headers=head).status_code == 201
    told = somebody.client.get(f"/api/v1/articles/{article}/states").json()["items"]
    assert told[f"event:{start}-{end}"]["standing"]["human"]["status"] == "planned"
    body["record"] = '{"id": "e1"}'
    answer = somebody.client.post("/api/v1/verdicts", data=body, headers=head)
    assert answer.status_code == 400 and "no record" in answer.json()["error"]["message"]


PAGE = b"<html><body><article><h1>Mayor denies it</h1><p>Mayor Ilse Brandt denied on Monday that " \
    b"the town had sold its ferry. She said the ferry would sail again in May.</p></article>" \
    b"</body></html>"  # fmt: skip


def test_a_page_handed_in_is_read_and_survives_the_server(store):
    """The first server is closed before it can read the page; the next one does."""
    import httpx2

    settings = Settings(store=store, port=free_port())
    first = Serving(settings)
    token = Visitor(httpx2.Client(base_url=settings.url)).token("/read")  # type: ignore[arg-type]
    browser = httpx2.Client(base_url=settings.url)
    token = Visitor(browser).token("/read")
    answer = browser.post(
        "/api/v1/readings",
        data={"form_token": token, "outlet": "The Pier"},
        files={"file": ("page.html", PAGE)},
    )
    assert answer.status_code == 202
    key = answer.json()["id"]
    first.close()
    second = Serving(Settings(store=store, port=free_port()))
    try:
        for _ in range(600):
            told = httpx2.get(f"{second.settings.url}/api/v1/readings/{key}").json()
            if told["stage"] in ("done", "rejected"):
                break
            time.sleep(0.1)
    finally:
        second.close()
    assert told["stage"] == "done", told
    with Store(store) as kept:
        report = kept.report(told["articles"][0])
        assert report.article.outlet == "The Pier" and report.statements
