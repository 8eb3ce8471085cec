"""Clients of the reading room under test, and the room at a port of its own."""

import re
import socket
import threading
import time

import uvicorn
from starlette.testclient import TestClient

from onrecord.serve.app import create
from onrecord.serve.settings import Settings

PASSWORD = "a long pass phrase"


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


class Serving:
    """The server in a thread of its own, on a free port."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
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
