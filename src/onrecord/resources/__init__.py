"""What the code knows that is not code: lexicons, gazetteer, models; all of it in the install."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from onrecord.errors import ResourceError

ROOT = Path(__file__).parent


def path(name: str) -> Path:
    """The file of that name below `resources/`; `ResourceError` when the install lacks it."""
    found = ROOT / name
    if not found.exists():
        raise ResourceError(f"the install lacks {name}: reinstall onrecord")
    return found


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a tab-separated table; lines that begin with `#` are its documentation."""
    return tuple(table(path(name)))


def table(file: Path) -> Iterator[dict[str, str]]:
    """The rows of any such file, read anew."""
    header: list[str] | None = None
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
        else:
            yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))
