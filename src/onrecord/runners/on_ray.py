"""The engine for a Ray cluster: the same shard function, a task a shard."""

from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.errors import UsageError
from onrecord.runners.local import THREADS, Failed, Local, Sign
from onrecord.runners.plan import Job, Shard
from onrecord.runners.quarantine import Case
from onrecord.runners.shard import Care, run_shard

_AHEAD = 4  # tasks a worker that are handed out at a time


class OnRay:
    """Runs on the cluster at `cluster` (`ray://host:10001` or `auto`), or on one started here.

    The archive's folder and the inputs must be on a file system that all nodes see. A shard that
    kills its worker is read again on this machine, input by input.
    """

    def __init__(self, job: Job, workers: int, cluster: str | None = None) -> None:
        self.job, self.workers, self.cluster = job, workers, cluster

    def run(self, shards: Sequence[Shard]) -> Iterator[Sign]:
        """Every shard ends in one `Done` or `Failed`."""
        try:
            import ray
        except ImportError as error:
            raise UsageError("--engine ray needs: pip install 'onrecord[cluster]'") from error
        environment = {"env_vars": dict.fromkeys(THREADS, "1")}
        here = {} if self.cluster else {"num_cpus": self.workers, "include_dashboard": False}
        ray.init(address=self.cluster, runtime_env=environment, log_to_driver=False, **here)
        task = ray.remote(num_cpus=1, max_retries=0)(run_shard)
        waiting, dead = list(shards), list[Shard]()
        by: dict[Any, Shard] = {}
        try:
            while waiting or by:
                while waiting and len(by) < _AHEAD * self.workers:
                    shard = waiting.pop(0)
                    by[task.remote(self.job, shard)] = shard
                ready, _ = ray.wait(list(by), num_returns=1)
                for reference in ready:
                    shard = by.pop(reference)
                    try:
                        yield ray.get(reference)
                    except (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError):
                        dead.append(shard)
                    except ray.exceptions.RayTaskError as error:
                        yield Failed(shard=shard.id, reason=str(error.cause))
        finally:
            ray.shutdown()
        if dead:
            local = Local(self.job, min(self.workers, len(dead)))
            yield from local.run(dead, {shard.id: Case(care=Care()) for shard in dead})
