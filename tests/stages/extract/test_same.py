"""Second mentions of an event."""

import msgspec
import pytest

from onrecord.records import Argument, Event
from onrecord.stages.extract.events import Events
from onrecord.stages.extract.same import same_as


@pytest.fixture(scope="module")
def stage() -> Events:
    return Events()


def linked(text: str, events: list[Event], names: dict[str, str]) -> list[Event]:
    """Events with the actor id of each word that `names` knows."""

    def known(arguments: list[Argument]) -> list[Argument]:
        return [
            Argument(span=a.span, actor=names.get(text[a.span[0] : a.span[1]])) for a in arguments
        ]

    return [
        msgspec.structs.replace(e, actors=known(e.actors), recipients=known(e.recipients))
        for e in events
    ]


@pytest.fixture
def link(parsed, stage):
    def run(text: str, **names: str) -> list[str | None]:
        article, parse = parsed(text)
        events = linked(text, stage(article, parse, [], [], []), names)
        return [e.same_as for e in same_as(events, parse)]

    return run


def test_definite_noun_takes_up_the_verb(link):
    text = "Rebels attacked the barracks. The attack lasted an hour."
    assert link(text, Rebels="a1") == [None, "e1"]


def test_shared_participants(link):
    text = "Peru expelled Bolivia’s envoy. The expulsion of the envoy by Peru angered nobody."
    assert link(text, Peru="a1") == [None, "e1"]


def test_other_participants_are_another_event(link):
    text = "Ghana condemned Togo. Benin condemned Togo."
    assert link(text, Ghana="a1", Togo="a2", Benin="a3") == [None, None]


def test_other_victims_are_another_event(link):
    text = "Soldiers killed Smith. Soldiers killed Garcia."
    assert link(text, Soldiers="a1", Smith="a2", Garcia="a3") == [None, None]


def test_a_denied_act_is_not_the_act(link):
    text = "Soldiers killed Garcia. Soldiers did not kill Garcia."
    assert link(text, Soldiers="a1", Garcia="a2") == [None, None]


def test_points_at_the_first_mention(link):
    text = "Rebels attacked the barracks. The attack lasted an hour. The attack failed."
    assert link(text, Rebels="a1") == [None, "e1", "e1"]


def test_nothing_in_nothing_out(parsed):
    _, parse = parsed("Nothing happened.")
    assert same_as([], parse) == []
