"""Fuzz the targets for a while and tell what was tried: coverage-guided where atheris is installed.

python tests/hardening/fuzz.py [--seconds 60] [TARGET...]

Each target runs in a process of its own. Without atheris the same targets get random strings of
awkward pieces. An input that breaks a target is written to the working directory as `crash-...`.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

import msgspec

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
EXAMPLES = HERE.parents[1] / "examples"
LONGEST = 6_000  # bytes of an input


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    args, _ = parser.parse_known_args()
    if args.inside:
        return guided(args.inside, args.seconds)
    from targets import TARGETS

    guide = bool(find_spec("atheris"))
    print(f"{'target':16} {'inputs':>9} {'crashes':>8}   by {'coverage' if guide else 'chance'}")
    worst = 0
    for name in args.names or TARGETS:
        tried, crashed, told = (run if guide else by_chance)(name, args.seconds)
        print(f"{name:16} {tried:9,} {crashed:8}", flush=True)
        if crashed:
            print(told)
            worst = 1
    return worst


def run(name: str, seconds: int) -> tuple[int, int, str]:
    """A process of libFuzzer's; its last lines say how many inputs it tried."""
    command = [sys.executable, __file__, "--inside", name, "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    found = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    crashed = int(done.returncode != 0)
    return int(found[1]) if found else 0, crashed, done.stdout[-3000:] + done.stderr[-3000:]


def guided(name: str, seconds: int) -> int:
    import atheris

    with atheris.instrument_imports(include=["onrecord"]):
        import targets
    with tempfile.TemporaryDirectory() as corpus:
        seed(Path(corpus), targets.PIECES)
        options = [f"-max_total_time={seconds}", "-print_final_stats=1", "-timeout=60"]
        options += [f"-max_len={LONGEST}", "-rss_limit_mb=4096", "-verbosity=0"]
        atheris.Setup([sys.argv[0], *options, corpus], targets.TARGETS[name])
        atheris.Fuzz()
    return 0


def seed(corpus: Path, pieces: list[str]) -> None:
    for n, piece in enumerate(pieces):
        (corpus / f"piece-{n}").write_bytes(piece.encode("utf-8", "replace"))
    for example in EXAMPLES.iterdir():
        (corpus / example.name).write_bytes(example.read_bytes()[:LONGEST])
    from sample import full

    (corpus / "record.json").write_bytes(msgspec.json.encode(full().reports[0]))


def by_chance(name: str, seconds: int) -> tuple[int, int, str]:
    from targets import PIECES, TARGETS

    rng, tried, end = random.Random(name), 0, time.monotonic() + seconds
    while time.monotonic() < end:
        words = rng.choices(PIECES, k=rng.randint(0, 40))
        data = bytearray("".join(words).encode("utf-8", "replace"))
        for _ in range(rng.randint(0, 6) if data else 0):
            data[rng.randrange(len(data))] = rng.randrange(256)
        tried += 1
        try:
            TARGETS[name](bytes(data))
        except Exception as error:
            return tried, 1, f"{type(error).__name__}: {error}\n{bytes(data)!r}"
    return tried, 0, ""


if __name__ == "__main__":
    sys.exit(main())
