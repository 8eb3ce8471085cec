"""What stands beside a place, in a part of it, and how far it may reach."""

import pytest

from onrecord.stages.ground.places import Places


@pytest.fixture(scope="module")
def stage():
    return Places()


@pytest.fixture
def place(parsed, stage):
    def run(text, words):
        found = stage(*parsed(text))
        return next(p for p in found if text[slice(*p.span)] == words)

    return run


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Shells fell near Aleppo on Sunday.", "near"),
        ("Shells fell on the outskirts of Aleppo on Sunday.", "outskirts of"),
        ("The camp lies 30 km north of Aleppo.", "30 km north of"),
        ("The camp lies 30 miles from Aleppo.", "30 miles from"),
        ("Shells fell in western Aleppo on Sunday.", "western"),
        ("Shells fell in Aleppo on Sunday.", None),
    ],
)
def test_the_words_that_place_a_thing_are_kept(place, text, relation):
    assert place(text, "Aleppo").relation == relation


def test_the_radius_grows_with_the_place_and_the_distance(place):
    town = place("Shells fell in Aleppo on Sunday.", "Aleppo")
    near = place("Shells fell near Aleppo on Sunday.", "Aleppo")
    far = place("The camp lies 30 km north of Aleppo.", "Aleppo")
    land = place("The rain fell in Syria on Sunday.", "Syria")
    assert town.radius_km < near.radius_km < far.radius_km < land.radius_km
    assert far.radius_km == pytest.approx(town.radius_km + 30)
    assert place("Rain fell in the Balkans.", "Balkans").radius_km is None


def test_a_metonym_has_no_radius(place):
    found = place("Ankara denied the report and Washington protested.", "Ankara")
    assert found.metonym and found.radius_km is None and found.relation is None


def test_an_airport_is_a_point(place):
    found = place(
        "A plane left Aleppo International Airport at noon.", "Aleppo International Airport"
    )
    assert (found.country, found.precision) == ("SYR", "point")
    assert found.lat == pytest.approx(36.18, abs=0.05)


def test_a_part_with_a_name_lies_in_what_it_names(place):
    found = place("The family lives in Swat Valley in Pakistan.", "Swat Valley")
    assert found.country == "PAK" and found.lat == pytest.approx(35.0, abs=0.7)
