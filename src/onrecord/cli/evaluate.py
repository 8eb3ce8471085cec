"""`onrecord evaluate`: score the pipeline on the gold data and hold it to the floors."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

if TYPE_CHECKING:
    from onrecord.evaluate.gate import Evaluation
    from onrecord.evaluate.tasks import Result


@click.command()
@click.argument("tasks", nargs=-1, metavar="[TASK]...")
@click.option(
    "--gold",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the gold data (default: ONRECORD_GOLD, then ../shared/gold of a checkout).",
)
@click.option("--all", "everything", is_flag=True, help="Also the tasks on training data.")
@click.option("--json", "as_json", is_flag=True, help="Print the scores as JSON.")
@click.option("--no-floors", is_flag=True, help="Do not check the floors.")
@click.option("--update-floors", is_flag=True, help="Raise the floors to what is reached now.")
@click.option("--baselines", is_flag=True, help="Also what others reach on the same data, and "
              "what goes wrong; in a checkout writes docs/book.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1), help="Processes (default: up to two).")
def evaluate(
    tasks: tuple[str, ...],
    gold: Path | None,
    everything: bool,
    as_json: bool,
    no_floors: bool,
    update_floors: bool,
    baselines: bool,
    workers: int | None,
) -> None:
    """Score TASKs (default: all) on gold data and check the floors.

    In a checkout a full run writes evaluation/REPORT.md. Exits with 1 when a score fell below its
    floor; without gold data nothing is scored and that is said.
    """
    evaluation = _open(tasks, gold, everything)
    if evaluation is None:
        _say("evaluation skipped: there is no gold data (name it with --gold)")
        return
    results = _score(evaluation, workers or min(2, os.cpu_count() or 1))
    for file in evaluation.changed(results):
        _say(f"gold changed: {file} is not what the floors were measured on")
    fallen = [] if no_floors else evaluation.fallen(results)
    if update_floors:
        _say(f"wrote {evaluation.raise_floors(results)}")
    _show(evaluation, results, as_json)
    if baselines:
        _book(evaluation, results)
    failed = [result.task for result in results if result.failed]
    if failed or tasks:
        _say("evaluation/REPORT.md is left as it was: it is written by a full run that succeeds")
    elif report := evaluation.write_report(results):
        _say(f"wrote {report}")
    for fall in fallen:
        _say(f"fell: {fall}")
    sys.exit(1 if fallen or failed else 0)


def _say(line: str) -> None:
    click.echo(line, err=True)


def _open(tasks: Sequence[str], gold: Path | None, everything: bool) -> "Evaluation | None":
    # One thread a process, before a library reads it; loaded here so that other commands start
    # without the pipeline's libraries.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from onrecord.evaluate.gate import Evaluation
    from onrecord.evaluate.tasks import choose

    return Evaluation.of(choose(tasks, everything), gold)


def _score(evaluation: "Evaluation", workers: int) -> "list[Result]":
    results = []
    for result in evaluation.results(workers):
        _say(f"{result.task}: {_outcome(result)}")
        results.append(result)
    return results


def _book(evaluation: "Evaluation", results: "Sequence[Result]") -> None:
    """Baselines and mistakes of the tasks that were scored, told and written."""
    from onrecord.evaluate.summary import figure

    chapters = []
    for chapter in evaluation.chapters(results):
        chapters.append(chapter)
        for other in chapter.beside:
            ours = {s.metric for s in chapter.result.scores}
            told = [f"{s.metric} {figure(s, s.value)}" for s in other.scores if s.metric in ours]
            _say(f"{other.task}, {other.name}: {other.missing or ', '.join(told)}")
    if written := evaluation.write_book(chapters):
        _say(f"wrote {written[0].parent} ({len(written)} pages)")


def _outcome(result: "Result") -> str:
    if result.failed:
        return f"failed\n{result.failed}"
    return result.skipped or f"{result.seconds:.0f} s"


def _show(evaluation: "Evaluation", results: "Sequence[Result]", as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(results)).decode())
        return
    from rich.console import Console

    console = Console(width=None if sys.stdout.isatty() else 110)
    for result in results:
        if result.skipped or result.failed:
            console.print(f"{result.task}: not scored: {result.skipped or 'failed'}")
        else:
            console.print(_table(result, evaluation))


def _table(result: "Result", evaluation: "Evaluation") -> object:
    from rich import box
    from rich.table import Table

    from onrecord.evaluate.floors import floor_of, worse
    from onrecord.evaluate.summary import figure, interval

    table = Table(title=result.task, title_justify="left", box=box.SIMPLE_HEAD)
    table.add_column("metric", no_wrap=True)
    for name in ("value", "95 % interval", "n", "floor"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("what it is", style="dim")
    floors = evaluation.floors
    for s in result.scores:
        floor = floor_of(floors, s)
        style = "bold red" if floor is not None and worse(s, floor) else "bold"
        value = f"[{style}]{figure(s, s.value)}[/]"
        table.add_row(s.metric, value, interval(s), str(s.n), figure(s, floor), s.definition or "")
    return table
