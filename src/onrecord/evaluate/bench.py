"""How fast and how large the pipeline is, measured beside spaCy's own in the same run.

Every measurement runs in a process of its own that reads one thread's worth of environment, so
that neither the caller's memory nor its thread settings show in the figures.
"""

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any

from onrecord import pipeline as pipeline_module
from onrecord.evaluate.bench_text import pages
from onrecord.evaluate.memory import peak_mb
from onrecord.pipeline import Pipeline
from onrecord.records import Page, Reading, Record
from onrecord.stages.parse import MODEL

WORDS = 30_000
WARM_UP = 3  # articles read before the clock starts
SHARD = 8  # articles a worker takes at a time
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
STAGES = ("parser", "attribute", "places", "times", "events", "figures", "actors", "voices")
FUNCTIONS = ("split", "link")


class Stage(Record, frozen=True, kw_only=True):
    """What one stage takes of the whole, and how fast it is alone."""

    seconds: float
    share: float
    words_per_s: float


class Bench(Record, frozen=True, kw_only=True):
    """The figures of one run. `peak_mb` is of one worker; `startup_s` of reading one page."""

    words: int
    workers: int
    words_per_s_one: float
    words_per_s_all: float
    spacy_words_per_s: float
    peak_mb: float
    startup_s: float
    stages: dict[str, Stage]


class Clock:
    """Stands in for a stage, or a function of one, and adds up the seconds spent in it."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        started = perf_counter()
        try:
            return self.inner(*args, **kwargs)
        finally:
            self.seconds += perf_counter() - started

    def batch(self, *args: Any, **kwargs: Any) -> list[Any]:
        started = perf_counter()
        try:
            return list(self.inner.batch(*args, **kwargs))  # a lazy batch works while it is read
        finally:
            self.seconds += perf_counter() - started


def bench(words: int = WORDS) -> Bench:
    """Run every measurement, one after the other."""
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    kept = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        startup = start_up()
        with _processes(1) as pool:
            seconds, stages, peak = pool.submit(time_stages, words).result()
        with _processes(1) as pool:
            spacy = pool.submit(time_spacy, words).result()
        together = time_all(words, workers or 1)
    finally:
        for name, value in kept.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    size = count(pages(words))
    return Bench(
        words=size,
        workers=workers or 1,
        words_per_s_one=size / seconds,
        words_per_s_all=size / together,
        spacy_words_per_s=size / spacy,
        peak_mb=peak,
        startup_s=startup,
        stages={
            name: Stage(seconds=taken, share=taken / seconds, words_per_s=size / max(taken, 1e-9))
            for name, taken in stages.items()
        },
    )


def _processes(size: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(size, get_context("spawn"))


def count(read: list[Page]) -> int:
    return sum(len(page.text.split()) for page in read)


def time_stages(words: int) -> tuple[float, dict[str, float], float]:
    """Seconds of the whole pipeline, of each stage within it, and this process's peak memory."""
    whole = Pipeline()
    _read_all(whole, pages(words)[:WARM_UP])
    clocks = {name: Clock(getattr(whole, name)) for name in STAGES}
    for name, clock in clocks.items():
        setattr(whole, name, clock)
    for name in FUNCTIONS:  # this process ends after the measurement, and the clocks with it
        clocks[name] = Clock(getattr(pipeline_module, name))
        setattr(pipeline_module, name, clocks[name])
    work = pages(words)
    started = perf_counter()
    _read_all(whole, work)
    total = perf_counter() - started
    taken = {name: clock.seconds for name, clock in clocks.items()}
    taken["rest"] = max(0.0, total - sum(taken.values()))
    return total, taken, peak_mb()


def _read_all(whole: Pipeline, work: list[Page]) -> int:
    return sum(isinstance(result, Reading) for result in whole.read(work))


def time_spacy(words: int) -> float:
    """Seconds of spaCy's small English pipeline, all its components, on the same text."""
    import spacy

    nlp = spacy.load(MODEL)
    texts = [page.text for page in pages(words)]
    list(nlp.pipe(texts[:WARM_UP]))
    started = perf_counter()
    for _ in nlp.pipe(texts):
        pass
    return perf_counter() - started


def time_all(words: int, workers: int) -> float:
    """Seconds with a worker on every core; loading the models is not counted."""
    work = pages(words)
    shards = [work[i : i + SHARD] for i in range(0, len(work), SHARD)]
    with _processes(workers) as pool:
        # More warm-up tasks than workers, so that none is left cold.
        list(pool.map(read_shard, [work[:WARM_UP]] * (4 * workers)))
        started = perf_counter()
        list(pool.map(read_shard, shards))
        return perf_counter() - started


def read_shard(shard: list[Page]) -> int:
    return _read_all(_pipeline(), shard)


@cache
def _pipeline() -> Pipeline:
    """One pipeline a process."""
    return Pipeline()


def start_up() -> float:
    """Seconds from nothing to the record of one page, the files in the system's cache."""
    run = "import sys; from onrecord.cli import main; sys.argv[0] = 'onrecord'; main()"
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(pages(1)[0].text, encoding="utf-8")
        times = []
        for _ in range(2):
            started = perf_counter()
            command = [sys.executable, "-c", run, "read", "--jsonl", str(page)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times.append(perf_counter() - started)
    return min(times)
