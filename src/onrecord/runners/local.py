"""The engine for one machine: a process a shard, and a process that dies costs its shard a retry.

`multiprocessing.Pool` waits for ever when a worker dies, and `ProcessPoolExecutor` gives up all
work; so the processes are our own, each at the end of a pipe.
"""

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any

from onrecord.errors import OnrecordError, ResourceError, StoreError
from onrecord.records import Record
from onrecord.runners.plan import Job, Shard
from onrecord.runners.quarantine import Case
from onrecord.runners.shard import Care, Done, pipeline_of, run_shard

STALL = 600.0  # seconds without a sign of life after which a process is taken for dead
_STARTS = 3  # deaths in a row before any input was begun that end the run
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Step(Record, frozen=True, kw_only=True):
    """A sign of progress: an unfinished shard's count of articles and words so far."""

    shard: str
    inputs: int
    articles: int
    words: int


class Failed(Record, frozen=True, kw_only=True):
    """A shard that cannot be written, and why; a later run tries it again."""

    shard: str
    reason: str


Sign = Step | Done | Failed


class _Worker:
    """One process and what it is at."""

    def __init__(self, job: Job, name: str) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_work, args=(theirs, job), daemon=True, name=name
        )
        self.process.start()
        theirs.close()
        self.shard: Shard | None = None
        self.at: int | None = None
        self.heard = time.monotonic()

    def give(self, shard: Shard, care: Care | None) -> None:
        self.shard, self.at, self.heard = shard, None, time.monotonic()
        self.pipe.send((shard, care))

    def stop(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Local:
    """Reads shards with `workers` processes. `run` yields signs of progress until all are done."""

    def __init__(self, job: Job, workers: int, stall: float = STALL) -> None:
        self.job, self.workers, self.stall = job, workers, stall
        self._cases: dict[str, Case] = {}
        self._queue: deque[Shard] = deque()
        self._crew: list[_Worker] = []
        self._starts = 0

    def run(self, shards: Sequence[Shard], cases: dict[str, Case] | None = None) -> Iterator[Sign]:
        """Every shard ends in one `Done` or `Failed`; `cases` are those under suspicion."""
        self._queue.extend(shards)
        self._cases.update(cases or {})
        kept = {name: os.environ.get(name) for name in THREADS}
        os.environ.update(dict.fromkeys(THREADS, "1"))  # read by the processes when they start
        try:
            while self._queue or any(worker.shard for worker in self._crew):
                self._man()
                yield from self._listen()
        finally:
            for worker in self._crew:
                worker.stop()
            self._crew = []
            for name, value in kept.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})

    def _man(self) -> None:
        """Work for who has none, and processes for work that nobody does."""
        for worker in self._crew:
            if worker.shard is None and self._queue:
                self._give(worker)
        while self._queue and len(self._crew) < self.workers:
            worker = _Worker(self.job, f"onrecord-{len(self._crew)}")
            self._crew.append(worker)
            self._give(worker)

    def _give(self, worker: _Worker) -> None:
        shard = self._queue.popleft()
        case = self._cases.get(shard.id)
        with suppress(OSError):  # it died between two shards: told when its pipe is read
            worker.give(shard, case.care if case else None)

    def _listen(self) -> Iterator[Sign]:
        by = {worker.pipe: worker for worker in self._crew}
        for pipe in wait(list(by), timeout=1.0):
            worker = by[pipe]  # type: ignore[index]
            try:
                sign = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            worker.heard = time.monotonic()
            yield from self._hear(worker, sign)
        for worker in list(self._crew):
            if worker.shard is not None and time.monotonic() - worker.heard > self.stall:
                worker.process.kill()  # its pipe ends, and it is buried above

    def _hear(self, worker: _Worker, sign: Any) -> Iterator[Sign]:
        if isinstance(sign, Step):
            worker.at, self._starts = sign.inputs, 0
            yield sign
        elif isinstance(sign, Done | Failed):
            worker.shard = None
            yield sign
        elif isinstance(sign, OnrecordError):
            raise sign

    def _bury(self, worker: _Worker) -> None:
        worker.process.join(timeout=5)
        how = _how(worker.process.exitcode, time.monotonic() - worker.heard > self.stall)
        worker.stop()
        self._crew.remove(worker)
        if worker.shard is None:
            return
        if worker.at is None:
            self._starts += 1
            if self._starts > _STARTS * self.workers:
                raise OnrecordError(f"the workers die before they read anything: {how}. "
                                    "Too little memory? Try fewer --workers")  # fmt: skip
            self._queue.appendleft(worker.shard)
            return
        case = self._cases.get(worker.shard.id, Case()).after(worker.at, how)
        self._cases[worker.shard.id] = case
        self._queue.append(worker.shard)


def _how(code: int | None, stalled: bool) -> str:
    if stalled:
        return "reading it does not end"
    if code is not None and code < 0:
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        return f"the process that read it was killed ({name})"
    return f"the process that read it ended with code {code}"


def _work(pipe: Connection, job: Job) -> None:
    """What a worker does until its pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    _die_with_parent()
    while True:
        try:
            shard, care = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipeline_of(job.pipeline)
            pipe.send(run_shard(job, shard, care, _teller(pipe, shard)))
        except ResourceError as error:
            pipe.send(error)
            return
        except OSError as error:  # of the archive: what is wrong with an input is a rejection
            pipe.send(StoreError(f"{job.out} cannot be written: {error.strerror or error}"))
            return
        except MemoryError:
            os._exit(137)  # as if killed: the shard is read again, input by input
        except Exception as error:
            pipe.send(Failed(shard=shard.id, reason=f"{type(error).__name__}: {error}"))


def _teller(pipe: Connection, shard: Shard) -> Any:
    def tell(n: int, articles: int, words: int) -> None:
        pipe.send(Step(shard=shard.id, inputs=n, articles=articles, words=words))

    return tell


def _die_with_parent() -> None:
    """A worker whose parent was killed must not go on writing."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        print("onrecord: the parent process is gone", file=sys.stderr)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
