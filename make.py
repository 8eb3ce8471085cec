"""One command for each job, on a machine with nothing but Python 3.11, pip and git.

python3 make.py example   set up .venv and read the shipped examples
python3 make.py check     set up .venv and run linter, types, import floors and tests
python3 make.py lock      renew requirements.lock from pyproject.toml
python3 make.py reference renew docs/reference from the code
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENV = HERE / ".venv"
BIN = ENV / ("Scripts" if os.name == "nt" else "bin")
LOCK = HERE / "requirements.lock"
PIP = "pip==26.3"  # the pip that Python 3.11 ships cannot install every package of the lock


def run(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], check=False, cwd=HERE)
    if done.returncode:
        print(f"failed: {' '.join(map(str, command))}", file=sys.stderr)
        sys.exit(done.returncode)


def pip(*arguments: object) -> None:
    quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
    run(BIN / "python", "-m", "pip", "install", *quiet, *arguments)


def set_up() -> None:
    """Make .venv and install exactly what the lock names; nothing to do when that is done."""
    done = ENV / "installed"
    wanted = hashlib.sha256(LOCK.read_bytes() + (HERE / "pyproject.toml").read_bytes()).hexdigest()
    if done.exists() and done.read_text() == wanted:
        return
    print("setting up .venv (once; a few minutes)", flush=True)
    if not (BIN / "python").exists():
        venv.create(ENV, with_pip=True)
    pip(PIP)
    pip("--require-hashes", "--no-deps", "-r", LOCK)
    pip("--no-deps", "--no-build-isolation", "--editable", HERE)
    done.write_text(wanted)


def example() -> None:
    set_up()
    run(BIN / "onrecord", "read", "--no-store", "examples")


def check() -> None:
    set_up()
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "mypy")
    run(BIN / "lint-imports", "--no-cache")
    run(BIN / "python", "-m", "pytest")


def lock() -> None:
    set_up()
    pip("pip-tools==7.6.2")
    options = "--quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url"
    plain = "--no-emit-trusted-host --no-emit-find-links --no-header --no-annotate"
    extras = [f"--extra={name}" for name in ("dev", "web", "archive", "cluster", "tables")]
    options = [*options.split(), *plain.split(), *extras]
    run(BIN / "pip-compile", *options, "-o", LOCK, "pyproject.toml")


def reference() -> None:
    set_up()
    run(BIN / "python", "docs/reference/build.py")


if __name__ == "__main__":
    jobs = {"example": example, "check": check, "lock": lock, "reference": reference}
    if len(sys.argv) != 2 or sys.argv[1] not in jobs:
        sys.exit(__doc__)
    jobs[sys.argv[1]]()
