"""Stories: articles of one event brought together across outlets.

There is no such stage yet, so there is nothing to score: `Absent` says so rather than a figure
that would mean something else.
"""

from pathlib import Path

from onrecord.evaluate.score import Score
from onrecord.evaluate.tasks import Absent
from onrecord.pipeline import Pipeline

TASK = "stories"


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    raise Absent("onrecord does not bring articles together into stories yet")
