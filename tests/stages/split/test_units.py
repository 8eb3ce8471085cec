"""Paragraph finding: wrapped text is joined, nothing is lost, no unit is too long."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.stages.split.article import article_of
from onrecord.stages.split.units import LONGEST, units

WRAPPED = """   The council of Arden voted on Tuesday to open the dam
before the end of the year, and to let the water reach the
farms of the lower valley.
   Farmers had waited for it. They were told nothing for
two years, one of them said.

COUNCIL REACTS

The mayor, who had opposed the plan, left the hall without
a word."""


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in units(text)]


def test_wrapped_lines_are_one_paragraph() -> None:
    found = texts(WRAPPED)
    assert [" ".join(one.split())[:16] for one in found] == [
        "The council of A",
        "Farmers had wait",
        "COUNCIL REACTS",
        "The mayor, who h",
    ]
    assert found[0].endswith("lower valley.")


def test_lines_that_are_paragraphs_stay_apart() -> None:
    lines = [
        "The dam opens.",
        "Water reached the farms on Friday.",
        "Nobody was hurt, police said.",
    ]
    assert texts("\n".join(lines)) == lines


def test_article_of_keeps_the_text_and_uses_paragraphs() -> None:
    article = article_of(WRAPPED)
    assert article.text == WRAPPED
    assert len(article.blocks) == 4
    assert {b.part for b in article.blocks} == {"body"}


def test_a_huge_paragraph_is_cut_after_sentences() -> None:
    text = "The dam opened again. " * 3000
    found = texts(text)
    assert max(map(len, found)) <= LONGEST
    assert all(one.endswith("again.") for one in found)


def test_a_huge_word_is_cut_somewhere() -> None:
    assert "".join(texts("x" * 1_000_000)) == "x" * 1_000_000


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB. \n\t\r\u00a0\u2028“”1-Ж𝒳\u202e"), max_size=200))
def test_units_are_trimmed_ordered_and_complete(text: str) -> None:
    spans = units(text)
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert "".join("".join(one.split()) for one in texts(text)) == "".join(text.split())
