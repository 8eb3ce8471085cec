"""Choosing and running tasks, and the whole gate on a task of our own."""

import sys
import types
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli.evaluate import evaluate
from onrecord.errors import UsageError
from onrecord.evaluate import gold, tasks
from onrecord.evaluate.gate import Evaluation
from onrecord.evaluate.score import Score
from onrecord.evaluate.summary import markdown
from onrecord.evaluate.tasks import Absent, Task

VALUE = Score(task="toy", metric="f1", value=0.8, low=0.7, high=0.9, n=200, definition="an F score")
TOY = Task(name="toy", module="toy", files=("toy.jsonl",))


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> types.ModuleType:
    """The only task, with gold and an `evaluation/` folder in a folder of its own."""
    module = types.ModuleType("onrecord.evaluate.toy")
    module.run = lambda gold, pipeline: [VALUE]
    monkeypatch.setitem(sys.modules, "onrecord.evaluate.toy", module)
    monkeypatch.setattr(tasks, "TASKS", (TOY,))
    monkeypatch.setattr(tasks, "_pipeline", lambda: None)
    monkeypatch.setattr(gold, "checkout", lambda: tmp_path)
    monkeypatch.delenv(gold.VARIABLE, raising=False)
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "toy.jsonl").write_text("{}\n")
    return module


def run(tmp_path: Path, *arguments: str):
    return CliRunner().invoke(evaluate, ["--gold", str(tmp_path / "gold"), *arguments])


def test_training_data_is_scored_only_on_demand():
    usual = {task.name for task in tasks.choose([])}
    assert {"statements", "reports", "places", "times", "coref", "events", "pages"} <= usual
    assert "places-lgl" not in usual
    assert "places-lgl" in {task.name for task in tasks.choose([], everything=True)}
    assert [task.name for task in tasks.choose(["places-lgl"])] == ["places-lgl"]


def test_an_unknown_task_is_an_error_that_names_those_there_are():
    with pytest.raises(UsageError, match=r"no task nonsense; there are .*statements"):
        tasks.choose(["nonsense"])


def test_missing_gold_of_one_task_is_said(tmp_path: Path):
    result = tasks.score(TOY, tmp_path)
    assert result.scores == []
    assert "toy.jsonl" in result.skipped


def test_a_missing_capability_is_said(toy: types.ModuleType, tmp_path: Path):
    def absent(gold, pipeline):
        raise Absent("not yet")

    toy.run = absent
    done = run(tmp_path)
    assert done.exit_code == 0
    assert "toy: not scored: not yet" in done.output
    assert "Not scored: not yet" in (tmp_path / "evaluation" / "REPORT.md").read_text()


def test_a_crash_fails_the_run_and_leaves_the_report(toy: types.ModuleType, tmp_path: Path):
    def crash(gold, pipeline):
        raise RuntimeError("broken stage")

    toy.run = crash
    done = run(tmp_path)
    assert done.exit_code == 1
    assert "RuntimeError: broken stage" in done.output
    assert not (tmp_path / "evaluation").exists()


def test_scores_floors_and_report(toy: types.ModuleType, tmp_path: Path):
    done = run(tmp_path, "--update-floors")
    assert done.exit_code == 0
    assert "80.0" in done.output and "70.0–90.0" in done.output
    assert "f1 = 0.795" in (tmp_path / "evaluation" / "floors.toml").read_text()
    report = (tmp_path / "evaluation" / "REPORT.md").read_text()
    assert "| f1 | 80.0 | 70.0–90.0 | 200 | 79.5 | an F score |" in report
    assert str(tmp_path) not in report


def test_a_fall_is_named_and_fails(toy: types.ModuleType, tmp_path: Path):
    run(tmp_path, "--update-floors")
    toy.run = lambda gold, pipeline: [Score(task="toy", metric="f1", value=0.5, n=200)]
    done = run(tmp_path)
    assert done.exit_code == 1
    assert "toy.f1 is 0.5000, below its floor 0.7950" in done.output
    assert run(tmp_path, "--no-floors").exit_code == 0


def test_changed_gold_is_said(toy: types.ModuleType, tmp_path: Path):
    run(tmp_path, "--update-floors")
    (tmp_path / "gold" / "toy.jsonl").write_text("{}\n{}\n")
    assert "gold changed: toy.jsonl" in run(tmp_path).output


def test_json(toy: types.ModuleType, tmp_path: Path):
    assert '"value": 0.8' in run(tmp_path, "--json").stdout


def test_no_gold_is_said_and_is_no_failure(toy: types.ModuleType):
    done = CliRunner().invoke(evaluate, [])
    assert done.exit_code == 0
    assert "skipped" in done.output


def test_a_named_folder_that_is_not_there_is_an_error(toy: types.ModuleType, tmp_path: Path):
    with pytest.raises(UsageError, match="there is no folder"):
        Evaluation.of([TOY], tmp_path / "nowhere")


def test_gold_is_found_by_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv(gold.VARIABLE, str(tmp_path))
    assert gold.locate() == tmp_path
    assert gold.locate(tmp_path / "nowhere") is None


def test_a_report_of_nothing_has_its_head():
    assert markdown([], Evaluation([], Path(), None).floors).startswith("# Evaluation")
