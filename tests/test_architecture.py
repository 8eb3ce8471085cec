"""The habits of the house: sizes, and texts that fit every machine.

Which module may import which is checked by import-linter (`.importlinter`).
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FUNCTION_AT_MOST = 60
FUNCTION_USUALLY = 40
FILE_AT_MOST = 400


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Every function of a file with its length in lines."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{file.relative_to(ROOT)}:{node.name}", node.end_lineno - node.lineno + 1


def test_functions_are_short():
    sizes = dict(item for file in SOURCES for item in functions(file))
    assert {name: n for name, n in sizes.items() if n > FUNCTION_AT_MOST} == {}
    long = {name: n for name, n in sizes.items() if n >= FUNCTION_USUALLY}
    assert len(long) <= 0.05 * len(sizes), long


def test_files_are_short():
    sizes = {str(f.relative_to(ROOT)): len(f.read_text("utf-8").splitlines()) for f in SOURCES}
    assert {name: n for name, n in sizes.items() if n > FILE_AT_MOST} == {}


def kept_files() -> list[Path]:
    """Files of the repository: tracked, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout: the tracked files are not known")
    return [ROOT / name for name in done.stdout.decode().split("\0") if name]


def machine_paths(root: Path) -> re.Pattern[str]:
    """Absolute paths of one machine alone: home folders, and where this checkout lies."""
    places = [r"/home/\w", r"/Users/\w", r"/root/\w"]
    if root.parent not in (Path("/"), Path("/tmp")):
        places.append(re.escape(f"{root.parent}/"))
    return re.compile(rf"(?<![\w.~])(?:{'|'.join(places)})")


def test_no_text_names_a_path_of_one_machine():
    pattern = machine_paths(ROOT)
    found = {}
    for file in kept_files():
        data = file.read_bytes() if file.is_file() else b""
        if b"\0" in data[:8000] or file == Path(__file__):
            continue
        if match := pattern.search(data.decode("utf-8", "replace")):
            found[str(file.relative_to(ROOT))] = match.group()
    assert found == {}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("see /home/ada/notes.txt", True),
        ("see /srv/code/other/file", True),
        ("https://example.org/home/page", False),
        ("../shared/gold", False),
    ],
)
def test_machine_paths_are_told_from_others(text: str, named: bool):
    assert bool(machine_paths(Path("/srv/code/onrecord")).search(text)) is named
