"""One evaluation from gold folder to verdict: score, compare with the floors, write the report."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import UsageError
from onrecord.evaluate import floors as floors_file
from onrecord.evaluate import gold as gold_data
from onrecord.evaluate.floors import Fallen, Floors
from onrecord.evaluate.summary import markdown
from onrecord.evaluate.tasks import Result, Task, run

if TYPE_CHECKING:
    from onrecord.evaluate.book import Chapter


class Evaluation(NamedTuple):
    """Chosen tasks on a gold folder. `home` is `evaluation/` of the checkout, if this is one."""

    tasks: Sequence[Task]
    gold: Path
    home: Path | None

    @staticmethod
    def of(tasks: Sequence[Task], gold: Path | None) -> "Evaluation | None":
        """None when there is no gold data; `UsageError` when the folder named is not there."""
        found = gold_data.locate(gold)
        if found is None:
            if gold is not None:
                raise UsageError(f"there is no folder {gold}")
            return None
        root = gold_data.checkout()
        return Evaluation(tasks, found, root / "evaluation" if root else None)

    def results(self, workers: int) -> Iterator[Result]:
        return run(self.tasks, self.gold, workers)

    @property
    def floors(self) -> Floors:
        return floors_file.read(self.home / "floors.toml") if self.home else Floors()

    def pins(self, results: Sequence[Result]) -> dict[str, str]:
        """The digest of each gold file under the results."""
        scored = {result.task for result in results if result.scores}
        files = [file for task in self.tasks if task.name in scored for file in task.files]
        return {file: gold_data.pin(self.gold / file) for file in files}

    def changed(self, results: Sequence[Result]) -> list[str]:
        """Gold files that are not the ones the floors were measured on."""
        return floors_file.changed(self.floors, self.pins(results))

    def fallen(self, results: Sequence[Result]) -> list[Fallen]:
        return floors_file.fallen(self.floors, [s for r in results for s in r.scores])

    def raise_floors(self, results: Sequence[Result]) -> Path:
        """Raise the floors to what was reached; `UsageError` outside a checkout."""
        if self.home is None:
            raise UsageError("floors are kept in a checkout, and this is an install")
        scores = [s for r in results for s in r.scores]
        self.home.mkdir(exist_ok=True)
        file = self.home / "floors.toml"
        floors_file.write(file, floors_file.raised(self.floors, scores, self.pins(results)))
        return file

    def chapters(self, results: Sequence[Result]) -> "Iterator[Chapter]":
        """Each scored task with its baselines and the kinds of its mistakes, one by one."""
        from onrecord.evaluate.baselines import beside
        from onrecord.evaluate.book import Chapter
        from onrecord.evaluate.errors import mistakes
        from onrecord.pipeline import Pipeline

        pipeline = Pipeline()
        for result in results:
            if result.scores:
                yield Chapter(
                    result=result,
                    beside=beside([result.task], self.gold, pipeline),
                    mistakes=mistakes(result.task, self.gold, pipeline),
                )

    def write_book(self, chapters: "Sequence[Chapter]") -> list[Path]:
        """Write `docs/book` in a checkout."""
        from onrecord.evaluate.book import write

        return write(self.home.parent / "docs" / "book", chapters) if self.home else []

    def write_report(self, results: Sequence[Result]) -> Path | None:
        """Write `REPORT.md` in a checkout."""
        if self.home is None:
            return None
        self.home.mkdir(exist_ok=True)
        file = self.home / "REPORT.md"
        file.write_text(markdown(results, self.floors), encoding="utf-8")
        return file
