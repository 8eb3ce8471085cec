"""What can be scored: the tasks by name, the gold each needs, and running them.

A task is a module with `run(gold, pipeline) -> list[Score]`, imported when it is asked for.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from traceback import format_exc

from onrecord.errors import OnrecordError, UsageError
from onrecord.evaluate.score import Score
from onrecord.pipeline import Pipeline
from onrecord.records import Record


class Absent(OnrecordError):
    """The pipeline cannot do a task yet; the text says what is missing."""


class Task(Record, frozen=True, kw_only=True):
    """A task: its module below `onrecord.evaluate` and the gold files it reads.

    An `extra` task scores data that the stages were trained on; it runs only when named or asked
    for by `--all`.
    """

    name: str
    module: str
    files: tuple[str, ...]
    extra: bool = False


class Result(Record, frozen=True, kw_only=True):
    """The scores of one task, or why there are none: `skipped` says what it lacked, `failed`
    holds the traceback of a crash, which must not cost the other tasks their scores.
    """

    task: str
    scores: list[Score]
    seconds: float
    skipped: str | None = None
    failed: str | None = None


# Longest first, so that two workers end at about the same time.
TASKS = (
    Task(name="statements", module="statements", files=("statements/dev.jsonl",)),
    Task(name="statements-own", module="statements_own", files=()),
    Task(name="coref", module="coref", files=("coref/dev_gap.tsv",)),
    Task(
        name="events",
        module="plv",
        files=("events/train_plv.jsonl", "events/train_india_police.jsonl"),
    ),
    Task(name="places", module="places", files=("places/dev_geovirus.jsonl",)),
    Task(name="times", module="times", files=("times/dev_aquaint.jsonl",)),
    Task(name="pages", module="pages", files=("pages/ground-truth.json",)),
    Task(name="reports", module="reports", files=("reports/dev.jsonl",)),
    Task(name="even", module="even", files=()),
    Task(name="own", module="own", files=()),
    Task(name="control", module="control", files=()),
    Task(name="stories", module="stories", files=("stories/dev_ecbplus.jsonl",)),
    Task(
        name="statements-parts",
        module="statements_parts",
        files=("statements/dev.jsonl",),
        extra=True,
    ),
    Task(name="stories-own", module="stories_own", files=()),
    Task(name="copies", module="copies", files=("statements/dev.jsonl",)),
    Task(name="places-lgl", module="places_lgl", files=("places/train_lgl.jsonl",), extra=True),
)


def choose(names: Sequence[str], everything: bool = False) -> list[Task]:
    """The tasks of those names; without names the usual ones, or all there are."""
    known = {task.name: task for task in TASKS}
    if unknown := [name for name in names if name not in known]:
        raise UsageError(f"no task {', '.join(unknown)}; there are {', '.join(known)}")
    if names:
        return [task for task in TASKS if task.name in names]
    return [task for task in TASKS if everything or not task.extra]


def run(tasks: Sequence[Task], gold: Path, workers: int = 1) -> Iterator[Result]:
    """Score the tasks in order; with several workers each loads the models once.

    Threads within a process are the caller's to limit (`OMP_NUM_THREADS`): workers inherit it.
    """
    if workers < 2 or len(tasks) < 2:
        yield from (score(task, gold) for task in tasks)
        return
    # spawn: a fork would copy the threads and locks of the libraries that are loaded
    pool = ProcessPoolExecutor(min(workers, len(tasks)), get_context("spawn"))
    with pool:
        yield from pool.map(score, tasks, [gold] * len(tasks))


def score(task: Task, gold: Path) -> Result:
    """Run one task; a missing gold file or capability is a result that says so."""
    missing = [name for name in task.files if not (gold / name).exists()]
    if missing:
        return _skipped(task, f"there is no {', '.join(missing)} in the gold folder")
    started = perf_counter()
    try:
        module = import_module(f"onrecord.evaluate.{task.module}")
        scores = module.run(gold, _pipeline())
    except Absent as error:
        return _skipped(task, str(error))
    except Exception:
        return Result(task=task.name, scores=[], seconds=0.0, failed=format_exc())
    return Result(task=task.name, scores=scores, seconds=perf_counter() - started)


def _skipped(task: Task, why: str) -> Result:
    return Result(task=task.name, scores=[], seconds=0.0, skipped=why)


@cache
def _pipeline() -> Pipeline:
    """One pipeline a process."""
    return Pipeline()
