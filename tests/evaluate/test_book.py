"""The book: every task has its text, mistakes are told apart, baselines stand beside."""

import sys

import msgspec
import pytest

from onrecord.evaluate import book, errors
from onrecord.evaluate.attribution import Words
from onrecord.evaluate.baselines import BASELINES, Beside, beside, populous, tfidf
from onrecord.evaluate.errors import Mistakes
from onrecord.evaluate.score import Score
from onrecord.evaluate.statements import Attribution
from onrecord.evaluate.tasks import TASKS, Result

TEXT = "Ann Lee said the bridge fell. Bo Day denied the charge of theft in court."


def at(words: str) -> list[tuple[int, int]]:
    start = TEXT.index(words)
    return [(start, start + len(words))]


def score(metric: str, value: float) -> Score:
    return Score(task="times", metric=metric, value=value, low=value, high=value, n=9)


def test_every_task_has_a_page_in_the_book():
    known = {task.name for task in TASKS if not task.extra}
    assert known <= set(book.about()), "a task without its data, limits and human agreement"
    assert all(
        {"title", "question", "data", "licence", "metric", "human", "limits"} <= set(told)
        for told in book.about().values()
    )


def test_every_baseline_is_of_a_task_and_says_what_it_is():
    assert {b.task for b in BASELINES} <= {task.name for task in TASKS}
    assert all(b.what for b in BASELINES)


def test_a_page(tmp_path):
    result = Result(task="times", scores=[score("value_f1", 0.5)], seconds=1.0)
    other = Beside(task="times", name="dateparser", what="w",
                   scores=[score("value_f1", 0.3), score("unknown", 0.9)])  # fmt: skip
    gone = Beside(task="times", name="gone", what="w", scores=[], missing="x is not installed")
    found = Mistakes(unit="expressions", of=1200, kinds={"wrong value of a DATE": 7})
    chapter = book.Chapter(result=result, beside=[other, gone], mistakes=found)
    (path,) = book.write(tmp_path, [chapter])
    page = path.read_text(encoding="utf-8")
    assert "| value_f1 | 50.0 | 30.0 | 30.0–30.0 |" in page
    assert "unknown" not in page, "only figures of one meaning stand side by side"
    assert "Not run: x is not installed" in page
    assert "Of 1,200 expressions" in page and "| wrong value of a DATE | 7 |" in page
    assert "onrecord evaluate times --baselines" in page
    assert "(times.md)" in (tmp_path / "README.md").read_text(encoding="utf-8")


def test_a_package_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "dateparser.date", None)
    monkeypatch.setitem(sys.modules, "textacy.extract.triples", None)
    monkeypatch.setitem(sys.modules, "textacy", None)
    (found,) = beside(["statements"], tmp_path, None)
    assert not found.scores
    assert "onrecord[baselines]" in (found.missing or "")


def test_missing_gold_is_named(tmp_path):
    pytest.importorskip("sklearn")
    (found,) = beside(["stories"], tmp_path, None)
    assert "dev_ecbplus" in (found.missing or "")


def test_mistakes_of_statements_are_told_apart():
    gold = [
        Attribution(source=at("Ann Lee"), cue=at("said"), content=at("the bridge fell")),
        Attribution(source=at("Bo Day"), cue=at("denied"), content=at("the charge")),
    ]
    words = Words(TEXT)

    def kinds(*found: Attribution) -> dict[str, int]:
        return dict(+errors.statement_kinds(words.roles(gold), words.roles(found)))

    assert kinds(*gold) == {}
    assert kinds(gold[0]) == {"indirect statement not found": 1}
    long = msgspec.structs.replace(gold[1], content=at("the charge of theft in court"))
    assert kinds(gold[0], long) == {"content too long": 1}
    wrong = msgspec.structs.replace(gold[1], source=at("Ann Lee"))
    assert kinds(gold[0], wrong) == {"wrong source": 1}
    other = Attribution(source=[], cue=[], content=at("in court"))
    assert kinds(*gold, other) == {"statement where the gold has none": 1}


def test_stories_by_tfidf():
    similar = pytest.importorskip("numpy").array([[1, 0.9, 0.1], [0.9, 1, 0], [0.1, 0, 1]])
    assert tfidf.clusters(similar, 0.5) == [0, 0, 1]
    tallies = tfidf.b_cubed(["a", "a", "b"], [0, 0, 0])
    assert [t["p"] for t in tallies] == [2 / 3, 2 / 3, 1 / 3]


def test_the_most_populous_place_of_a_name(parsed):
    _, parse = parsed("The talks were held in Paris and in Chad.")
    found = {p.name: p for p in populous.places(parse)}
    assert round(found["Paris"].lat or 0) == 49
    assert found["Chad"].geonames_id == 2434508
