import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Event, Parse, Statement
from onrecord.stages.extract.figures import Figures
from onrecord.stages.ground.times import Times
from onrecord.stages.split.article import article_of

FIGURES, TIMES = Figures(), Times()


def read(parsed, text, statements=(), events=()):
    article, parse = parsed(text)
    times = TIMES(article, parse)
    return FIGURES(article, parse, list(statements), list(events), times)


def one(parsed, text):
    (found,) = read(parsed, text)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("The blast killed 17 people.", "17", 17, "person"),
        ("The blast killed forty-one\npeople.", "forty-one", 41, "person"),
        ("They spent $37.5 million.", "$37.5 million", 37.5e6, "USD"),
        ("They spent 300,000 euros.", "300,000 euros", 3e5, "EUR"),
        ("They spent £2.5m.", "£2.5m", 2.5e6, "GBP"),
        ("The rate fell by three per cent.", "three per cent", 3, "percent"),
        ("The rate fell by 4.5%.", "4.5%", 4.5, "percent"),
        ("Output reached 1.2 million barrels per day.", None, 1.2e6, "barrel/day"),
        ("Output reached 558,000 bpd.", "558,000 bpd", 558_000, "barrel/day"),
        ("The fire burned 1,500\u00a0acres.", "1,500\u00a0acres", 1500, "acre"),
        ("The town is 60km away.", "60km", 60, "km"),
        ("It has the fourth largest navy.", "fourth largest", 4, "rank"),
        ("Two-thirds of voters agreed.", "Two-thirds", 2 / 3, "share"),
    ],
)
def test_value_and_unit(parsed, text, words, value, unit):
    found = one(parsed, text)
    assert (found.value, found.low, found.high) == (value, value, value)
    assert (found.approx, found.unit) == ("exact", unit)
    assert words is None or text[slice(*found.span)] == words


@pytest.mark.parametrize(
    ("words", "value", "low", "high", "approx"),
    [
        ("23", 23, 23, 23, "exact"),
        ("at least 23", 23, 23, None, "at_least"),
        ("more than 23", 23, 23, None, "at_least"),
        ("up to 23", 23, None, 23, "at_most"),
        ("about 23", 23, None, None, "about"),
        ("nearly 23", 23, None, None, "about"),
        ("between 30 and 40", None, 30, 40, "about"),
        ("30 to 40", None, 30, 40, "about"),
        ("30–40", None, 30, 40, "about"),
        ("dozens of", None, None, None, "vague"),
        ("several hundred", None, None, None, "vague"),
    ],
)
def test_how_exact(parsed, words, value, low, high, approx):
    found = one(parsed, f"The police said that {words} soldiers were killed.")
    assert (found.value, found.low, found.high, found.approx) == (value, low, high, approx)
    assert found.unit == "person"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Rebels killed 12 border guards.", "border guards killed"),
        ("Twelve people were injured.", "people injured"),
        ("The shelling displaced 4,000 families.", "families displaced"),
        ("The death toll rose to 45.", "people killed"),
        ("A bomb killed 12.", "people killed"),
        ("They agreed to cut production by 300,000 barrels.", "production cut"),
        ("The killing of 9 farmers was condemned.", "farmers killed"),
    ],
)
def test_what_is_counted(parsed, text, counts):
    assert one(parsed, text).of == counts


def test_killed_and_wounded_are_two_quantities(parsed):
    found = read(parsed, "A bomb killed 12 and wounded 30.")
    assert [(f.value, f.of) for f in found] == [(12, "people killed"), (30, "people wounded")]


def test_a_range_of_money_shares_its_scale(parsed):
    found = one(parsed, "They lost $3-5 billion.")
    assert (found.low, found.high, found.unit) == (3e9, 5e9, "USD")


def test_vague_money_has_its_unit(parsed):
    found = one(parsed, "The ventures are worth several billion dollars.")
    assert (found.value, found.unit, found.approx) == (None, "USD", "vague")


def test_the_text_tells_whose_dollar(parsed):
    assert one(parsed, "The Canadian government in Ottawa spent $5 billion.").unit == "CAD"
    assert one(parsed, "The government spent $5 billion.").unit == "USD"


def test_a_conversion_is_as_exact_as_what_it_converts(parsed):
    found = read(parsed, "The town is about 62 miles (100km) away.")
    assert [(f.value, f.unit, f.approx) for f in found] == [
        (62, "mile", "about"),
        (100, "km", "about"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Maria Novak, 34, and her brother, aged 9, left.",
        "No one was hurt, and the two refused to go.",
        "They met on 22 July 2018 at 8 p.m. for six days.",
        "He lives at 12 Mill Road.",
        "They beat the visitors 3-1.",
        "Call 555-1234 now.",
        "He flew on a Boeing 737 under Article 50.",
        "Several reasons were given.",
        "It was one of the most beautiful songs.",
        "Emissions fell below 2005 levels.",
        "She drives a two-door car.",
    ],
)
def test_what_is_no_figure(parsed, text):
    assert read(parsed, text) == []


def test_one_counts_when_it_counts(parsed):
    assert one(parsed, "One soldier died.").value == 1
    assert one(parsed, "One of them was arrested.").value == 1


def test_a_vote_gives_two_figures(parsed):
    found = read(parsed, "The chamber voted 219-212 for the bill.")
    assert [(f.value, f.unit) for f in found] == [(219, "vote"), (212, "vote")]


def test_word_and_event(parsed):
    text = "The ministry said the mayor said 17 guards were killed, but 3 guards fled."
    outer = (text.index("the mayor"), len(text) - 1)
    inner = (text.index("17"), text.index(", but"))
    statements = [
        Statement(id=f"s{n}", content=[span], cue=[], source=[], kind="indirect")
        for n, span in enumerate((outer, inner), 1)
    ]
    start = text.index("killed")
    event = Event(
        id="e1",
        type="ASSAULT",
        trigger=[(start, start + 6)],
        actors=[],
        recipients=[],
        status="happened",
    )
    killed, fled = read(parsed, text, statements, [event])
    assert (killed.statement, killed.event) == ("s2", "e1")
    assert fled.statement == "s1"


WORDS = """
5 1,000 people killed $ % two and between to - million of dozens the largest third ½ km ( ) one
𝔘 were half 219-212 voted bpd per day rose toll
"""
PIECES = st.sampled_from([*WORDS.split(), "\n\n", "\u202e", "at least"])


def tree(draw, text):
    """A parse of words cut at white space, with a random tree over them."""
    spans = [m.span() for m in re.finditer(r"\S+", text)]
    some = st.sampled_from
    head = [draw(st.integers(0, i)) for i in range(len(spans))]
    return Parse(
        text=text,
        starts=[a for a, _ in spans],
        ends=[b for _, b in spans],
        lemma=[text[a:b] for a, b in spans],
        pos=[draw(some(["NOUN", "VERB", "NUM", "ADP"])) for _ in spans],
        tag=[draw(some(["NNS", "VBD", "VBG", "CD", "IN", "JJS"])) for _ in spans],
        dep=[draw(some(["nummod", "dobj", "pobj", "nsubj", "prep", "acl"])) for _ in spans],
        head=head,
        sentences=[(0, len(spans))] if spans else [],
        entities=[],
        children=[[c for c, h in enumerate(head) if h == i != c] for i in range(len(spans))],
    )


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_text_gives_valid_figures(data):
    text = data.draw(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=40))
    reached = 0
    for n, f in enumerate(FIGURES(article_of(text), tree(data.draw, text), [], [], []), 1):
        assert f.id == f"f{n}"
        assert reached <= f.span[0] < f.span[1] <= len(text)
        reached = f.span[1]
        assert f.low is None or f.high is None or f.low <= f.high


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They found more bodies, bringing the number of dead to nine.", [(9, "people killed")]),
        ("Divers went down again, raising the death toll to twelve.", [(12, "people killed")]),
        (
            "Three Orskan border guards were killed on Monday.",
            [(3, "Orskan border guards killed")],
        ),
        ("Twelve now dead in mine disaster", [(12, "people killed")]),
        ("They killed eight of our colleagues, she said.", [(8, "colleagues killed")]),
        ("The ferry sank off Lesk; 118 were rescued, he said.", [(118, "people rescued")]),
        ("Eighteen have fallen ill in Belmont.", [(18, "people ill")]),
        ("Belmark has put its losses at two dead.", [(2, "people killed")]),
        (
            "The mayor put the number of dead at 21. The ministry has counted 19.",
            [(21, "people killed"), (19, "people killed")],
        ),
        ("The army says 12 died, the rebels 30.", [(12, "people died"), (30, "people died")]),
        ("The number of households without power rose to 900.", [(900, "households")]),
        ("The prisoners killed one another.", []),
        ("They shot one after another.", []),
    ],
)
def test_counts_as_news_words_them(parsed, text, found):
    assert [(f.value, f.of) for f in read(parsed, text)] == found


def test_a_number_alone_takes_no_noun_from_afar(parsed):
    text = "Twelve people died. It rained. The road was long. The clerk counted 30."
    assert [f.value for f in read(parsed, text)] == [12]
