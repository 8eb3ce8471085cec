"""Other engines run the same shards: the same tables, the same care for what kills a worker."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import crawl
from onrecord.errors import UsageError
from onrecord.records import Reading, Rejected
from onrecord.runners import archive
from onrecord.runners.load import outcomes
from onrecord.runners.local import Failed
from onrecord.runners.plan import Job

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    prose = crawl.PROSE.format(town="Kelby")
    made = tmp_path / "news.jsonl"
    words = ["a", "b", "c", "KILL", "e", "f", "g", "h"]
    made.write_text(
        "\n".join(json.dumps({"text": f"{prose} {i} {word}"}) for i, word in enumerate(words)),
        encoding="utf-8",
    )
    return made


def signs(job: Job, file: Path, engine: str) -> Iterator[object]:
    with archive.opened(job):
        work = archive.prepare(job, [file], 2)
        yield from archive.engine(engine, job, 2).run(work.todo)


@pytest.mark.parametrize("engine", ["dask", "ray"])
def test_a_cluster_gives_the_same_tables(
    tmp_path: Path, file: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a cluster's processes find the double by their own path
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, sys.path)))
    pytest.importorskip({"dask": "distributed", "ray": "ray"}[engine])
    job = Job(out=str(tmp_path / "out"), pipeline="double:Double")
    here = Job(out=str(tmp_path / "here"), pipeline="double:Double")
    assert not [sign for sign in signs(here, file, "local") if isinstance(sign, Failed)]
    assert not [sign for sign in signs(job, file, engine) if isinstance(sign, Failed)]
    found = list(outcomes(Path(job.out)))
    assert found == list(outcomes(Path(here.out)))
    assert sum(isinstance(one, Reading) for one in found) == 7
    assert sum(isinstance(one, Rejected) for one in found) == 1
    assert not (Path(job.out) / ".work").exists()


def test_an_engine_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="local, dask and ray"):
        archive.engine("spark", Job(out=str(tmp_path)), 1)
