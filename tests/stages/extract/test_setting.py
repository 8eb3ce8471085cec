"""Parties that no words name: from the place, and from the mention before."""

from onrecord.records import Actor, Argument, Event, Place
from onrecord.stages.extract.setting import settle


def place(country: str | None = "PER", key: str = "p1") -> Place:
    return Place(
        id=key, span=(0, 4), name="Lima", geonames_id=None, country=country, lat=None, lon=None,
        precision="unknown", metonym=False,
    )  # fmt: skip


def event(key: str = "e1", **known) -> Event:
    plain = {
        "type": "COERCE", "mode": "arrest", "trigger": [(10, 16)], "actors": [], "recipients": [],
        "status": "happened",
    }  # fmt: skip
    return Event(id=key, **{**plain, **known})


def actor(key: str, name: str, country: str | None = None) -> Actor:
    return Actor(id=key, name=name, mentions=[(0, 4)], country=country)


def test_an_arrest_is_the_states_where_it_happens():
    events, actors = settle([event(place="p1")], [], [place(), place("CHL", "p2")])
    (state,) = actors
    assert (state.kind, state.country) == ("state", "PER")
    assert events[0].actors == [Argument(span=None, actor=state.id)]


def test_no_state_is_added_to_violence():
    events, actors = settle([event(type="ASSAULT", mode=None, place="p1")], [], [place()])
    assert not events[0].actors
    assert not actors


def test_villagers_are_of_the_place_but_named_people_are_not():
    people = [actor("a1", "the villagers"), actor("a2", "Ana Rey")]
    told = event(
        place="p1",
        actors=[Argument(span=(0, 4), actor="a2")],
        recipients=[Argument(span=(5, 9), actor="a1")],
    )
    _, actors = settle([told], people, [place()])
    assert [a.country for a in actors] == ["PER", None]


def test_no_place_no_guess():
    villagers = actor("a1", "the villagers")
    told = event(recipients=[Argument(span=(5, 9), actor="a1")])
    events, actors = settle([told], [villagers], [])
    assert not events[0].actors
    assert actors == [villagers]


def test_a_bare_mention_has_the_parties_of_the_one_before():
    first = event(type="CONSULT", mode=None, actors=[Argument(span=(0, 4), actor="a1")])
    again = event("e2", type="CONSULT", mode=None, trigger=[(40, 45)])
    events, _ = settle([first, again], [actor("a1", "Peru", "PER")], [])
    assert events[1].actors == [Argument(span=None, actor="a1")]


def test_who_attacks_displaces():
    attack = event(
        type="ASSAULT", mode=None, trigger=[(4, 10)], actors=[Argument(span=(0, 3), actor="a1")]
    )
    flight = event("e2", trigger=[(20, 29)], actors=[Argument(span=(0, 10), actor="a2")])
    events, _ = settle([attack, flight], [actor("a1", "Mali", "MLI"), actor("a2", "it")], [])
    assert Argument(span=None, actor="a1") in events[1].actors
