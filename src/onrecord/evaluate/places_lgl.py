"""Places of local American news. It is training data: a check of fit, not of quality."""

from pathlib import Path

from onrecord.evaluate.places import run_file
from onrecord.evaluate.score import Score
from onrecord.pipeline import Pipeline

TASK = "places-lgl"
FILE = "places/train_lgl.jsonl"


def run(gold: Path, pipeline: Pipeline) -> list[Score]:
    return run_file(TASK, gold / FILE, pipeline)
