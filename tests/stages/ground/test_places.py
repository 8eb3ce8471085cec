import time
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records import Article, Parse, Place
from onrecord.stages.ground.places import Places
from onrecord.stages.ground.places_rank import distances, groups
from onrecord.stages.ground.places_words import is_capital, is_demonym
from onrecord.stages.split.article import article_of

Parsed = Callable[..., tuple[Article, Parse]]


@pytest.fixture(scope="module")
def stage() -> Places:
    return Places()


@pytest.fixture
def read(stage: Places, parsed: Parsed) -> Callable[[str], dict[str, Place]]:
    """Text -> its places by the words that name them (the last mention of each)."""

    def places(text: str) -> dict[str, Place]:
        article, parse = parsed(text)
        return {text[p.span[0] : p.span[1]]: p for p in stage(article, parse)}

    return places


Read = Callable[[str], dict[str, Place]]


def test_a_town_with_its_country(read: Read) -> None:
    found = read("A ferry sank near Kalamata, Greece, on Monday, the coast guard said.")
    assert found["Kalamata"].country == "GRC"
    assert found["Kalamata"].precision == "city"
    assert found["Kalamata"].lat == pytest.approx(37.04, abs=0.1)
    assert found["Greece"].precision == "country"


def test_the_containing_place_decides_between_namesakes(read: Read) -> None:
    assert read("He was arrested in Paris, Texas, after a chase.")["Paris"].country == "USA"
    assert read("He was arrested in Paris, France, after a chase.")["Paris"].country == "FRA"


def test_the_other_names_of_an_article_decide(read: Read) -> None:
    found = read(
        "Floods hit southern Ontario on Friday. Roads around Toronto and Hamilton were closed. "
        "Police in London asked drivers to stay at home."
    )
    assert found["London"].country == "CAN"


def test_spellings_fold(read: Read) -> None:
    one = read("Aid reached the city of Deir Ezzor in Syria.")["Deir Ezzor"]
    other = read("Aid reached the city of Deir ez-Zor in Syria.")["Deir ez-Zor"]
    assert one.geonames_id == other.geonames_id == 170794


def test_a_name_is_one_place_in_an_article(stage: Places, parsed: Parsed) -> None:
    text = "A shop burned in Durham, North Carolina. Durham has had three fires in Durham County."
    article, parse = parsed(text)
    ids = {p.geonames_id for p in stage(article, parse) if p.name == "Durham"}
    assert len(ids) == 1


@pytest.mark.parametrize(
    "text, name",
    [
        ("Madrid has rejected the plan, a minister said.", "Madrid"),
        ("Relations between Cairo and Ankara have soured.", "Ankara"),
        ("Norway urged both sides to return to talks.", "Norway"),
        ("The Kremlin denied the report.", "Kremlin"),
        ("Iranian-made drones were shot down by US forces.", "US"),
        ("The UN imposed new sanctions on Pyongyang.", "Pyongyang"),
        ("The town was taken by Saudi-led and US-backed fighters.", "US"),
    ],
)
def test_metonyms_have_a_country_and_no_point(read: Read, text: str, name: str) -> None:
    place = read(text)[name]
    assert place.metonym
    assert place.lat is None and place.lon is None and place.precision is None
    assert place.country


@pytest.mark.parametrize(
    "text, name",
    [
        ("Three hikers died in Norway last week.", "Norway"),
        ("Farmers in the north of Spain lost their crops.", "Spain"),
        ("She was born in the city of Tampere.", "Tampere"),
        ("A fire broke out near Madrid on Sunday.", "Madrid"),
    ],
)
def test_literal_names_have_a_point(read: Read, text: str, name: str) -> None:
    place = read(text)[name]
    assert not place.metonym
    assert place.lat is not None and place.lon is not None


def test_what_the_gazetteer_lacks_is_kept_without_a_point(read: Read) -> None:
    found = read("Two farmers were found dead in the village of Qwendrovia, Peru, on Tuesday.")
    place = found["Qwendrovia"]
    assert (place.lat, place.lon, place.precision) == (None, None, "unknown")
    assert place.name == "Qwendrovia"


def test_people_and_adjectives_are_not_places(read: Read) -> None:
    text = "Paris Hilton met the Turkish and Canadian ambassadors. Hilton smiled."
    assert read(text) == {}


def test_money_is_not_a_place(read: Read) -> None:
    assert "US" not in read("The bridge will cost US$40 million, the mayor of Cardiff said.")


def test_ids_run_in_text_order_and_spans_do_not_overlap(stage: Places, parsed: Parsed) -> None:
    article, parse = parsed("From New York to San Jose, California, and on to Mexico City, Mexico.")
    found = stage(article, parse)
    assert [p.id for p in found] == [f"p{n}" for n in range(1, len(found) + 1)]
    spans = [p.span for p in found]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "New York" in {article.text[s:e] for s, e in spans}


def test_the_same_call_gives_the_same_places(stage: Places, parsed: Parsed) -> None:
    article, parse = parsed("Snow fell in Oslo and Bergen. Norway closed two roads.")
    assert stage(article, parse) == stage(article, parse)


ODD = [
    "",
    "x",
    "...",
    "12 34",
    "\u202eabc\u202c Paris",
    "𝔓aris 🏙 is in 🇫🇷 France",
    "Par\u00a0is, in",
    "in A",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_does_not_crash(stage: Places, parsed: Parsed, text: str) -> None:
    article, parse = parsed(text)
    for place in stage(article, parse):
        assert 0 <= place.span[0] < place.span[1] <= len(text)


SAMPLE = "Paris Texas , in US - backed 's ( St. Louis the of Mali said . é 🏙 Korea South and $"
WORDS = st.sampled_from([*SAMPLE.split(), "\u00a0", "\n"])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(WORDS, max_size=25))
def test_any_words_give_valid_places(stage: Places, parser, words: list[str]) -> None:
    article = article_of(" ".join(words))
    for place in stage(article, parser(article)):
        assert 0 <= place.span[0] < place.span[1] <= len(article.text)
        assert (place.lat is None) == (place.lon is None)
        assert not (place.metonym and place.lat is not None)


def test_long_text_takes_linear_time(stage: Places) -> None:
    def seconds(count: int) -> float:
        names = ["Lima", "Oslo", "Springfield", "San", "Jose", "Cork", "and"]
        words = [names[i % len(names)] for i in range(count)]
        begin = time.process_time()
        article, parse = flat(words)
        stage(article, parse)
        return time.process_time() - begin

    seconds(500)
    assert seconds(16_000) < 40 * max(seconds(2_000), 0.01)


def flat(words: list[str]) -> tuple[Article, Parse]:
    """One sentence without syntax: every word hangs on the first."""
    starts, ends, at = [], [], 0
    for word in words:
        starts.append(at)
        ends.append(at + len(word))
        at += len(word) + 1
    size = len(words)
    article = article_of(" ".join(words))
    parse = Parse(
        text=article.text,
        starts=starts,
        ends=ends,
        lemma=list(words),
        pos=["PROPN"] * size,
        tag=["NNP"] * size,
        dep=["ROOT"] + ["dep"] * (size - 1),
        head=[0] * size,
        sentences=[(0, size)],
        entities=[],
        children=[list(range(1, size))] + [[] for _ in range(size - 1)],
    )
    return article, parse


def test_distances_are_great_circles() -> None:
    import numpy as np

    km = distances(np.array([(51.5, -0.12)]), np.array([(48.86, 2.35), (51.5, -0.12)]))
    assert km[0, 0] == pytest.approx(343, abs=5)
    assert km[0, 1] == 0


def test_groups_note_the_holder_of_a_name(stage: Places, parsed: Parsed) -> None:
    _, parse = parsed("He lives in Salem, Oregon, near a mill.")
    found = groups([m for m, _ in stage.toponyms(parse)], parse)
    assert found["salem"].holders


def test_word_lists() -> None:
    assert is_demonym("Turkish") and not is_demonym("Turkey")
    assert is_capital("Washington", "USA") and not is_capital("Toronto", "CAN")
