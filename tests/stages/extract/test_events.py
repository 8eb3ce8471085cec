"""Events of sentences written for the purpose: types, participants, status, and no events."""

from itertools import accumulate
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records import Event, Parse, Place, Report, Statement, Time
from onrecord.stages.extract.events import Events
from onrecord.stages.split.article import article_of


@pytest.fixture(scope="module")
def stage() -> Events:
    return Events()


@pytest.fixture(scope="module")
def rules() -> Events:
    return Events(model=False)


@pytest.fixture
def read_by_rule(parsed, rules):
    """The same by the lexicon alone: what is tested is the status, not whether it counts."""

    def run(text: str) -> list[Event]:
        article, parse = parsed(text)
        return rules(article, parse, [], [], [])

    return run


@pytest.fixture
def read(parsed, stage):
    """Text -> its events, without statements, places and times."""

    def run(text: str) -> list[Event]:
        article, parse = parsed(text)
        return stage(article, parse, [], [], [])

    return run


def words(text: str, spans: list) -> list[str]:
    return [text[a.span[0] : a.span[1]] for a in spans]


def trigger(text: str, event: Event) -> str:
    return " ".join(text[s:e] for s, e in event.trigger)


TYPES = [
    ("Norway has agreed to send troops to Mali.", "AGREE"),
    ("The Danish premier met the Swedish president in Oslo.", "CONSULT"),
    ("Egypt and Sudan held talks on the dam.", "CONSULT"),
    ("The king of Jordan phoned the Greek president.", "CONSULT"),
    ("Canada praised the decision of the Kenyan government.", "SUPPORT"),
    ("The rebels released twelve hostages.", "CONCEDE"),
    ("The government lifted the curfew in the capital.", "CONCEDE"),
    ("The American and Korean navies began a joint military exercise.", "COOPERATE"),
    ("Germany provided humanitarian aid to Chad.", "AID"),
    ("France withdrew its soldiers from Niger.", "RETREAT"),
    ("The guerrillas laid down their weapons.", "RETREAT"),
    ("The foreign minister stepped down.", "RETREAT"),
    ("The union demanded the resignation of the minister.", "REQUEST"),
    ("The UN called for an end to the blockade.", "REQUEST"),
    ("Poland accused Belarus of sending migrants.", "ACCUSE"),
    ("Prosecutors filed charges against the governor.", "ACCUSE"),
    ("Serbia rejected the proposal.", "REJECT"),
    ("The president will not lift the ban on the opposition.", "REJECT"),
    ("Pyongyang threatened to attack Seoul.", "THREATEN"),
    ("Teachers went on strike in Lima.", "PROTEST"),
    ("Thousands of students protested against the government.", "PROTEST"),
    ("Washington imposed sanctions on Minsk.", "SANCTION"),
    ("Rome suspended military aid to Tripoli.", "SANCTION"),
    ("Chile expelled the Peruvian ambassador.", "SANCTION"),
    ("Ethiopia deployed troops along the border.", "MOBILIZE"),
    ("Police arrested the opposition leader.", "COERCE"),
    ("The suspect was taken into custody by soldiers.", "COERCE"),
    ("The army shelled the village.", "ASSAULT"),
    ("Insurgents carried out an attack on the barracks.", "ASSAULT"),
    ("A bomber blew up a bus in Karachi, officials said.", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "expected"), TYPES)
def test_type(read, text, expected):
    assert expected in [e.type for e in read(text)]


NOTHING = [
    "Shares shot up after the bank raised its target.",
    "The striker attacked down the left and shot from twenty yards.",
    "Liverpool beat Everton and will meet Chelsea in the final of the cup.",
    "The coach praised his squad after the match and criticised the referee.",
    "The studio released a new film and critics attacked the plot.",
    "She fought cancer for two years.",
    "The two firms struck a deal over parking fees.",
    "He suffered a heart attack at home.",
    "Two people were killed in a car accident near the lake.",
    "The rain hit the coast and the storm injured a farmer.",
    "The army holds the eastern half of the town.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_event(read, text):
    assert read(text) == []


def test_backed_as_a_modifier_is_no_event(read):
    text = "US-backed fighters entered the town on Sunday."
    assert "backed" not in [trigger(text, e) for e in read(text)]


PARTICIPANTS = [
    ("The journalist was arrested by Turkish police.", ["Turkish police"], ["The journalist"]),
    ("Turkish shelling of Aleppo killed nobody.", ["Turkish"], ["Aleppo"]),
    ("The arrest of two monks by soldiers caused anger.", ["soldiers"], ["two monks"]),
    ("Syria agreed with Iran to send troops to Yemen.", ["Syria"], ["Iran"]),
    (
        "Ghana condemned Togo and Benin.",
        ["Ghana"],
        ["Togo", "Benin"],
    ),
    ("Forces killing civilians must be stopped.", ["Forces"], ["civilians"]),
    ("Talks between Egypt and Sudan resumed.", ["Egypt", "Sudan"], []),
    ("The militia that kidnapped the bishop fled.", ["The militia"], ["the bishop"]),
    ("Police detained and deported three students.", ["Police"], ["three students"]),
    ("Peru imposed sanctions on Chile and Bolivia.", ["Peru"], ["Chile", "Bolivia"]),
]


@pytest.mark.parametrize(("text", "actors", "recipients"), PARTICIPANTS)
def test_participants(read, text, actors, recipients):
    event = read(text)[0]
    assert words(text, event.actors) == actors
    assert words(text, event.recipients) == recipients


STATUS = [
    ("Rebels attacked the convoy.", "ASSAULT", "happened"),
    ("Rebels are attacking the convoy.", "ASSAULT", "ongoing"),
    ("Rebels will attack the convoy.", "ASSAULT", "planned"),
    ("Rebels plan to attack the convoy.", "ASSAULT", "planned"),
    ("Rebels threatened to attack the convoy.", "ASSAULT", "threatened"),
    ("Rebels may attack the convoy.", "ASSAULT", "hypothetical"),
    ("If rebels attack the convoy, the army is ready.", "ASSAULT", "hypothetical"),
    ("Rebels did not attack the convoy.", "ASSAULT", "denied"),
    ("The rebels denied attacking the convoy.", "ASSAULT", "denied"),
    ("The ministry has denied supporting rebels.", "AID", "denied"),
    ("Rebels allegedly attacked the convoy.", "ASSAULT", "alleged"),
    ("The minister accused rebels of attacking the convoy.", "ASSAULT", "alleged"),
    ("There were reports of helicopters evacuating rebels.", "AID", "alleged"),
    ("The ministry rejected reports of helicopters evacuating rebels.", "AID", "denied"),
    ("No soldiers were killed.", "ASSAULT", "denied"),
    ("The army entered the town without attacking the rebels.", "ASSAULT", "denied"),
    ("The presidents plan a meeting in May.", "CONSULT", "planned"),
    ("The UN called for a ceasefire.", "RETREAT", "hypothetical"),
    ("The army prepared an attack on the rebels.", "ASSAULT", "planned"),
    ("The minister condemned the attack on the convoy.", "ASSAULT", "happened"),
    ("The envoy refused to meet the rebels.", "REJECT", "happened"),
    ("Libya will not hold talks with the rebels.", "REJECT", "happened"),
    ("The journalist is in prison.", "COERCE", "ongoing"),
    ("The rebels did not attack the town and accused the army.", "ACCUSE", "happened"),
    ("The police did not attack or arrest the rebels.", "COERCE", "denied"),
]


@pytest.mark.parametrize(("text", "kind", "status"), STATUS)
def test_status(read_by_rule, text, kind, status):
    assert [e.status for e in read_by_rule(text) if e.type == kind] == [status]


def statement(text: str, content: str, stance: str, parent: str | None = None) -> Statement:
    start = text.index(content)
    return Statement(
        id="s1",
        content=[(start, start + len(content))],
        cue=[],
        source=[],
        kind="indirect",
        stance=stance,
        parent=parent,
    )


@pytest.mark.parametrize(
    ("stance", "status"),
    [
        ("affirms", "happened"),
        ("denies", "denied"),
        ("alleges", "alleged"),
        ("questions", "hypothetical"),
        ("predicts", "hypothetical"),
        ("threatens", "threatened"),
        ("promises", "planned"),
    ],
)
def test_statement_around_an_event(parsed, stage, stance, status):
    text = "The general said soldiers killed two villagers."
    article, parse = parsed(text)
    held = statement(text, "soldiers killed two villagers", stance)
    [event] = stage(article, parse, [held], [], [])
    assert (event.statement, event.status) == ("s1", status)


def test_outer_denial_reaches_nested_speech(parsed, stage):
    text = "The general denied that his aide said soldiers killed two villagers."
    article, parse = parsed(text)
    outer = statement(text, "his aide said soldiers killed two villagers", "denies")
    inner = statement(text, "soldiers killed two villagers", "affirms", parent="s1")
    inner = Statement(**{f: getattr(inner, f) for f in inner.__struct_fields__} | {"id": "s2"})
    [event] = [e for e in stage(article, parse, [outer, inner], [], []) if e.type == "ASSAULT"]
    assert (event.statement, event.status) == ("s2", "denied")


def test_place_and_time(parsed, stage):
    text = "Police arrested two men in Quito on Monday. Rain fell in Lima on Tuesday."
    article, parse = parsed(text)

    def at(word: str) -> tuple[int, int]:
        return text.index(word), text.index(word) + len(word)

    places = [Place(id=f"p{n}", span=at(w), name=w) for n, w in enumerate(("Lima", "Quito"))]
    times = [Time(id=f"t{n}", span=at(w), value=None) for n, w in enumerate(("Tuesday", "Monday"))]
    [event] = stage(article, parse, [], places, times)
    assert (event.place, event.time) == ("p1", "t1")


def test_record_is_complete(read):
    text = "Kenyan police arrested four activists in Nairobi."
    [event] = read(text)
    assert event.id == "e1"
    assert event.mode == "arrest"
    assert event.cameo == "173"
    assert event.score is not None and 0 < event.score <= 1
    assert event.why is not None and event.why.startswith("lexicon arrest v COERCE")


TEXT = st.text(
    alphabet=st.sampled_from("ab .,-'\"“”\u00a0\u202e\U0001f600\n")
    | st.characters(exclude_categories=["Cs"]),
    max_size=60,
)
VOCABULARY = """the army will not attack rebels who denied killing Peru 's ban on talks , and -
    U.S. “ ” \u202e \U0001f600 by arrested police of strikes to if is been \t"""
PIECES = st.lists(st.sampled_from(VOCABULARY.split()), max_size=40).map("\u00a0 ".join)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXT | PIECES)
def test_any_text_gives_valid_records(parser, stage, text):
    article = article_of(text)
    parse = parser(article)
    report = Report(
        article=article,
        statements=[],
        events=stage(article, parse, [], [], []),
        figures=[],
        actors=[],
        places=[],
        times=[],
        voice=None,
        made_by=[],
    )  # construction checks every span
    assert [e.id for e in report.events] == [f"e{n}" for n in range(1, len(report.events) + 1)]


def chain(size: int) -> Parse:
    """Words without a period, each the modifier of the next, as broken pages give them."""
    word = ["troops" if i % 3 else "attack" for i in range(size)]
    starts = [0, *accumulate(len(w) + 1 for w in word)][:size]
    return Parse(
        text=" ".join(word),
        starts=starts,
        ends=[s + len(w) for s, w in zip(starts, word, strict=True)],
        lemma=word,
        pos=["NOUN"] * size,
        tag=["NN"] * size,
        dep=["compound"] * (size - 1) + ["ROOT"],
        head=[min(i + 1, size - 1) for i in range(size)],
        sentences=[(0, size)],
        entities=[],
        children=[[], *([i] for i in range(size - 1))],
    )


def test_time_grows_with_the_text_only(stage):
    def seconds(size: int) -> float:
        parse = chain(size)
        article = article_of(parse.text)
        began = process_time()
        stage(article, parse, [], [], [])
        return process_time() - began

    assert seconds(12_000) < 12 * seconds(2_000) + 0.5  # six times the text; quadratic is 36
