"""Names of bodies and places: brackets, spelling, number, what a credit line says."""

import pytest

from onrecord.resources.coding import alias
from onrecord.stages.ground.actors import Actors


@pytest.fixture(scope="module")
def actors():
    return Actors()


@pytest.fixture
def read(parsed, actors):
    def run(text, *wanted):
        article, parse = parsed(text)
        spans = [(text.index(w), text.index(w) + len(w)) for w in wanted]
        found = actors(article, parse, spans)
        return [next(a for a in found if s in a.mentions) for s in spans], found

    return run


def test_a_bracket_left_open_is_in_no_name(read):
    text = "The Institute for Blue Rivers (IBR) sued the mill. The IBR won the case."
    (a, _), found = read(text, "The Institute for Blue Rivers (IBR", "The IBR")
    assert a.name == "Institute for Blue Rivers"
    assert all((x.name or "").count("(") == (x.name or "").count(")") for x in found)


def test_british_and_american_spelling_are_one_body(read):
    text = (
        "The Alpine Labour Organisation called a strike. "
        "The Alpine Labor Organization wants higher wages."
    )
    (a, b), _ = read(text, "The Alpine Labour Organisation", "The Alpine Labor Organization")
    assert a is b
    assert alias("World Health Organisation") == alias("World Health Organization")
    assert alias("the International Monetary Fund (IMF)") == alias("the IMF")


def test_singular_and_plural_of_a_name_are_one_body(read):
    text = (
        "The Danish Border force left the port. "
        "Danish Border Forces came back on Sunday. A Danish company paid."
    )
    (a, b, c), _ = read(text, "The Danish Border force", "Danish Border Forces", "A Danish company")
    assert a is b is not c
    assert a.name == "Danish Border Forces"


def test_a_town_of_a_country_is_neither_a_state_nor_named_after_it(read):
    (a,), _ = read(
        "Rebels shelled the Spanish town of Villarta on Monday.", "the Spanish town of Villarta"
    )
    assert (a.name, a.kind) == ("Villarta", None)


def test_a_credit_line_names_no_body_of_its_own(read):
    _, found = read("Erik Holm opens the bridge in Oslo on Monday. (Photo by Nordfoto)")
    assert not [a for a in found if a.name == "Photo"]


def test_what_codes_to_nothing_has_no_kind(read):
    (a,), _ = read(
        "They were told to respect other firms’ inner doings.", "other firms’ inner doings"
    )
    assert (a.kind, a.country) == (None, None)


def test_the_head_of_a_stateless_group_is_no_head_of_state(read):
    text = "US President Barack Obama spoke on Monday. The ISIS leader was killed, he said."
    (a, b), _ = read(text, "US President Barack Obama", "The ISIS leader")
    assert a is not b


def test_a_name_after_the_last_comma_is_who_the_phrase_means(read):
    text = "Its director in Port Ellis, Anna Brahm, spoke. Brahm left at noon."
    (a, b), _ = read(text, "Its director in Port Ellis, Anna Brahm", "Brahm left"[:5])
    assert a.name == "Anna Brahm"
    assert b is not None


def test_bylines_and_datelines_name_no_actor(parsed, actors):
    text = "LUND, Sweden (Norda) – Police arrested Jon Holm on Friday."
    article, parse = parsed(text)
    names = {actor.name for actor in actors(article, parse, [])}
    assert "Jon Holm" in names
    assert not names & {"LUND", "Norda", "Lund"}


def test_a_dateline_tells_whose_ministry_it_is_in_doubt(parsed, actors):
    text = (
        "LUND, Sweden – The Interior Ministry closed the road to Norway and the road to Denmark. "
        "Sweden, Norway and Denmark had talked."
    )
    article, parse = parsed(text)
    at = text.index("The Interior Ministry")
    (found,) = [
        a
        for a in actors(article, parse, [(at, at + 21)])
        if any(m[0] <= at + 4 < m[1] for m in a.mentions)
    ]
    assert found.country == "SWE"
