"""The reading room in a real browser: every page, every form, by mouse and by keyboard.

Needs Debian's `chromium` (or one named by ONRECORD_CHROMIUM) and playwright; skipped without.
"""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = os.environ.get("ONRECORD_CHROMIUM") or shutil.which("chromium")
if CHROMIUM is None:
    pytest.skip("there is no chromium here", allow_module_level=True)

import uvicorn  # noqa: E402

from conftest import PASSWORD  # noqa: E402
from onrecord.serve.app import create  # noqa: E402
from onrecord.serve.settings import Settings  # noqa: E402

PAGES = [
    "/", "/?type=PROTEST", "/articles", "/statements", "/events", "/figures", "/actors",
    "/actor?name=Ilse+Brandt", "/outlets", "/outlet?name=The+Quay", "/search?q=ferry",
    "/search?q=ferry&in=statements", "/read", "/sign-in", "/about", "/api", "/trail", "/review",
    "/nowhere",
]  # fmt: skip


class Serving:
    """The server in a thread of its own, on a free port."""

    def __init__(self, settings: Settings) -> None:
        self.app = create(settings)
        self.url = settings.url.replace("127.0.0.1", "localhost")
        config = uvicorn.Config(
            self.app, host="127.0.0.1", port=settings.port, log_level="warning", ws="none"
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.02)

    def close(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def serving(store: Path, people) -> Iterator[Serving]:
    found = Serving(Settings(store=store, port=free_port()))
    yield found
    found.close()


@pytest.fixture(scope="module")
def chromium():
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium, serving):
    """A fresh browser profile; a script error or a refused resource fails the test."""
    context = chromium.new_context(base_url=serving.url)
    tab = context.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda m: m.type == "error" and "Failed to load" not in m.text
           and wrong.append(m.text))  # fmt: skip
    tab.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(serving.url) else None)
    yield tab
    context.close()
    assert wrong == []


def article_of(tab) -> str:
    tab.goto("/articles")
    return tab.locator(".stories a").first.get_attribute("href")


def sign_in(tab, name: str) -> None:
    tab.goto("/sign-in")
    tab.get_by_label("Name").fill(name)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    playwright.expect(tab.locator(".self")).to_contain_text(name)


def findings(tab) -> list[str]:
    """What axe finds that is serious or critical."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(tab).response["violations"]
    return [
        f"{tab.url} {v['id']}: {node['html'][:160]}"
        for v in found
        if v["impact"] in ("serious", "critical")
        for node in v["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible(chromium, serving, scheme):
    context = chromium.new_context(base_url=serving.url, color_scheme=scheme, bypass_csp=True)
    tab = context.new_page()
    sign_in(tab, "admin")
    where = article_of(tab)
    tab.goto(where)
    record = tab.locator(".links a", has_text="evidence").first.get_attribute("href")
    tab.goto("/")
    story = tab.locator(".stories a").first.get_attribute("href")
    serious = []
    for path in [*PAGES, where, f"{where}/0-20", record, story, "/account"]:
        tab.goto(path)
        serious += findings(tab)
    context.close()
    assert serious == []


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_is_wider_than_the_window(tab, width):
    tab.set_viewport_size({"width": width, "height": 800})
    where = article_of(tab)
    for path in [*PAGES, where]:
        tab.goto(path)
        wide = tab.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, (path, wide)


def test_an_article_is_read_by_keyboard_alone(tab):
    where = article_of(tab)
    tab.goto(where)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to the content"
    tab.keyboard.press("Enter")
    for _ in range(30):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.classList.contains('m')"):
            break
    card = tab.locator("#card")
    playwright.expect(card).to_be_visible()
    tab.keyboard.press("Escape")
    playwright.expect(card).to_be_hidden()
    tab.keyboard.press("/")
    tab.keyboard.type("ferry")
    tab.keyboard.press("Enter")
    playwright.expect(tab.locator("h1")).to_have_text("Search")
    assert tab.locator(".hits li").count() == 1


def test_a_passage_is_linked_by_selecting_it(tab):
    tab.goto(article_of(tab))
    tab.evaluate("""() => {
        const text = document.querySelector('.body').textContent;
        const walker = document.createTreeWalker(document.querySelector('.body'), 4);
        const node = walker.nextNode(), range = document.createRange();
        range.setStart(node, 0); range.setEnd(node, 5);
        getSelection().removeAllRanges(); getSelection().addRange(range); }""")
    link = tab.locator("#passage a")
    playwright.expect(link).to_be_visible()
    words = tab.evaluate("getSelection().toString()")
    link.click()
    playwright.expect(tab.locator(".passage blockquote")).to_have_text(words)


def test_layers_switch_off_and_on(tab):
    tab.goto(article_of(tab))
    box = tab.get_by_label("events")
    weight = "getComputedStyle(document.querySelector('.trigger')).outlineStyle"
    assert tab.evaluate(weight) != "none"
    box.uncheck()
    assert tab.evaluate(weight) == "none"


def test_filters_narrow_the_events(tab):
    tab.goto("/events")
    assert tab.locator("tbody tr").count() == 2
    tab.locator(".filters summary").click()
    tab.get_by_label("Type").select_option("PROTEST")
    tab.get_by_role("button", name="Show").click()
    playwright.expect(tab.locator("tbody tr")).to_have_count(1)
    assert tab.url.endswith("/events?type=PROTEST")


def test_sign_in_comment_and_answer(tab):
    where = article_of(tab)
    tab.goto(where)
    tab.get_by_role("link", name="Sign in to comment").click()
    tab.get_by_label("Name").fill("commenter")
    tab.get_by_label("Password").fill("not the right one")
    tab.get_by_role("button", name="Sign in").click()
    playwright.expect(tab.get_by_role("alert")).to_contain_text("wrong")
    tab.get_by_label("Name").fill("commenter")
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()
    assert tab.url.endswith(where)
    tab.get_by_label("Your comment").fill("The ferry was never the town's.\n<b>Never.</b>")
    tab.get_by_role("button", name="Comment").click()
    said = tab.locator(".comment .words").first
    playwright.expect(said).to_contain_text("<b>Never.</b>")
    tab.locator(".comment summary", has_text="Answer").click()
    tab.get_by_label("Your answer").fill("Says who?")
    tab.locator(".comment form button", has_text="Answer").click()
    playwright.expect(tab.locator(".comment .comment")).to_contain_text("Says who?")


def test_an_analyst_corrects_a_record(tab):
    sign_in(tab, "analyst")
    tab.goto(article_of(tab))
    sale = tab.locator("#r-e2")
    sale.get_by_role("link", name="evidence and review").click()
    playwright.expect(tab.locator("h1")).to_have_text("An event")
    tab.get_by_text("Correct it").click()
    tab.get_by_label("type").select_option("AID")
    tab.get_by_label("trigger").fill("sold its ferry")
    tab.get_by_label("Why (needed").fill("a gift")
    tab.get_by_role("button", name="Keep the correction").click()
    people = tab.locator("section", has=tab.locator("#people"))
    playwright.expect(people).to_contain_text("AID")
    playwright.expect(people).to_contain_text("a gift")
    playwright.expect(tab.locator("section", has=tab.locator("#machine"))).to_contain_text(
        "COOPERATE"
    )
    playwright.expect(tab.locator(".lead-in .chip")).to_have_text("reviewed")
    tab.goto("/trail")
    playwright.expect(tab.locator("tbody")).to_contain_text("corrected")


def test_roles_limit_what_is_offered(tab):
    where = article_of(tab)
    tab.goto(where)
    record = tab.locator(".links a", has_text="evidence").first.get_attribute("href")
    for name, comments, judges, gives_accounts in [
        ("reader", False, False, False),
        ("commenter", True, False, False),
        ("analyst", True, True, False),
        ("admin", True, True, True),
    ]:
        tab.context.clear_cookies()
        sign_in(tab, name)
        tab.goto(record)
        assert (tab.get_by_label("Your comment").count() > 0) is comments, name
        assert (tab.get_by_role("button", name="Accept").count() > 0) is judges, name
        tab.goto("/account")
        assert (tab.get_by_role("button", name="Add it").count() > 0) is gives_accounts, name


def test_a_passkey_signs_in(tab):
    client = tab.context.new_cdp_session(tab)
    client.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
               "hasUserVerification": True, "isUserVerified": True}  # fmt: skip
    client.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    sign_in(tab, "analyst")
    tab.goto("/account")
    tab.get_by_role("button", name="Add a passkey").click()
    playwright.expect(tab.locator(".plain-list")).to_contain_text("this device")
    tab.get_by_role("button", name="Sign out").click()
    tab.goto("/sign-in?next=/about")
    tab.get_by_role("button", name="Use a passkey").click()
    tab.wait_for_url("**/about")
    playwright.expect(tab.locator(".self")).to_contain_text("analyst")


PAGE = """Harbour master denies closing the port

Riga, 3 May 2024 - Harbour master Anna Liepa denied on Friday that the port had been closed.
"Nobody has closed anything," she said. Around 300 dockers marched through Riga on Thursday.
"""


def test_a_pasted_page_becomes_a_record(tab):
    sign_in(tab, "commenter")
    tab.goto("/read")
    tab.get_by_label("Text of the page").fill(PAGE)
    tab.get_by_label("Outlet").fill("The Pier")
    started = time.monotonic()
    tab.get_by_role("button", name="Read it").click()
    tab.wait_for_url("**/article/*", timeout=90_000)
    assert time.monotonic() - started < 60
    playwright.expect(tab.locator(".panel")).to_contain_text("Anna Liepa")
    playwright.expect(tab.locator(".kicker")).to_contain_text("The Pier")


def test_what_is_no_news_page_is_refused_with_its_reason(tab):
    sign_in(tab, "commenter")
    tab.goto("/read")
    tab.get_by_label("Text of the page").fill(
        "Der Hafen ist heute geschlossen, sagte der Meister am Freitag in der Stadt. "
        "Niemand weiß warum."
    )
    tab.get_by_role("button", name="Read it").click()
    playwright.expect(tab.get_by_role("alert")).to_contain_text("not in English", timeout=90_000)
