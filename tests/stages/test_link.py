import pytest

from onrecord.records import Actor, Argument, Event, Report, Statement
from onrecord.stages.link import link


@pytest.fixture
def case(parsed):
    """Text -> parse and a function that finds spans in it."""

    def make(text):
        article, parse = parsed(text)
        return article, parse, lambda words: (text.index(words), text.index(words) + len(words))

    return make


def said(key, content, source, kind="direct", parent=None):
    sources = [source] if source else []
    return Statement(id=key, content=[content], cue=[], source=sources, kind=kind, parent=parent)


def act(trigger, actors, recipients=()):
    return Event(
        id="e1",
        type="ACCUSE",
        trigger=[trigger],
        actors=[Argument(span=s, actor=None) for s in actors],
        recipients=[Argument(span=s, actor=None) for s in recipients],
        status="happened",
    )


def checked(article, statements, events, actors):
    return Report(
        article=article,
        statements=statements,
        events=events,
        figures=[],
        actors=actors,
        places=[],
        times=[],
        voice=None,
        made_by=[],
    )


def test_speaker_and_arguments_by_span_or_head(case):
    article, parse, at = case("The old mayor said that Lena Fox blamed the port.")
    people = [
        Actor(id="a1", name="old mayor", mentions=[at("The old mayor")]),
        Actor(id="a2", name="Lena Fox", mentions=[at("Lena Fox")]),
    ]
    statements = [said("s1", at("Lena Fox blamed the port"), at("mayor"), "indirect")]
    events = [act(at("blamed"), [at("Fox")], [at("the port")])]
    statements, events, actors = link(parse, statements, events, people)
    checked(article, statements, events, actors)
    assert statements[0].speaker == "a1"
    assert events[0].actors[0].actor == "a2"
    port = next(a for a in actors if a.id == events[0].recipients[0].actor)
    assert (port.name, port.mentions) == ("the port", [at("the port")])


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("Sources", False),
        ("Several reports", False),
        ("Activists", False),
        ("Turkish officials", True),
        ("Prosecutors", True),
    ],
)
def test_vague_sources_have_no_speaker(case, source, named):
    _, parse, at = case(f"{source} said that the bridge fell.")
    group = Actor(id="a1", name=source, mentions=[at(source)])
    statements, _, _ = link(
        parse, [said("s1", at("the bridge fell"), at(source), "indirect")], [], [group]
    )
    assert statements[0].speaker == ("a1" if named else None)


def test_no_source_no_speaker(case):
    _, parse, at = case("It is thought that the bridge fell.")
    statements, _, _ = link(parse, [said("s1", at("the bridge fell"), None)], [], [])
    assert statements[0].speaker is None


def test_first_person_belongs_to_the_speaker_of_the_quotation(case):
    article, parse, at = case("“We accuse them and I know who lied,” Lena Fox said.")
    people = [
        Actor(id="a1", name=None, mentions=[at("We"), at("I")]),
        Actor(id="a2", name="Lena Fox", mentions=[at("Lena Fox")]),
    ]
    outer = said("s1", at("We accuse them and I know who lied,"), at("Lena Fox"))
    inner = said("s2", at("who lied"), at("I"), "indirect", parent="s1")
    events = [act(at("accuse"), [at("We")])]
    statements, events, actors = link(parse, [outer, inner], events, people)
    checked(article, statements, events, actors)
    assert [s.speaker for s in statements] == ["a2", "a2"]
    assert events[0].actors[0].actor == "a2"
    assert [a.id for a in actors] == ["a2"]
    assert actors[0].mentions == sorted([at("We"), at("I"), at("Lena Fox")])


def test_nothing_in_nothing_out(case):
    _, parse, _ = case("One.")
    assert link(parse, [], [], []) == ([], [], [])


@pytest.mark.parametrize(
    "source",
    ["A senior official", "Residents", "One of them", "Two local officials", "Unconfirmed reports"],
)
def test_words_that_name_nobody_have_no_speaker(case, source):
    _, parse, at = case(f"{source} said the bridge was closed.")
    people = [Actor(id="a1", name=source, mentions=[at(source)], kind="person")]
    statements = [said("s1", at("the bridge was closed"), at(source), "indirect")]
    statements, _, _ = link(parse, statements, [], people)
    assert statements[0].speaker is None


@pytest.mark.parametrize("source", ["Turkish officials", "The envoy", "The two countries"])
def test_groups_as_named_and_roles_are_speakers(case, source):
    _, parse, at = case(f"{source} said the bridge was closed.")
    people = [Actor(id="a1", name=source, mentions=[at(source)])]
    statements = [said("s1", at("the bridge was closed"), at(source), "indirect")]
    statements, _, _ = link(parse, statements, [], people)
    assert statements[0].speaker == "a1"


def test_a_pronoun_goes_on_with_the_named_speaker(case):
    _, parse, at = case("Mira Sand said the pilot was alive. “He waved,” she said, and left.")
    people = [
        Actor(id="a1", name="Mira Sand", mentions=[at("Mira Sand")], kind="person"),
        Actor(id="a2", name="pilot", mentions=[at("the pilot"), at("she")], kind="person"),
    ]
    statements = [
        said("s1", at("the pilot was alive"), at("Mira Sand"), "indirect"),
        said("s2", at("“He waved,”"), at("she")),
    ]
    statements, _, _ = link(parse, statements, [], people)
    assert [s.speaker for s in statements] == ["a1", "a1"]


def test_a_pronoun_waits_for_its_name(case):
    _, parse, at = case("“It was dark,” he said. Gunther Weiss, a miner, had waited since noon.")
    people = [
        Actor(id="a1", name=None, mentions=[at("he")], kind="person"),
        Actor(id="a2", name="Gunther Weiss", mentions=[at("Gunther Weiss")], kind="person"),
    ]
    statements, _, _ = link(parse, [said("s1", at("“It was dark,”"), at("he"))], [], people)
    assert statements[0].speaker == "a2"


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Board released figures on Monday. The numbers showed that ten ships had sunk.",
        "The Harbour Board issued a report on Monday. The report said that ten ships had sunk.",
        "It was the Harbour Board's report. The report said that ten ships had sunk.",
    ],
)
def test_a_paper_speaks_for_who_gave_it_out(case, text):
    _, parse, at = case(text)
    paper = "The numbers" if "numbers" in text else "The report"
    people = [
        Actor(id="a1", name="Harbour Board", mentions=[at("Harbour Board")]),
        Actor(id="a2", name=paper[4:], mentions=[at(paper)]),
    ]
    statements = [said("s1", at("ten ships had sunk"), at(paper), "indirect")]
    statements, _, _ = link(parse, statements, [], people)
    assert statements[0].speaker == "a1"


def test_a_source_in_two_pieces_is_the_one_named(case):
    _, parse, at = case("Its spokeswoman in Geneva, Claire Dubois, said they had left.")
    people = [
        Actor(id="a1", name="Its spokeswoman", mentions=[at("Its spokeswoman")]),
        Actor(id="a2", name="Claire Dubois", mentions=[at("Claire Dubois")], kind="person"),
    ]
    made = Statement(
        id="s1",
        content=[at("they had left")],
        cue=[at("said")],
        source=[at("Its spokeswoman"), at("Claire Dubois")],
        kind="indirect",
    )
    (found,), _, _ = link(parse, [made], [], people)
    assert found.speaker == "a2"


def test_a_pronoun_does_not_stand_for_what_it_tells_of(case):
    text = "Karl Ode warned of war. Nearby Sudan, he added, would shut its gates."
    _, parse, at = case(text)
    he = (text.index("he added"), text.index("he added") + 2)
    people = [
        Actor(id="a1", name="Karl Ode", kind="person", mentions=[at("Karl Ode")]),
        Actor(id="a2", name="Nearby Sudan", kind="person", mentions=[at("Nearby Sudan"), he]),
    ]
    told = Statement(
        id="s2",
        content=[at("Nearby Sudan"), at("would shut its gates")],
        cue=[at("added")],
        source=[he],
        kind="indirect",
        parent=None,
    )
    first = said("s1", at("of war"), at("Karl Ode"), "indirect")
    statements, _, _ = link(parse, [first, told], [], people)
    assert [s.speaker for s in statements] == ["a1", "a1"]
    (alone,), _, _ = link(parse, [told], [], people[1:])
    assert alone.speaker is None
