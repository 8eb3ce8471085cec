"""The evaluation as a book: a page a task, written by the run that measured it."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

from onrecord.evaluate.baselines import Beside
from onrecord.evaluate.errors import Mistakes
from onrecord.evaluate.score import Score
from onrecord.evaluate.summary import figure, interval
from onrecord.evaluate.tasks import Result
from onrecord.records import Record
from onrecord.version import __version__


class Chapter(Record, frozen=True, kw_only=True):
    """What was measured of one task."""

    result: Result
    beside: list[Beside]
    mistakes: Mistakes | None = None


def about() -> dict[str, dict[str, str]]:
    """What `book.toml` says of each task."""
    with Path(__file__).with_name("book.toml").open("rb") as file:
        return tomllib.load(file)


def write(folder: Path, chapters: Sequence[Chapter]) -> list[Path]:
    """A page for each task that was scored, and the list of all pages that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for chapter in chapters:
        if chapter.result.scores:
            path = folder / f"{chapter.result.task}.md"
            path.write_text(page(chapter), encoding="utf-8")
            written.append(path)
    (folder / "README.md").write_text(contents(folder), encoding="utf-8")
    return written


def contents(folder: Path) -> str:
    lines = ["# The evaluation, task by task", ""]
    lines += [
        "Written by `onrecord evaluate --baselines`; a task is measured alone by naming it.",
        "",
    ]
    for task, told in about().items():
        if (folder / f"{task}.md").exists():
            lines.append(f"- [{told['title']}]({task}.md): {told['question']}")
    return "\n".join(lines) + "\n"


def page(chapter: Chapter) -> str:
    task = chapter.result.task
    told = about().get(task, {"title": task, "question": ""})
    parts = [f"# {told['title']}\n", told["question"] + "\n"]
    names = {"data": "Data", "licence": "Licence", "metric": "Metric", "human": "Two people",
             "limits": "What it does not tell"}  # fmt: skip
    parts.append("\n".join(f"- **{name}.** {told[k]}" for k, name in names.items() if k in told))
    parts += ["\n## Scores\n", _scores(chapter.result.scores)]
    if chapter.beside:
        parts += ["## Beside others\n", _beside(chapter)]
    if chapter.mistakes:
        parts += ["## What goes wrong\n", _mistakes(chapter.mistakes)]
    parts += ["## Again\n", f"    onrecord evaluate {task} --baselines\n", _foot()]
    return "\n".join(parts)


def _scores(scores: Sequence[Score]) -> str:
    lines = ["| metric | value | 95 % interval | n | what it is |", "|---|--:|--:|--:|---|"]
    for s in scores:
        cells = (s.metric, figure(s, s.value), interval(s), str(s.n), s.definition or "")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _beside(chapter: Chapter) -> str:
    """The figures that a baseline has too; a figure it cannot have is no line."""
    lines = []
    ours = {s.metric: s for s in chapter.result.scores}
    for other in chapter.beside:
        lines.append(f"**{other.name}**: {other.what}.\n")
        if other.missing:
            lines.append(f"Not run: {other.missing}.\n")
            continue
        lines += [f"| metric | onrecord | {other.name} | its 95 % interval |", "|---|--:|--:|--:|"]
        for s in other.scores:
            mine = ours.get(s.metric)
            if mine is not None:
                cells = (s.metric, figure(mine, mine.value), figure(s, s.value), interval(s))
                lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


def _mistakes(found: Mistakes) -> str:
    lines = [f"Of {found.of:,} {found.unit}:\n", "| kind | how many |", "|---|--:|"]
    lines += [f"| {kind} | {n:,} |" for kind, n in found.kinds.items()]
    return "\n".join(lines) + "\n"


def _foot() -> str:
    return (
        f"Measured by onrecord {__version__} on development data. Intervals are percentile"
        " bootstraps over documents. How each figure is counted:"
        " [evaluation.md](../evaluation.md).\n"
    )
