"""The outlet's own voice: where it is heard and when it is opinion."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.records import Statement
from onrecord.stages.extract.voice import Voices

voices = Voices()


def said(text: str, source: str, cue: str, content: str) -> Statement:
    def span(words):
        start = text.index(words)
        return [(start, start + len(words))]

    return Statement(
        id="s1", content=span(content), cue=span(cue), source=span(source), kind="indirect"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The council met on Monday in the old town hall.", "assertion"),
        ("It is becoming ever more likely that the council met.", "assertion"),
        ("It is becoming increasingly clear that the plan has failed.", "opinion"),
        ("This blatant fraud must not stand.", "opinion"),
        ("The new law ought to be repealed at once.", "opinion"),
        ("The offer was shamefully turned down by the board.", "opinion"),
        ("The truth is that nobody wanted the stadium.", "opinion"),
        ("The court will decide whether he should stand trial.", "assertion"),
        ("Heroic Street was closed for repairs.", "assertion"),
        ("Who will pay for all this?", "opinion"),
    ],
)
def test_kind(parsed, text, kind):
    (voice,) = voices(*parsed(text), [])
    assert voice.kind == kind
    assert text[slice(*voice.span)] == text


def test_reported_words_are_not_the_outlets(parsed):
    text = "The mayor said the blatant fraud must end."
    content = "the blatant fraud must end"
    assert voices(*parsed(text), [said(text, "The mayor", "said", content)]) == []


def test_what_the_outlet_adds_to_a_statement_is_its_own(parsed):
    text = "The claim that taxes fell, a ridiculous lie, was printed twice."
    s = said(text, "claim", "claim", "that taxes fell")
    found = voices(*parsed(text), [s])
    assert [text[slice(*v.span)] for v in found] == ["a ridiculous lie, was printed twice"]
    assert found[0].kind == "opinion"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=40))
def test_any_text_gives_spans_within_it(parser, text):
    from onrecord.stages.split.article import article_of

    article = article_of(text)
    for v in voices(article, parser(article), []):
        assert 0 <= v.span[0] < v.span[1] <= len(text)


def test_a_weak_sign_counts_beside_an_opinion_only(parsed):
    alone = "Members must agree the budget by June. The panel meets on Friday."
    beside = "The plan is a disgrace. Members must throw it out."
    assert {v.kind for v in Voices()(*parsed(alone), [])} == {"assertion"}
    assert [v.kind for v in Voices()(*parsed(beside), [])] == ["opinion", "opinion"]
