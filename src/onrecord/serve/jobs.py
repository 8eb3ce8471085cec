"""Pages that visitors hand in are read by a process of its own, which a page cannot take along.

One process reads one page after the other; it loads the models when the first page comes. A page
that takes too long ends it, is rejected, and the next page starts a new one.
"""

import secrets
import threading
import time
from collections import OrderedDict, deque
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from onrecord.serve.worker import Told, Work, work

LONGEST = 120.0  # seconds for one page, the models' loading included
WAITING = 20  # pages that may wait
REMEMBERED = 500


class Job(msgspec.Struct):
    """A page on its way. `stage` is waiting, loading, reading, storing, done or rejected."""

    id: str
    name: str
    stage: str = "waiting"
    articles: list[str] = []
    reason: str | None = None
    started: float = msgspec.field(default_factory=time.monotonic)
    seconds: float | None = None

    @property
    def ended(self) -> bool:
        return self.stage in ("done", "rejected")


class Jobs:
    """The queue, and the thread that feeds the process."""

    def __init__(self) -> None:
        self._examples: Job | None = None
        self._known: OrderedDict[str, Job] = OrderedDict()
        self._queue: deque[tuple[Job, Work]] = deque()
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._process: Any = None
        self._pipe: Connection | None = None
        self._stop = False

    def add(self, given: Work) -> Job | None:
        """Take a page in; None when too many wait already."""
        job = Job(id=secrets.token_urlsafe(9), name=given.name)
        with self._wake:
            if len(self._queue) >= WAITING:
                return None
            self._queue.append((job, given))
            self._known[job.id] = job
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            self._wake.notify()
        return job

    def add_examples(self, store: Path, folder: Path) -> None:
        """Read the shipped examples into a store of their own."""
        files = sorted(p for p in folder.iterdir() if p.suffix in (".txt", ".html"))
        for file in files:
            given = Work(str(store), file.name, file.read_bytes(), last=file == files[-1])
            self._examples = self.add(given)

    @property
    def examples_waiting(self) -> bool:
        return self._examples is not None and not self._examples.ended

    def get(self, key: str) -> Job | None:
        return self._known.get(key)

    def ahead(self, job: Job) -> int:
        """How many pages are read before this one."""
        return next((i for i, (other, _) in enumerate(self._queue) if other is job), 0)

    def close(self) -> None:
        self._stop = True
        self._end_process()

    def _run(self) -> None:
        while not self._stop:
            with self._wake:
                while not self._queue:
                    self._wake.wait()
                job, given = self._queue.popleft()
            try:
                self._read(job, given)
            except (OSError, EOFError, BrokenPipeError):
                self._end(job, "rejected", "the reader broke down on this page")
                self._end_process()

    def _read(self, job: Job, given: Work) -> None:
        pipe = self._ready()
        job.stage, job.started = "loading", time.monotonic()
        pipe.send(given)
        until = time.monotonic() + LONGEST
        while pipe.poll(max(0.0, until - time.monotonic())):
            told: Told = pipe.recv()
            job.articles, job.reason = told.articles, told.reason
            if told.stage in ("done", "rejected"):
                return self._end(job, told.stage, told.reason)
            job.stage = told.stage
        self._end(job, "rejected", f"it took longer than {LONGEST:.0f} seconds")
        self._end_process()

    def _end(self, job: Job, stage: str, reason: str | None) -> None:
        job.seconds = time.monotonic() - job.started
        job.reason = reason
        job.stage = stage

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
