"""Running the server: the socket first, so that a port in use is told before anything begins."""

import socket
import sys
import tempfile
import threading
import webbrowser
from pathlib import Path

import uvicorn

from onrecord.errors import UsageError
from onrecord.serve.app import create
from onrecord.serve.settings import Settings


def run(settings: Settings, *, browser: bool) -> None:
    """Serve until Ctrl-C."""
    listening = _listen(settings)
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        examples = Path(folder) / "examples.db" if settings.examples else None
        app = create(settings, examples)
        print(f"The reading room is open at {settings.url}  (Ctrl-C closes it)", flush=True)
        if app.state.room.first_account_wanted():
            key = app.state.room.setup_key
            print(f"No account yet. The first one, an admin: {settings.url}/setup?key={key}")
        if browser:
            threading.Timer(0.7, webbrowser.open, [settings.url]).start()
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=settings.origin is not None,
            timeout_keep_alive=20,
            limit_concurrency=400,
        )
        uvicorn.Server(config).run(sockets=[listening])


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    found = socket.socket(family)
    if sys.platform != "win32":
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((settings.host, settings.port))
    except OSError as error:
        found.close()
        raise UsageError(
            f"port {settings.port} of {settings.host} cannot be used ({error.strerror}): "
            "name another with --port"
        ) from error
    found.listen(200)
    return found
