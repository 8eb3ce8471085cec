from pathlib import Path

from onrecord.evaluate.coref import MEASURES, Passage, count, owner, read
from onrecord.evaluate.score import scores
from onrecord.records import Actor

TEXT = "Ann Berg met Joan's aunt Mary before she left."
PRONOUN = (TEXT.index("she"), TEXT.index("she") + 3)
ANN, MARY = (0, 8), (TEXT.index("Mary"), TEXT.index("Mary") + 4)
PASSAGE = Passage(text=TEXT, pronoun=PRONOUN, names=(ANN, MARY), means=(True, False))


def actor(key: str, *mentions: tuple[int, int]) -> Actor:
    return Actor(id=key, name=key, mentions=list(mentions), kind="person")


def measured(*actors: Actor) -> dict[str, float]:
    return {s.metric: s.value for s in scores("coref", [count(PASSAGE, actors)], MEASURES)}


def test_the_right_name():
    assert measured(actor("a", ANN, PRONOUN), actor("b", MARY))["feminine_f1"] == 1


def test_the_wrong_name():
    assert measured(actor("a", ANN), actor("b", MARY, PRONOUN))["f1"] == 0


def test_both_names_cost_precision():
    assert measured(actor("a", ANN, MARY, PRONOUN))["f1"] == 2 / 3


def test_no_answer_costs_recall():
    assert measured(actor("a", ANN), actor("b", MARY))["f1"] == 0


def test_a_name_belongs_to_the_mention_that_fits_best():
    start = TEXT.index("Joan")
    longer = actor("aunt", (start, MARY[1]))
    joan = (start, start + 4)
    assert owner(joan, [longer, actor("joan", (start, start + 6))]) == "joan"
    assert owner(MARY, []) is None


def test_rows_are_read(tmp_path: Path):
    head = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
    row = f'1\t{TEXT}\tshe\t{PRONOUN[0]}\tAnn Berg\t0\tTRUE\tMary\t{MARY[0]}\tFALSE\t"x'
    (tmp_path / "gap.tsv").write_text(f"{head}\n{row}\n")
    assert list(read(tmp_path / "gap.tsv")) == [PASSAGE]
