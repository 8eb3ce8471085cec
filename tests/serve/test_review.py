"""Accounts, comments and verdicts: who may do what, and what stays of it."""

import sqlite3

import pytest

from onrecord.errors import UsageError
from onrecord.store import Store, accounts, attempts, review, trail
from onrecord.store.anchors import anchors
from onrecord.store.gold import gold
from onrecord.store.stable import restored, stable
from sample import full

PASSWORD = "a long pass phrase"
SALE = "event:{}-{}"


def anchor_of(store, article: str, key: str) -> str:
    with Store(store) as kept:
        return anchors(kept.report(article))[key]


def test_anchors_outlast_the_numbering():
    report = full().reports[0]
    names = anchors(report)
    assert len(set(names.values())) == len(names)
    told = stable(report, "events", report.events[1])
    assert told["statement"] == names["statements/s1"]
    assert "id" not in told and "score" not in told
    back = restored(report, "events", told, "e2", "x")
    assert (back.statement, back.recipients) == ("s1", report.events[1].recipients)


def test_nobody_comments_without_an_account(visit, article):
    answer = visit().send("/comment", article=article, text="hello")
    assert answer.status_code == 401


def test_roles(visit, article, store):
    anchor = anchor_of(store, article, "events/e2")
    given = {"article": article, "anchor": anchor, "verdict": "accepted"}
    assert visit("reader").send("/comment", article=article, text="no").status_code == 403
    assert visit("commenter").send("/comment", article=article, text="yes").status_code == 303
    assert visit("commenter").send("/verdict", **given).status_code == 403
    assert visit("analyst").send("/verdict", **given).status_code == 303
    assert visit("analyst").send("/verdict", **given, settle="yes").status_code == 403
    assert visit("admin").send("/verdict", **given, settle="yes").status_code == 303
    assert visit("analyst").send("/account/switch", "/account", anonymous="no").status_code == 403


def test_comments_in_threads_are_safe(visit, article):
    somebody = visit("commenter")
    text = "See https://example.org/a?b=1&c=2. <script>alert(1)</script>\n\njavascript:alert(2)"
    answer = somebody.send("/comment", article=article, span="0-5", text=text)
    number = answer.headers["location"].split("#c")[1]
    somebody.send("/comment", article=article, parent=number, text="An answer")
    page = somebody.client.get(f"/article/{article}").text
    assert '<a href="https://example.org/a?b=1&amp;c=2" rel="nofollow' in page
    assert "<script>alert" not in page and "&lt;script&gt;" in page
    (thread,) = somebody.client.get(f"/api/v1/articles/{article}/comments").json()["items"]
    assert thread["quoted"] == "Mayor" and thread["answers"][0]["text"] == "An answer"
    assert visit("analyst").send(f"/comment/{number}/remove", why="x").status_code == 400
    assert somebody.send(f"/comment/{number}/remove", why="mistake").status_code == 303
    assert "alert(2)" not in somebody.client.get(f"/article/{article}").text


def correction(store, article, **changes: str) -> dict[str, str]:
    return {
        "article": article, "anchor": anchor_of(store, article, "events/e2"),
        "verdict": "corrected", "why": "it was given away", "trigger": "sold its",
        "actors": "the town", "recipients": "= Czechia", "type": "AID", "status": "denied",
        "statement": "s1", **changes,
    }  # fmt: skip


def test_a_correction_stands_beside_the_machine(visit, article, store):
    analyst = visit("analyst")
    given = correction(store, article)
    assert analyst.send("/verdict", **given).status_code == 303
    page = analyst.client.get(f"/record/{article}/{given['anchor']}").text
    assert "COOPERATE" in page and "AID" in page and "reviewed" in page
    assert "it was given away" in page
    with Store(store) as kept:  # the record itself is as the machine made it
        assert kept.report(article).events[1].type == "COOPERATE"
        (corrected,) = gold(kept, everything=True)
        assert list(gold(kept)) == [], "not all of the article was looked at"
    event = corrected.events[1]
    assert (event.type, corrected.quote(event.trigger)) == ("AID", "sold its")


def test_reading_again_never_overwrites_a_human(visit, article, store):
    given = correction(store, article)
    visit("analyst").send("/verdict", **given)
    with Store(store) as kept:  # another reading finds another type, and numbers anew
        read = full(outlet="The Quay", published="2024-05-17")
        report = read.reports[0]
        import msgspec

        events = [msgspec.structs.replace(report.events[1], id="e1", type="RETREAT")]
        report = msgspec.structs.replace(report, events=events, figures=[])
        kept.add(msgspec.structs.replace(read, reports=[report]))
        states = review.states(kept.db, article)
        assert states[given["anchor"]].standing.human["type"] == "AID"
        assert states[given["anchor"]].standing.machine["type"] == "COOPERATE"
        (corrected,) = gold(kept, everything=True)
    assert [e.type for e in corrected.events] == ["AID"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"trigger": "sank"}, "does not hold the words"),
        ({"why": ""}, "say why"),
        ({"type": "NONSENSE"}, "cannot be"),
        ({"recipients": "= Nobody"}, "no actor"),
        ({"trigger": ""}, "cannot be"),
        ({"anchor": "event:0-1"}, "no such record"),
    ],
)
def test_corrections_that_cannot_be(visit, article, store, changes, told):
    answer = visit("analyst").send("/verdict", **correction(store, article, **changes))
    assert answer.status_code in (400, 404) and told in answer.text


def test_states(visit, article, store):
    anchor = anchor_of(store, article, "statements/s1")

    def state() -> str:
        with Store(store) as kept:
            found = review.states(kept.db, article).get(anchor)
        return found.state if found else "proposed"

    given = {"article": article, "anchor": anchor, "why": "because"}
    assert state() == "proposed"
    visit("analyst").send("/verdict", **given, verdict="accepted")
    assert state() == "reviewed"
    visit("admin").send("/verdict", **given, verdict="rejected")
    assert state() == "disputed"
    assert anchor in visit().client.get("/review").text
    visit("admin").send("/verdict", **given, verdict="accepted", settle="yes")
    assert state() == "settled"
    visit("analyst").send("/verdict", **given, verdict="rejected")
    assert state() == "disputed", "a settled record can be objected to"


def test_an_article_that_was_gone_through_is_gold(visit, article, store):
    analyst = visit("analyst")
    with Store(store) as kept:
        names = anchors(kept.report(article))
    for name, anchor in names.items():
        if name.split("/")[0] in ("statements", "events", "figures"):
            given = {"article": article, "anchor": anchor, "verdict": "accepted", "why": ""}
            if name == "statements/s3":
                given |= {"verdict": "rejected", "why": "nobody said it"}
            assert analyst.send("/verdict", **given).status_code == 303
    with Store(store) as kept:
        (report,) = gold(kept)
    assert [s.id for s in report.statements] == ["s1", "s2"]


def test_the_trail_holds_and_shows_what_was_changed(visit, article, store):
    visit("commenter").send("/comment", article=article, text="one")
    visit("analyst").send("/verdict", **correction(store, article))
    with Store(store) as kept:
        assert trail.verify(kept.db) is None
        told = [(line["account"], line["action"]) for line in trail.lines(kept.db)]
        assert ("commenter", "commented") in told and ("analyst", "corrected") in told
        for sql in ("DELETE FROM trail", "UPDATE trail SET account = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                kept.db.execute(sql)
        kept.db.execute("DROP TRIGGER trail_fixed")
        kept.db.execute("UPDATE trail SET account = 'x' WHERE n = 2")
        assert trail.verify(kept.db) == trail.Broken(2, "it was changed")
        kept.db.execute("DROP TRIGGER trail_kept")
        kept.db.execute("DELETE FROM trail WHERE n = 1")
        assert trail.verify(kept.db).what == "line 1 is missing"


def test_passwords_are_hashed_and_tries_counted(visit, store):
    with Store(store) as kept:
        row = kept.db.execute("SELECT password FROM accounts WHERE name = 'admin'").fetchone()
        assert row[0].startswith("$argon2id$")
        with pytest.raises(UsageError, match="at least 10"):
            accounts.add(kept.db, "weak", "reader", password="short", by="test")
    somebody = visit()
    for _ in range(attempts.PER_NAME):
        assert somebody.sign_in("admin", "wrong").status_code == 401
    assert somebody.sign_in("admin").status_code == 429, "even the right one waits"
    assert somebody.sign_in("analyst").status_code == 303, "others do not"


def test_sessions(visit, store):
    somebody = visit("analyst")
    (cookie,) = [c for c in somebody.client.cookies.jar if c.name == "onrecord"]
    assert cookie.has_nonstandard_attr("HttpOnly") and cookie.get_nonstandard_attr("SameSite")
    with Store(store) as kept:
        assert not kept.db.execute(
            "SELECT 1 FROM sessions WHERE digest = ?", (cookie.value,)
        ).fetchone(), "the store holds a digest, not the cookie"
    assert "analyst" in somebody.client.get("/account").text
    secret = cookie.value
    somebody.send("/sign-out", "/account")
    somebody.client.cookies.set("onrecord", secret)
    assert somebody.client.get("/account").status_code == 303, "a session that ended is no use"


def test_forms_of_other_sites_are_refused(visit, article):
    somebody = visit("commenter")
    body = {"article": article, "text": "forged"}
    assert somebody.client.post("/comment", data=body).status_code == 403
    token = visit("analyst").token("/account")
    answer = somebody.client.post("/comment", data={**body, "form_token": token})
    assert answer.status_code == 403, "another one's token"
    answer = somebody.client.post(
        "/comment",
        data={**body, "form_token": somebody.token("/account")},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert answer.status_code == 403
    assert somebody.client.get(f"/api/v1/articles/{article}/comments").json()["items"] == []


def test_the_way_on_never_leads_elsewhere(visit):
    for where in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"):
        visitor = visit()
        answer = visitor.send("/sign-in", "/sign-in", name="reader", password=PASSWORD, next=where)
        assert answer.headers["location"] == "/"


def test_anonymous_reading_is_a_switch(visit):
    admin = visit("admin")
    assert admin.send("/account/switch", "/account").status_code == 303
    stranger = visit()
    assert stranger.client.get("/events").headers["location"] == "/sign-in?next=%2Fevents"
    assert stranger.client.get("/api/v1/events").status_code == 401
    assert stranger.client.get("/sign-in").status_code == 200
    assert visit("reader").client.get("/events").status_code == 200
    admin.send("/account/switch", "/account", anonymous="yes")
    assert stranger.client.get("/events").status_code == 200


def test_the_first_account(client, app):
    key = app.state.room.setup_key
    assert client.get("/setup?key=wrong").status_code == 403
    from conftest import Visitor

    visitor = Visitor(client)
    fields = {"key": key, "name": "Ada", "password": PASSWORD, "again": PASSWORD}
    assert visitor.send("/setup", f"/setup?key={key}", **fields).status_code == 303
    assert "admin" in client.get("/account").text
    assert client.get(f"/setup?key={key}").status_code == 403, "once"


def test_the_last_admin_stays(visit):
    admin = visit("admin")
    answer = admin.send("/account/change", "/account", name="admin", role="reader", active="yes")
    assert answer.status_code == 400 and "last admin" in answer.text
    assert (
        admin.send(
            "/account/change", "/account", name="reader", role="analyst", active="yes"
        ).status_code
        == 303
    )
