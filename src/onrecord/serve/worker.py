"""The process that reads pages: bytes in, what is stored out."""

import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple


class Work(NamedTuple):
    """A page to read into a store. After the `last` of several the stories are woven.

    Without `data` only that is done, for articles that another program stored.
    """

    store: str
    name: str
    data: bytes | None
    outlet: str | None = None
    published: str | None = None
    last: bool = True


class Told(NamedTuple):
    """How far a page has come."""

    stage: str
    articles: list[str] = []
    reason: str | None = None


def end_with_parent() -> None:
    """A process does not outlive the server, however that ends."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def work(pipe: Connection) -> None:
    """Read pages until the server goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer
    end_with_parent()
    os.nice(5)
    pipeline = None
    while True:
        try:
            given = pipe.recv()
        except EOFError:
            return
        try:
            if given.data is None:
                _weave(given.store)
                pipe.send(Told("done"))
                continue
            if pipeline is None:
                from onrecord.pipeline import Pipeline

                pipeline = Pipeline()
            _read(pipe, pipeline, given)
        except Exception as error:
            pipe.send(Told("rejected", [], f"{type(error).__name__}: {error}"))


def _weave(path: str) -> None:
    from onrecord.store import Store

    with Store(path) as store:
        store.weave()


def _read(pipe: Connection, pipeline: "object", given: Work) -> None:
    from onrecord.errors import UsageError
    from onrecord.records import Rejected
    from onrecord.stages.read import page_from_bytes
    from onrecord.store import Store

    assert given.data is not None
    pipe.send(Told("reading"))
    try:
        page = page_from_bytes(
            given.data, given.name, published=given.published, outlet=given.outlet
        )
    except UsageError as refused:
        pipe.send(Told("rejected", [], str(refused)))
        return
    (outcome,) = pipeline.read([page])  # type: ignore[attr-defined]
    if isinstance(outcome, Rejected):
        pipe.send(Told("rejected", [], outcome.reason))
        return
    pipe.send(Told("storing"))
    Path(given.store).parent.mkdir(parents=True, exist_ok=True)
    with Store(given.store) as store:
        store.add(outcome)
        if given.last:
            store.weave()
    pipe.send(Told("done", [report.article.id for report in outcome.reports]))
