"""The archive runner: shards, resume, poison, the same records as `onrecord read`."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

import crawl
from onrecord.cli import main
from onrecord.errors import UsageError
from onrecord.records import Page, Reading, Rejected
from onrecord.runners import archive
from onrecord.runners.load import outcomes
from onrecord.runners.local import Failed, Local
from onrecord.runners.plan import Job, plan
from onrecord.runners.quarantine import Case
from onrecord.runners.schema import TABLES
from onrecord.store import Store
from onrecord.store.rows import rows
from sample import full

DOUBLE = "double:Double"
TESTS = Path(__file__).parents[1]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(out=str(tmp_path / "out"), pipeline=DOUBLE)


def texts(tmp_path: Path, *words: str) -> Path:
    """A table of texts, one of each word given and prose of its own."""
    file = tmp_path / "news.jsonl"
    prose = crawl.PROSE.format(town="Kelby")
    lines = (json.dumps({"text": f"{prose} {i} {word}"}) for i, word in enumerate(words))
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def make(job: Job, *inputs: Path, size: int = 10, workers: int = 2, **options: object) -> list[str]:
    """Run the job; the reasons of shards that failed."""
    with archive.opened(job):
        work = archive.prepare(job, inputs, size)
        run = archive.engine("local", job, workers, **options)
        return [sign.reason for sign in run.run(work.todo) if isinstance(sign, Failed)]


def kept(job: Job) -> list[Reading | Rejected]:
    return list(outcomes(Path(job.out)))


def test_every_text_is_kept_once_and_in_order(job: Job, tmp_path: Path) -> None:
    file = texts(tmp_path, *"abcdefghijklmnopqrstuvwxy")
    assert make(job, file) == []
    assert [one.page.path for one in kept(job) if isinstance(one, Reading)] == [
        f"{file}#{i}" for i in range(1, 26)
    ]
    assert len(list(Path(job.out).glob("shard=*"))) == 3


def test_a_second_run_does_nothing(job: Job, tmp_path: Path) -> None:
    file = texts(tmp_path, *"abcdefghijkl")
    make(job, file)
    before = {f: f.stat().st_mtime_ns for f in Path(job.out).rglob("*.parquet")}
    with archive.opened(job):
        work = archive.prepare(job, [file], 10)
    assert (work.todo, work.done, work.inputs_done) == ([], 2, 12)
    assert before == {f: f.stat().st_mtime_ns for f in Path(job.out).rglob("*.parquet")}


def test_a_changed_input_is_read_anew(job: Job, tmp_path: Path) -> None:
    make(job, texts(tmp_path, *"abc"))
    make(job, texts(tmp_path, *"abcd"))
    assert len(kept(job)) == 4
    assert len(list(Path(job.out).glob("shard=*"))) == 1


def test_inputs_can_be_added(job: Job, tmp_path: Path) -> None:
    make(job, texts(tmp_path, *"abc"))
    (tmp_path / "more").mkdir()
    for i in range(4):
        (tmp_path / "more" / f"{i}.html").write_text(crawl.page(i), encoding="utf-8")
    make(job, tmp_path / "more", size=3)
    assert len(kept(job)) == 7


@pytest.mark.parametrize(
    ("word", "reason"), [("KILL", "SIGKILL"), ("LEAVE", "ended with code 3"), ("FAIL", "a defect")]
)
def test_one_bad_text_costs_itself_alone(job: Job, tmp_path: Path, word: str, reason: str) -> None:
    words = ["a", "b", "c", word, "e", "f", "g"]
    if word == "FAIL":  # an error is told by the shard, and tried again by the next run
        assert reason in make(job, texts(tmp_path, *words))[0]
        return
    assert make(job, texts(tmp_path, *words), size=4) == []
    found = kept(job)
    assert len(found) == 7
    (bad,) = [one for one in found if isinstance(one, Rejected)]
    assert bad.path.endswith("news.jsonl#4")
    assert bad.stage == "record"
    assert reason in bad.reason


def test_two_bad_texts_in_one_shard(job: Job, tmp_path: Path) -> None:
    make(job, texts(tmp_path, "a", "KILL", "c", "KILL", "e"))
    assert [isinstance(one, Rejected) for one in kept(job)] == [False, True, False, True, False]


def test_a_text_that_never_ends_is_left_out(job: Job, tmp_path: Path) -> None:
    make(job, texts(tmp_path, "a", "HANG", "c"), stall=6.0)
    (bad,) = [one for one in kept(job) if isinstance(one, Rejected)]
    assert "does not end" in bad.reason


def test_a_death_by_chance_blames_nobody() -> None:
    case = Case().after(7, "killed")
    assert case.care is not None
    assert case.care.skip == {}
    case = case.after(3, "killed").after(4, "killed")
    assert case.care is not None
    assert case.care.skip == {}
    case = case.after(4, "killed")
    assert case.care is not None
    assert case.care.skip == {4: "killed"}


def test_workers_that_cannot_start_end_the_run(job: Job, tmp_path: Path) -> None:
    import msgspec

    from onrecord.errors import OnrecordError

    bad = msgspec.structs.replace(job, pipeline="os:abort")
    shards = plan(bad, [texts(tmp_path, "a")], 5)
    with pytest.raises(OnrecordError), archive.opened(bad):
        list(Local(bad, 1).run(next(iter(shards.values()))))


def test_leftovers_of_a_killed_run_are_removed(job: Job, tmp_path: Path) -> None:
    file = texts(tmp_path, *"abc")
    make(job, file)
    work = Path(job.out) / ".work" / "half-0"
    work.mkdir(parents=True)
    (work / "articles.parquet").write_bytes(b"PAR1 half")
    make(job, file)
    assert not work.exists()
    assert len(kept(job)) == 3


def test_other_settings_another_program_a_second_run(job: Job, tmp_path: Path) -> None:
    import msgspec

    file = texts(tmp_path, "a")
    make(job, file)
    with pytest.raises(UsageError, match="other settings"):
        make(msgspec.structs.replace(job, outlet="Post"), file)
    with pytest.raises(UsageError, match="holds other files"):
        make(msgspec.structs.replace(job, out=str(tmp_path)), file)
    with archive.opened(job), pytest.raises(UsageError, match="another run"), archive.opened(job):
        pass
    with pytest.raises(UsageError, match="no archive"):
        list(outcomes(tmp_path))
    with pytest.raises(UsageError, match="standard input"):
        plan(job, [Path("-")], 1)


def test_every_column_of_the_store_is_in_the_schema() -> None:
    for table, found in rows(full().reports[0]):
        named = {column.name for column in TABLES[table]}
        assert set(found[0]) | {"n"} == named, table


def test_a_part_is_loaded_into_a_store(job: Job, tmp_path: Path) -> None:
    file = tmp_path / "news.jsonl"
    lines = [
        {"text": crawl.PROSE.format(town=town), "outlet": f"{town} Post", "published": f"202{i}"}
        for i, town in enumerate(crawl.TOWNS[:4])
    ]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    make(job, file)

    def load(*options: str) -> int:
        store = str(tmp_path / f"{''.join(options)}.db")
        done = CliRunner().invoke(main, ["load", job.out, "--store", store, *options])
        assert done.exit_code == 0, done.output
        with Store(store) as opened:
            return len(list(opened.articles()))

    assert load() == 4
    assert load("--outlet", "kelby post") == 1
    assert load("--since", "2021") == 3
    assert load("--until", "2021") == 2
    assert load("--since", "2021-05", "--until", "2022-01-31") == 2
    assert load("--text", "Sandholm ferry") == 1


def children(pid: int) -> list[int]:
    file = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in file.read_text().split()] if file.exists() else []


def workers(pid: int) -> list[int]:
    """Processes that read shards; the tracker of multiprocessing is none."""
    out = []
    for child in children(pid):
        try:
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                out.append(child)
        except OSError:
            continue
    return out


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
def test_killed_workers_and_killed_runs_lose_and_double_nothing(tmp_path: Path) -> None:
    """ONRECORD_KILL=5000,20 repeats the measurement of docs/archive.md."""
    import random

    number, kills = map(int, os.environ.get("ONRECORD_KILL", "600,6").split(","))
    file, out = tmp_path / "news.warc.gz", tmp_path / "out"
    file.write_bytes(crawl.crawl([crawl.page(i) for i in range(number)]))
    command = [sys.executable, "-c", "from onrecord.cli import main; main()", "archive", str(file),
               "--out", str(out), "--workers", "2", "--shard-size", str(number // 12),
               "--pipeline", DOUBLE]  # fmt: skip
    paths = os.pathsep.join([str(TESTS), *filter(None, sys.path)])
    environment = os.environ | {"PYTHONPATH": paths, "DOUBLE_SECONDS": "0.012"}
    rng, left, runs = random.Random(5), kills, 0
    while runs < 50:
        runs += 1
        process = subprocess.Popen(command, env=environment)
        while process.poll() is None:
            time.sleep(rng.uniform(0.3, 1.5))
            crew = workers(process.pid)
            if left and crew and left % 5 == 0:
                process.kill()
                left -= 1
            elif left and crew:
                try:
                    os.kill(rng.choice(crew), signal.SIGKILL)
                    left -= 1
                except ProcessLookupError:
                    continue
        if process.wait() == 0:
            break
    found = list(outcomes(out))
    assert left <= kills // 2, "the run was over before half were killed"
    assert Counter(one.page.url for one in found if isinstance(one, Reading)) == Counter(
        f"https://news.example/{i}" for i in range(number)
    )
    assert len(found) == number
    assert not (out / ".work").exists()


def test_the_records_are_those_of_read(tmp_path: Path) -> None:
    """With the real pipeline: a crawl, a plain page, something refused."""
    from onrecord.pipeline import Pipeline
    from onrecord.stages.read import pages

    file = tmp_path / "news.warc.gz"
    data = crawl.crawl([crawl.page(i) for i in range(9)])
    image = crawl.record("https://x.example/p", b"\x89PNG", "image/png")
    file.write_bytes(data + gzip.compress(image))
    inputs = [file, TESTS.parent / "examples"]
    job = Job(out=str(tmp_path / "out"), keep_html=True)
    assert make(job, *inputs, size=4) == []
    expected = list(Pipeline().read(pages(inputs)))
    assert kept(job) == expected
    assert sum(isinstance(one, Rejected) for one in expected) == 1


def test_pages_can_be_kept_without_their_html(job: Job, tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(crawl.page(1), encoding="utf-8")
    make(job, file)
    (found,) = kept(job)
    assert isinstance(found, Reading)
    assert isinstance(found.page, Page)
    assert found.page.html is None
    assert found.page.markup is not None
