import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.resources.coding import alias, code, state
from onrecord.resources.coding_leaders import find


@pytest.mark.parametrize(
    ("words", "country", "sectors", "kind"),
    [
        ("the Moroccan president", "MAR", ["GOV"], "person"),
        ("Greek officials", "GRC", ["GOV"], "group"),
        ("the Egyptian army", "EGY", ["MIL"], "organisation"),
        ("the Peruvian government", "PER", ["GOV"], "state"),
        ("Norway’s Defence Ministry", "NOR", ["GOV", "MIL"], "organisation"),
        ("the U.S. Navy", "USA", ["MIL"], "organisation"),
        ("police in Ontario", "CAN", ["COP"], "group"),
        ("Gen. Somebody", None, ["MIL"], "person"),
        ("the former Chilean president", "CHL", ["ELI"], "person"),
        ("French opposition lawmakers", "FRA", ["OPP", "LEG"], "group"),
        ("a Danish-Iranian student", "DNK", ["CVL"], "person"),
        ("South Korean prosecutors", "KOR", ["JUD"], "group"),
        ("Tokyo", "JPN", [], "state"),
        ("Belgians", "BEL", [], "group"),
    ],
)
def test_country_role_and_kind(words, country, sectors, kind):
    coding = code(words)
    assert (coding.country, coding.sectors, coding.kind) == (country, sectors, kind)


@pytest.mark.parametrize("words", ["US-backed rebels", "Kurdish fighters", "the Taliban", "Daesh"])
def test_armed_groups_have_no_country(words):
    coding = code(words)
    assert coding.country == ""
    assert {"REB", "UAF"} & set(coding.sectors)


def test_a_backer_is_not_the_country_of_the_backed():
    assert code("Saudi-led coalition").country == "SAU"
    assert code("Saudi-backed coalition").country is None


def test_whom_an_act_is_against_does_not_give_the_country():
    assert code("the Polish ambassador to Brazil").country == "POL"
    assert code("a campaigner against Brazil").country is None


def test_leaders_by_name_and_date():
    assert code("Justin Trudeau", "2016-05-01").sectors == ["GOV"]
    assert code("Justin Trudeau", "2026-01-20").sectors == []
    assert code("Justin Trudeau", "2026-01-20").country == "CAN"
    assert code("the Trudeau government", "2016-05-01").kind == "state"
    assert find(["trudeau"], "2016-05-01") is not None
    assert find(["trudeau"], "2014-05-01") is None


def test_a_monarch_of_many_realms_is_of_the_one_without_a_governor_general():
    assert code("Queen Elizabeth II", "2017-01-01").country == "GBR"


def test_case_tells_names_from_words():
    assert code("us").country is None
    assert code("US").country == "USA"
    assert code("it is").sectors == []
    assert code("a turkey").country is None


def test_alias_and_state():
    assert alias("ISIS") == alias("Daesh") == alias("the so-called Islamic State group")
    assert alias("an ISIS commander") is None
    assert state("Ankara") == state("the Turkish") == state("Turkey") == "TUR"
    assert state("Turkish officials") is None


@given(st.text(max_size=80))
def test_any_text_codes(words):
    coding = code(words, "2017-01-01")
    assert coding.country is None or len(coding.country) in (0, 3)
    assert coding == code(words, "2017-01-01")


def test_the_answer_is_the_callers_own():
    code("Greek officials").sectors.append("X")
    assert code("Greek officials").sectors == ["GOV"]


def test_fast_enough():
    code("warm up", "2017-01-01")
    start = time.process_time()
    for n in range(2000):
        code(f"the Bolivian minister number {n}", "2017-01-01")
    assert time.process_time() - start < 1.0
