"""The process that reads pages: bytes in, what is stored out."""

import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple


class Work(NamedTuple):
    """A page to read into a store. After the `last` of several the stories are woven."""

    store: str
    name: str
    data: bytes
    outlet: str | None = None
    published: str | None = None
    last: bool = True


class Told(NamedTuple):
    """How far a page has come."""

    stage: str
    articles: list[str] = []
    reason: str | None = None


def work(pipe: Connection) -> None:
    """Read pages until the server goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to answer
    os.nice(5)
    pipeline = None
    while True:
        try:
            given = pipe.recv()
        except EOFError:
            return
        try:
            if pipeline is None:
                from onrecord.pipeline import Pipeline

                pipeline = Pipeline()
            _read(pipe, pipeline, given)
        except Exception as error:
            pipe.send(Told("rejected", [], f"{type(error).__name__}: {error}"))


def _read(pipe: Connection, pipeline: "object", given: Work) -> None:
    from onrecord.errors import UsageError
    from onrecord.records import Rejected
    from onrecord.stages.read import page_from_bytes
    from onrecord.store import Store

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
