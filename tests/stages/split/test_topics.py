"""What lines are about, by word vectors."""

import numpy as np

from onrecord.stages.split.features import lines_of
from onrecord.stages.split.furniture import Phrases
from onrecord.stages.split.topics import NAMES, Vectors, topics
from onrecord.stages.split.units import units

SPORT = [
    "The striker scored twice in the second half and the visitors went home without a goal.",
    "The coach praised his defenders, who had lost every match of the season until then.",
    "Supporters sang in the stadium long after the referee had blown the final whistle.",
]
BANK = [
    "The central bank raised interest rates by a quarter of a point on Thursday.",
    "Inflation has been above its target for two years, economists say, and wages follow.",
    "Bond yields rose after the decision and the currency gained against the dollar.",
]


def lines(*texts: str):
    text = "\n\n".join(texts)
    return lines_of(text, units(text), Phrases())


def test_the_topic_changes_where_it_does() -> None:
    found = topics(lines(*SPORT, *BANK))
    assert found.shape == (6, len(NAMES))
    curve = found[:, NAMES.index("topic_2")]
    assert int(np.argmin(curve[1:])) + 1 == len(SPORT)
    depth = found[:, NAMES.index("topic_depth_2")]
    assert int(np.argmax(depth[1:])) + 1 == len(SPORT)


def test_words_that_nobody_knows_are_about_nothing() -> None:
    assert not Vectors.shared().of(lines("Xqzv wqpt 12345 !!!")).any()
    assert np.isfinite(topics(lines("Xqzv wqpt", "12345"))).all()
