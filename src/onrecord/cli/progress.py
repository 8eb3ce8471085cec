"""A progress bar on standard error: only on a terminal, only when the work takes a while."""

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 2.0  # seconds without a bar


class Progress:
    """Counts inputs. What is printed meanwhile appears above the bar."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._began = time.monotonic()
        self._wanted = sys.stderr.isatty()
        self._bar: Bar | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def step(self, done: int) -> None:
        """Tell how many inputs are done."""
        if not self._wanted:
            return
        if self._bar is None and time.monotonic() - self._began > PATIENCE:
            self._start()
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done)

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()
        self._bar, self._wanted = None, False

    def _start(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        total = _count(self._paths)
        if total < 2:
            self._wanted = False
            return
        self._bar = Bar(
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=sys.stdout.isatty(),
        )
        self._task = self._bar.add_task("read", total=total)
        self._bar.start()


def _count(paths: Sequence[Path]) -> int:
    """Files named and below the folders named, hidden ones left out as `read` does."""
    from onrecord.stages.read.container import kind_of

    total = 0
    for path in paths:
        if not path.is_dir():
            if kind_of(path) != "one":
                return 0  # as many as it holds: nobody knows before it is read
            total += 1
            continue
        for _, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            total += sum(not name.startswith(".") for name in names)
    return total
