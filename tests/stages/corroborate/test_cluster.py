"""Stories by words, names and days."""

from onrecord.stages.corroborate.cluster import WINDOW, Unit, cluster, together, unit
from onrecord.stages.corroborate.sketch import Common, sketch, vector
from stories_sample import telling


def units(*reports):
    made = [sketch(r) for r in reports]
    rarity = Common().rarity({key for s in made for key in (*s.terms, *s.proper)})
    return [unit(s, vector(s, rarity)) for s in made], rarity


def fire(town: str, street: str, chief: str, day: str):
    return telling(
        f"A warehouse fire in {town} destroyed three shops on {street} on Monday night. Fire chief "
        f"{chief} said that the flames spread from a kitchen. Nobody in {town} was hurt.",
        published=day,
    )


def test_two_tellings_of_one_fire_are_one_story():
    made, rarity = units(
        fire("Skarnes", "Quay Street", "Halvard Brekke", "2026-03-03"),
        fire("Skarnes", "Quay Street", "Halvard Brekke", "2026-03-04"),
        telling("Parliament rejected the budget after coalition talks collapsed in Ostrava."),
    )
    assert cluster(made, rarity) == [[0, 1], [2]]


def test_words_alone_reach_over_no_more_than_the_window():
    one = fire("Skarnes", "Quay Street", "Halvard Brekke", "2026-03-03")
    other = fire("Skarnes", "Quay Street", "Halvard Brekke", "2026-04-03")
    made, rarity = units(one, other)
    assert WINDOW < 31
    assert cluster(made, rarity) == [[0], [1]]


def test_groups_with_names_of_their_own_stay_apart():
    made, rarity = units(
        *[fire("Skarnes", "Quay Street", "Halvard Brekke", "2026-03-03") for _ in range(3)],
        *[fire("Velden", "Mill Lane", "Greta Osterman", "2026-03-03") for _ in range(3)],
    )
    assert cluster(made, rarity) == [[0, 1, 2], [3, 4, 5]]


def test_a_story_taken_as_a_whole_has_the_mean_of_its_articles():
    whole = together([Unit({1: 1.0}, {7: 1.0}, (5,)), Unit({2: 1.0}, {7: 1.0, 8: 1.0}, (9,))])
    assert whole == Unit({1: 0.5, 2: 0.5}, {7: 1.0, 8: 0.5}, (5, 9), 2)
