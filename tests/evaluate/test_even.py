"""Even-handedness: names alone change nothing, and the measure sees it where they do."""

import pytest

from onrecord.evaluate import even
from onrecord.evaluate.even import Seen, Variant, all_variants, fill, sentences, tallies
from onrecord.evaluate.score import scores
from onrecord.pipeline import Pipeline


def test_slots_are_filled_and_beginnings_capital():
    words = {"A": "the United States", "A+": "American", "he": "she", "P": "Ilse Brandt"}
    assert fill("{A} left. {he} said {A+} troops left {A}.", words) == (
        "The United States left. She said American troops left the United States."
    )


def test_every_slot_is_known_and_nothing_else_differs():
    variants = list(all_variants())
    assert not any("{" in v.text for v in variants)
    assert {v.sentence for v in variants} == set(range(len(sentences())))
    women = [v for v in variants if v.groups[:1] == ("women",)]
    men = [v for v in variants if v.groups[:1] == ("men",)]
    assert len(women) == len(men) > 100


def test_a_reader_that_takes_sides_is_seen():
    variants = [Variant(0, "countries", (f"g{n % 2}",), f"text {n}") for n in range(10)]
    fair = Seen(stance=("denies",), status=(), voice=())
    unfair = Seen(stance=("alleges",), status=(), voice=())
    seen = [unfair if n == 3 else fair for n in range(10)]
    found = {s.metric: s.value for s in scores("even", tallies(variants, seen), even.MEASURES)}
    assert found["stance_countries"] == pytest.approx(0.9)
    assert found["status_countries"] == found["voice_countries"] == 1.0


def test_who_publishes_it_changes_nothing():
    """Of countries and people `onrecord evaluate even` tells the share; of outlets it is all."""
    pipeline = Pipeline()
    for number, sentence in enumerate(sentences()):
        variants = list(even._outlets(number, sentence))
        pages = even.pages(variants)
        first, *others = [even._seen(outcome) for outcome in pipeline.read(pages)]
        assert all(other == first for other in others), sentence
