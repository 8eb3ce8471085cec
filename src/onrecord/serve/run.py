"""Running the server: the socket first, so that a port in use is told before anything begins."""

import multiprocessing
import signal
import socket
import sys
import tempfile
import threading
import webbrowser
from dataclasses import replace
from pathlib import Path

import uvicorn
from starlette.applications import Starlette

from onrecord.errors import UsageError
from onrecord.serve.app import create
from onrecord.serve.settings import Common, Settings
from onrecord.serve.worker import end_with_parent


def run(settings: Settings, *, browser: bool) -> None:
    """Serve until Ctrl-C."""
    listening = _listen(settings)
    with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
        common = Common(Path(folder) / "examples.db" if settings.examples else None)
        app = create(settings, common)  # before others start: it brings the store up to date
        others = _others(settings, common, listening)
        print(f"The reading room is open at {settings.url}  (Ctrl-C closes it)", flush=True)
        if app.state.room.first_account_wanted():
            where = f"{settings.url}/setup?key={common.setup_key}"
            print(f"No account yet. The first one, an admin: {where}", flush=True)
        if browser:
            threading.Timer(0.7, webbrowser.open, [settings.url]).start()
        try:
            _serve(app, settings, listening)
        finally:
            for other in others:
                other.terminate()
                other.join(5)


def _serve(app: Starlette, settings: Settings, listening: socket.socket) -> None:
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


def _others(
    settings: Settings, common: Common, listening: socket.socket
) -> list[multiprocessing.context.SpawnProcess]:
    """More processes at the same socket: one interpreter computes one page at a time."""
    context = multiprocessing.get_context("spawn")
    shared = replace(common, reads=False)
    made = []
    for _ in range(settings.workers - 1):
        other = context.Process(target=_other, args=(settings, shared, listening), daemon=True)
        other.start()
        made.append(other)
    return made


def _other(settings: Settings, common: Common, listening: socket.socket) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to answer
    end_with_parent()
    _serve(create(settings, common), settings, listening)


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
