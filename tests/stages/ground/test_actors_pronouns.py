"""Pronouns whose antecedent grammar tells, and names that the tagger takes for something else."""

import pytest

from onrecord.stages.ground.actors import Actors


@pytest.fixture(scope="module")
def actors():
    return Actors()


@pytest.fixture
def one(parsed, actors):
    """Text and two words -> whether they are one actor's."""

    def run(text, *words):
        article, parse = parsed(text)
        spans = [(text.index(w), text.index(w) + len(w)) for w in words]
        found = actors(article, parse, spans)
        a, b = (next(x.id for x in found if s in x.mentions) for s in spans)
        return a == b

    return run


@pytest.mark.parametrize(
    ("text", "name", "pronoun"),
    [
        ("In her first speech, Leila Amari thanked the crowd.", "Leila Amari", "her"),
        ("The court freed Ivo Marin, who had lost his sight.", "Ivo Marin", "his"),
        ("Ivo Marin and his brother fled.", "Ivo Marin", "his"),
        ("Vera Ilic arrived late because she had missed a train.", "Vera Ilic", "she"),
    ],
)
def test_grammar_tells_whose(one, text, name, pronoun):
    assert one(text, name, pronoun)


def test_who_is_quoted_is_not_whom_he_speaks_of(one):
    text = "Omar Saleh praised the judge, Ivo Marin. “He is honest,” Omar Saleh said."
    assert not one(text, "Omar Saleh", "He")


def test_a_surname_that_is_a_given_name_tells_no_gender(one):
    assert one("The miner Anna Kelly sued. She won.", "Anna Kelly", "She")
    assert one("Kelly sued the firm on Monday. She won.", "Kelly", "She")


def test_initials_in_brackets_name_the_body(one):
    text = "The Arctic Fish Council (AFC) closed the bay. The AFC fears for the cod."
    assert one(text, "The Arctic Fish Council (AFC)", "The AFC")
