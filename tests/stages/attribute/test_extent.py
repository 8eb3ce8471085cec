"""How far a content reaches, by syntax, whatever the model proposed."""

import pytest

from onrecord.stages.attribute.candidate import Candidate
from onrecord.stages.attribute.repair import repaired
from onrecord.stages.attribute.view import View


def mended(parsed, text: str, cue: str, content: str) -> list[str]:
    """The contents that the proposal comes to."""

    def span(words):
        return text.index(words), text.index(words) + len(words)

    made = Candidate(cue=[span(cue)], source=[], content=[span(content)], score=0.9, why="model x")
    view = View(*parsed(text))
    return [" … ".join(text[s:e] for s, e in c.content) for c in repaired(view, [made], [])]


@pytest.mark.parametrize(
    ("text", "cue", "content", "now"),
    [
        (
            "However, the dam will hold, she said.",
            "said",
            "However, the dam will hold",
            ["the dam will hold"],
        ),
        (
            "The ministry said two men died on Monday, the worst toll since the truce ended.",
            "said",
            "two men died on Monday, the worst toll since the truce ended",
            ["two men died on Monday"],
        ),
        (
            "The general said his men held the ridge, taking the front to the railway.",
            "said",
            "his men held the ridge, taking the front to the railway",
            ["his men held the ridge"],
        ),
        (
            "Officials said the port was shut because the pier had burned.",
            "said",
            "the port was shut",
            ["the port was shut because the pier had burned"],
        ),
        (
            "The army said that two men had died in the raid and blamed the rebels.",
            "said",
            "that two men had died in the raid and blamed the rebels",
            ["that two men had died in the raid", "the rebels"],
        ),
        (
            "It demanded an answer within two hours.",
            "demanded",
            "an answer",
            ["an answer within two hours"],
        ),
    ],
)
def test_content(parsed, text, cue, content, now):
    assert mended(parsed, text, cue, content) == now
