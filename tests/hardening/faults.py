"""Kill writers, fill disks, and count what is lost: nothing that was told as stored may be.

python tests/hardening/faults.py [--rounds 100] [--seed 1]

A writer stores readings one by one and tells each on standard output when `add` has returned. It is
killed (SIGKILL) at a random moment, or its disk is full; then the store must open, be sound, hold
everything that was told, and hold no page without its articles.
"""

import argparse
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent)]

import msgspec  # noqa: E402

from onrecord.errors import StoreError, UsageError  # noqa: E402
from onrecord.exchange import export  # noqa: E402
from onrecord.records import Reading  # noqa: E402
from onrecord.store import Store  # noqa: E402
from sample import full  # noqa: E402

READY = "ready"


class Outcome(NamedTuple):
    """What a round came to: readings told as stored, and what is wrong with the store after it."""

    told: int
    lost: int
    broken: int

    def __add__(self, other: "Outcome") -> "Outcome":  # type: ignore[override]
        return Outcome(*(a + b for a, b in zip(self, other, strict=True)))


def reading(number: int) -> Reading:
    """A reading of its own for every number: an article with every kind of record."""
    made = full(f"{number}.txt", outlet=f"Outlet {number % 7}", published="2024-05-06")
    (report,) = made.reports
    key = f"{number:016x}"
    article = msgspec.structs.replace(report.article, id=key, page=key)
    report = msgspec.structs.replace(report, article=article)
    page = msgspec.structs.replace(made.page, id=key)
    return msgspec.structs.replace(made, page=page, reports=[report])


def write(path: Path, first: int) -> None:
    """The writer: until somebody ends it."""
    with Store(path) as store:
        print(READY, flush=True)
        number = first
        while True:
            store.add(reading(number))
            print(number, flush=True)
            number += 1


def start(path: Path, first: int, limit: int | None = None) -> "subprocess.Popen[str]":
    """A writer in a process of its own; `limit` is the size its files may grow to, in bytes."""

    command = [sys.executable, __file__, "--write", str(path), "--first", str(first)]
    command += ["--limit", str(limit)] if limit else []
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def bounded(limit: int) -> None:
    """From here on no file of this process grows beyond the limit."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def told_by(writer: "subprocess.Popen[str]") -> list[int]:
    """The numbers that a writer told before its end; a line that was cut off was not told."""
    out, _ = writer.communicate()
    return [int(line) for line in out.splitlines(keepends=True) if line.rstrip("\n").isdecimal()
            and line.endswith("\n")]  # fmt: skip


def check(path: Path, told: Sequence[int]) -> Outcome:
    """Open the store as the next user would."""
    lost = broken = 0
    with Store(path) as store:
        (sound,) = next(store.select("PRAGMA integrity_check"))
        broken += sound != "ok"
        broken += sum(1 for _ in store.select("PRAGMA foreign_key_check"))
        pages = [row[0] for row in store.select("SELECT id FROM pages")]
        for key in pages:
            expected = reading(int(key, 16))
            broken += store.report(key) != expected.reports[0] or store.page(key) != expected.page
        lost += sum(f"{number:016x}" not in set(pages) for number in told)
        found = store.search("ferry", limit=100_000)
        broken += len({hit.article for hit in found}) != len(pages)
        store.add(reading(999_999))  # and can be written on
    return Outcome(len(told), lost, broken)


def killed(folder: Path, rng: random.Random, writers: int = 1) -> Outcome:
    """Writers on one store, killed one after the other at random moments."""
    path = folder / "killed.db"
    running = [start(path, n * 100_000) for n in range(writers)]
    for writer in running:
        assert writer.stdout and writer.stdout.readline().strip() == READY
    time.sleep(rng.uniform(0, 0.25))
    for writer in running:
        writer.send_signal(signal.SIGKILL)
        time.sleep(rng.uniform(0, 0.02))
    return check(path, [number for writer in running for number in told_by(writer)])


def killed_at_birth(folder: Path, rng: random.Random) -> Outcome:
    """A writer killed while it makes the file and its tables."""
    path = folder / "birth.db"
    writer = start(path, 0)
    time.sleep(rng.uniform(0.05, 0.4))
    writer.send_signal(signal.SIGKILL)
    return check(path, told_by(writer))


def full_disk(folder: Path, rng: random.Random) -> Outcome:
    """A writer whose files may not grow any more: it ends with an error that says so."""
    path = folder / "full.db"
    writer = start(path, 0, limit=rng.randrange(200_000, 3_000_000))
    out, errors = writer.communicate(timeout=120)
    told = [int(line) for line in out.splitlines() if line.isdecimal()]
    outcome = check(path, told)
    clear = "StoreError" in errors and ("disk" in errors or "cannot" in errors)
    return outcome if clear else outcome + Outcome(0, 0, 1)


def killed_export(folder: Path, rng: random.Random) -> Outcome:
    """An export killed on its way: no file under its name is half a file."""
    path, out = folder / "export.db", folder / "out"
    with Store(path) as store:
        for number in range(60):
            store.add(reading(number))
        export(store, "ro-crate", folder / "whole")
    code = (
        "import sys; from pathlib import Path; from onrecord.store import Store;"
        " from onrecord.exchange import export;"
        " export(Store(sys.argv[1], writable=False), 'ro-crate', Path(sys.argv[2]))"
    )
    writer = subprocess.Popen([sys.executable, "-c", code, str(path), str(out)])
    time.sleep(rng.uniform(0.1, 0.9))
    writer.kill()
    writer.wait()
    broken = 0
    for file in out.rglob("*") if out.exists() else []:
        if file.is_file() and not file.name.startswith(".") and file.suffix in (".csv", ".tsv"):
            broken += file.read_bytes() != (folder / "whole" / file.relative_to(out)).read_bytes()
    return Outcome(0, 0, broken) + check(path, range(60))


def export_to_a_full_disk(folder: Path, rng: random.Random) -> Outcome:
    """An export that cannot be written says so, and leaves no half file under a name."""
    path = folder / "small.db"
    with Store(path) as store:
        for number in range(150):
            store.add(reading(number))
        export(store, "csv", folder / "whole")
    size = max(f.stat().st_size for f in (folder / "whole").iterdir())
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    broken = 1
    try:
        limit = rng.randrange(40_000, size)  # SQLite needs 32 kB to share
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
        with Store(path, writable=False) as store:
            export(store, "csv", folder / "out")
    except (UsageError, StoreError):
        broken = 0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    for file in (folder / "out").iterdir():
        broken += file.read_bytes() != (folder / "whole" / file.name).read_bytes()
    return Outcome(0, 0, broken) + check(path, range(150))


def small_disk(folder: Path, rng: random.Random) -> Outcome:
    """A real file system that is full (tmpfs; needs the right to mount)."""
    disk = folder / "disk"
    disk.mkdir()
    size = rng.randrange(600, 5000)
    options = ["-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(disk)]
    if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        raise PermissionError("mounting is not allowed here")
    try:
        writer = start(disk / "full.db", 0)
        out, errors = writer.communicate(timeout=120)
        told = [int(line) for line in out.splitlines() if line.isdecimal()]
        broken = int("disk is full" not in errors)
        kept = folder / "kept.db"  # space is freed by moving the store to a larger disk
        with Store(disk / "full.db", writable=False) as store:
            broken += {a.id for a in store.articles()} < {f"{n:016x}" for n in told}
        with (
            closing(sqlite3.connect(disk / "full.db")) as small,
            closing(sqlite3.connect(kept)) as large,
        ):
            small.backup(large)
        return check(kept, told) + Outcome(0, 0, broken)
    finally:
        subprocess.run(["umount", str(disk)], check=False)


FAULTS = {
    "killed": killed,
    "two writers killed": lambda folder, rng: killed(folder, rng, writers=2),
    "killed at birth": killed_at_birth,
    "full disk": full_disk,
    "small disk": small_disk,
    "killed export": killed_export,
    "export to a full disk": export_to_a_full_disk,
}


def rounds(name: str, times: int, seed: int) -> Outcome:
    """A fault many times, each on a store of its own."""
    total = Outcome(0, 0, 0)
    for n in range(times):
        with tempfile.TemporaryDirectory() as folder:
            total += FAULTS[name](Path(folder), random.Random(f"{seed} {name} {n}"))
    return total


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--limit", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.limit:
        bounded(args.limit)
    if args.write:
        write(args.write, args.first)
    print(f"{'fault':24} {'injected':>8} {'told stored':>12} {'lost':>6} {'broken':>7}")
    worst = 0
    for name in args.names or FAULTS:
        try:
            found = rounds(name, args.rounds, args.seed)
        except PermissionError as error:
            print(f"{name:24} not tried: {error}")
            continue
        told = f"{args.rounds:8} {found.told:12,} {found.lost:6} {found.broken:7}"
        print(f"{name:24} {told}", flush=True)
        worst = worst or int(found.lost + found.broken > 0)
    return worst


if __name__ == "__main__":
    sys.exit(main())
