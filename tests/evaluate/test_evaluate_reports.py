"""A labelled report of our own against versions of it with one thing wrong each."""

import msgspec
import pytest

from onrecord.evaluate.reports import task
from onrecord.evaluate.reports.events import match, same_countries
from onrecord.evaluate.reports.grounding import same_number
from onrecord.evaluate.reports.labels import GoldEvent, GoldReport
from onrecord.evaluate.reports.statements import same_speaker
from onrecord.evaluate.score import scores
from onrecord.records import (
    Actor,
    Argument,
    Event,
    Figure,
    Place,
    Report,
    Statement,
    Time,
)
from onrecord.stages.split.article import article_of

TEXT = (
    "Norway's prime minister, Eva Lund, said Danish troops had attacked a ship near Bergen on "
    "2 May. Ministers from both countries met in Oslo. About 40 sailors were hurt."
)


def at(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


STATEMENT = Statement(
    id="s1",
    content=[at("Danish troops had attacked a ship near Bergen on 2 May")],
    cue=[at("said")],
    source=[at("Norway's prime minister, Eva Lund")],
    kind="indirect",
    stance="alleges",
    speaker="a1",
)
EVENTS = [
    {"id": "e1", "type": "ASSAULT", "trigger": [at("attacked")], "status": "alleged"}
    | {"actors": [Argument(span=at("Danish troops"), actor="a2")], "statement": "s1"}
    | {"recipients": [Argument(span=at("a ship"), actor=None)]},
    {"id": "e2", "type": "CONSULT", "trigger": [at("met")], "status": "happened"}
    | {"actors": [Argument(span=None, actor="a1"), Argument(span=None, actor="a2")]}
    | {"recipients": []},
]
ACTORS = [
    Actor(id="a1", name="Eva Lund", mentions=[at("Eva Lund")], kind="person", country="NOR"),
    Actor(id="a2", name="Danish troops", mentions=[at("Danish troops")], country="DNK"),
]
OTHERS = {
    "figures": [
        Figure(
            id="f1",
            span=at("40"),
            value=40,
            low=None,
            high=None,
            approx="about",
            unit="person",
            of="sailors hurt",
        )
    ],
    "places": [
        Place(id="p1", span=at("Norway"), name="Norway", country="NOR", metonym=True),
        Place(id="p2", span=at("Bergen"), name="Bergen", country="NOR", lat=60.39, lon=5.32),
        Place(id="p3", span=at("Oslo"), name="Oslo", country="NOR", lat=59.91, lon=10.75),
    ],
    "times": [Time(id="t1", span=at("2 May"), value="XXXX-05-02")],
}
ARTICLE = article_of(TEXT)
COUNTRIES = [
    {"actor_country": ["DNK"], "recipient_country": [""]},
    {"actor_country": ["NOR"], "recipient_country": ["DNK"]},
]
GOLD = GoldReport(
    article=ARTICLE,
    statements=[STATEMENT],
    events=[GoldEvent(**e, **c) for e, c in zip(EVENTS, COUNTRIES, strict=True)],
    actors=ACTORS,
    **OTHERS,
)
FOUND = Report(
    article=ARTICLE,
    statements=[STATEMENT],
    events=[Event(**e) for e in EVENTS],
    actors=ACTORS,
    voice=[],
    made_by=[],
    **OTHERS,
)


def measured(found: Report) -> dict[str, float]:
    return {s.metric: s.value for s in scores("reports", [task.count(GOLD, found)], task.MEASURES)}


def test_the_gold_itself_is_all_right():
    assert {name: value for name, value in measured(FOUND).items() if value != 1} == {}


def change(kind: str, number: int, **fields) -> Report:
    items = list(getattr(FOUND, kind))
    items[number] = msgspec.structs.replace(items[number], **fields)
    return msgspec.structs.replace(FOUND, **{kind: items})


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (change("statements", 0, stance="affirms"), {"stance_accuracy"}),
        (change("statements", 0, speaker="a2"), {"speaker_accuracy", "speaker_exact"}),
        (change("statements", 0, speaker=None), {"speaker_accuracy", "speaker_exact"}),
        (change("actors", 0, name="Ms Lund"), {"speaker_exact"}),
        (change("statements", 0, source=[at("Oslo")]), {"statements_f1"}),
        (change("events", 0, status="happened"), {"event_status_accuracy"}),
        (change("events", 0, type="PROTEST"), {"events_typed_f1", "event_type_accuracy"}),
        (change("events", 0, statement=None), {"event_owner_accuracy"}),
        (
            change("actors", 1, country="SWE"),
            {"event_actor_country", "event_actor_country_named", "event_recipient_country"},
        ),
        (
            change("events", 0, recipients=[Argument(span=None, actor="a1")]),
            {"event_recipient_country", "event_recipient_country_named"},
        ),
        (change("figures", 0, value=41), {"figures_f1"}),
        (change("figures", 0, approx="exact"), {"figure_approx_accuracy"}),
        (change("places", 0, metonym=False), {"metonym_accuracy"}),
        (change("places", 2, lat=40.0), {"places_161km", "places_161km_found"}),
        (change("places", 2, lat=None), {"places_161km", "places_161km_found"}),
        (change("places", 2, span=at("hurt")), {"places_f1", "places_161km"}),
        (change("times", 0, value="2016-05-02"), {"time_value_accuracy", "time_value_f1"}),
    ],
)
def test_one_mistake_lowers_its_own_figures(found: Report, wrong: set[str]):
    assert {name for name, value in measured(found).items() if value < 1} == wrong


def test_parties_of_a_mutual_act_may_stand_on_either_side():
    swapped = change(
        "events", 1, actors=[Argument(span=None, actor="a2")],
        recipients=[Argument(span=None, actor="a1")],
    )  # fmt: skip
    assert measured(swapped)["event_actor_country"] == 1
    swapped = change("events", 0, actors=[], recipients=EVENTS[0]["actors"])
    assert measured(swapped)["event_actor_country"] == 0.5


def test_the_same_type_is_preferred_and_a_trigger_is_used_once():
    other = Event(**{**EVENTS[0], "type": "COERCE"})
    same = Event(**EVENTS[0])
    assert match([same], [other, same]) == [(0, 1)]
    assert match([same], [other], typed=True) == []


def test_countries_of_no_state():
    assert same_countries({""}, {""})
    assert same_countries({""}, set())
    assert not same_countries({""}, {"NOR"})
    assert not same_countries({"NOR"}, set())
    assert same_countries({"NOR", "SWE"}, {"SWE", ""})
    assert same_countries({"IGO"}, {"IGO"})


def test_speakers_are_compared_by_their_words():
    assert same_speaker("Eva Lund", "the Lund")
    assert same_speaker(None, None)
    assert not same_speaker("Eva Lund", None)
    assert not same_speaker("Eva Lund", "Eva Holm")


def test_numbers_are_equal_or_both_unknown():
    assert same_number(None, None)
    assert same_number(1e9, 1000000000)
    assert not same_number(None, 0)
