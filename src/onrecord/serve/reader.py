"""The thread that feeds a process of its own with pages, which a page cannot take along.

The process reads one page after the other; it loads the models when the first one comes. A page
that takes too long ends it and is rejected, and the next page starts a new one.
"""

import threading
import time
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from onrecord.errors import StoreError
from onrecord.serve import jobs
from onrecord.serve.stores import Stores
from onrecord.serve.worker import Told, Work, work

LONGEST = 120.0  # seconds for one page, the models' loading included
LOOK = 0.15  # seconds between looks at the queue
WEAVE = 10.0  # seconds between looks for articles that other programs stored
WEAVING = 600.0  # seconds that it may take to bring them into stories


class Reader:
    """Reads what is queued in a store, and first the shipped examples where they are wanted."""

    def __init__(self, stores: Stores, examples: list[Path]) -> None:
        self.stores = stores
        self.examples = examples
        self._stop = threading.Event()
        self._woven = 0  # the newest article when stories were last woven
        self._looked = 0.0
        self._process: Any = None
        self._pipe: Connection | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        jobs.begin_again(self.stores)
        self._thread.start()

    def close(self) -> None:
        self._stop.set()
        self._end_process()

    def _run(self) -> None:
        self._read_examples()
        while not self._stop.wait(LOOK):
            try:
                while not self._stop.is_set():
                    row = jobs.following(self.stores.own().db)
                    if row is None:
                        break
                    self._read(dict(row))
                self._weave()
            except StoreError:
                self._stop.wait(1.0)  # held by somebody: the page waits

    def _weave(self) -> None:
        """Bring articles into stories that `onrecord read` or others put into the store."""
        if time.monotonic() - self._looked < WEAVE:
            return
        self._looked = time.monotonic()
        newest = self.stores.own().db.execute("SELECT max(n) FROM articles").fetchone()[0] or 0
        if newest != self._woven:
            told = self._send(Work(str(self.stores.path), "", None), None, WEAVING)
            self._woven = newest if told.stage == "done" else self._woven

    def _read_examples(self) -> None:
        """Into a file that takes its name when all are in."""
        target = self.stores.examples
        if target is None or not self.examples:
            return
        part = target.with_suffix(".part")
        for file in self.examples:
            last = file == self.examples[-1]
            told = self._send(Work(str(part), file.name, file.read_bytes(), last=last), None)
            if self._stop.is_set() or told.stage != "done":
                break
        if part.exists() and not self._stop.is_set():
            part.rename(target)

    def _read(self, row: dict[str, Any]) -> None:
        started = time.monotonic()
        given = Work(
            str(self.stores.path), row["name"], row["data"], row["outlet"], row["published"]
        )
        told = self._send(given, row["id"])
        if self._stop.is_set():
            return  # the server ends; the next one reads the page
        jobs.tell(
            self.stores, row["id"], told.stage, articles=told.articles, reason=told.reason,
            seconds=time.monotonic() - started,
        )  # fmt: skip

    def _send(self, given: Work, key: str | None, longest: float = LONGEST) -> Told:
        """Have a page read; what came of it in the end."""
        try:
            pipe = self._ready()
            if key:
                jobs.tell(self.stores, key, "loading")
            pipe.send(given)
            until = time.monotonic() + longest
            while pipe.poll(max(0.0, until - time.monotonic())):
                told: Told = pipe.recv()
                if told.stage in jobs.ENDED:
                    return told
                if key:
                    jobs.tell(self.stores, key, told.stage)
        except (OSError, EOFError):
            self._end_process()
            return Told("rejected", [], "the reader broke down on this page")
        self._end_process()
        return Told("rejected", [], f"it took longer than {longest:.0f} seconds")

    def _ready(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            context = get_context("spawn")  # a fork would copy the server's threads and locks
            self._pipe, other = context.Pipe()
            self._process = context.Process(target=work, args=(other,), daemon=True)
            self._process.start()
            other.close()
        return self._pipe

    def _end_process(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None
