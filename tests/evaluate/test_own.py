from onrecord.evaluate import own
from onrecord.resources import rows

LISTS = {"own_metonyms": "sentence", "own_times": "sentence", "own_coref": "passage"}


def test_marks_become_spans():
    text, marks = own.unmark("[=Eva Lund] left [on Friday|2019-06-14] as [?she] said.")
    assert text == "Eva Lund left on Friday as she said."
    assert [text[slice(*span)] for span, _ in marks] == ["Eva Lund", "on Friday", "she"]
    assert [mark for _, mark in marks] == ["=Eva Lund", "on Friday|2019-06-14", "?she"]


def test_both_halves_are_of_one_size_and_well_formed():
    for name, column in LISTS.items():
        table = rows(f"bench/{name}.tsv")
        halves = [row["half"] for row in table]
        assert set(halves) == set(own.HALVES)
        assert halves.count("seen") == halves.count("unseen") == 30
        assert len({row[column] for row in table}) == len(table)
    for row in rows("bench/own_coref.tsv"):
        assert sorted(mark[0] for _, mark in own.unmark(row["passage"])[1]) == ["!", "=", "?"]
    assert {row["use"] for row in rows("bench/own_metonyms.tsv")} == {"m", "l"}


def test_no_sentence_is_also_trained_on():
    from onrecord.resources import ROOT

    trained = (ROOT.parent / "train" / "metonyms.tsv").read_text(encoding="utf-8")
    assert not [r for r in rows("bench/own_metonyms.tsv") if r["sentence"] in trained]
