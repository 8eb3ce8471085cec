"""One shard: read its texts, make their records, write its tables. The same on every engine."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Any

from onrecord.records import Page, Reading, Record, Rejected
from onrecord.runners.parquet import Writer
from onrecord.runners.plan import Job, Shard
from onrecord.stages.read.container import texts
from onrecord.stages.read.facts import Facts
from onrecord.stages.read.page import page_or_reason
from onrecord.stages.read.raw import Raw
from onrecord.stages.read.tables import Columns

Tell = Callable[[int, int, int], None]  # input number, articles so far, words so far


class Done(Record, frozen=True, kw_only=True):
    """What a finished shard came to."""

    shard: str
    inputs: int
    articles: int
    rejected: int
    words: int
    seconds: float


class Care(Record, frozen=True, kw_only=True):
    """How to read a shard on which a process died: one text at a time, without those that kill.

    `skip` maps numbers of inputs to the reason; from `stop` on even finding the next text kills.
    """

    skip: dict[int, str] = {}
    stop: int | None = None


@cache
def pipeline_of(name: str) -> Any:
    """The pipeline, loaded once a process."""
    module, attribute = name.split(":")
    return getattr(import_module(module), attribute)()


def run_shard(job: Job, shard: Shard, care: Care | None = None, tell: Tell | None = None) -> Done:
    """Read, record and write one shard; `tell` hears of each input before its work begins."""
    began = perf_counter()
    tell = tell or _quiet
    pipeline = pipeline_of(job.pipeline)
    inputs = articles = rejected = words = 0
    with Writer(Path(job.out), shard.id, job.keep_html) as writer:
        pages = _pages(job, shard, care, lambda n: tell(n, articles, words))
        outcomes = pipeline.read(pages) if care is None else _one_by_one(pipeline, pages)
        for n, outcome in enumerate(outcomes):
            writer.add(n, outcome)
            inputs += 1
            if isinstance(outcome, Reading):
                articles += len(outcome.reports)
                words += sum(len(report.article.text.split()) for report in outcome.reports)
            else:
                rejected += 1
        writer.finish()
    return Done(
        shard=shard.id, inputs=inputs, articles=articles, rejected=rejected, words=words,
        seconds=perf_counter() - began,
    )  # fmt: skip


def _quiet(n: int, articles: int, words: int) -> None:
    pass


def _one_by_one(pipeline: Any, pages: Iterator[Page | Rejected]) -> Iterator[Reading | Rejected]:
    for page in pages:
        yield from pipeline.read([page])


def _pages(
    job: Job, shard: Shard, care: Care | None, begin: Callable[[int], None]
) -> Iterator[Page | Rejected]:
    told = Facts(published=job.published, outlet=job.outlet)
    skip: Mapping[int, str] = care.skip if care else {}
    stop = care.stop if care else None
    n = 0
    for piece in shard.pieces:
        first = n
        blocked = stop is not None and first <= stop < first + piece.count
        found = islice(
            texts(Path(piece.file), Columns(job.columns), piece.first, piece.at), piece.count
        )
        while n < first + piece.count:
            begin(n)
            if blocked and stop is not None and n >= stop:
                where = f"{piece.file}#{piece.first + n - first}"
                reason = f"the file cannot be read from here on: {skip.get(stop, 'a crash')}"
                yield Rejected(path=where, stage="read", reason=reason)
                n = first + piece.count
                break
            raw = next(found, None)
            if raw is None:
                break
            yield _skipped(raw, skip[n]) if n in skip else page_or_reason(raw, told)
            n += 1


def _skipped(raw: Raw | Rejected, reason: str) -> Rejected:
    return Rejected(path=raw.path, stage="record", reason=reason)
