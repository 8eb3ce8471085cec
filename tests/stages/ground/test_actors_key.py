"""The key of an actor: the same in every article that tells who is meant, else none."""

import pytest

from onrecord.stages.ground.actors import Actors


@pytest.fixture(scope="module")
def actors():
    return Actors()


@pytest.fixture
def key(parsed, actors):
    """Text, the words of a mention, and the day of print -> the key of its actor."""

    def run(text, words, published=None):
        article, parse = parsed(text, published=published)
        span = (text.index(words), text.index(words) + len(words))
        return next(a for a in actors(article, parse, [span]) if span in a.mentions).key

    return run


def test_a_state_is_known_by_its_country(key):
    assert key("Oslo protested. The Norwegian government sent a note.", "Oslo") == "state:NOR"
    assert key("Norway sent ships to the bay.", "Norway") == "state:NOR"


def test_a_leader_is_one_person_under_every_name(key):
    full = key("Angela Merkel arrived in Rome on Monday.", "Angela Merkel")
    short = key("Chancellor Merkel arrived on Monday.", "Chancellor Merkel", "2018-03-02")
    assert full == short == "person:DEU:angela-merkel"


def test_a_surname_alone_is_no_evidence(key):
    assert key("Merkel sells bread in the old town.", "Merkel", "2018-03-02") is None
    assert key("Chancellor Merkel arrived on Monday.", "Chancellor Merkel") is None
    assert key("Elena Quispe sells bread in the old town.", "Elena Quispe") is None


def test_name_and_office_are_evidence(key):
    one = key("Peruvian Trade Minister Elena Quispe left at noon.", "Elena Quispe")
    other = key("The minister of trade of Peru, Elena M. Quispe, resigned.", "Elena M. Quispe")
    assert one == other == "person:PER:elena-quispe"


def test_a_namesake_in_another_country_is_not_the_leader(key):
    found = key("The Canadian actor Angela Merkel sang in Toronto.", "Angela Merkel")
    assert found in (None, "person:CAN:angela-merkel")


def test_bodies_by_known_name_or_by_state(key):
    assert key("The U.N. said so on Monday.", "The U.N.") == "body:united-nations"
    assert key("Daesh said so on Monday.", "Daesh") == "body:islamic-state"
    one = key("The Norwegian Defence Ministry denied it.", "The Norwegian Defence Ministry")
    other = key("Norway's Ministry of Defense denied it.", "Norway's Ministry of Defense")
    assert one == other == "body:NOR:defense-ministry"
    assert key("The Danish army left the port.", "The Danish army") == "body:DNK:army"


def test_people_and_bodies_without_a_name_of_their_own_have_none(key):
    assert key("Norwegian officials denied it.", "Norwegian officials") is None
    assert key("A Danish company paid for it.", "A Danish company") is None
    assert key("The ministry denied it.", "The ministry") is None
