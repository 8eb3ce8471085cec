import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ResourceError
from onrecord.resources import gazetteer as module
from onrecord.resources.folding import key
from onrecord.resources.gazetteer import Gazetteer, gazetteer
from onrecord.train.gazetteer import Row, middle, pack, short, usable, write


@pytest.mark.parametrize(
    "one, other",
    [
        ("Deir ez-Zor", "Deir Ezzor"),
        ("Saint-Étienne", "St. Etienne"),
        ("Łódź", "Lodz"),
        ("The Hague", "Hague"),
        ("Port-au-Prince", "Port au Prince"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
    ],
)
def test_spellings_of_a_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


def test_other_scripts_have_no_key() -> None:
    assert key("Москва") == key("東京") == key("") == ""


@given(st.text(max_size=60))
def test_any_text_has_a_key_of_plain_letters_and_a_lookup(text: str) -> None:
    folded = key(text)
    assert folded == "" or (folded.isascii() and folded.isalnum())
    assert isinstance(gazetteer().lookup(folded), tuple)


def first(name: str, country: str) -> module.Entry:
    return next(e for e in gazetteer().lookup(key(name)) if e.country == country)


@pytest.mark.parametrize(
    "name, country, kind, lat, lon",
    [
        ("Syria", "SYR", "country", 35.0, 38.0),
        ("Gothenburg", "SWE", "city", 57.7, 12.0),
        ("Bavaria", "DEU", "unit1", 48.9, 11.4),
        ("Lancashire", "GBR", "unit2", 53.8, -2.6),
        ("Crimea", "UKR", "unit1", 45.3, 34.4),
        ("Manila", "PHL", "city", 14.6, 121.0),
    ],
)
def test_known_places(name: str, country: str, kind: str, lat: float, lon: float) -> None:
    entries = [e for e in gazetteer().lookup(key(name)) if (e.country, e.kind) == (country, kind)]
    assert any(abs(e.lat - lat) < 0.6 and abs(e.lon - lon) < 0.6 for e in entries)


def test_a_city_names_its_units() -> None:
    units = {e.row for e in gazetteer().lookup(key("Tuscany")) if e.kind == "unit1"}
    assert any(e.unit1 in units for e in gazetteer().lookup(key("Florence")) if e.country == "ITA")


def test_a_country_is_not_its_capital() -> None:
    assert {e.kind for e in gazetteer().lookup(key("Mexico")) if e.country == "MEX"}.isdisjoint(
        {"city"}
    )


def test_short_forms_count_as_written() -> None:
    short_form = gazetteer().short_form
    assert short_form("U.S.")[0].country == short_form("US")[0].country == "USA"
    assert short_form("us") == ()
    assert short_form("Ga.") == ()
    assert short_form("Ga.", after_comma=True)[0].name == "Georgia"


def test_it_loads_fast_and_small() -> None:
    begin = time.process_time()
    Gazetteer()
    assert time.process_time() - begin < 1.5  # a third of a second as a rule
    tracemalloc.start()
    Gazetteer()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120e6


def test_a_damaged_file_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "places.npz"
    broken.write_bytes(b"PK\x03\x04 not a gazetteer")
    monkeypatch.setattr(module, "path", lambda _: broken)
    with pytest.raises(ResourceError, match="damaged"):
        Gazetteer()


def row(name: str, lat: float = 1.0, lon: float = 2.0, people: int = 10) -> Row:
    return Row(name, [], 7, 0, "XX\tXXX", 0, 0, people, lat, lon)


def test_the_middle_of_a_unit_is_not_pulled_by_its_largest_town() -> None:
    crowd = [row("a", 10.01, 10.01), row("b", 10.02, 10.02), row("c", 10.03, 10.03)]
    lat, _ = middle([*crowd, row("d", 12.0, 10.0)])
    assert lat == pytest.approx(11.01)


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    rows = [row("Alpha"), row("Beta", people=99)]
    write(pack(rows), tmp_path / "one.npz")
    write(pack(rows), tmp_path / "two.npz")
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_codes_and_transliterations_are_no_spellings() -> None:
    assert [n for n in ("LON", "lun dun", "Londres", "LONDON") if usable(n)] == ["Londres"]
    assert list(short("Adams County", "Province of Lucca")) == ["Adams", "Lucca"]
