"""A whole story: contract fields, aligned events, the profile."""

import msgspec

from onrecord.stages.corroborate import compose
from onrecord.story_records import Story
from stories_sample import telling

ONE = telling(
    "Guards beat marchers at Mill Bridge. Max Orban said it was cruel and long.",
    "Metro Daily",
    said=(("Max Orban", "said", "it was cruel and long", "opinion"),),
    events=(("ASSAULT", "Guards", "beat", "marchers", "happened"),),
)
OTHER = telling(
    "Guards denied that they beat marchers.",
    "Capital Times",
    "2026-03-04",
    events=(("ASSAULT", "Guards", "beat", "marchers", "denied"),),
)
ELSEWHERE = telling(
    "Rebels beat farmers in a distant valley.",
    "The Vantage",
    None,
    events=(("ASSAULT", "Rebels", "beat", "farmers", "happened"),),
)


def test_a_story_is_told_in_the_order_of_days():
    story = compose("k", [ELSEWHERE, OTHER, ONE])
    assert story.articles == [r.article.id for r in (ONE, OTHER, ELSEWHERE)]
    assert story.outlets == ["Metro Daily", "Capital Times", "The Vantage"]
    assert (story.first, story.last) == ("2026-03-03", "2026-03-04")
    assert story.independent == len(story.origins) == 3
    assert msgspec.json.decode(msgspec.json.encode(story), type=Story) == story


def test_one_event_keeps_what_its_mentions_make_of_it():
    story = compose("k", [ONE, OTHER, ELSEWHERE])
    assert [len(e.mentions) for e in story.events] == [2, 1]
    assert story.events[0].statuses == ["happened", "denied"]
    assert story.events[0].what == "Guards beat marchers"


def test_the_profile_counts_speakers_and_words():
    profile = compose("k", [ONE, OTHER]).profile
    (speaker,) = profile.quoted
    assert (speaker.name, speaker.statements, speaker.words) == ("Max Orban", 1, 5)
    assert profile.unnamed == 0 and profile.opinion == 0
    assert profile.words == 20 and profile.quoted_share == 0.25


def test_who_is_accused_and_not_heard():
    report = telling(
        "Leila Dov accused Tigran Salo. Tigran Salo keeps a garden.",
        said=(("Leila Dov", "accused", "Tigran Salo", "alleges"),),
        events=(("ACCUSE", "Leila Dov", "accused", "Tigran Salo", "happened"),),
    )
    (unheard,) = compose("k", [report]).profile.unheard
    assert (unheard.name, unheard.articles) == ("Tigran Salo", [report.article.id])
    text = "Leila Dov accused Tigran Salo. Tigran Salo did not answer questions."
    asked = telling(text, events=(("ACCUSE", "Leila Dov", "accused", "Tigran Salo", "happened"),))
    assert compose("k", [asked]).profile.unheard == []
