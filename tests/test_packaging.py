"""The wheel has all it needs and works outside the checkout; absent extras harm nobody."""

import os
import resource
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EXTRAS = [
    "pyarrow", "pandas", "polars", "torch", "sklearn", "onnx", "textacy", "dateparser",
    "matplotlib",
]  # fmt: skip
COMMANDS = tuple(__import__("onrecord.cli", fromlist=["COMMANDS"]).COMMANDS)


def run(*command: str, **options) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Wheel and source archive, made as a release makes them."""
    out = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "hatchling", "build", "-d", str(out), cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory):
    """The wheel's files in a folder of their own; what it depends on comes from here."""
    folder = tmp_path_factory.mktemp("site")
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def outside(site: Path, cwd: Path, code: str) -> "subprocess.CompletedProcess[str]":
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "ONRECORD_STORE")}
    return run(sys.executable, "-c", code, cwd=cwd, env=env | {"PYTHONPATH": str(site)})


def test_the_wheel_holds_every_file_that_the_code_reads(installed):
    source = ROOT / "src" / "onrecord"
    kept = {p.relative_to(source) for p in source.rglob("*")
            if p.is_file() and "__pycache__" not in p.parts}  # fmt: skip
    kept |= {Path("examples") / p.name for p in (ROOT / "examples").iterdir()}
    shipped = {p.relative_to(installed / "onrecord") for p in (installed / "onrecord").rglob("*")
               if p.is_file()}  # fmt: skip
    assert kept == shipped
    assert not (installed / "tests").exists()


def test_it_reads_a_page_outside_the_checkout(installed, tmp_path):
    (tmp_path / "page.txt").write_text((ROOT / "examples" / "bridge-attack.txt").read_text("utf-8"))
    code = (
        "from pathlib import Path; import onrecord;"
        f"assert Path(onrecord.__file__).is_relative_to({str(installed)!r}), onrecord.__file__;"
        "from onrecord.cli import main; main(['read', 'page.txt', '--store', 'record.db'])"
    )
    done = outside(installed, tmp_path, code)
    assert done.returncode == 0, done.stderr
    assert "kept in record.db" in done.stdout


def test_the_source_archive_builds_what_the_checkout_builds(built, tmp_path):
    (archive,) = built.glob("*.tar.gz")
    run("tar", "xf", str(archive), "-C", str(tmp_path))
    (folder,) = tmp_path.iterdir()
    done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", cwd=folder)
    assert done.returncode == 0, done.stderr
    (again,), (wheel,) = (folder / "dist").glob("*.whl"), built.glob("*.whl")
    names = [sorted(zipfile.ZipFile(w).namelist()) for w in (again, wheel)]
    assert names[0] == names[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_absent_extras_harm_no_command(command):
    block = "".join(f"sys.modules[{name!r}] = None;" for name in EXTRAS)
    code = f"import sys; {block} from onrecord.cli import main; main([{command!r}, '--help'])"
    done = run(sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr


def test_help_answers_at_once():
    """Time of the processor, so that a busy machine does not fail it."""
    code = "from onrecord.cli import main; main(['--help'])"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(3):
        assert run(sys.executable, "-c", code).returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent / 3 < 0.3


def test_help_imports_no_library_that_it_does_not_need():
    code = (
        "import sys\nfrom onrecord.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "heavy = {'spacy', 'numpy', 'lxml', 'onnxruntime', 'rich', 'sqlite3', 'msgspec'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))"
    )
    assert "LOADED []" in run(sys.executable, "-c", code).stdout


def test_the_shell_completes(tmp_path):
    env = os.environ | {"_ONRECORD_COMPLETE": "bash_complete", "COMP_CWORD": "1"}
    code = "import sys; sys.argv[0] = 'onrecord'; from onrecord.cli import main; main()"
    words = {"re": "plain,read", "ex": "plain,export"}
    for typed, offered in words.items():
        done = run(sys.executable, "-c", code, env=env | {"COMP_WORDS": f"onrecord {typed}"})
        assert offered in done.stdout
    typed = {"COMP_WORDS": "onrecord export --format pl", "COMP_CWORD": "3"}
    assert "plain,plover" in run(sys.executable, "-c", code, env=env | typed).stdout


def test_extras_and_versions_are_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"tables", "baselines", "train", "dev"} <= set(project["optional-dependencies"])
    assert all(any(op in d for op in (">=", "==")) for d in project["dependencies"]), (
        "every dependency says the lowest version that was tried"
    )
