"""A small store, the application over it, and clients who sign in as this or that."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sample import full

pytest.importorskip("starlette", reason="the extra `web` is not installed")

from starlette.testclient import TestClient

from onrecord.serve.app import create
from onrecord.serve.settings import Settings
from onrecord.store import Store, accounts

PASSWORD = "a long pass phrase"
ROLES = ("reader", "commenter", "analyst", "admin")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """One page with every kind of record."""
    path = tmp_path / "record.db"
    with Store(path) as kept:
        kept.add(full(outlet="The Quay", published="2024-05-17"))
        kept.weave()
    return path


@pytest.fixture
def settings(store: Path) -> Settings:
    return Settings(store=store, hosts=("testserver",))


@pytest.fixture
def app(settings: Settings):
    return create(settings)


@pytest.fixture
def client(app) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://testserver", follow_redirects=False) as found:
        yield found


@pytest.fixture
def people(store: Path) -> None:
    """An account of each role, named like it."""
    with Store(store) as kept:
        for role in ROLES:
            accounts.add(kept.db, role, role, password=PASSWORD, by="test")


@pytest.fixture
def article(client) -> str:
    return client.get("/api/v1/articles").json()["items"][0]["id"]


class Visitor:
    """Somebody at a browser: forms are sent as the page has them."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def token(self, page: str = "/sign-in") -> str:
        html = self.client.get(page).text
        found = re.search(r'name="form_token" value="([^"]+)"', html)
        assert found, html
        return found.group(1)

    def send(self, where: str, page: str = "/sign-in", **fields: str):
        return self.client.post(where, data={"form_token": self.token(page), **fields})

    def sign_in(self, name: str, password: str = PASSWORD):
        return self.send("/sign-in", "/sign-in", name=name, password=password)


@pytest.fixture
def visit(app, people):
    """`visit("analyst")` is a new browser of that account, `visit()` of nobody's."""
    clients: list[TestClient] = []

    def begin(name: str | None = None) -> Visitor:
        client = TestClient(app, base_url="http://testserver", follow_redirects=False)
        client.__enter__()
        clients.append(client)
        visitor = Visitor(client)
        if name:
            assert visitor.sign_in(name).status_code == 303
        return visitor

    yield begin
    for client in clients:
        client.__exit__(None, None, None)
