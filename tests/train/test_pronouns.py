import pytest

pytest.importorskip("scipy")

from onrecord.train.pronouns import PRIOR, Case, fit, labelled, unlabelled, write


def spans(text, *words):
    return {(text.index(w), text.index(w) + len(w)) for w in words}


def test_chains_label_the_pronouns_of_things(parsed):
    text = "The airline Zephyra sued Boltic Bank. Its lawyers filed papers on Monday."
    _, parse = parsed(text)
    chains = [spans(text, "The airline Zephyra", "Its"), spans(text, "Boltic Bank")]
    (case,) = labelled([(parse, chains)])
    assert any(case.right) and not all(case.right)


def test_gender_labels_what_the_chooser_may_not_see(parsed):
    text = "Maria Vogel met Peter Hahn in Bonn on Friday. She praised the deal."
    (case,) = unlabelled([parsed(text)[1]])
    assert sorted(case.right) == [False, True]
    assert all("gender" not in features for features in case.candidates)


def test_no_label_where_gender_leaves_a_choice(parsed):
    text = "Maria Vogel met Anna Hahn and Peter Lund in Bonn on Friday. She praised the deal."
    assert not list(unlabelled([parsed(text)[1]]))


def test_fit_learns_and_keeps_the_prior_where_it_has_no_data():
    cases = [Case([{"a": 1.0}, {"b": 1.0}], [True, False], 1.0)] * 20
    weights = fit(cases, {"size": 0.5})
    assert weights["a"] - weights["b"] > 1
    assert weights["size"] == pytest.approx(0.5)
    assert weights == fit(cases, {"size": 0.5}), "the same every time"


def test_written_weights_are_read_back(tmp_path):
    write({**PRIOR, "nothing": 0.01}, tmp_path / "w.tsv")
    lines = (tmp_path / "w.tsv").read_text(encoding="utf-8").splitlines()
    assert "case_subj\t0.80" in lines
    assert not any(line.startswith("nothing") for line in lines)
    assert any("CC BY 4.0" in line for line in lines)
