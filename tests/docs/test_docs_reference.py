"""The reference is what the code says."""

import importlib.util
from pathlib import Path

import pytest

FILE = Path(__file__).parents[2] / "docs" / "reference" / "build.py"
spec = importlib.util.spec_from_file_location("build_reference", FILE)
assert spec and spec.loader
build = importlib.util.module_from_spec(spec)
spec.loader.exec_module(build)


@pytest.mark.parametrize("name", build.PAGES)
def test_the_page_is_what_the_code_says(name):
    written = (FILE.parent / name).read_text(encoding="utf-8")
    assert written == "\n".join(build.PAGES[name]()).rstrip() + "\n", (
        "the code has changed: run `python docs/reference/build.py`"
    )
