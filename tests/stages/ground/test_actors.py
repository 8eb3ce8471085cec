import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records import Article, Block, Parse, Statement
from onrecord.stages.ground.actors import Actors


@pytest.fixture(scope="module")
def actors():
    return Actors()


@pytest.fixture
def read(parsed, actors):
    """Text and wanted words (or words and which occurrence) -> their actors, and all actors."""

    def run(text, *wanted, published=None, statements=()):
        article, parse = parsed(text, published=published)
        spans = [span(text, w) for w in wanted]
        found = actors(article, parse, spans, statements)
        owners = [[a for a in found if s in a.mentions] for s in spans]
        assert all(len(o) == 1 for o in owners), "each wanted span has exactly one actor"
        return [o[0] for o in owners], found

    return run


def span(text, words):
    """The span of words; `("he", 2)` is the second occurrence."""
    words, nth = words if isinstance(words, tuple) else (words, 1)
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words)


def test_surname_title_and_office_are_one_person(read):
    text = (
        "Peruvian President Elena Quispe met the mayor on Monday. Quispe spoke for an hour. "
        "“We will build it,” the Peruvian president said. Mrs Quispe left at noon."
    )
    (a, b, c, d), _ = read(
        text,
        "Peruvian President Elena Quispe",
        "Quispe spoke"[:6],
        "the Peruvian president",
        "Mrs Quispe",
    )
    assert a is b is c is d
    assert (a.name, a.kind, a.country, a.sectors) == ("Elena Quispe", "person", "PER", ["GOV"])


def test_an_office_is_explained_at_the_end(read):
    text = (
        "Henrik Dahl’s minister of finance said that the bank has done too little. "
        "The bank replied on Friday. Dahl said nothing. "
        "The loans were defended by Henrik Dahl’s minister of finance, Karin Lund."
    )
    (first, last), _ = read(
        text,
        "Henrik Dahl’s minister of finance",
        "Henrik Dahl’s minister of finance, Karin Lund",
    )
    assert first is last
    assert first.name == "Karin Lund"


def test_state_ministry_and_air_force_are_kept_apart(read):
    text = (
        "Norway sent ships. The Norwegian Defence Ministry denied it. Oslo protested. "
        "The Norwegian Air Force flew home. Norwegian officials said nothing."
    )
    (state, ministry, oslo, force, officials), _ = read(
        text,
        "Norway",
        "The Norwegian Defence Ministry",
        "Oslo",
        "The Norwegian Air Force",
        "Norwegian officials",
    )
    assert state is oslo
    assert (state.kind, state.country, state.name) == ("state", "NOR", "Norway")
    assert len({a.id for a in (state, ministry, force, officials)}) == 4
    assert (ministry.kind, officials.kind) == ("organisation", "group")
    assert {a.country for a in (ministry, force, officials)} == {"NOR"}


def test_the_government_is_the_state_in_focus(read):
    text = (
        "Bolivia has been shaken by strikes. The government says Lima started them. "
        "The miners disagree."
    )
    (bolivia, government, lima), _ = read(text, "Bolivia", "The government", "Lima")
    assert bolivia is government
    assert lima.country == "PER"


def test_acronym_and_alias(read):
    text = (
        "The Union of Arctic Fishers (UAF) met in Oslo. The UAF wants a ban. "
        "Daesh lost ground while ISIS denied it. The group fled."
    )
    (long, short, daesh, isis, group), _ = read(
        text, "The Union of Arctic Fishers", "The UAF", "Daesh", "ISIS", "The group"
    )
    assert long is short
    assert daesh is isis is group
    assert daesh.country is None
    assert "UAF" in daesh.sectors


def test_pronouns_agree_and_avoid_their_own_verb(read):
    text = (
        "Maria Keller met Peter Novak in Vienna. She praised him. "
        "Novak said that he would return. The company fined its own director."
    )
    (maria, she, peter, him, he), _ = read(
        text, "Maria Keller", "She", "Peter Novak", "him", ("he", 3)
    )
    assert maria is she
    assert peter is him
    assert span(text, ("he", 3)) in he.mentions


def test_first_person_is_the_speaker(read):
    text = "“I will stay and we will win,” said Ruth Adler, the mayor."
    said = Statement(
        id="s1", content=[(1, 29)], cue=[(31, 35)], source=[span(text, "Ruth Adler")], kind="direct"
    )
    (i, we, ruth), _ = read(text, "I", "we", "Ruth Adler", statements=[said])
    assert i is we is ruth
    (i, ruth), _ = read(text, "I", "Ruth Adler")
    assert i is not ruth
    assert i.name is None


def test_a_document_speaks_for_its_author(read):
    (statement, house), _ = read(
        "A White House statement said so. The White House later withdrew it.",
        "A White House statement",
        "The White House",
    )
    assert statement is house


def test_us_is_a_country_and_us_a_pronoun(read):
    (country, _), _ = read("The US-backed fighters helped us there.", "US", "us")
    assert country.country == "USA"


def test_ids_follow_the_text(read):
    _, found = read("Kenya and Chad signed. Omar Bakri watched.", "Chad", "Kenya")
    assert [a.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]
    assert found == sorted(found, key=lambda a: a.mentions[0])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_text_and_spans(actors, parser, data):
    words = st.sampled_from(
        [
            "he",
            "The",
            "president",
            "Rome",
            "“",
            "”",
            "I",
            "US",
            "said",
            "𝒳",
            "\u202e",
            "\n",
            ".",
            "\xa0",
        ]
    )
    text = data.draw(st.text(max_size=40) | st.lists(words, max_size=25).map(" ".join))
    article = Article(id="x", page="x", text=text, blocks=blocks(text))
    ends = st.integers(0, len(text))
    wanted = [tuple(sorted(data.draw(st.tuples(ends, ends)))) for _ in range(3)]
    found = actors(article, parser(article), wanted)
    mentions = [m for a in found for m in a.mentions]
    assert len(mentions) == len(set(mentions))
    assert all(0 <= s < e <= len(text) for s, e in mentions)
    assert all(w in mentions for w in wanted if text[w[0] : w[1]].strip())


def blocks(text):
    spans = [(0, len(text))] if text else []
    return [Block(span=s, part="body", page_spans=[s]) for s in spans]


def test_a_long_text_stays_linear(actors, parsed):
    article, parse = parsed(
        "Ana Ruiz met the Kenyan minister. He told the company that she left.\n"
    )
    times = []
    for copies in (50, 400):
        long = repeat(parse, copies)
        start = time.process_time()
        actors(article, long, [(0, 8)])
        times.append(time.process_time() - start)
    assert times[1] < 8 * 3 * times[0]


def repeat(parse: Parse, copies: int) -> Parse:
    """The parse of the text written that many times."""
    n, width = len(parse), len(parse.text)
    each = range(copies)
    moved = [
        type(e)(
            span=(e.span[0] + k * width, e.span[1] + k * width),
            tokens=(e.tokens[0] + k * n, e.tokens[1] + k * n),
            label=e.label,
        )
        for k in each
        for e in parse.entities
    ]
    return Parse(
        text=parse.text * copies,
        starts=[s + k * width for k in each for s in parse.starts],
        ends=[s + k * width for k in each for s in parse.ends],
        lemma=parse.lemma * copies,
        pos=parse.pos * copies,
        tag=parse.tag * copies,
        dep=parse.dep * copies,
        head=[h + k * n for k in each for h in parse.head],
        sentences=[(a + k * n, b + k * n) for k in each for a, b in parse.sentences],
        entities=moved,
        children=[[c + k * n for c in cs] for k in each for cs in parse.children],
    )
