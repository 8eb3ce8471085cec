"""Figures side by side: what counts the same, and what does not."""

import pytest

from onrecord.stages.corroborate.quantities import quantities
from stories_sample import telling


def entries(*reports):
    return [
        (q.about, q.change, [(e.value, e.giver) for e in q.entries])
        for q, _ in quantities(list(reports))
    ]


def toll(value, words, day, giver="Oleh Danko"):
    return telling(
        f"{giver} said {words} people were killed in the shelling.",
        published=day,
        said=((giver, "said", f"{words} people were killed in the shelling", "affirms"),),
        figures=((words, value, "person", "people killed"),),
    )


def test_a_toll_that_rises_is_one_quantity():
    found = entries(toll(14, "fourteen", "2026-03-03"), toll(19, "nineteen", "2026-03-04"))
    assert found == [("people killed", "rises", [(14, "Oleh Danko"), (19, "Oleh Danko")])]


def test_two_givers_of_one_figure_are_told_and_one_giver_told_twice_is_not():
    one, again = toll(14, "fourteen", "2026-03-03"), toll(14, "fourteen", "2026-03-03")
    assert entries(one, again) == []
    other = toll(14, "fourteen", "2026-03-03", giver="Irina Belova")
    assert [e[1] for e in entries(one, other)] == ["same"]


def test_killed_and_wounded_guards_and_inmates_stay_apart():
    def report(killed, guards, hurt):
        return telling(
            f"{killed} inmates and {guards} guards were killed and {hurt} people were wounded.",
            figures=(
                (str(killed), killed, "person", "inmates killed"),
                (str(guards), guards, "person", "guards killed"),
                (str(hurt), hurt, "person", "people wounded"),
            ),
        )

    found = entries(report(17, 2, 40), report(26, 3, 41))
    assert sorted([v for v, _ in e] for _, _, e in found) == [[2, 3], [17, 26], [40, 41]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Divers found three more bodies.", "three"),
        ("A clash in 2019 killed three people.", "three"),
    ],
)
def test_increments_and_the_past_are_no_entries(text, words):
    from onrecord.records import Time

    report = telling(text, figures=((words, 3.0, "person", "people killed"),))
    if "2019" in text:
        start = text.index("2019")
        year = Time(id="t1", span=(start, start + 4), value="2019", first="2019-01-01",
                    last="2019-12-31")  # fmt: skip
        fields = {name: getattr(report, name) for name in report.__struct_fields__}
        report = type(report)(**fields | {"times": [year]})
    assert entries(report, toll(14, "fourteen", "2026-03-04")) == []


def test_what_broad_units_measure_is_told_by_the_words_around():
    one = telling("The commission put turnout at 71 per cent.",
                  figures=(("71 per cent", 71, "percent", "turnout"),))  # fmt: skip
    other = telling("Observers put turnout at 60 per cent.",
                    figures=(("60 per cent", 60, "percent", "turnout"),))  # fmt: skip
    pay = telling("The union wants nine per cent more.",
                  figures=(("nine per cent", 9, "percent", None),))  # fmt: skip
    assert [e for *_, e in entries(one, other, pay)] == [[(71, "commission"), (60, "Observers")]]
