import pytest

from onrecord.errors import ResourceError
from onrecord.evaluate.statements_own import _passage, count, passages
from onrecord.records import Report, Voice


def test_every_label_stands_in_its_text():
    own = list(passages())
    assert [p.number for p in own] == list(range(1, len(own) + 1))
    for p in own:
        text = p.gold.article.text
        for s in p.gold.statements:
            assert all(text[a:b].strip() for a, b in (*s.content, *s.cue, *s.source))


def test_a_label_that_its_text_does_not_hold_is_told():
    with pytest.raises(ResourceError, match="no 'the sea'"):
        _passage(1, "She said it rained.", ["affirms | indirect | - | She | said | the sea"])


def test_perfect_answers_score_in_full():
    p = _passage(
        2,
        "Ann said it rained. A disgrace.",
        ["affirms | indirect | Ann | Ann | said | it rained", "voice | A disgrace."],
    )
    start = p.gold.article.text.index("A disgrace")
    report = Report(
        article=p.gold.article,
        statements=p.gold.statements,
        actors=p.gold.actors,
        voice=[Voice(span=(start, start + 5), kind="opinion")],
        events=[],
        figures=[],
        places=[],
        times=[],
        made_by=["test"],
    )
    counts = count(p, report)
    assert counts["attribution.hits"] == counts["stance.right"] == counts["kind.right"] == 1
    assert counts["speaker.right"] == counts["opinion.hits"] == 1
