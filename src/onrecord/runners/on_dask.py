"""The engine for a cluster of Dask workers: the same shard function, a task a shard."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.runners.local import THREADS, Failed, Local, Sign
from onrecord.runners.plan import Job, Shard
from onrecord.runners.quarantine import Case
from onrecord.runners.shard import Care, Done, run_shard


class OnDask:
    """Runs on the scheduler at `cluster` (`tcp://host:8786`), or on processes started here.

    The archive's folder and the inputs must be on a file system that all workers see. A shard that
    kills its worker is read again on this machine, input by input.
    """

    def __init__(self, job: Job, workers: int, cluster: str | None = None) -> None:
        self.job, self.workers, self.cluster = job, workers, cluster

    def run(self, shards: Sequence[Shard]) -> Iterator[Sign]:
        """Every shard ends in one `Done` or `Failed`."""
        try:
            from dask import config
            from distributed import Client, as_completed
        except ImportError as error:
            raise UsageError("--engine dask needs: pip install 'onrecord[cluster]'") from error
        dead: list[Shard] = []
        quiet = {
            "distributed.scheduler.allowed-failures": 0,
            "distributed.worker.profile.enabled": False,
            "distributed.nanny.pre-spawn-environ": dict.fromkeys(THREADS, 1),
        }
        with config.set(quiet), Client(**self._where()) as client:
            by = {
                client.submit(run_shard, self.job, shard, pure=False, retries=0): shard
                for shard in shards
            }
            for future in as_completed(list(by)):
                yield from _ended(future, by.pop(future), dead)
                future.release()
        if dead:
            local = Local(self.job, min(self.workers, len(dead)))
            yield from local.run(dead, {shard.id: Case(care=Care()) for shard in dead})

    def _where(self) -> dict[str, Any]:
        if self.cluster:
            return {"address": self.cluster}
        # scratch files of the processes go with the unfinished shards, not to where we stand
        scratch = str(Path(self.job.out) / ".work" / "dask")
        return {"n_workers": self.workers, "threads_per_worker": 1, "processes": True,
                "dashboard_address": None, "local_directory": scratch}  # fmt: skip


def _ended(future: Any, shard: Shard, dead: list[Shard]) -> Iterator[Sign]:
    from distributed.scheduler import KilledWorker

    error = future.exception()
    if error is None:
        done: Done = future.result()
        yield done
    elif isinstance(error, KilledWorker):
        dead.append(shard)
    else:
        yield Failed(shard=shard.id, reason=f"{type(error).__name__}: {error}")
