"""Paragraph breaks, sums told, silences and torn clauses, with the model in front of the rules."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from onrecord.records import Statement
from onrecord.stages.attribute import Attribute
from onrecord.stages.attribute.tagger import Tagger

Told = list[tuple[str, str, str]]


@pytest.fixture(scope="module")
def attribute() -> Attribute:
    return Attribute(Tagger())


@pytest.fixture
def found(parsed, attribute: Attribute) -> Callable[..., list[Statement]]:
    def find(text: str, headed: bool = False) -> list[Statement]:
        article, parse = parsed(text)
        if headed:
            first, *rest = article.blocks
            article = replace(article, blocks=[replace(first, part="headline"), *rest])
        return attribute(article, parse)

    return find


@pytest.fixture
def told(found) -> Callable[..., Told]:
    """Source, content and stance of each statement of a text."""

    def tell(text: str, headed: bool = False) -> Told:
        def words(spans) -> str:
            return " … ".join(text[a:b] for a, b in spans)

        return [
            (words(s.source), words(s.content), s.stance)
            for s in found(text, headed)
            if s.act is not None
        ]

    return tell


HEADED = [
    "Ferry lost off Arnvik\n\nAt least nine people drowned when it went down, the coastguard said.",
    "Palace says it had no part in raid\n\nThe palace did not order the raid, a spokesman said.",
    "Miners end strike\n\nThe union said on Monday that the pay was fair.\n\nWhat comes next\n\n"
    "Experts say the pit will close by spring.",
    "Army: town is ours\n\nThe town fell at noon, the army said. Rebels said they had left it.",
]


@pytest.mark.parametrize("text", HEADED)
@pytest.mark.parametrize("headed", [True, False])
def test_no_role_runs_over_a_paragraph_break(found, text: str, headed: bool) -> None:
    said = found(text, headed)
    assert said
    for s in said:
        assert all("\n" not in text[a:b] for a, b in (*s.source, *s.cue, *s.content))
        home = text.count("\n\n", 0, s.cue[0][0])
        assert {text.count("\n\n", 0, a) for a, _ in (*s.source, *s.content)} == {home}


def test_a_lead_keeps_its_own_statement_below_a_headline_that_speaks(told) -> None:
    text = "Bank says it is sound\n\nThe bank is not short of money, its governor said on Friday."
    assert ("its governor", "The bank is not short of money") in {t[:2] for t in told(text, True)}


def test_a_quotation_goes_on_in_the_next_paragraph_with_a_span_of_its_own(told) -> None:
    text = (
        "“We left at dawn and nobody told us where to go,” Hanna Weil said. “We had no bread.\n\n"
        "“My brother carried the child.”"
    )
    content = told(text)[0][1]
    assert content.endswith(" … “My brother carried the child.”")


def test_a_closing_mark_does_not_open_the_next_paragraph(told) -> None:
    text = '"We hold the bridge."\nRubbish, says the navy.'
    assert ("the navy", "Rubbish") in {t[:2] for t in told(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The canal was first proposed in 1911.",
        "The new timetable was announced in March.",
        "No faction claimed responsibility for the bomb.",
        "The palace did not immediately respond to a request for comment.",
        "The firm did not answer a request for comment on the spill.",
        "The bishop declined to comment on the sale.",
        "The ministry declined to discuss the case.",
        "The ministry declined to elaborate.",
    ],
)
def test_nobody_says_anything(told, text: str) -> None:
    assert told(text) == []


def test_a_house_whose_name_looks_like_none_speaks(told) -> None:
    assert told("No 10 said the talks would go on.")[0] == (
        "No 10",
        "the talks would go on",
        "predicts",
    )


def test_an_apology_for_the_source_is_no_part_of_it(told) -> None:
    text = "An aide to the queen, who asked not to be named because she was ill, said it was over."
    assert told(text) == [("An aide to the queen", "it was over", "affirms")]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The navy published a film it said showed its divers at work.",
            "it",
            "a film … showed its divers at work",
        ),
        (
            "The league released a letter which it said proved the fraud.",
            "it",
            "a letter … proved the fraud",
        ),
        (
            "He was held in a camp that villagers said was run by the army.",
            "villagers",
            "a camp … was run by the army",
        ),
    ],
)
def test_a_relative_clause_is_told_with_its_noun(told, text, source, content) -> None:
    said = [t for t in told(text) if t[1] == content]
    assert len(said) == 1
    assert said[0][0] == source or source == "it"
    assert not any(t[1].startswith(("showed", "proved", "was run")) for t in told(text))


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The board put turnout at 64 per cent.", "turnout at 64 per cent"),
        ("Nurses put the number of dead at 31.", "the number of dead at 31"),
        ("Police put the march at 9,000.", "the march at 9,000"),
        ("The relief office has counted 27 bodies.", "27 bodies"),
        ("Marshals spoke of 50,000 marchers.", "50,000 marchers"),
        ("The ministry gave a toll of 44 dead.", "a toll of 44 dead"),
        ("The council issued a death toll of 12.", "a death toll of 12"),
    ],
)
def test_a_sum_is_told_as_speech(told, text: str, content: str) -> None:
    assert [t[1:] for t in told(text)] == [(content, "affirms")]


@pytest.mark.parametrize(
    "text",
    [
        "The clerk put the meeting at the top of the list.",
        "The aunt gave 40 pounds to the school.",
        "The side counted on three wins.",
    ],
)
def test_a_number_alone_tells_no_sum(told, text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        (
            "The front said it had no hand in the raid and accused the police of staging it.",
            ["it had no hand in the raid", "the police of staging it"],
        ),
        (
            "The prefect said the pass was clear and denied that anyone had frozen.",
            ["the pass was clear", "that anyone had frozen"],
        ),
        (
            "The office said, rejecting the story of a nurse, that the ward was full.",
            ["that the ward was full", "the story of a nurse"],
        ),
    ],
)
def test_a_second_cue_has_its_own_content(told, text: str, contents: list[str]) -> None:
    said = told(text)
    assert sorted(t[1] for t in said) == sorted(contents)
    assert len({t[0] for t in said}) == 1


def test_a_refusal_to_say_leaves_the_question_open(told) -> None:
    assert told("The police would not say who had been held.") == [
        ("The police", "who had been held", "questions")
    ]
