"""Signing in through an OpenID Connect provider: a real program, on loopback."""

import re

import httpx2
import pytest
from visitors import Serving, free_port

from onrecord.serve.settings import OpenId, Settings
from onrecord.store import Store, accounts

mock = pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock is not installed")

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def provider():
    users = [
        mock.User(sub="u-1", claims={"preferred_username": "Ada"}),
        mock.User(sub="u-2", claims={"preferred_username": "admin"}),
    ]
    with mock.run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def room(store, people, provider):
    openid = OpenId(issuer=provider, client="onrecord", secret="s", role="analyst", name="Team")
    found = Serving(Settings(store=store, port=free_port(), openid=openid))
    yield found
    found.close()


def sign_in(room: Serving, subject: str) -> httpx2.Client:
    """Go the way that a browser goes."""
    browser = httpx2.Client(follow_redirects=False, base_url=room.settings.url)
    start = browser.get("/sign-in/openid?next=/about")
    assert start.status_code == 302 and "code_challenge" in start.headers["location"]
    form = browser.get(start.headers["location"])
    assert form.status_code == 200
    sent = browser.post(start.headers["location"], data={"sub": subject})
    assert sent.status_code in (302, 303)
    back = browser.get(sent.headers["location"])
    assert (back.status_code, back.headers["location"]) == (303, "/about"), back.text
    return browser


def test_a_subject_gets_an_account_of_the_role_that_was_set(room, store):
    browser = sign_in(room, "u-1")
    page = browser.get("/account").text
    assert "Ada" in page and "analyst" in page
    sign_in(room, "u-1")
    with Store(store) as kept:
        assert [a.name for a in accounts.every(kept.db)].count("Ada") == 1, "once"


def test_a_name_at_the_provider_opens_no_local_account(room, store):
    page = sign_in(room, "u-2").get("/account").text
    name = re.search(r"<h1>(.*?)</h1>", page).group(1)
    assert name == "admin (u-2)" and "Everybody" not in page
    with Store(store) as kept:
        assert accounts.named(kept.db, "admin (u-2)").role == "analyst"


def test_a_forged_return_is_refused(room):
    browser = httpx2.Client(follow_redirects=False, base_url=room.settings.url)
    answer = browser.get("/sign-in/openid/back?code=x&state=y")
    assert answer.status_code == 400 and "did not confirm" in answer.text
    assert browser.get("/account").status_code == 303


def test_a_provider_that_is_down_is_told(store):
    openid = OpenId(issuer=f"http://localhost:{free_port()}", client="x", secret="y")
    found = Serving(Settings(store=store, port=free_port(), openid=openid))
    answer = httpx2.get(f"{found.settings.url}/sign-in/openid")
    found.close()
    assert answer.status_code == 400 and "does not answer" in answer.text
