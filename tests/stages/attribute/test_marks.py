"""Quotation marks alone, without a parse."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stages.attribute.marks import quotations
from onrecord.stages.split.article import article_of


def quoted(text: str, depth: int | None = None) -> list[str]:
    found = quotations(article_of(text))
    return [text[q.inner[0] : q.inner[1]] for q in found if depth in (None, q.depth)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("He cried “run” and ran.", ["run"]),
        ('He cried "run" and ran.', ["run"]),
        ("He cried ``run'' and ran.", ["run"]),
        ("He cried «run» and ran.", ["run"]),
        ("He cried „run“ and ran.", ["run"]),
        ("He cried ‘run’ and ran.", ["run"]),
        ("He cried 'run' and ran.", ["run"]),
        ("‘The boys’ room is full,’ he said.", ["The boys’ room is full,"]),
        ("The boys’ room wasn't full in the ’70s, 'twas said.", []),
        ("A 6' wall and a 5\" nail.", []),
        ("“One,” he said, “two.”", ["One,", "two."]),
        ("”Typed the wrong way round” he said.", ["Typed the wrong way round"]),
        ("We never agreed,” he said.", ["We never agreed,"]),
        ("“We never agreed, he said.", ["We never agreed,"]),
        ("No marks at all", []),
    ],
)
def test_inner_words(text, inner):
    assert quoted(text) == inner


def test_depth():
    text = "“She told me ‘go home’ twice,” he said."
    assert quoted(text, 0) == ["She told me ‘go home’ twice,"]
    assert quoted(text, 1) == ["go home"]


def test_an_open_quotation_runs_on_into_the_next_paragraph():
    first, second = quotations(article_of("“One.\n\n“Two,” he said."))
    assert (first.closed, first.joined) == (False, False)
    assert (second.closed, second.joined) == (True, True)


def test_it_runs_on_without_a_mark_too():
    text = "“One.\n\nTwo”, he said."
    assert quoted(text) == ["One.", "Two"]
    assert quotations(article_of(text))[1].joined


@given(st.text(alphabet="ab .,\n“”\"'‘’«»„`", max_size=200))
def test_quotations_lie_in_the_text_and_do_not_cross(text):
    outer = [q for q in quotations(article_of(text)) if q.depth == 0]
    for q in outer:
        assert 0 <= q.span[0] <= q.inner[0] < q.inner[1] <= q.span[1] <= len(text)
    for a, b in pairwise(outer):
        assert a.span[1] <= b.span[0]


@pytest.mark.parametrize("unit", ["“a ", "a” ", "'a b' ", '"a ', "‘s ’ "])
def test_many_marks_stay_linear(unit):
    article = article_of(unit * 30_000)
    begin = time.process_time()
    quotations(article)
    assert time.process_time() - begin < 2
