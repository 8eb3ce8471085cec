"""Inputs -> an archive: plan, leave out what is done, run an engine, tidy up."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import UsageError
from onrecord.records import Record
from onrecord.runners.local import Sign
from onrecord.runners.parquet import WORK, folder_of
from onrecord.runners.plan import Job, Shard, plan
from onrecord.version import __version__

MANIFEST = "archive.json"
LOCK = ".lock"


class Manifest(Record, frozen=True, kw_only=True):
    """What an archive was made of: its settings, and the shards of each input."""

    onrecord: str
    settings: str
    inputs: dict[str, list[str]]


class Work(Record, frozen=True, kw_only=True):
    """What there is to do: shards that are not there yet, and how many inputs those are."""

    todo: list[Shard]
    done: int
    inputs: int
    inputs_done: int


@contextmanager
def opened(job: Job) -> Iterator[Path]:
    """The archive's folder, held against a second run; leftovers of a killed run are removed."""
    out = Path(job.out)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out} cannot be made: {error.strerror}") from error
    with _held(out):
        shutil.rmtree(out / WORK, ignore_errors=True)
        yield out
        shutil.rmtree(out / WORK, ignore_errors=True)


@contextmanager
def _held(out: Path) -> Iterator[None]:
    try:
        import fcntl
    except ImportError:  # Windows: two runs at once are the user's affair
        yield
        return
    with (out / LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"another run is writing {out}") from error
        yield


def prepare(job: Job, inputs: Sequence[Path], size: int) -> Work:
    """Plan the run and note it in the archive; finished shards are not done again."""
    out = Path(job.out)
    before = manifest(out)
    if before is not None and before.settings != job.settings:
        raise UsageError(
            f"{out} was made with other settings (--published, --outlet, --columns, --keep-html): "
            "use the same, or another folder"
        )
    if before is not None and before.onrecord != __version__:
        raise UsageError(
            f"{out} was made by onrecord {before.onrecord}, this is {__version__}: use another "
            "folder, so that one archive's records are all of one making"
        )
    shards = plan(job, inputs, size)
    noted = {name: [shard.id for shard in found] for name, found in shards.items()}
    old = before.inputs if before else {}
    _write(out, Manifest(onrecord=__version__, settings=job.settings, inputs=old | noted))
    _remove_stale(out, old, old | noted)
    unique = {shard.id: shard for found in shards.values() for shard in found}
    todo = [shard for shard in unique.values() if not folder_of(out, shard.id).is_dir()]
    total = sum(shard.size for shard in unique.values())
    left = sum(shard.size for shard in todo)
    return Work(todo=todo, done=len(unique) - len(todo), inputs=total, inputs_done=total - left)


def manifest(out: Path) -> Manifest | None:
    """What the folder says of itself; None when it is new, `UsageError` when it is no archive."""
    file = out / MANIFEST
    if not file.exists():
        others = [item for item in out.iterdir() if item.name not in (WORK, LOCK)]
        if others:
            raise UsageError(f"{out} holds other files ({others[0].name}): name an empty folder")
        return None
    try:
        return msgspec.json.decode(file.read_bytes(), type=Manifest)
    except msgspec.MsgspecError as error:
        raise UsageError(f"{file} is damaged: {error}") from error


def _write(out: Path, told: Manifest) -> None:
    fresh = out / f"{MANIFEST}.new"
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(told)) + b"\n")
    fresh.replace(out / MANIFEST)


def _remove_stale(out: Path, old: dict[str, list[str]], new: dict[str, list[str]]) -> None:
    """Shards of inputs that changed since, or that were cut otherwise."""
    wanted = {shard for found in new.values() for shard in found}
    for shard in {shard for found in old.values() for shard in found} - wanted:
        shutil.rmtree(folder_of(out, shard), ignore_errors=True)


def engine(name: str, job: Job, workers: int, cluster: str | None = None, **options: Any) -> Any:
    """The engine of that name: an object whose `run` takes shards and yields `Sign`s."""
    if name == "local":
        from onrecord.runners.local import Local

        return Local(job, workers, **options)
    if name == "dask":
        from onrecord.runners.on_dask import OnDask

        return OnDask(job, workers, cluster)
    if name == "ray":
        from onrecord.runners.on_ray import OnRay

        return OnRay(job, workers, cluster)
    raise UsageError(f"no engine {name}: there are local, dask and ray")


def finished(out: Path) -> list[Path]:
    """The folders of the shards that are there, in a fixed order: by input, then by place."""
    told = manifest(out) if (out / MANIFEST).exists() else None
    if told is None:
        raise UsageError(f"{out} is no archive: `onrecord archive INPUT... --out {out}` makes one")
    wanted = dict.fromkeys(shard for found in told.inputs.values() for shard in found)
    return [folder for shard in wanted if (folder := folder_of(out, shard)).is_dir()]


__all__ = ["Sign", "Work", "engine", "finished", "manifest", "opened", "prepare"]
